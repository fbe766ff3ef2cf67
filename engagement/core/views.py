from uuid import UUID

from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import pictures


@require_safe
@never_cache
def livez(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return HttpResponse("database not reachable\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def picture(request: HttpRequest, key: UUID, width: int, extension: str) -> FileResponse:
    """A photograph as it was encoded at upload; its address never holds anything else."""
    try:
        file = default_storage.open(pictures.file_name(key, width, extension))
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type=f"image/{extension}")
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response
