"""The page before an export says what will be in the file; the file follows the list's filters."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from surveys.exports import Export

if TYPE_CHECKING:
    from .responses import ResponseAdmin

# The fields of the export's own form; everything else in the address narrows the list.
FORMAT, UNREAD = "format", "unread"
ONLY_DEMONSTRATION = {"is_demo__exact": "1"}


def export(page: "ResponseAdmin", request: HttpRequest) -> HttpResponseBase:
    if not page.has_view_permission(request):
        raise PermissionDenied
    return _export(request, page)


@require_safe
def _export(request: HttpRequest, page: "ResponseAdmin") -> HttpResponseBase:
    own = take_own_fields(request)
    try:
        # An answer that is found twice by its words is one answer.
        listed: Any = page.get_changelist_instance(request).get_queryset(request)
    except IncorrectLookupParameters:
        return redirect("admin:surveys_response_changelist")
    demonstration = all(request.GET.get(k) == v for k, v in ONLY_DEMONSTRATION.items())
    # Not left to the filter: an address may ask for both.
    found = listed.demonstration() if demonstration else listed.real()
    wanted = found if UNREAD in own else found.read()
    if own.get(FORMAT) == "csv":
        return csv_file(Export(wanted), demonstration)
    if own.get(FORMAT) == "xlsx":
        return xlsx_file(Export(wanted), demonstration)
    counts = found.reading_counts()
    counts["demonstration_left_out"] = 0 if demonstration else listed.demonstration().count()
    return export_page(page, request, demonstration, counts)


def take_own_fields(request: HttpRequest) -> dict[str, Any]:
    rest = request.GET.copy()
    own = {name: rest.pop(name)[-1] for name in (FORMAT, UNREAD, PAGE_VAR) if name in rest}
    request.GET = rest  # type: ignore[assignment]
    return own


def export_page(
    page: "ResponseAdmin", request: HttpRequest, demonstration: bool, counts: dict[str, int]
) -> TemplateResponse:
    only_demonstration = request.GET.copy()
    only_demonstration.update(ONLY_DEMONSTRATION)
    context = {
        **page.admin_site.each_context(request),
        "title": _("Export answers"),
        "opts": page.opts,
        "filters": [(name, request.GET[name]) for name in request.GET],
        "demonstration": demonstration,
        "only_demonstration": only_demonstration.urlencode(),
        **counts,
    }
    return TemplateResponse(request, "admin/surveys/response/export.html", context)


def file_name(demonstration: bool, extension: str) -> str:
    kind = "answers-demonstration" if demonstration else "answers"
    return f"{kind}-{timezone.localdate().isoformat()}.{extension}"


def csv_file(exported: Export, demonstration: bool) -> StreamingHttpResponse:
    response = StreamingHttpResponse(exported.csv(), content_type="text/csv; charset=utf-8")
    name = file_name(demonstration, "csv")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def xlsx_file(exported: Export, demonstration: bool) -> FileResponse:
    name = file_name(demonstration, "xlsx")
    return FileResponse(exported.xlsx(), as_attachment=True, filename=name)
