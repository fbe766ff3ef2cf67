"""The public search: what is found, in which language, and how it is told."""

import unicodedata

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engagement.site.search import found, views
from engagement.site.search.forms import LONGEST
from tests.builders import (
    make_branch,
    make_event,
    make_kind,
    make_picture,
    make_post,
    make_quote,
    make_section,
    said,
)
from tests.pages import Page
from tests.site.test_public_rules import OTHER_READER

pytestmark = pytest.mark.django_db
TITLE = "Sự kiện ở Đường hoa"


def asked(client: Client, words: str, language: str = "vi", **query: str) -> Page:
    response = client.get(f"/{language}/search/", {"q": words, **query})
    assert response.status_code == 200
    return Page(response)


def titles(page: Page) -> list[str]:
    return [heading.words for heading in page.main.all("h3", class_="results__title")]


def marks(page: Page) -> list[str]:
    return [mark.words for mark in page.main.all("mark")]


def written(row, **texts: dict[str, str]):  # type: ignore[no-untyped-def]
    row.set_texts(**texts)
    row.save()
    return row


@pytest.mark.parametrize(
    "typed",
    [
        "su kien",
        "SỰ KIỆN",
        "sự kiện",
        "Su Kiện",
        unicodedata.normalize("NFD", "sự kiện"),
        "kiện, sự!",
        '"sự kiện"',
        "duong",
        "ĐƯỜNG",
        "su/kien",
    ],
)
def test_vietnamese_is_found_however_it_is_typed(client: Client, typed: str) -> None:
    event = written(make_event(), title={"vi": TITLE, "en": "Flowers"})
    page = asked(client, typed)
    assert TITLE in titles(page)
    assert event.get_absolute_url().replace("/en/", "/vi/") in page.links


def test_what_is_stored_decomposed_is_found_too(client: Client) -> None:
    title = unicodedata.normalize("NFD", TITLE)
    written(make_event(), title={"vi": title, "en": "Flowers"})
    for typed in ("sự kiện", "duong"):
        assert title in titles(asked(client, typed))


def test_the_right_letters_are_marked(client: Client) -> None:
    post = make_post("X")
    text = "<p>Chúng tôi đến <strong>Đường</strong> Hoa &amp; chợ đường phố.</p>"
    written(post, title={"vi": "Hoa <b>& Đường"}, summary={"vi": ""}, in_short={"vi": text})
    page = asked(client, "duong")
    assert [mark for mark in marks(page) if mark != "đường"] == ["Đường", "Đường"]
    assert "Hoa <b>& Đường" in titles(page)
    assert "đến Đường Hoa & chợ đường phố." in page.main.words


def test_a_word_with_marks_means_itself(client: Client) -> None:
    written(make_event(), title={"vi": "Quà cho trẻ em", "en": "Gifts"})
    written(make_event(), title={"vi": "Ở chợ", "en": "Market"})
    assert [t for t in titles(asked(client, "chợ")) if "trẻ" in t] == []
    assert {"Quà cho trẻ em", "Ở chợ"} <= set(titles(asked(client, "cho")))


def test_two_places_of_a_tone_are_one_word(client: Client) -> None:
    written(make_event(), title={"vi": "Thái hoà", "en": "Peace"})
    assert "Thái hoà" in titles(asked(client, "thái hòa"))


def test_marks_that_nobody_wrote_are_told_and_left_out(client: Client) -> None:
    written(make_event(), title={"vi": "Bánh xẻo", "en": "Food"})
    page = asked(client, "bành xèo")
    assert titles(page) == ["Bánh xẻo"]
    assert said("Nothing is written with exactly these marks. Here is what reads the same "
                "without them.", "vi") in page.main.words  # fmt: skip


@pytest.mark.parametrize(
    ("language", "typed", "title"),
    [
        ("es", "participacion", "La participación"),
        ("es", "participaciones", "La participación"),
        ("es", "NIÑOS", "El niño"),
        ("en", "gardens", "The garden"),
        ("en", "cafe", "A café"),
    ],
)
def test_endings_and_accents_do_not_hide_a_word(
    client: Client, language: str, typed: str, title: str
) -> None:
    written(make_post("X"), title={language: title})
    assert title in titles(asked(client, typed, language))


def test_each_word_may_stand_in_another_place(client: Client) -> None:
    event = make_event(place="Story Road", branch=make_branch("Tully"))
    for typed in ("market story", "tully road table"):
        assert titles(asked(client, typed, "en")) == [str(event.text("title", "en"))]
    section = make_section(make_post("Shade"), make_branch("Alum Rock"))
    make_quote(section, "Más columpios", "es", en="More swings")
    assert titles(asked(client, "swings alum shade", "en")) == ["Shade (en)"]


def test_a_kind_speaks_only_where_an_event_has_no_words_of_its_own(client: Client) -> None:
    kind = make_kind()
    make_event("Lanterns", kind=kind)
    assert "Lanterns (en)" not in titles(asked(client, "market", "en"))
    make_event(kind=kind)
    assert "Meet us at market" in titles(asked(client, "market", "en"))
    assert len(titles(asked(client, "table", "en"))) >= 2


def test_a_quotation_is_looked_for_side_by_side(client: Client) -> None:
    make_event("Long shade trees")
    assert titles(asked(client, '"shade trees"', "en"))
    assert not titles(asked(client, '"long trees"', "en"))


