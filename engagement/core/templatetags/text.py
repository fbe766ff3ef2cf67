"""Translated text, dates and addresses in templates."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from engagement.core import dates, languages, pictures, typography
from engagement.core import prose as rich_text
from engagement.core.models import Picture
from engagement.core.texts import Text, TranslatedModel

register = template.Library()


@register.filter
def text(instance: TranslatedModel, field: str) -> SafeString:
    """`{{ post|text:"title" }}`: marked with its language where that is not the page's."""
    return instance.text(field).html


@register.filter
def plain(instance: TranslatedModel, field: str) -> str:
    """For places that hold no markup: `<title>`, attributes, descriptions."""
    return rich_text.plain(instance.text(field).value)


@register.filter
def prose(instance: TranslatedModel, field: str) -> SafeString:
    """Rich text, already sanitised when it was saved."""
    found = instance.text(field)
    if not found:
        return SafeString("")
    html = mark_safe(typography.held_together(found.value, found.language))
    if found.is_foreign:
        return format_html('<div class="prose" lang="{}">{}</div>', found.language, html)
    return format_html('<div class="prose">{}</div>', html)


@register.inclusion_tag("core/untranslated.html", takes_context=True)
def untranslated(
    context: dict[str, Any],
    shown: TranslatedModel | Iterable[TranslatedModel | Text],
    *fields: str,
) -> dict[str, str | None]:
    """One notice where something shown is in another language, or older than its original."""
    items = [shown] if isinstance(shown, TranslatedModel) else shown
    texts = [
        text
        for item in items
        for text in ([item] if isinstance(item, Text) else map(item.text, fields))
    ]
    code = next((text.language for text in texts if text.is_foreign), None)
    newer = next((text.outdated_by for text in texts if text.outdated_by), None)
    there = code or newer
    address = there and languages.swap(context["request"].path, there)
    return {"code": code, "newer": newer, "address": address}


@register.filter
def day(value: date | datetime) -> SafeString:
    there = dates.local(value).date() if isinstance(value, datetime) else value
    return format_html(
        '<time datetime="{}">{}</time>', there.isoformat(), dates.day_in_words(there)
    )


@register.filter
def weekday(value: datetime) -> str:
    return dates.weekday(dates.local(value).date())


@register.filter
def day_number(value: datetime) -> int:
    return dates.local(value).day


@register.filter
def month_name(value: datetime) -> str:
    return dates.month_name(dates.local(value).date())


@register.filter
def month(value: date | datetime) -> str:
    return dates.month_in_words(dates.local(value) if isinstance(value, datetime) else value)


@register.filter
def clock(value: datetime) -> SafeString:
    iso = dates.local(value).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', iso, dates.time_in_words(value))


@register.filter
def moment(value: datetime) -> SafeString:
    iso = dates.local(value).isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', iso, dates.moment_in_words(value))


@register.filter
def zone(value: datetime) -> str:
    return dates.zone_name(value)


@register.filter
def language_names(codes: list[str]) -> str:
    """Each of them on one line."""
    return dates.join_words([named_here(code) for code in codes])


@register.filter
def own_name(code: str) -> str:
    """A language's name in itself, as on the language switch."""
    return languages.NAMES[code]


@register.filter
def named_here(code: str) -> str:
    """A language's name in the reader's language."""
    return dates.language_name(code).replace(" ", dates.NBSP)


@register.filter
def whole(name: object) -> str:
    """`{{ event.place|whole }}`: a name within a sentence that breaks in no place of its own."""
    return typography.whole(str(name))


@register.filter
def in_figures(value: int) -> str:
    """As the reader's language groups thousands."""
    return dates.in_figures(value)


@register.simple_tag
def absolute(path: str) -> str:
    return f"{settings.PUBLIC_URL}{path}"


@register.simple_tag
def subscription(path: str) -> str:
    """An address that a phone hands to its calendar, which then looks for news by itself."""
    return f"webcal://{urlsplit(settings.PUBLIC_URL).netloc}{path}"


@register.inclusion_tag("core/alternates.html", takes_context=True)
def alternates(
    context: dict[str, Any], codes: list[str] | None = None, path: str | None = None
) -> dict[str, Any]:
    """canonical, hreflang and x-default; `codes` are the languages the page's text exists in."""
    request: HttpRequest = context["request"]
    path = path or request.path
    page = context.get("page")
    later = (
        f"?page={page.number}" if page and page.number > 1 and set(request.GET) == {"page"} else ""
    )
    existing = codes or languages.CODES
    here = languages.of_path(path)
    own = here if here in existing else existing[0]
    default = settings.LANGUAGE_CODE if settings.LANGUAGE_CODE in existing else existing[0]
    at = {code: absolute(languages.swap(path, code)) + later for code in existing}
    return {"canonical": at[own], "alternates": at, "default": at[default]}


@register.inclusion_tag("core/language_switch.html", takes_context=True)
def language_switch(context: dict[str, Any]) -> dict[str, Any]:
    """Links to the same page; on a form (`switch_form` in the context) buttons that keep words."""
    request: HttpRequest = context["request"]
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    path = context.get("switch_path", request.path)
    choices = [
        {"code": code, "name": name, "address": languages.swap(path, code) + query}
        for code, name in settings.LANGUAGES
    ]
    current = languages.of_path(request.path)
    return {"choices": choices, "current": current, "form": context.get("switch_form")}


@register.simple_tag
def drawing_address(name: str) -> str:
    return static(f"img/{name}.svg")


@register.inclusion_tag("core/picture.html")
def picture(
    shown: Picture | None,
    sizes: str = "100vw",
    css_class: str = "picture",
    eager: bool = False,
    decorative: bool = False,
) -> dict[str, Any]:
    """A picture in its widths; decorative where the words beside it say the same.

    Nothing at all while readers may not see it: a template gives `post.shown_picture`.
    """
    if shown is None or not shown.is_shown:
        return {}
    source = drawn(shown.drawing) if shown.drawing else photographed(shown)
    alt = "" if decorative else shown.text("alt")
    return {**source, "alt": alt, "sizes": sizes, "css_class": css_class, "eager": eager}


@register.inclusion_tag("core/picture.html")
def drawing(name: str) -> dict[str, Any]:
    """One of the site's own drawings, where the words beside it say the same."""
    return {**drawn(name), "alt": "", "css_class": "picture"}


def drawn(name: str) -> dict[str, Any]:
    width, height = pictures.DRAWING_SIZES.get(name, pictures.DRAWING_SIZE)
    night = drawing_address(f"{name}-night") if name == "hero" else ""
    return {
        "largest": drawing_address(name), "night": night, "width": width, "height": height
    }  # fmt: skip


def photographed(shown: Picture) -> dict[str, Any]:
    def address(width: int, extension: str) -> str:
        return reverse("core:picture", args=[shown.key, width, extension])

    sources = [
        (extension, ", ".join(f"{address(w, extension)} {w}w" for w in shown.widths))
        for extension in pictures.FORMATS
    ]
    return {
        "sources": sources,
        "largest": address(shown.widths[-1], "webp"),
        "width": shown.width,
        "height": shown.height,
    }
