"""Rules of the house about words: dates are words, and readers are addressed formally."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from .post import Stumble, WholePost

DATE_IN_FIGURES = re.compile(
    r"\b(?:\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2})\b"
)
INFORMAL = {
    # Not where “bạn” is a friend, a reader or one of the young.
    "vi": re.compile(
        r"(?<!người )(?<!kết )(?<!làm )(?<!tình )(?<!đôi )(?<!thêm )(?<!các )\b(bạn)\b"
        r"(?! (?:bè|đọc|học|trẻ|nhỏ|hữu|đồng|thân|cũ|gái|trai|đời|hàng|mới)\b)",
        re.IGNORECASE,
    ),
    "es": re.compile(
        r"\b(tú|tu|tus|ti|contigo|tuy[oa]s?|vosotr[oa]s|vuestr[oa]s?)\b", re.IGNORECASE
    ),
}


def dates_in_figures(whole: WholePost) -> Iterator[Stumble]:
    for passage in whole.written():
        for line in passage.lines:
            for match in DATE_IN_FIGURES.finditer(line):
                sentence = _(
                    "“%(words)s”: a date in figures is read differently; please use words."
                )
                yield passage.stumble(sentence % {"words": match[0]})


def informal_address(whole: WholePost) -> Iterator[Stumble]:
    """Once a text, however often it is in there."""
    for passage in whole.written():
        informal = INFORMAL.get(passage.language)
        match = informal and informal.search(" ".join(passage.lines))
        if match:
            sentence = _("“%(words)s”: readers are addressed formally.")
            yield passage.stumble(sentence % {"words": match[1]})
