"""The translator's desk: what waits, in which order, and what a translation is checked for."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from blog.models import Post
from engagement.core.audit import unrecorded
from engagement.core.reviews import State
from engagement.site import rights
from engagement.site.desk.sentences import changes
from engagement.site.models import GlossaryTerm
from engagement.site.services import begin_glossary
from outreach.models import EventKind
from tests.builders import make_branch, make_event, make_kind, make_post, make_quote, make_survey
from tests.pages import Element, Page
from tests.site.staff import make_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def translator() -> Client:
    rights.keep_groups()
    return signed_in(make_person("lan", rights.TRANSLATOR, languages=("vi",)))


def desk(client: Client, query: str = "") -> list[str]:
    """What stands in the list."""
    answer = client.get(reverse("translations") + query)
    assert answer.status_code == 200
    units = classed(Page(answer), "desk-units")
    return [link.words for found in units for link in found.all("a")]


def classed(page: Element, name: str) -> list[Element]:
    return [one for one in page.descendants() if name in one.get("class").split()]


def words_of(page: Element, name: str) -> str:
    return " ".join(one.words for one in classed(page, name))


def at(row: Any, field: str = "title", language: str = "vi") -> str:
    return reverse("translate_text", args=[row._meta.label_lower, row.pk, field, language])


def send(
    client: Client, address: str, column: str, words: str, step: str = "_reviewed", **more: str
) -> Any:
    return client.post(address, {column: words, step: "1", **more})


def test_titles_come_first_then_what_is_public(translator: Client) -> None:
    make_post("Draft", only="en", published_at=None)
    make_post("Published", only="en")
    found = [words for words in desk(translator) if words.startswith(("Title", "In short"))]
    assert found == [
        "Title: Published (en)", "Title: Draft (en)",
        "In short: Published (en)", "In short: Draft (en)",
    ]  # fmt: skip


def test_only_own_languages_wait(translator: Client) -> None:
    post = make_post("Trees")
    post.set_texts(title={"es": ""})
    post.save()
    assert desk(translator) == []
    post.set_texts(title={"vi": ""})
    post.save()
    assert desk(translator) == ["Title: Trees (en)"]


def test_more_rows_cost_no_more_queries(translator: Client) -> None:
    def fill() -> None:
        branch = make_branch()
        make_quote(make_post("Trees", branch, only="en").sections.get())
        make_event(only="en", branch=branch, kind=make_kind(only="en"))

    make_survey(only="en")
    fill()
    with CaptureQueriesContext(connection) as one:
        assert desk(translator)
    fill()
    fill()
    with CaptureQueriesContext(connection) as three:
        assert len(desk(translator)) > 10
    assert len(three) == len(one)


def test_a_text_is_saved_as_reviewed_and_the_next_one_opens(translator: Client) -> None:
    first, second = make_post("One", only="en"), make_post("Two", only="en")
    answer = send(translator, at(first), "title_vi", "Một")
    assert answer["Location"] == at(second)
    stored = Post.objects.get(pk=first.pk)
    assert str(stored.text("title", "vi")) == "Một"
    assert stored.state_of("title", "vi") == State.REVIEWED


def test_a_draft_is_kept_and_not_shown_to_readers(translator: Client) -> None:
    post = make_post("One", only="en")
    send(translator, at(post), "title_vi", "Một", "_draft")
    stored = Post.objects.get(pk=post.pk)
    assert stored.stored_text("title", "vi") == "Một"
    assert stored.state_of("title", "vi") == State.DRAFT
    assert str(stored.text("title", "vi")) == "One (en)"


def test_a_small_change_of_the_original_may_leave_the_translation_as_it_is(
    translator: Client,
) -> None:
    post = make_post("Trees")
    post.set_texts(title={"en": "Trees!"})
    post.save()
    assert desk(translator) == ["Title: Trees!"]
    send(translator, at(post), "title_vi", post.stored_text("title", "vi"), "_holds")
    stored = Post.objects.get(pk=post.pk)
    assert stored.state_of("title", "vi") == State.REVIEWED
    assert stored.review_of("title", "vi").still_holds  # type: ignore[union-attr]


def test_only_the_changed_sentences_are_to_do(translator: Client) -> None:
    post = make_post("Trees")
    post.set_texts(in_short={"en": "<p>One stays. Two goes.</p>", "vi": "<p>Một. Hai.</p>"})
    post.save()
    post.set_texts(in_short={"en": "<p>One stays. Three comes.</p>"})
    post.save()
    shown = words_of(Page(translator.get(at(post, "in_short"))), "desk__changes")
    assert "Three comes." in shown
    assert "One stays" not in shown
    assert "2 words" in words_of(Page(translator.get(reverse("translations"))), "desk-units")


def test_a_change_that_nobody_recorded_shows_the_whole_text(translator: Client) -> None:
    post = make_post("Trees")
    with unrecorded():
        post.set_texts(title={"en": "Other trees"})
        post.save()
    page = Page(translator.get(at(post)))
    assert classed(page, "desk__changes") == []
    assert "Other trees" in words_of(page, "desk__text")


@pytest.mark.parametrize(
    ("before", "now", "found"),
    [
        ("<p>A b. C d.</p>", "<p>A b. C e.</p>", [("C d.", "C e.")]),
        ("<p>A b.</p>", "<p>A b.</p><p>C d.</p>", [("", "C d.")]),
        ("<p>A b. C d.</p>", "<p>C d.</p>", [("A b.", "")]),
        ("<ul><li>A</li><li>B</li></ul>", "<ul><li>A</li><li>C</li></ul>", [("B", "C")]),
        ("<p>Từ 9:30 sáng. Đến trưa.</p>", "<p>Từ 9:30 sáng. Đến chiều.</p>",
         [("Đến trưa.", "Đến chiều.")]),
        ("<p>Same.</p>", "<p>Same.</p>", []),
    ],
)  # fmt: skip
def test_sentences(before: str, now: str, found: list[tuple[str, str]]) -> None:
    assert changes(before, now) == found


WARNED = [
    ("120 neighbors spoke.", "Hàng xóm đã nói.", "120"),
    ("Ask {name}.", "Xin hỏi.", "{name}"),
    ("Write to ask@example.org.", "Xin viết thư.", "ask@example.org"),
    ("At Alum Rock.", "Ở Đá Phèn.", "Alum Rock"),
    ("Tell us.", "Bạn hãy cho biết.", "formally"),
    ("On May 9.", "Ngày 5/9/2023.", "5/9/2023"),
]


@pytest.mark.parametrize(("original", "translation", "said"), WARNED)
def test_it_warns_once_and_then_believes(
    translator: Client, original: str, translation: str, said: str
) -> None:
    make_branch("Alum Rock")
    post = make_post("Trees")
    post.set_texts(title={"en": original, "vi": ""})
    post.save()
    answer = send(translator, at(post), "title_vi", translation)
    page = Page(answer)
    assert said in page.one(role="alert").words
    assert page.one("textarea", name="title_vi").words == translation
    assert Post.objects.get(pk=post.pk).stored_text("title", "vi") == ""
    seen = page.one(name="seen").get("value")
    other = send(translator, at(post), "title_vi", f"{translation} !", seen=seen)
    assert other.status_code == 200
    assert send(translator, at(post), "title_vi", translation, seen=seen).status_code == 302


def test_a_good_translation_is_not_warned_of(translator: Client) -> None:
    post = make_post("Trees")
    post.set_texts(title={"en": "120 neighbors, May 9, 2023", "vi": ""})
    post.save()
    words = "120 hàng xóm, 9 tháng 5, 2023"
    assert send(translator, at(post), "title_vi", words).status_code == 302


def test_nothing_is_saved_without_words_or_too_long(translator: Client) -> None:
    post = make_post("One", only="en")
    for words in ("", "   ", "dài " * 100, "có \0 NUL"):
        answer = send(translator, at(post), "title_vi", words)
        assert answer.status_code == 200
        assert words_of(Page(answer), "errorlist")
    assert Post.objects.get().stored_text("title", "vi") == ""


def test_agreed_words_are_underlined(translator: Client) -> None:
    begin_glossary()
    kind = make_kind()
    kind.set_texts(title={"en": "Question boards & <b>tables</b>", "vi": ""})
    kind.save()
    page = Page(translator.get(at(kind)))
    assert [one.words for one in classed(page, "term")] == ["Question boards", "tables"]
    assert "bảng góp ý" in words_of(page, "desk__terms")
    assert "<b>tables" in words_of(page, "desk__text")


def test_a_library_s_own_glossary_is_never_filled_again() -> None:
    GlossaryTerm.objects.all().delete()
    begin_glossary()
    number = GlossaryTerm.objects.count()
    assert number > 20
    GlossaryTerm.objects.exclude(term_en="table").delete()
    begin_glossary()
    assert GlossaryTerm.objects.count() == 1


@pytest.mark.parametrize(
    ("label", "field", "language"),
    [("blog.post", "title", "es"), ("blog.post", "title", "en"), ("blog.post", "slug", "vi"),
     ("core.user", "username", "vi"), ("blog.post", "title", "xx"), ("no.model", "title", "vi")],
)  # fmt: skip
def test_what_is_not_the_translator_s_is_not_there(
    translator: Client, label: str, field: str, language: str
) -> None:
    post = make_post("Trees")
    address = reverse("translate_text", args=[label, post.pk, field, language])
    for answer in (translator.get(address), translator.post(address, {"title_es": "No"})):
        assert answer.status_code == 404


def test_two_people_on_one_text_are_shown_both(translator: Client) -> None:
    post = make_post("Trees")
    opened = Page(translator.get(at(post))).one(name="opened_with").get("value")
    post.set_texts(title={"vi": "Của người khác"})
    post.save()
    answer = send(translator, at(post), "title_vi", "Của tôi", opened_with=opened)
    assert "Của người khác" in answer.content.decode()
    assert str(Post.objects.get().text("title", "vi")) == "Của người khác"


def test_a_kind_keeps_its_other_languages(translator: Client) -> None:
    kind = make_kind(only="en")
    send(translator, at(kind, "name"), "name_vi", "Chợ", name_es="Robado")
    stored = EventKind.objects.get(pk=kind.pk)
    assert (stored.stored_text("name", "vi"), stored.stored_text("name", "es")) == ("Chợ", "")
