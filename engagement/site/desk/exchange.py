"""Files to professional translators and back."""

import zipfile
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from engagement.core import languages

from .delivery import Line, Unreadable, bring_in
from .queue import everything, languages_of, may_sit_down, waiting
from .xliff import documents

TYPE = "application/xliff+xml"
MOST_BYTES = 10 * 1024 * 1024


@require_safe
def export_texts(request: HttpRequest) -> HttpResponse:
    """What waits in a language, or with `all` every text; a zip if originals are in several."""
    code = request.GET.get("language", "")
    if not may_sit_down(request) or code not in languages_of(request):
        raise PermissionDenied
    texts = everything if "all" in request.GET else waiting
    pairs = documents(texts(request, [code])).items()
    found = {f"{source}-{target}.xlf": content for (source, target), content in pairs}
    if not found:
        return render(request, "admin/desk/translations.html", nothing_to_export(request))
    name, content, kind = (*next(iter(found.items())), TYPE) if len(found) == 1 else zipped(found)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def nothing_to_export(request: HttpRequest) -> dict[str, Any]:
    context = {"title": _("Texts to translate"), "number": 0, "page": []}
    return {**admin.site.each_context(request), **context}


def zipped(files: dict[str, bytes]) -> tuple[str, bytes, str]:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return "texts.zip", buffer.getvalue(), "application/zip"


class DeliveryForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("XLIFF file"),
        widget=forms.ClearableFileInput({"accept": ".xlf,.xliff"}),
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than 10 MB."))
        return file.read()


@require_http_methods(["GET", "HEAD", "POST"])
def import_texts(request: HttpRequest) -> HttpResponse:
    if not may_sit_down(request):
        raise PermissionDenied
    form = DeliveryForm(request.POST or None, request.FILES or None)
    lines: list[Line] = []
    for_good = "_bring_in" in request.POST
    if request.method == "POST" and form.is_valid():
        try:
            lines = bring_in(form.cleaned_data["file"], request, for_good=for_good)
        except Unreadable as unreadable:
            form.add_error("file", str(unreadable))
        else:
            tell(request, lines, for_good)
    context = {
        **admin.site.each_context(request),
        "title": _("Bring in translations"),
        "form": form,
        "lines": sorted(lines, key=lambda line: not line.is_error),
        "languages": [(code, languages.NAMES[code]) for code in languages_of(request)],
    }
    return render(request, "admin/desk/import_texts.html", context)


def tell(request: HttpRequest, lines: list[Line], for_good: bool) -> None:
    wrong = sum(line.is_error for line in lines)
    number = sum(line.text is not None for line in lines)
    if wrong:
        messages.error(
            request,
            ngettext(
                "One text in the file is wrong. Nothing has been brought in.",
                "%(number)s texts in the file are wrong. Nothing has been brought in.",
                wrong,
            )
            % {"number": wrong},
        )
    elif for_good:
        said = ngettext(
            "One text has been brought in.", "%(number)s texts have been brought in.", number
        )
        messages.success(request, said % {"number": number})
    else:
        messages.info(request, _("This was only a check. Nothing has been brought in."))
