"""Pages that are no row with a text of their own: branches, the landing page, plain pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from django.conf import settings
from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagement.core.models import Library
from engagement.core.prose import plain
from engagement.core.search import Words
from engagement.core.search_columns import vector
from engagement.core.texts import TranslatedModel
from engagement.site.models import Section
from outreach.models import Branch

FOUND = """
    SELECT n - 1, ts_rank(words, %s::tsquery) + ts_rank_cd(words, %s::tsquery) FROM (
        SELECT n, setweight({title}, 'A') || {body} AS words
        FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS page(title, body, n)
    ) AS page WHERE words @@ %s::tsquery
"""


@dataclass(frozen=True)
class Page:
    # As it is called for the reader, and in the language that is searched.
    heading: str
    title: str
    words: str
    address: str
    language: str
    kind: str = "page"


class Sources:
    """What pages are made of, read once for all languages."""

    @cached_property
    def sections(self) -> list[Section]:
        return list(Section.objects.shown())

    @cached_property
    def branches(self) -> list[Branch]:
        return list(Branch.objects.by_name())

    @cached_property
    def library(self) -> Library:
        return Library.current()


def pages_in(language: str, sources: Sources) -> list[Page]:
    """Addresses are the reader's, words those of the language."""
    addresses = [reverse(f"site:{name}") for name in ("landing", "privacy", "accessibility")]
    headings = plain_titles()
    with override(language):
        titles, words = plain_titles(), [landing(language, sources), *plain_pages(sources)]
    pages = zip(headings, titles, words, addresses, strict=True)
    return [*(Page(*page, language) for page in pages), *branches(language, sources)]


def plain_titles() -> list[str]:
    return [_("Community engagement"), _("Privacy"), _("Accessibility")]


def plain_pages(sources: Sources) -> list[str]:
    context = {"library": sources.library, "years": settings.ANSWER_RETENTION_YEARS}
    names = ["site/_privacy.html", "site/_accessibility.html"]
    return [plain(render_to_string(name, context)) for name in names]


def landing(language: str, sources: Sources) -> str:
    """What is written in the language; what is shown there in another one is found there."""
    return " ".join(plain(words) for words in landing_texts(language, sources) if words)


def landing_texts(language: str, sources: Sources) -> Iterator[str]:
    for section in sources.sections:
        for row in (section, *section.items.all()):
            yield from texts_of(row, language)


def texts_of(row: TranslatedModel, language: str) -> Iterator[str]:
    for field in row.translated_fields():
        yield row.stored_text(field, language)


def branches(language: str, sources: Sources) -> Iterator[Page]:
    for branch in sources.branches:
        also = branch.aliases.replace(";", ", ")
        words, address = f"{branch.full_address} {also}", branch.get_absolute_url()
        yield Page(branch.name, branch.name, words, address, language, "branch")


def pages_saying(words: Words, sources: Sources) -> list[tuple[Page, float]]:
    pages = pages_in(words.language, sources)
    query = FOUND.format(title=vector(words.language, "title"), body=vector(words.language, "body"))
    titles, bodies = [page.title for page in pages], [page.words for page in pages]
    with connection.cursor() as cursor:
        cursor.execute(query, [words.any, words.all, titles, bodies, words.all])
        return [(pages[n], rank) for n, rank in cursor.fetchall()]
