"""Answers as files: what goes in, what stays out, and that nothing in them runs."""

import csv
import tracemalloc
import zipfile
from datetime import date
from io import BytesIO, StringIO
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from surveys.exports import Export, neutral
from surveys.models import Answer, Response, Survey
from surveys.services import begin_version, publish_questions
from tests.builders import make_answer, make_event, make_survey
from tests.pages import Page
from tests.surveys.staff import READ, page, signed_in

pytestmark = pytest.mark.django_db
NAMESPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture
def reader() -> Client:
    return signed_in(READ)


def fetched(client: Client, kind: str, **query: str) -> bytes:
    answer: Any = client.get(page("export"), {"format": kind, **query})
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return b"".join(answer.streaming_content)


def as_csv(client: Client, **query: str) -> list[dict[str, str]]:
    text = fetched(client, "csv", **query).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text, newline="")))


def as_xlsx(client: Client, **query: str) -> dict[str, list[list[str]]]:
    """The cells of each table, by its name."""
    book = zipfile.ZipFile(BytesIO(fetched(client, "xlsx", **query)))
    names = [
        sheet.get("name", "")
        for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iterfind(
            ".//x:sheet", NAMESPACE
        )
    ]
    return {
        name: cells(book.read(f"xl/worksheets/sheet{number}.xml"))
        for number, name in enumerate(names, start=1)
    }


def cells(xml: bytes) -> list[list[str]]:
    tree = ElementTree.fromstring(xml)
    assert not tree.findall(".//x:f", NAMESPACE), "a formula"
    return [
        ["".join(cell.itertext()) for cell in row.iterfind("x:c", NAMESPACE)]
        for row in tree.iterfind(".//x:row", NAMESPACE)
    ]


def read_answer(survey: Survey, words: str, **fields: Any) -> Response:
    return make_answer(survey, words, is_read=True, **fields)


def test_a_row_holds_the_words_and_what_is_known_around_them(reader: Client) -> None:
    event = make_event(place="Chợ Đêm", code="abc234")
    read_answer(
        make_survey("What?"), "Nhiều cây\nhơn, “xanh”; \"đẹp\"", language="vi", channel="board",
        event=event, branch=event.branch, day=date(2027, 3, 1),
    )  # fmt: skip
    assert fetched(reader, "csv").startswith(b"\xef\xbb\xbf")
    assert as_csv(reader) == [
        {
            "answer sheet": "1", "day": "2027-03-01", "survey": "Community survey", "version": "1",
            "how it was said": "board", "language": "vi", "event": "abc234", "place": "Chợ Đêm",
            "branch library": event.branch.name, "demonstration": "0", "question": "What? (en)",
            "words": "Nhiều cây\nhơn, “xanh”; \"đẹp\"",
        }
    ]  # fmt: skip
    [table] = as_xlsx(reader).values()
    assert table[0][-1] == "What? (en)"
    assert table[1] == [
        "2027-03-01", "Community survey", "1", "board", "vi", "abc234", "Chợ Đêm",
        event.branch.name, "0", "Nhiều cây\nhơn, “xanh”; \"đẹp\"",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "heading", "question"),
    [("vi", "ngày", "What? (vi)"), ("es", "día", "What? (es)")],
)
def test_headings_are_in_the_language_of_the_person(
    language: str, heading: str, question: str
) -> None:
    read_answer(make_survey("What?"), "One")
    client = signed_in(READ, language=language)
    [row] = as_csv(client)
    assert heading in row
    assert question in row.values()
    [table] = as_xlsx(client).values()
    assert (table[0][0], table[0][-1]) == (heading, question)


RISKY = ["=1+1", "+1", "-1", "@x", "\t=1", "\rx", "\nx", " =1+1", "\u00a0 @x", "＝1"]


@pytest.mark.parametrize("words", RISKY)
def test_no_cell_is_taken_for_a_formula(reader: Client, words: str) -> None:
    event = make_event(place=words)
    survey = make_survey(words, title_en=words)
    Survey.objects.filter(pk=survey.pk).update(title_en=words)
    read_answer(survey, words, event=event)
    for row in csv.reader(StringIO(fetched(reader, "csv").decode("utf-8-sig"), newline="")):
        assert all(cell == neutral(cell) for cell in row)
    assert [row["words"] for row in as_csv(reader)] == [f"'{words}"]
    [table] = as_xlsx(reader).values()
    assert all(cell == neutral(cell) for row in table for cell in row)
    assert table[0][-1].startswith("'")


@pytest.mark.parametrize("words", ["a=b", "1-2", "", "'", "¡Hola!", "me@example.org"])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert neutral(words) == words


def test_versions_never_share_a_table(reader: Client) -> None:
    survey = make_survey("Old one?", "Old two?")
    read_answer(survey, "to the old")
    publish_questions_of_next(survey, "New?")
    read_answer(survey, "to the new")
    old, new = as_xlsx(reader).values()
    assert (old[0][-2:], old[1][-2:]) == (["Old one? (en)", "Old two? (en)"], ["to the old", ""])
    assert (new[0][-1], new[1][-1]) == ("New? (en)", "to the new")
    assert [(row["version"], row["question"], row["words"]) for row in as_csv(reader)] == [
        ("1", "Old one? (en)", "to the old"),
        ("2", "New? (en)", "to the new"),
    ]


def publish_questions_of_next(survey: Survey, wording: str) -> None:
    version = begin_version(survey)
    version.questions.all().delete()
    version.questions.create(source_language="en", wording_en=f"{wording} (en)")
    publish_questions(survey)


