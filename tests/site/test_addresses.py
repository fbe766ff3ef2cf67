"""Addresses as people type, share and keep them."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from blog.models import Post
from tests.builders import make_event, make_post, make_survey
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_missing_last_slash_is_forgiven_in_every_language(client: Client, language: str) -> None:
    for path in ["", "/events", "/events?branch=king"]:
        address, _, query = path.partition("?")
        response = client.get(f"/{language}{path}")
        assert response.status_code == 301, path
        expected = f"/{language}{address}/" + (f"?{query}" if query else "")
        assert response.headers["Location"] == expected


def test_a_changed_slug_takes_the_query_along(client: Client) -> None:
    survey = make_survey(slug="first-name")
    survey.slug = "second-name"
    survey.save()
    response = client.get("/en/survey/first-name/?at=abc234")
    assert response.headers["Location"] == "/en/survey/second-name/?at=abc234"


def test_an_address_that_a_page_had_is_given_to_no_other() -> None:
    post = make_post("Trees", slug="trees")
    post.slug = "shade"
    post.save()
    other = Post(slug="trees", period=post.period)
    other.set_texts(title={"en": "Hijacker"})
    with pytest.raises(ValidationError) as refused:
        other.full_clean()
    assert "slug" in refused.value.message_dict


def test_a_poster_code_may_be_typed_in_capitals(client: Client) -> None:
    event = make_event("Fair")
    at = client.get(f"/s/{event.code.upper()}/vi/").headers["Location"]
    make_survey()
    assert event.place in Page(client.get(at)).main.words


def test_no_calendar_is_better_than_the_wrong_one(client: Client) -> None:
    assert client.get("/en/events/calendar.ics?branch=nowhere").status_code == 404


@pytest.mark.parametrize("path", ["", "events/", "what-we-heard/feed.atom", "survey/"])
def test_what_is_only_read_takes_nothing_sent(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(f"/vi/{path}")
    assert response.status_code in {403, 405}
    assert b"<style" not in response.content
    if response.content:
        assert b'<html lang="vi"' in response.content
