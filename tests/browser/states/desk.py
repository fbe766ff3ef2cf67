"""The translator's desk, and what a reader sees of a text that is out of date."""

from collections.abc import Iterator
from contextlib import contextmanager

from blog.models import Post
from engagement.core.audit import unrecorded

from .state import BARE, TRANSLATOR, State, Visit, public, staff
from .worlds import UNTRANSLATED, draft

TEXT = "admin/desk/translate_text.html"
BRING_IN = "admin/desk/import_texts.html"


def newest() -> Post:
    return Post.objects.published().newest_first()[0]


def unit(post: Post, field: str, language: str) -> str:
    return f"translations/blog.post/{post.pk}/{field}/{language}/"


@contextmanager
def changed_original() -> Iterator[None]:
    """Recorded, as whatever staff change is, so that the desk knows what it said before."""
    post = newest()
    before = (post.stored_text("title", "en"), post.stored_text("in_short", "en"))
    texts = {"title": {"en": f"{before[0]} again"}, "in_short": {"en": f"{before[1]}<p>More.</p>"}}
    post.set_texts(**texts)
    post.save()
    try:
        yield
    finally:
        with unrecorded():
            post.set_texts(title={"en": before[0]}, in_short={"en": before[1]})
            post.save()


def missing(visit: Visit) -> None:
    """The summary of a draft in English, or the title of a post in Vietnamese."""
    if visit.language == "en":
        post = Post.objects.get(title_vi__startswith=UNTRANSLATED)
        visit.staff(unit(post, "title", "en"))
    else:
        visit.staff(unit(draft(), "summary", visit.language))


def out_of_date(visit: Visit) -> None:
    if visit.language == "en":
        missing(visit)
    else:
        visit.staff(unit(newest(), "in_short", visit.language))


def warned(visit: Visit) -> None:
    missing(visit)
    visit.words.fill("5/9/2023")
    visit.save("[name=_reviewed]")


def bring_in_rubbish(visit: Visit) -> None:
    visit.staff("translations/import/")
    file = {"name": "texts.xlf", "mimeType": "application/xliff+xml", "buffer": b"<html/>"}
    visit.page.locator("[type=file]").set_input_files(file)  # type: ignore[arg-type]
    visit.save("[name=_check]")


def bring_in_a_wrong_file(visit: Visit) -> None:
    visit.staff("translations/import/")
    unit = '<unit id="title"><segment><source>One</source></segment></unit>'
    content = (
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" '
        f'trgLang="{visit.language}"><file id="blog.post-0">{unit * 2}</file></xliff>'
    )
    file = {"name": "texts.xlf", "mimeType": "application/xliff+xml", "buffer": content.encode()}
    visit.page.locator("[type=file]").set_input_files(file)  # type: ignore[arg-type]
    visit.save("[name=_bring_in]")


STATES: list[State] = [
    public(
        "post out of date",
        "blog/post_detail.html",
        lambda: f"what-we-heard/{newest().slug}/",
        meanwhile=changed_original,
    ),
    staff("texts to translate", "admin/desk/translations.html", "translations/", who=TRANSLATOR),
    staff(
        "no text to translate",
        "admin/desk/translations.html",
        "translations/",
        who=TRANSLATOR,
        world=BARE,
    ),
    State("a missing text", TEXT, missing, TRANSLATOR),
    State("a text out of date", TEXT, out_of_date, TRANSLATOR, meanwhile=changed_original),
    State("a translation that warns", TEXT, warned, TRANSLATOR),
    staff("files of translations", BRING_IN, "translations/import/", who=TRANSLATOR),
    State("a file that is none", BRING_IN, bring_in_rubbish, TRANSLATOR),
    State("a file with wrong texts", BRING_IN, bring_in_a_wrong_file, TRANSLATOR),
]
