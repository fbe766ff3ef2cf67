"""Texts to professional translators and back: what leaves, what comes in, and what never does."""

import re
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from translate.storage.xliff2 import Xliff2File

from blog.models import Post
from engagement.core.reviews import State
from engagement.site import rights
from engagement.site.desk.queue import KINDS
from tests.builders import make_post
from tests.pages import Page
from tests.site.staff import make_person, signed_in

pytestmark = pytest.mark.django_db

RICH = '<p>One <strong>two</strong> &amp; <a href="https://example.org/?a=1&amp;b=2">three</a>.</p>'


@pytest.fixture
def translator() -> Client:
    rights.keep_groups()
    return signed_in(make_person("lan", rights.TRANSLATOR, languages=("vi",)))


@pytest.fixture
def editor() -> Client:
    rights.keep_groups()
    return signed_in(make_person("ana", rights.EDITOR))


def exported(client: Client, language: str = "vi", more: str = "") -> bytes:
    answer = client.get(f"{reverse('export_texts')}?language={language}{more}")
    assert answer.status_code == 200
    return answer.content


def bring(client: Client, content: bytes | str, step: str = "_bring_in") -> list[str]:
    """What is said of each text."""
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile("texts.xlf", data, content_type="application/xliff+xml")
    answer = client.post(reverse("import_texts"), {"file": file, step: "1"})
    assert answer.status_code == 200
    page = Page(answer)
    lines = [one for one in page.descendants() if "desk-lines" in one.get("class").split()]
    return [line.words for found in lines for line in found.all("li")]


def translated(file: bytes, state: str = "final", **targets: str) -> str:
    """As a translator's program gives it back: `title="Một"`."""
    text = file.decode()
    for field, words in targets.items():
        text = re.sub(
            rf'(<unit id="{field}".*?)<segment id="s1" state="\w+">(<source>.*?</source>)'
            r"(?:<target>.*?</target>)?",
            rf'\1<segment id="s1" state="{state}">\2<target>{words}</target>',
            text,
            count=1,
            flags=re.S,
        )
    return text


def rich_post() -> Post:
    post = make_post("Trees", only="en")
    post.set_texts(in_short={"en": RICH})
    post.save()
    return post


def stored(post: Post) -> Post:
    return Post.objects.get(pk=post.pk)


def test_an_independent_program_reads_it(translator: Client) -> None:
    rich_post()
    file = Xliff2File.parsestring(exported(translator))
    assert (file.sourcelanguage, file.targetlanguage) == ("en", "vi")
    sources = [str(unit.source) for unit in file.units]
    assert "Trees (en)" in sources
    assert any("One" in source and "three" in source for source in sources)


def test_what_comes_back_as_final_is_reviewed(translator: Client) -> None:
    post = rich_post()
    file = exported(translator)
    rich = re.search(r'id="in_short".*?<source>(.*?)</source>', file.decode(), re.S)
    assert rich
    words = rich[1].replace("One", "Một").replace("two", "hai").replace("three", "ba")
    lines = bring(translator, translated(file, title="Cây", in_short=words))
    assert sum("counts as reviewed" in line for line in lines) == 2
    assert str(stored(post).text("title", "vi")) == "Cây"
    expected = RICH.replace("One", "Một").replace("two", "hai").replace("three", "ba")
    assert stored(post).stored_text("in_short", "vi") == expected
    assert stored(post).state_of("in_short", "vi") == State.REVIEWED


def test_what_nobody_vouches_for_is_a_draft(translator: Client) -> None:
    post = rich_post()
    lines = bring(translator, translated(exported(translator), "translated", title="Cây"))
    assert any("as a draft" in line for line in lines)
    assert stored(post).state_of("title", "vi") == State.DRAFT


def test_a_check_brings_nothing_in(translator: Client) -> None:
    post = rich_post()
    assert bring(translator, translated(exported(translator), title="Cây"), "_check")
    assert stored(post).stored_text("title", "vi") == ""