def test_the_answers_of_one_sheet_stay_together(reader: Client) -> None:
    survey = make_survey("One?", "Two?")
    for number in range(3):
        sheet = read_answer(survey, f"first {number}")
        second = survey.versions.get().questions.all()[1]
        Answer.objects.create(response=sheet, question=second, words=f"second {number}")
    rows = as_csv(reader)
    assert [row["answer sheet"] for row in rows] == ["1", "1", "2", "2", "3", "3"]
    assert all(a["words"][-1] == b["words"][-1] for a, b in zip(rows[::2], rows[1::2], strict=True))
    [table] = as_xlsx(reader).values()
    assert all(row[-2][-1] == row[-1][-1] for row in table[1:])


def test_no_key_of_a_sheet_leaves_the_site(reader: Client) -> None:
    sheet = read_answer(make_survey(), "One")
    assert str(sheet.pk) not in fetched(reader, "csv").decode()
    assert str(sheet.pk) not in str(as_xlsx(reader))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_nobody_has_read_is_left_out_unless_asked_for(reader: Client, kind: str) -> None:
    survey = make_survey()
    read_answer(survey, "Known")
    make_answer(survey, "New one")
    make_answer(survey, "New two")
    shown = Page(reader.get(page("export")))
    assert "2 answer sheets that nobody has read yet are left out" in shown.words
    assert "1 answer sheet that somebody has read goes into the file" in shown.words
    everything = as_csv if kind == "csv" else as_xlsx
    assert "New" not in str(everything(reader))
    asked = str(everything(reader, unread="1"))
    assert "New one" in asked and "New two" in asked and "Known" in asked


def test_the_filters_and_the_search_of_the_list_hold_for_the_file(reader: Client) -> None:
    survey = make_survey()
    read_answer(survey, "Thêm sự kiện", language="vi", day=date(2027, 3, 1))
    read_answer(survey, "Thêm sự kiện nữa", language="vi", day=date(2027, 6, 1))
    read_answer(survey, "su kien", language="es", day=date(2027, 3, 1))
    query = {"language": "vi", "q": "su kien", "to": "2027-03-31"}
    assert [row["words"] for row in as_csv(reader, **query)] == ["Thêm sự kiện"]
    shown = Page(reader.get(page("export"), query))
    kept = {field.get("name"): field.get("value") for field in shown.all("input", type="hidden")}
    assert query.items() <= kept.items()
    address = page("export") + "?"
    listed = reader.get(page("changelist"), query).content.decode()
    assert address in listed and "language=vi" in listed.split(address)[1].split('"')[0]


def test_the_demonstration_never_shares_a_file_with_what_residents_said(reader: Client) -> None:
    survey = make_survey()
    read_answer(survey, "Real")
    read_answer(survey, "Made up", is_demo=True)
    assert [row["words"] for row in as_csv(reader, unread="1")] == ["Real"]
    only = as_csv(reader, is_demo__exact="1")
    assert [(row["words"], row["demonstration"]) for row in only] == [("Made up", "1")]
    shown = Page(reader.get(page("export")))
    assert "1 demonstration answer sheet is left out" in shown.words
    assert (
        reader.get(page("export") + shown.link("Export only the demonstration")).status_code == 200
    )
    name = reader.get(page("export"), {"format": "csv", "is_demo__exact": "1"})
    assert "demonstration" in name["Content-Disposition"]


def test_an_odd_value_does_not_mix_the_demonstration_in(reader: Client) -> None:
    survey = make_survey()
    read_answer(survey, "Real")
    read_answer(survey, "Made up", is_demo=True)
    for value in ("True", "true", "0", "", "1,0"):
        answer: Any = reader.get(page("export"), {"format": "csv", "is_demo__exact": value})
        assert answer.status_code == 302 or b"Made up" not in b"".join(answer.streaming_content)
    both: Any = reader.get(f"{page('export')}?format=csv&is_demo__exact=0&is_demo__exact=1")
    file = b"".join(both.streaming_content) if both.status_code == 200 else b""
    assert not (b"Made up" in file and b"Real" in file)


def test_a_blacked_out_word_is_not_in_the_file(reader: Client) -> None:
    read_answer(make_survey(), "I am ████")
    assert [row["words"] for row in as_csv(reader)] == ["I am ████"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_three_answers_cost_no_more_queries_than_one(reader: Client, kind: str) -> None:
    read_answer(make_survey("One?"), "One")
    fetched(reader, kind)
    with CaptureQueriesContext(connection) as one:
        fetched(reader, kind)
    for number in range(2):
        survey = make_survey("Two?", is_open=False, slug=f"other-{number}")
        read_answer(survey, "More", event=make_event())
    with CaptureQueriesContext(connection) as three:
        assert fetched(reader, kind).count(b"") > 0
    assert len(three) == len(one)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_memory_is_flat_for_thousands_of_answers(kind: str) -> None:
    survey = make_survey("One?")
    version = survey.versions.get()
    question, day = version.questions.get(), timezone.localdate()
    sheets = Response.objects.bulk_create(
        Response(version=version, language="en", day=day, is_read=True) for _ in range(4_000)
    )
    Answer.objects.bulk_create(
        Answer(response=sheet, question=question, words="word " * 200) for sheet in sheets
    )
    exported = Export(Response.objects.real())
    del sheets
    tracemalloc.start()
    size = sum(map(len, exported.csv())) if kind == "csv" else len(exported.xlsx().read(1))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size
    assert peak < 3_400_000, f"{peak:,} bytes at once for 4 MB of words"
