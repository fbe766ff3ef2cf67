"""What a neighbor wrote, as it was written, with a translation beside it; and people counted."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from blog import copies
from blog.models import BranchSection, Post, PullQuote
from blog.services import duplicate
from blog.stumbles import stumbles
from tests.blog.test_post_detail import shown
from tests.builders import make_branch, make_post, make_quote, make_section
from tests.pages import Element, Page
from tests.site.staff import World, make_world, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    return make_post("Spring", make_branch("Alum Rock"), make_branch("Berryessa"))


@pytest.fixture
def section(post: Post) -> BranchSection:
    return post.sections.order_by("position")[0]


def the_quote(page: Page) -> Element:
    return page.one("figure", class_="quote")


def test_it_stands_in_its_own_language_with_the_translation_beside(
    client: Client, post: Post, section: BranchSection
) -> None:
    make_quote(section, "Mas lilim po", "tl", en="More shade", vi="Thêm bóng mát")
    english, spanish = shown(client, post), shown(client, post, "es")
    assert english.language_of("Mas lilim po") == "tl"
    assert english.language_of("More shade") == "en"
    assert "Tagalog" in the_quote(english).words
    assert "More shade" not in the_quote(spanish).words
    assert "todavía no se ha traducido" in the_quote(spanish).words


def test_whoever_reads_the_language_gets_no_translation(
    client: Client, post: Post, section: BranchSection
) -> None:
    make_quote(section, "Más sombra", "es", en="More shade", es="sombra y más sombra")
    quote = the_quote(shown(client, post, "es"))
    assert "Más sombra" in quote.words and "sombra y más" not in quote.words
    assert not quote.one("blockquote").get("lang")


def test_words_that_the_text_says_too_are_not_said_twice_to_those_who_listen(
    client: Client, post: Post, section: BranchSection
) -> None:
    section.set_texts(body={"en": "<p>One wrote: <em>More</em> shade, please.</p>"})
    section.save()
    quote = make_quote(section, "More shade", "en")
    assert the_quote(shown(client, post)).get("aria-hidden") == "true"
    quote.said = "Less noise"
    quote.save()
    assert not the_quote(shown(client, post)).get("aria-hidden")


def test_three_sections_cost_as_much_as_one(client: Client) -> None:
    def queries(*names: str) -> int:
        post = make_post("", *map(make_branch, names))
        for section in post.sections.all():
            make_quote(section, "Más sombra", "es", en="More shade")
            make_quote(section, "Más luz", "es", en="More light")
        shown(client, post)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            shown(client, post)
        return len(asked)

    assert queries("A") == queries("B", "C", "D")


def test_people_are_added_up_only_where_they_were_counted(client: Client) -> None:
    post = make_post("Spring", *map(make_branch, ["Alum Rock", "Bascom", "Calabazas"]))
    post.sections.filter(position=1).update(attended=1234, engaged=41)
    post.sections.filter(position=2).update(engaged=0)
    page = shown(client, post)
    numbers = page.one("dl", class_="numbers").words
    assert "41" in numbers and "counted at 2 of 3 places" in numbers
    rows = [[cell.words for cell in row.all("th", "td")] for row in page.one("tbody").all("tr")]
    assert rows == [["Alum Rock", "41"], ["Bascom", "0"], ["Calabazas", "not counted"]]
    lengths = [bar.get("width") for bar in page.all("rect")]
    assert lengths == ["100.0", "0.0"]
    assert all(drawing.get("aria-hidden") == "true" for drawing in page.all("svg"))
    assert "1,234 people at the event" in page.words
    assert "1.234 người đến dự" in shown(client, post, "vi").words


def test_nothing_is_said_of_people_whom_nobody_counted(client: Client, post: Post) -> None:
    page = shown(client, post)
    assert not page.all("table")
    assert "spoken with" not in page.main.words
    assert page.main.one("nav", class_="jump").all("li")


def form(section: BranchSection, **changes: Any) -> dict[str, Any]:
    return {
        "source_language": "en",
        "body_en": "<p>Heard.</p>",
        "quotes-TOTAL_FORMS": "1",
        "quotes-INITIAL_FORMS": "0",
        "quotes-0-section": section.pk,
        "quotes-0-said": "Más sombra",
        "quotes-0-said_in": "es",
        "quotes-0-meaning_en": "More shade",
        **changes,
    }


def change(section: BranchSection) -> str:
    return f"/admin/blog/branchsection/{section.pk}/change/"


def test_an_editor_writes_one_on_the_page_of_its_section(
    admin_client: Client, section: BranchSection
) -> None:
    assert admin_client.post(change(section), form(section, engaged="12")).status_code == 302
    quote = PullQuote.objects.get()
    assert (quote.section, quote.said, quote.said_in) == (section, "Más sombra", "es")
    assert quote.stored_text("meaning", "en") == "More shade"
    section.refresh_from_db()
    assert (section.attended, section.engaged) == (None, 12)


def test_a_quotation_too_long_or_in_no_language_is_refused_and_kept_in_the_form(
    admin_client: Client, section: BranchSection
) -> None:
    words = "bóng mát " * 40
    answer = admin_client.post(
        change(section), form(section, **{"quotes-0-said": words, "quotes-0-said_in": "xx"})
    )
    page = Page(answer)
    assert page.one("textarea", name="quotes-0-said").raw.strip() == words.strip()
    assert len(page.all("ul", class_="errorlist")) >= 2
    assert not PullQuote.objects.exists()


@pytest.fixture
def world() -> World:
    return make_world()


def test_branch_staff_quote_for_their_own_branch_until_the_post_is_published(world: World) -> None:
    staff = signed_in(world.cast["b"])
    own, other = world.own.section, world.other.section
    Post.objects.update(published_at=None)
    assert staff.post(change(own), form(own)).status_code == 302
    assert own.quotes.count() == 1
    staff.post(change(other), form(other))
    assert other.quotes.count() == 0
    Post.objects.update(published_at="2024-01-01T00:00Z")
    staff.post(change(own), form(own, **{"quotes-0-said": "Otra"}))
    assert [quote.said for quote in own.quotes.all()] == ["Más sombra"]


def test_a_translator_changes_only_the_translation_in_their_language(world: World) -> None:
    section = world.own.section
    quote = make_quote(section, "Mas lilim", "tl", en="More shade")
    sent = form(
        section,
        **{
            "quotes-INITIAL_FORMS": "1",
            "quotes-0-id": quote.pk,
            "quotes-0-said": "Something else",
            "quotes-0-meaning_vi": "Thêm bóng mát",
            "quotes-0-meaning_en": "Less",
            "quotes-0-DELETE": "on",
        },
    )
    signed_in(world.cast["t"]).post(change(section), sent)
    quote.refresh_from_db()
    assert quote.said == "Mas lilim"
    assert quote.stored_text("meaning", "en") == "More shade"
    assert quote.stored_text("meaning", "vi") == "Thêm bóng mát"


def test_staff_are_told_which_translation_is_missing(post: Post, section: BranchSection) -> None:
    make_quote(section, "Más sombra", "es", en="More shade")
    (found,) = stumbles(post)
    assert (found.heading, str(found.label)) == ("Alum Rock", "Translation (Tiếng Việt)")
    assert BranchSection.objects.filter(BranchSection.unfinished_in("vi")).get() == section
    assert not BranchSection.objects.filter(BranchSection.unfinished_in("es")).exists()


def test_a_copy_of_the_post_and_one_for_another_site_have_it_too(
    post: Post, section: BranchSection
) -> None:
    BranchSection.objects.filter(pk=section.pk).update(attended=90, engaged=41)
    make_quote(section, "Más sombra", "es", en="More shade")
    copied = duplicate(post).sections.order_by("position")[0]
    assert (copied.attended, copied.engaged) == (90, 41)
    assert [quote.stored_text("meaning", "en") for quote in copied.quotes.all()] == ["More shade"]
    html, text = copies.as_html(post, "en"), copies.as_text(post, "en")
    assert '<p lang="es">Más sombra</p>' in html and "<p>More shade</p>" in html
    assert "“Más sombra”\nMore shade\n" in text
    assert "90 people at the event · 41 spoken with" in html and "41 spoken with" in text


def test_a_section_of_one_paragraph_needs_neither(client: Client, post: Post) -> None:
    make_section(post, make_branch("Calabazas"), position=3)
    assert not shown(client, post).all("figure")