def test_an_old_delivery_fills_a_gap_and_never_counts_as_reviewed(translator: Client) -> None:
    post = rich_post()
    delivery = translated(exported(translator), title="Cây")
    post.set_texts(title={"en": "Other trees"})
    post.save()
    assert any("changed since: is brought in" in line for line in bring(translator, delivery))
    assert stored(post).stored_text("title", "vi") == "Cây"
    assert stored(post).state_of("title", "vi") == State.DRAFT


def test_an_old_delivery_takes_no_text_from_readers(translator: Client) -> None:
    post = rich_post()
    delivery = translated(exported(translator), title="Cây")
    post.set_texts(title={"en": "Other trees", "vi": "Cây khác"})
    post.save()
    assert any("left as it is" in line for line in bring(translator, delivery))
    assert str(stored(post).text("title", "vi")) == "Cây khác"


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda text: text.replace("blog.post-", "blog.post-9"), "no such text"),
        (lambda text: text.replace('id="title"', 'id="slug"'), "no such text"),
        (lambda text: text.replace('id="summary"', 'id="title"'), "twice"),
        (lambda text: translated(text.encode(), in_short="Một"), "tags"),
        (lambda text: translated(text.encode(), title="dài " * 100), "200"),
        (lambda text: text.replace('srcLang="en"', 'srcLang="es"'), "no such text"),
    ],
)
def test_one_wrong_text_keeps_everything_out(translator: Client, break_it: Any, said: str) -> None:
    post = rich_post()
    file = translated(exported(translator), summary="Tóm lược", title="Cây")
    lines = bring(translator, break_it(file))
    assert any(said in line for line in lines), lines
    assert stored(post).stored_text("title", "vi") == ""
    assert stored(post).stored_text("summary", "vi") == ""


def test_tags_within_tags_without_end_are_no_fault(translator: Client) -> None:
    post = rich_post()
    opened = '<pc id="1" dataRefStart="d1" dataRefEnd="d1">'
    deep = translated(exported(translator), in_short=f"{opened * 5_000}a{'</pc>' * 5_000}")
    assert any("tags" in line for line in bring(translator, deep))
    assert stored(post).stored_text("in_short", "vi") == ""


@pytest.mark.parametrize(
    "content",
    [b"", b"\0", b"<html/>", b"not xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", b"\xff\xfe",
     b'<xliff version="1.2"/>', b"PK\x03\x04"],
)  # fmt: skip
def test_what_is_no_such_file_is_refused(translator: Client, content: bytes) -> None:
    file = SimpleUploadedFile("texts.xlf", content or b" ")
    answer = translator.post(reverse("import_texts"), {"file": file, "_bring_in": "1"})
    assert answer.status_code == 200
    assert Page(answer).one(role="alert").words


def test_another_language_is_not_the_translator_s(translator: Client, editor: Client) -> None:
    post = rich_post()
    delivery = translated(exported(editor, "es"), title="Árboles")
    assert all("no such text" in line for line in bring(translator, delivery))
    assert stored(post).stored_text("title", "es") == ""
    assert translator.get(f"{reverse('export_texts')}?language=es").status_code == 403


def everything() -> list[Any]:
    rows: list[Any] = []
    for kind in KINDS:
        rows += kind.model._default_manager.order_by("pk").values()
    return rows


def test_the_whole_demonstration_goes_round_with_nothing_changed(editor: Client) -> None:
    call_command("seed_demo", verbosity=0)
    before = everything()
    for language in ("vi", "es", "en"):
        content = exported(editor, language, "&all=1")
        files = [content]
        if content.startswith(b"PK"):
            with zipfile.ZipFile(BytesIO(content)) as archive:
                files = [archive.read(name) for name in archive.namelist()]
        for file in files:
            lines = bring(editor, file)
            assert len(lines) >= 1
            assert {line for line in lines if "Nothing has changed." not in line} == set()
    assert everything() == before
