"""Old browsers ask for their icons at the root, whatever the page says."""

from io import BytesIO

import pytest
from django.test import Client
from PIL import Image


@pytest.mark.parametrize(
    ("name", "size"), [("favicon.ico", (32, 32)), ("apple-touch-icon.png", (180, 180))]
)
def test_an_icon_is_at_the_root(client: Client, name: str, size: tuple[int, int]) -> None:
    response = client.get(f"/{name}")
    assert response.status_code == 200
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert Image.open(BytesIO(content)).size == size
