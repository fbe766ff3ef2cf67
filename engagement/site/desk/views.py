from datetime import datetime
from typing import Any, cast

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.forms import Media, Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from js_asset import Media as NonceMedia

from engagement.core import dates, languages
from engagement.core.models import User

from .forms import TranslationForm, form_for
from .glossary import Glossary
from .queue import languages_of, may_sit_down, unit_at, waiting
from .saving import save
from .units import Unit

UNITS_ON_A_PAGE = 50


@require_safe
def translations(request: HttpRequest) -> HttpResponse:
    if not may_sit_down(request):
        raise PermissionDenied
    mine = languages_of(request)
    asked = request.GET.get("language", "")
    wanted = [asked] if asked in mine else mine
    units = waiting(request, wanted)
    page = Paginator(units, UNITS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "title": _("Texts to translate"),
        "languages": [(code, languages.NAMES[code]) for code in mine],
        "chosen": asked if asked in mine else "",
        "page": page,
        "number": len(units),
        "words": sum(unit.words for unit in units),
    }
    return on_page(request, "admin/desk/translations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@transaction.atomic
def translate_text(
    request: HttpRequest, kind: str, pk: int, field: str, language: str
) -> HttpResponse:
    unit = unit_at(request, kind, pk, field, language)
    queue = waiting(request, [language])
    there = address_after(unit, queue)
    form = form_for(unit, request)
    if request.method == "POST" and form.is_valid():
        keep(unit, form, request)
        messages.success(request, _("Saved: %(text)s.") % {"text": f"{unit.label}, {unit.row}"})
        return redirect(there)
    glossary = Glossary(unit.original_language, language)
    context = {
        "title": f"{unit.label}: {unit.row}",
        "unit": unit,
        "form": form,
        "media": media(form, request),
        "reviewer": reviewed_by(unit),
        "original": glossary.underlined(unit.original, unit.is_rich),
        "agreed": glossary.used_in(unit.original),
        "there": there,
        "left": len(queue),
    }
    return on_page(request, "admin/desk/translate_text.html", context)


def address_after(unit: Unit, queue: list[Unit]) -> str:
    """Of the next one in the same language; after the last one, of the list."""
    later = queue[queue.index(unit) + 1 :] if unit in queue else queue
    return later[0].address if later else "translations"


def keep(unit: Unit, form: TranslationForm, request: HttpRequest) -> None:
    row = form.save(commit=False)
    if form.as_draft:
        row.reviews.pop(unit.column, None)
    else:
        row.reviewed(unit.field, unit.language, request.user, still_holds=form.still_holds)
    save(row, is_worded=unit.column in form.changed_data)


def media(form: TranslationForm, request: HttpRequest) -> Any:
    own = Media(js=["staff/editor.js", cast(str, Script("staff/desk.js", defer=True))])
    return NonceMedia.from_media(form.media + own, nonce=str(request.csp_nonce))  # type: ignore[attr-defined]


def reviewed_by(unit: Unit) -> str:
    review = unit.review
    if review is None or not unit.state.is_read:
        return ""
    person = User.objects.filter(pk=review.by or 0).first()
    day = dates.day_in_words(dates.local(datetime.fromisoformat(review.at)).date())
    if person is None:
        return _("reviewed on %(day)s") % {"day": day}
    said = (
        _("%(person)s said on %(day)s that it still holds")
        if review.still_holds
        else _("reviewed by %(person)s on %(day)s")
    )
    return said % {"person": person, "day": day}


def on_page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {**admin.site.each_context(request), **context})
