from uuid import UUID

from django.core.files.storage import default_storage
from django.db import OperationalError, connection
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from . import pictures
from .models import Picture

# A photograph never changes, but it may be withdrawn: whatever keeps a copy asks again by then.
SECONDS_IN_CACHES = 60 * 60


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
    """A photograph, while readers may see it; what is withdrawn is gone by its address too."""
    if not Picture.objects.shown().filter(key=key).exists():
        raise Http404
    response = photograph(key, width, extension)
    response["Cache-Control"] = f"public, max-age={SECONDS_IN_CACHES}"
    return response


def photograph(key: UUID, width: int, extension: str) -> FileResponse:
    """As it was encoded at upload. Another photograph gets another key, so its name is its tag."""
    name = pictures.file_name(key, width, extension)
    try:
        file = default_storage.open(name)
    except FileNotFoundError as error:
        raise Http404 from error
    return FileResponse(file, content_type=f"image/{extension}", headers={"ETag": f'"{name}"'})
