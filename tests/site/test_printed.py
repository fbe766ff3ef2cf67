"""A page on paper says where it came from."""

from typing import Any

import pytest
from django.test import Client

from blog import previews
from tests.builders import make_branch, make_post
from tests.pages import Page

pytestmark = pytest.mark.django_db


def printed(client: Client, address: str) -> list[str]:
    page = Page(client.get(address))
    assert page.status == 200
    return [element.words for element in page.all("p", class_="printed wrap")]


@pytest.mark.parametrize("address", ["/vi/", "/es/events/", "/en/privacy/"])
def test_it_gives_the_site_s_own_address(client: Client, settings: Any, address: str) -> None:
    settings.PUBLIC_URL = "https://voices.example"
    [words] = printed(client, address)
    assert words.endswith(f" · https://voices.example{address}")


def test_what_was_asked_of_a_page_is_no_part_of_it(client: Client) -> None:
    [words] = printed(client, "/en/what-we-heard/?year=2023")
    assert words.endswith("/en/what-we-heard/")


def test_the_link_of_a_preview_is_not_printed(client: Client) -> None:
    draft = make_post("Trees", make_branch("Alum Rock"), published_at=None)
    assert printed(client, f"/en/preview/{previews.key_for(draft)}/") == []
