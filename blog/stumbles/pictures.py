"""Pictures that readers do not get, or of which some readers hear nothing."""

from collections.abc import Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from engagement.core import languages
from engagement.core.admin_base import ColumnLabel
from engagement.core.models import Picture

from .post import Stumble, WholePost, heading_of, page_to_mend


def undescribed(whole: WholePost) -> Iterator[Stumble]:
    for part in whole.parts():
        if part.picture:
            for code in languages.CODES:
                yield from in_language(part.picture, code, heading_of(part))


def in_language(picture: Picture, code: str, heading: str) -> Iterator[Stumble]:
    if not picture.stored_text("alt", code):
        column = build_localized_fieldname("alt", code)
        label = ColumnLabel(capfirst(_("picture")), code)
        sentence = _("Without a description: whoever cannot see it learns nothing of it.")
        yield Stumble(heading, label, sentence, f"{page_to_mend(picture)}#id_{column}")
