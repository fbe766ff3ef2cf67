"""Answers as files. One query however many there are, and never more than a part in memory."""

import csv
import tempfile
from collections.abc import Iterator
from itertools import groupby
from typing import IO, Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .models import Answer, QuestionVersion
from .querysets import ResponseQuerySet

CHUNK = 1_000
BOM = "\ufeff"
# A spreadsheet takes a cell that begins with one of these for a formula (the wide ones in Asia).
FORMULA = tuple("=+-@＝＋－＠")
BREAKS = ("\t", "\r", "\n")
WIDTHS = {"fact": 14, "words": 48}


class Row(NamedTuple):
    sheet: UUID
    day: Any
    version: int
    channel: str
    language: str
    event: str | None
    place: str | None
    branch: str | None
    is_demo: bool
    question: int
    words: str


COLUMNS = (
    "response_id",
    "response__day",
    "response__version_id",
    "response__channel",
    "response__language",
    "response__event__code",
    "response__event__place",
    "response__branch__name",
    "response__is_demo",
    "question_id",
    "words",
)
IN_ORDER = (
    "response__version__survey_id",
    "response__version__number",
    "-response__day",
    "response_id",
    "question__position",
    "question_id",
)


def neutral(value: str) -> str:
    """A cell that no spreadsheet runs; an apostrophe before it says that it is text."""
    risky = value.lstrip().startswith(FORMULA) or value.startswith(BREAKS)
    return f"'{value}" if risky else value


class Echo:
    """A file that gives each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


class Export:
    """Headings and titles are worded at once: a file is sent when its reader's language is gone."""

    def __init__(self, responses: ResponseQuerySet) -> None:
        self.responses = responses
        versions = QuestionVersion.objects.select_related("survey").prefetch_related("questions")
        self.versions = {version.pk: version for version in versions}
        self.titles = {pk: str(version.survey) for pk, version in self.versions.items()}
        self.wordings = {
            question.pk: str(question)
            for version in self.versions.values()
            for question in version.questions.all()
        }
        self.facts_headings = [
            _("day"), _("survey"), _("version"), _("how it was said"), _("language"),
            _("event"), _("place"), _("branch library"), _("demonstration"),
        ]  # fmt: skip
        self.long_headings = [_("answer sheet"), *self.facts_headings, _("question"), _("words")]

    def rows(self) -> Iterator[Row]:
        answers = Answer.objects.filter(response__in=self.responses.order_by().values("pk"))
        found = answers.order_by(*IN_ORDER).values_list(*COLUMNS)
        return (Row(*values) for values in found.iterator(chunk_size=CHUNK))

    def facts(self, row: Row) -> list[str]:
        """Codes stay codes, so that files in two languages can be compared."""
        return [
            row.day.isoformat(),
            self.titles[row.version],
            str(self.versions[row.version].number),
            row.channel,
            row.language,
            row.event or "",
            row.place or "",
            row.branch or "",
            str(int(row.is_demo)),
        ]

    def csv(self) -> Iterator[str]:
        """A row an answer, with its question: versions share no column."""
        writer: Any = csv.writer(Echo(), quoting=csv.QUOTE_ALL)
        yield BOM + writer.writerow(map(neutral, self.long_headings))
        sheets = groupby(self.rows(), key=lambda row: row.sheet)
        for number, (_key, rows) in enumerate(sheets, start=1):
            for row in rows:
                cells = [*self.facts(row), self.wordings[row.question], row.words]
                # The key of a sheet stays here: whoever sent it may have it.
                yield writer.writerow([str(number), *map(neutral, cells)])

    def xlsx(self) -> IO[bytes]:
        """A table a version, with a column a question and a row a sheet."""
        file = tempfile.TemporaryFile()  # noqa: SIM115 - whoever sends it closes it
        with Workbook(file, {"constant_memory": True}) as book:
            wrapped = book.add_format({"text_wrap": True, "valign": "top"})
            versions = groupby(self.rows(), key=lambda row: row.version)
            for number, (version, rows) in enumerate(versions, start=1):
                name = f"{number}-{self.versions[version].survey.slug[:20]}"
                self.table(book.add_worksheet(name), self.versions[version], rows, wrapped)
        file.seek(0)
        return file

    def table(
        self, page: Worksheet, version: QuestionVersion, rows: Iterator[Row], wrapped: Format
    ) -> None:
        questions = [question.pk for question in version.questions.all()]
        facts = len(self.facts_headings)
        page.set_column(0, facts - 1, WIDTHS["fact"])
        page.set_column(facts, facts + len(questions), WIDTHS["words"])
        page.freeze_panes(1, 0)
        headings = [*self.facts_headings, *(self.wordings[pk] for pk in questions)]
        write(page, 0, headings, wrapped)
        sheets = groupby(rows, key=lambda row: row.sheet)
        for number, (_key, answers) in enumerate(sheets, start=1):
            said = list(answers)
            words = {row.question: row.words for row in said}
            cells = [*self.facts(said[0]), *(words.get(pk, "") for pk in questions)]
            write(page, number, cells, wrapped)


def write(page: Worksheet, number: int, cells: list[str], look: Format) -> None:
    for column, value in enumerate(cells):
        page.write_string(number, column, neutral(value), look)
