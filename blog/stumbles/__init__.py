"""What a reader would stumble over in a post, said to staff before they publish it.

It warns and never blocks; so a false alarm costs a glance, but many would cost the trust.
"""

from blog.models import Post

from . import links, names, pictures, quotes, seasons, texts, wording
from .post import Stumble, WholePost

__all__ = ["Stumble", "stumbles"]

CHECKS = (
    texts.empty,
    texts.unfinished,
    texts.long_in_short,
    quotes.untranslated,
    wording.dates_in_figures,
    wording.informal_address,
    names.misspelt,
    seasons.other_season,
    seasons.other_season_in_address,
    links.broken,
    pictures.not_shown,
    pictures.undescribed,
)


def stumbles(post: Post) -> list[Stumble]:
    """Part by part, and in a part text by text."""
    whole = WholePost.of(post)
    found = [stumble for check in CHECKS for stumble in check(whole)]
    return sorted(found, key=whole.order_of)
