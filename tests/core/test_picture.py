"""The address of one photograph."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.photographs import make_photograph

pytestmark = pytest.mark.django_db


def test_it_is_served_with_one_query_and_asked_for_again_within_the_hour(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    picture = make_photograph()
    with django_assert_num_queries(1):
        response = client.get(f"/pictures/{picture.key}-60.webp")
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert b"".join(response.streaming_content)[:4] == b"RIFF"  # type: ignore[attr-defined]
    assert response["Cache-Control"] == "public, max-age=3600"
    assert "Content-Encoding" not in response


def test_a_copy_is_confirmed_while_the_picture_is_shown_and_no_longer(client: Client) -> None:
    picture = make_photograph()
    address = f"/pictures/{picture.key}-60.webp"
    tag = {"If-None-Match": client.get(address)["ETag"]}
    assert client.get(address, headers=tag).status_code == 304
    picture.withdraw(None)
    assert client.get(address, headers=tag).status_code == 404


@pytest.mark.parametrize(
    "name", ["{}-480.webp", "{}-60.svg", "{}-060.webp", "{}-0.avif", "-" * 36 + "-60.webp"]
)
def test_what_was_never_stored_is_not_there(client: Client, name: str) -> None:
    key = make_photograph().key
    assert client.get("/pictures/" + name.format(key)).status_code == 404
