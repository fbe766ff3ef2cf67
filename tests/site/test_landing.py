"""The landing page: all parts of the source page, in its order."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engagement.core.models import Library
from engagement.site.models import Section
from tests.builders import make_branch, make_event, make_picture, make_post
from tests.pages import Page

pytestmark = pytest.mark.django_db
ORDER = ["hero", "outreach", "survey", "places", "dreams", "uses", "posts"]


def place_of(page: Page, title: str) -> int:
    """Which of the page's headings is this title; the opening may hold more beside it."""
    headings = page.main.all("h1", "h2")
    (place,) = (
        place
        for place, heading in enumerate(headings)
        if heading.words == title or (heading.tag == "h1" and title in heading.words)
    )
    return place


def shown(client: Client, language: str = "en") -> Page:
    response = client.get(f"/{language}/")
    assert response.status_code == 200
    return Page(response)


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_all_parts_stand_in_their_order_with_their_points(client: Client, language: str) -> None:
    page = shown(client, language)
    sections = {section.key: section for section in Section.objects.all()}
    assert set(sections) == set(ORDER)
    places = [place_of(page, str(sections[key].text("title", language))) for key in ORDER]
    assert places == sorted(places)
    for section in sections.values():
        for item in section.items.all():
            assert str(item.text("title", language)) in page.main.words
            assert str(item.text("detail", language)) in page.main.words
    picture = sections["hero"].picture
    assert picture
    assert str(picture.text("alt", language)) in [
        image.get("alt") for image in page.main.all("img")
    ]


def test_a_new_site_has_what_the_source_page_has() -> None:
    counts = {section.key: section.items.count() for section in Section.objects.all()}
    assert counts["outreach"] == 3
    assert counts["uses"] == 4
    assert counts["places"] >= 6


@pytest.mark.parametrize("key", ORDER)
def test_a_hidden_part_is_gone_and_the_page_keeps_its_heading(client: Client, key: str) -> None:
    Section.objects.filter(key=key).update(is_shown=False)
    page = shown(client)
    hidden = str(Section.objects.get(key=key).text("title", "en"))
    with pytest.raises(ValueError, match="not enough values"):
        place_of(page, hidden)
    assert len(page.all("h1")) == 1
    assert page.title


def test_the_words_that_staff_change_are_the_words_that_are_read(client: Client) -> None:
    section = Section.objects.get(key="dreams")
    section.set_texts(title={"vi": "Ước mơ"}, body={"vi": "<p>Của quý vị</p>"})
    section.save()
    page = shown(client, "vi")
    assert "Ước mơ" in [heading.words for heading in page.main.all("h2")]
    assert "Của quý vị" in page.main.words


def test_an_empty_database_gives_a_page_in_every_language(client: Client) -> None:
    Section.objects.all().delete()
    Library.objects.all().delete()
    for language in ("vi", "es", "en"):
        page = shown(client, language)
        assert len(page.all("h1")) == 1
        assert page.title.strip(" ·")


def test_the_six_newest_posts_and_a_way_to_the_rest(client: Client) -> None:
    for age in range(8):
        make_post(f"Post {age}", days=-1 - age)
    make_post("Draft", published_at=None)
    page = shown(client)
    links = [link for link in page.main.all("a") if "/what-we-heard/p" in link.get("href")]
    assert [link.words for link in links if link.words] == [f"Post {age} (en)" for age in range(6)]
    assert "/en/what-we-heard/" in page.links
    assert "Summary" in page.main.words
    assert "Outreach team" in page.main.words


def test_the_three_next_events_and_a_way_to_the_rest(client: Client) -> None:
    for day in (9, 3, 5, 7):
        make_event(f"Day {day}", days=day)
    make_event("Gone", days=-3)
    make_event("Parents only", days=1, is_public=False)
    page = shown(client)
    titles = [link.words for link in page.main.all("a") if link.words.startswith("Day")]
    assert list(dict.fromkeys(titles)) == ["Day 3 (en)", "Day 5 (en)", "Day 7 (en)"]
    assert "Parents only" not in page.html
    assert "/en/events/" in page.links


def test_an_untranslated_part_is_marked_and_said(client: Client) -> None:
    section = Section.objects.get(key="dreams")
    shown_whole = shown(client, "es")
    section.set_texts(title={"es": ""}, body={"es": ""})
    section.save()
    page = shown(client, "es")
    assert page.language_of(str(section.text("title", "en"))) == "en"
    assert "/en/" in [link.get("href") for link in page.main.all("a")]
    assert "inglés" in page.main.words
    assert "inglés" not in shown_whole.main.words


def test_more_content_asks_the_database_no_more_often(client: Client) -> None:
    counts = []
    for _ in range(3):
        make_event("Ahead", only="vi")
        make_post("", make_branch(), only="vi", picture=make_picture())
        for section in Section.objects.all():
            section.items.create(title_en="A point", detail_en="More")
        with CaptureQueriesContext(connection) as queries:
            shown(client)
        counts.append(len(queries))
    assert counts[0] == counts[2]
