"""Two texts as one: what went struck out, what came marked, word by word."""

from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

# Beyond this the comparison takes longer than anybody waits; the texts then stand as wholes.
MOST_WORDS = 3000
# So many words around a change let a reader find the place.
AROUND = 8


def removed(words: str) -> SafeString:
    hidden = _("Removed:")
    html = '<del><span class="visually-hidden">{}</span> {}</del> '
    return format_html(html, hidden, words) if words else SafeString("")


def added(words: str) -> SafeString:
    hidden = _("Added:")
    html = '<ins><span class="visually-hidden">{}</span> {}</ins> '
    return format_html(html, hidden, words) if words else SafeString("")


def shortened(words: list[str]) -> str:
    if len(words) <= 2 * AROUND:
        return " ".join(words)
    return " ".join([*words[:AROUND], "…", *words[-AROUND:]])


def difference(before: str, after: str) -> SafeString:
    old, new = before.split(), after.split()
    if len(old) + len(new) > MOST_WORDS:
        return removed(before) + added(after)
    steps = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return format_html_join(
        "",
        "{}{}{}",
        (
            (f"{shortened(old[a:b])} ", "", "")
            if kind == "equal"
            else ("", removed(" ".join(old[a:b])), added(" ".join(new[c:d])))
            for kind, a, b, c, d in steps
        ),
    )
