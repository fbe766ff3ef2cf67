"""Quotations that some readers cannot read."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from engagement.core import languages
from engagement.core.admin_base import ColumnLabel

from .post import Stumble, WholePost, heading_of, name_of, page_to_mend


def untranslated(whole: WholePost) -> Iterator[Stumble]:
    for section in whole.sections:
        for quote in section.quotes.all():
            for code in filter(quote.unread_texts, languages.CODES):
                yield Stumble(
                    heading_of(section),
                    ColumnLabel(name_of(quote, "meaning"), code),
                    _("A quotation is not translated: its readers get it as it was written."),
                    f"{page_to_mend(section)}#quotes-group",
                )
