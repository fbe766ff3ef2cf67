"""Pictures that readers do not get, or of which some readers hear nothing."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from modeltranslation.utils import build_localized_fieldname

from engagement.core import dates, languages
from engagement.core.admin_base import ColumnLabel
from engagement.core.models import Picture

from .post import Stumble, WholePost, heading_of, name_of, page_to_mend


def not_shown(whole: WholePost) -> Iterator[Stumble]:
    for part in whole.parts():
        if part.picture and part.picture.obstacles:
            why = dates.join_words([str(obstacle) for obstacle in part.picture.obstacles])
            yield Stumble(
                heading_of(part),
                name_of(part, "picture"),
                _("Readers do not see it: %(why)s.") % {"why": why},
                page_to_mend(part.picture),
            )


def undescribed(whole: WholePost) -> Iterator[Stumble]:
    for part in whole.parts():
        if part.picture and part.picture.is_shown:
            for code in languages.CODES:
                yield from in_language(part.picture, code, heading_of(part))


def in_language(picture: Picture, code: str, heading: str) -> Iterator[Stumble]:
    if not picture.stored_text("alt", code):
        column = build_localized_fieldname("alt", code)
        label = ColumnLabel(name_of(picture, "alt"), code)
        sentence = _("The picture's description is missing for readers of this language.")
        yield Stumble(heading, label, sentence, f"{page_to_mend(picture)}#id_{column}")
