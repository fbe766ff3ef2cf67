"""One rule says which pictures readers see: as a queryset, of one picture, and on every page."""

from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.models import BranchSection, Post
from engagement.core.models import Picture
from engagement.site.models import Section
from tests.builders import make_branch, make_post, make_section
from tests.photographs import make_photograph

pytestmark = pytest.mark.django_db

ALT = "Our table at the market"
# Each keeps a picture from readers.
LACKING: dict[str, dict[str, Any]] = {
    "description": {"alt_en": ""},
    "description in the original": {"source_language": "vi"},
    "consent": {"consent": "", "consent_on": None},
    "right": {"withdrawn_at": timezone.now()},
}


def every_picture() -> list[Picture]:
    """A picture of each state that there can be."""
    kinds = product(("", "park"), (0, 60), ("", "release"), (None, ""), (None, timezone.now()))
    return [
        Picture.objects.create(
            drawing=drawing, width=width, consent=consent, withdrawn_at=withdrawn,
            consent_on=timezone.localdate() if consent else None,
            source_language=original, alt_en="A park", alt_vi=vi,
        )
        for drawing, width, consent, vi, withdrawn in kinds for original in ("en", "vi")
    ]  # fmt: skip


def test_the_queryset_and_the_picture_agree_in_every_state() -> None:
    pictures = every_picture()
    keys = {picture.pk for picture in pictures}
    by_rule = {
        "shown": {picture.pk for picture in pictures if picture.is_shown},
        "withdrawn": {picture.pk for picture in pictures if picture.withdrawn_at},
    }
    by_rule["waiting"] = keys - by_rule["shown"] - by_rule["withdrawn"]
    assert all(by_rule.values())
    for name, expected in by_rule.items():
        rows = getattr(Picture.objects.filter(pk__in=keys), name)()
        assert set(rows.values_list("pk", flat=True)) == expected, name


@pytest.fixture
def picture() -> Picture:
    """On a post, in a branch's section and on the landing page."""
    shown = make_photograph(alt_en=ALT)
    post = make_post("Spring", make_branch("Alum Rock"), slug="spring", picture=shown)
    BranchSection.objects.filter(post=post).update(picture=shown)
    Section.objects.filter(key=Section.Key.HERO).update(picture=shown)
    return shown


PAGES = {"/en/": 2, "/en/what-we-heard/": 1, "/en/what-we-heard/spring/": 2}


def times_shown(client: Client, picture: Picture) -> dict[str, int]:
    pages = {address: client.get(address).content.decode() for address in PAGES}
    return {
        address: html.count(f'src="/pictures/{picture.key}-60.webp"')
        for address, html in pages.items()
    }


def test_a_described_and_released_photograph_is_on_every_page(
    client: Client, picture: Picture
) -> None:
    assert times_shown(client, picture) == PAGES


@pytest.mark.parametrize("lack", LACKING)
def test_no_page_and_no_address_shows_what_lacks_anything(
    client: Client, picture: Picture, lack: str
) -> None:
    Picture.objects.filter(pk=picture.pk).update(**LACKING[lack])
    assert set(times_shown(client, picture).values()) == {0}
    for address in PAGES:
        assert str(picture.key) not in client.get(address).content.decode()
    for extension in ("avif", "webp"):
        assert client.get(f"/pictures/{picture.key}-60.{extension}").status_code == 404


def test_three_pictures_on_a_page_cost_no_more_queries_than_one(
    client: Client, picture: Picture
) -> None:
    address = "/en/what-we-heard/spring/"
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    post = Post.objects.get(slug="spring")
    for position in (2, 3):
        section = make_section(post, make_branch(), position)
        BranchSection.objects.filter(pk=section.pk).update(picture=make_photograph())
    with CaptureQueriesContext(connection) as three:
        html = client.get(address).content.decode()
    assert (html.count("<picture"), len(three)) == (4, len(one))


def test_a_withdrawn_picture_can_be_shown_again(client: Client, picture: Picture) -> None:
    picture.withdraw(None)
    assert client.get(f"/pictures/{picture.key}-60.webp").status_code == 404
    picture.restore()
    assert client.get(f"/pictures/{picture.key}-60.webp").status_code == 200


def test_a_post_without_its_picture_gets_the_drawing_in_the_list(
    client: Client, picture: Picture
) -> None:
    picture.withdraw(None)
    assert "img/board.svg" in client.get("/en/what-we-heard/").content.decode()
