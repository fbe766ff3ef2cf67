"""What a translation may have lost or got wrong. It warns; the translator knows better."""

import re
from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _

from blog.stumbles.wording import DATE_IN_FIGURES, INFORMAL
from engagement.core.prose import plain
from outreach.models import Branch, Event

from .units import Unit

NUMBER = re.compile(r"\d+")
LINK = re.compile(r'href="([^"]+)"|(https?://[^\s<>"]+|[\w.+-]+@[\w-]+\.[\w.-]*\w)')
PLACEHOLDER = re.compile(r"%\(\w+\)s|\{\w+\}")


def warnings(unit: Unit, translation: str) -> list[str]:
    found = [*lost(unit.original, translation), *lost_names(unit.original, translation)]
    return [*found, *wording(unit.language, plain(translation))]


def lost(original: str, translation: str) -> Iterator[str]:
    for sentence, pattern, is_markup in (
        (_("A number of the original is missing: %(what)s."), NUMBER, False),
        (_("A link of the original is missing: %(what)s."), LINK, True),
        (_("This must stay as it is, and is missing: %(what)s."), PLACEHOLDER, False),
    ):
        texts = (original, translation) if is_markup else (plain(original), plain(translation))
        before, after = (found(pattern, text) for text in texts)
        if missing := before - after:
            yield sentence % {"what": ", ".join(missing)}


def found(pattern: re.Pattern[str], text: str) -> Counter[str]:
    """How often each stands there: a number that stands twice may be lost once."""
    return Counter(
        next(filter(None, (*match.groups(), match[0]))) for match in pattern.finditer(text)
    )


def lost_names(original: str, translation: str) -> Iterator[str]:
    """Branches and places are called the same in every language."""
    names = {*Branch.objects.values_list("name", flat=True)}
    names |= {*Event.objects.public().values_list("place", flat=True)}
    said, here = plain(original), plain(translation)
    for name in sorted(names):
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said) and name not in here:
            yield _("“%(name)s” is a name and stays as it is in every language.") % {"name": name}


def wording(language: str, words: str) -> Iterator[str]:
    if date := DATE_IN_FIGURES.search(words):
        yield _("“%(words)s”: a date in figures is read differently; please use words.") % {
            "words": date[0]
        }
    informal = INFORMAL.get(language)
    if informal and (match := informal.search(words)):
        yield _("“%(words)s”: readers are addressed formally.") % {"words": match[1]}
