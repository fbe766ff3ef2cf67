"""Rich text is clean once it is saved, whatever wrote it."""

import time

import pytest
from django.test import Client

from engagement.core.prose import plain, words_in
from tests.builders import make_branch, make_post
from tests.pages import Page
from tests.site.sending import address

WORD = (
    '<p class="MsoNormal" style="margin:0in;font-family:Calibri"><o:p>&nbsp;</o:p>'
    '<span lang="EN-US" style="color:red">Kept <b>words</b></span></p>'
    "<!--[if gte mso 9]><xml><w:WordDocument></w:WordDocument></xml><![endif]-->"
    "<style>p.MsoNormal {color: red}</style>"
)


def saved(html: str) -> str:
    """What the database holds after a bare save, as an import would make it."""
    post = make_post()
    post.set_texts(in_short={"en": html})
    post.save()
    post.refresh_from_db()
    return post.stored_text("in_short", "en")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("html", "gone"),
    [
        ("<p>Kept</p><script>alert(1)</script>", ["script", "alert"]),
        ('<p onclick="alert(1)">Kept</p>', ["onclick", "alert"]),
        ('<p><a href="javascript:alert(1)">Kept</a></p>', ["javascript"]),
        ('<p><a href="JaVa&#10;Script:alert(1)">Kept</a></p>', ["cript:"]),
        ('<p><a href="data:text/html,x">Kept</a></p>', ["data:"]),
        ('<p style="color:red">Kept</p>', ["style", "red"]),
        ('<p>Kept<img src="https://elsewhere.example/x.png" onerror="x()"></p>', ["img", "x("]),
        ('<p>Kept</p><iframe src="https://elsewhere.example"></iframe>', ["iframe"]),
        ("<svg><script>alert(1)</script></svg><p>Kept</p>", ["svg", "script"]),
        ("<h1>Kept</h1>", ["h1"]),
        (WORD, ["Mso", "style", "o:p", "xml", "mso", "color", "EN-US"]),
    ],
)
def test_what_has_no_place_in_a_text_is_gone(html: str, gone: list[str]) -> None:
    stored = saved(html)
    assert "Kept" in stored
    assert [trace for trace in gone if trace in stored] == []


@pytest.mark.django_db
def test_what_an_editor_may_write_stays() -> None:
    html = (
        "<h3>Nhà ở</h3><p><strong>Một</strong> <em>hai</em> "
        '<a href="https://example.org/">ba</a></p>'
        "<ul><li><p>bốn</p></li></ul><blockquote><p>năm</p></blockquote>"
    )
    stored = saved(html)
    for part in ("<h3>Nhà ở</h3>", "<strong>Một</strong>", "<em>hai</em>", "<blockquote>", "<li>"):
        assert part in stored
    assert 'href="https://example.org/"' in stored


@pytest.mark.django_db
def test_saving_a_clean_text_again_changes_nothing() -> None:
    once = saved('<p>Q&amp;A <a href="mailto:library@example.org">write</a></p>')
    assert saved(once) == once


@pytest.mark.parametrize(
    ("html", "count"),
    [
        ("", 0),
        ("<p></p>", 0),
        ("<p>&nbsp; – … •</p>", 0),
        ("<p>We heard it.</p>", 3),
        ("<p>Hàng xóm muốn có thêm bóng cây.</p>", 7),
        ("<p>Nha\u0300 o\u031b\u0309</p>", 2),
        ("<p>A well-known market, 984 people, 3.5 hours, 9 to 1</p>", 10),
        ("<h3>Nhà ở</h3><p>Một</p>", 3),
        ("<ul><li><p>one</p></li><li>two</li></ul><p>three<br>four</p>", 4),
        ("<p><strong>Vi</strong>va CalleSJ &amp; friends</p>", 3),
        ("<p>¿Más sombra? Sí.</p>", 3),
    ],
)
def test_words_are_counted_as_a_writer_would(html: str, count: int) -> None:
    assert words_in(html) == count


def test_a_heading_does_not_run_into_the_words_below_it() -> None:
    assert plain("<h3>Nhà ở</h3><p>Một</p>") == "Nhà ở Một"


@pytest.mark.parametrize("unit", ["x", "<ul><li>", "<div>", "&"])
@pytest.mark.django_db
def test_a_text_beyond_all_measure_is_refused_in_time_and_kept_in_the_form(
    admin_client: Client, unit: str
) -> None:
    section = make_post("Trees", make_branch(), published_at=None).sections.get()
    words = unit * (1_000_000 // len(unit))
    started = time.monotonic()
    answer = admin_client.post(address(section), {"source_language": "en", "body_en": words})
    assert time.monotonic() - started < 10
    page = Page(answer)
    assert "This text is too long." in page.one("body").words
    assert page.one("textarea", name="body_en").raw.strip() == words


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Kept", "<p>Kept</p>"),
        ("One\r\n\r\n  Two", "<p>One</p><p>Two</p>"),
        ("5 < 6 & more", "<p>5 &lt; 6 &amp; more</p>"),
        ("<strong>One\nTwo</strong>", "<p><strong>One</strong></p><p><strong>Two</strong></p>"),
        ("<p>One</p>", "<p>One</p>"),
        ("<ul><li><p>One</p></li></ul>", "<ul><li><p>One</p></li></ul>"),
        ("", ""),
    ],
)
def test_what_is_typed_without_scripts_has_paragraphs(typed: str, kept: str) -> None:
    assert saved(typed) == kept