def test_what_is_not_public_is_never_found(client: Client) -> None:
    make_post("Zebra draft", published_at=None)
    make_post("Zebra future", make_branch(), days=2)
    make_event("Zebra meeting", is_public=False)
    moved = make_event("Lion")
    written(moved, notice={"en": "Zebra"})
    picture = written(make_picture(), alt={"en": "Zebra", "vi": "Zebra"})
    make_post("Withdrawn", picture=picture)
    for language in ("vi", "es", "en"):
        page = asked(client, "zebra", language)
        assert titles(page) == []
        nothing = said("Nothing was found for “%(words)s”.", language, words="zebra")
        assert nothing in page.main.words
        # Nor is it offered for a word that is nearly the same.
        assert "Zebra" not in asked(client, "zebbra", language).html


def test_what_stands_only_in_another_language_is_offered_and_marked(client: Client) -> None:
    make_event("Lanterns", only="en")
    written(make_event(), title={"en": "Lanterns at night", "vi": "Đèn lồng"})
    page = asked(client, "lanterns")
    assert set(titles(page)) == {"Lanterns (en)", "Đèn lồng"}
    assert page.language_of("Lanterns (en)") == "en"
    assert page.language_of("Đèn lồng") == "vi"
    assert said("Found in another language", "vi") in page.main.words
    assert said("Found in %(language)s", "vi", language="tiếng Anh") in page.main.words


def test_the_reader_s_own_language_comes_first_and_nothing_twice(client: Client) -> None:
    make_event("Tulip", only="en")
    make_event("Tulip")
    assert titles(asked(client, "tulip")) == ["Tulip (vi)", "Tulip (en)"]


def test_pages_are_found(client: Client) -> None:
    make_branch("Alum Rock", address="3090 Alum Rock Ave", slug="alum-rock")
    for typed, address in (
        ("riêng tư", "/vi/privacy/"),
        ("ngôn ngữ ký hiệu", "/vi/accessibility/"),
        ("alum", "/vi/branches/alum-rock/"),
        ("3090", "/vi/branches/alum-rock/"),
        ("chợ nông gia", "/vi/"),
    ):
        links = [a.get("href") for h in asked(client, typed).main.all("h3") for a in h.all("a")]
        assert address in links, typed


@pytest.mark.parametrize(
    "typed", ["'", '"', '"""', "((", "a & | !", ":*", "<->", "\0", "  ", "%", "\\", "the of and",
              "?!…", "-", "𝒳😀", "<script>", "a\u0301" * 50, "OR", "x" * LONGEST, "e-mail a/b c.d",
              " ".join(f"w{n}" for n in range(60))]
)  # fmt: skip
@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_nothing_that_is_typed_is_a_fault(client: Client, language: str, typed: str) -> None:
    asked(client, typed, language)


@pytest.mark.parametrize("size", [LONGEST + 1, 1_000_000])
def test_too_much_is_told_beside_the_field_with_what_fits(client: Client, size: int) -> None:
    page = asked(client, "ă" * size)
    assert str(LONGEST) in page.errors_beside("q")
    assert page.one("input", name="q").get("value") == "ă" * LONGEST


def test_did_you_mean(client: Client) -> None:
    make_branch("Tully")
    page = asked(client, "tuly", page="3")
    assert page.link("Tully") == "?q=Tully"
    assert titles(page) == []


def test_nothing_typed_and_nothing_found_say_how_to_go_on(client: Client) -> None:
    for page in (Page(client.get("/vi/search/")), asked(client, "qqqq")):
        ways = {link.get("href") for link in page.main.all("a")}
        assert {"/vi/events/", "/vi/branches/", "/vi/what-we-heard/"} <= ways
    assert said("Nothing was found for “%(words)s”.", "vi", words="qqqq") in page.main.words


def test_many_are_turned_over_and_the_nearest_in_time_are_shown(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, branch = make_kind(), make_branch()
    for day in range(views.PER_PAGE + 2):
        make_event(f"Tulip {day}", days=3 * day - 15, kind=kind, branch=branch)
    first = asked(client, "tulip")
    assert len(titles(first)) == views.PER_PAGE
    older = f"/vi/search/{first.one('a', rel='next').get('href')}"
    assert len(titles(Page(client.get(older)))) == 2
    assert len(titles(asked(client, "tulip", page="99"))) == 2
    monkeypatch.setattr(found, "MOST", 3)
    assert set(titles(asked(client, "tulip"))) == {f"Tulip {day} (vi)" for day in (4, 5, 6)}


def test_the_page_says_what_it_is(client: Client) -> None:
    page = asked(client, "tulip", "es")
    assert page.title.startswith(said("Search: %(words)s", "es", words="tulip"))
    assert page.description
    assert page.one("meta", name="robots").get("content") == "noindex"
    assert page.one("input", name="q").get("value") == "tulip"
    assert page.one("label", for_="id_q").words
    assert "/en/search/?q=tulip" in page.links
    assert "/es/search/" in Page(client.get("/es/")).links


def test_every_reader_gets_the_same_and_no_cookie(client: Client) -> None:
    make_event("Tulip")
    response = client.get("/vi/search/", {"q": "tulip"})
    again = Client().get("/vi/search/", {"q": "tulip"}, headers=OTHER_READER)
    assert response.content == again.content
    assert not response.cookies
    assert client.post("/vi/search/", {"q": "tulip"}).status_code == 405


def test_more_results_ask_the_database_no_more_often(client: Client) -> None:
    counts = []
    for _ in range(3):
        make_event("Tulip", only="vi")
        make_section(make_post("Tulip", picture=make_picture()), make_branch())
        make_branch()
        with CaptureQueriesContext(connection) as queries:
            asked(client, "tulip")
        counts.append(len(queries))
    assert counts[0] == counts[2]
