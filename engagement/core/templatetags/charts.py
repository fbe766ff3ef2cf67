"""Charts drawn on the server. The number stands beside each, so the drawing is hidden from readers
who listen."""

from django import template

register = template.Library()


@register.inclusion_tag("core/bar.html")
def bar(value: int, most: int) -> dict[str, str]:
    """A bar whose length is the share of the largest, from 0 to 100."""
    return {"length": f"{100 * value / most:.1f}" if most else "0"}
