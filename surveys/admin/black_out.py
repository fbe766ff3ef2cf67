"""The one change that anybody makes to an answer: words that identify someone are blacked out."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from surveys import redaction, services
from surveys.forms import BlackOutForm
from surveys.models import Answer

if TYPE_CHECKING:
    from .responses import ResponseAdmin

BLACK_OUT = "surveys.black_out_answer"


def black_out(page: "ResponseAdmin", request: HttpRequest, key: UUID) -> HttpResponse:
    """Choose the words; see the answer before and after; confirm."""
    if not (page.has_view_permission(request) and request.user.has_perm(BLACK_OUT)):
        raise PermissionDenied
    allowed = page.get_queryset(request).order_by().values("pk")
    answer = get_object_or_404(Answer.objects.for_black_out(), pk=key, response__in=allowed)
    posted = request.method == "POST"
    form = BlackOutForm(answer, request.POST if posted else None)
    context: dict[str, Any] = {
        **page.admin_site.each_context(request),
        "title": _("Black out words"),
        "opts": page.opts,
        "answer": answer,
        "form": form,
    }
    if not posted or "_back" in request.POST or not form.is_valid():
        context["show_errors"] = posted and "_back" not in request.POST
        return TemplateResponse(request, "admin/surveys/response/black_out.html", context)
    chosen = set(form.cleaned_data["words"])
    if "_confirm" not in request.POST:
        context["after"] = redaction.without(answer.words, chosen)
        return TemplateResponse(request, "admin/surveys/response/black_out_confirm.html", context)
    if services.black_out(answer, chosen, form.cleaned_data["reason"], request.user):
        messages.success(request, _("These words are blacked out, and the original is erased."))
    else:
        messages.error(request, _("These words have changed meanwhile. Please choose again."))
    return redirect("admin:surveys_response_change", answer.response_id)
