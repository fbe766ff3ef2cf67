"""Short links on posters, outside the language prefix."""

from django.conf import settings
from django.urls import path, register_converter
from django.urls.converters import StringConverter

from . import views


class LanguageConverter(StringConverter):
    regex = "|".join(code for code, _ in settings.LANGUAGES)


register_converter(LanguageConverter, "language")

app_name = "short"

urlpatterns = [
    path("s/<slug:code>/", views.event_link, name="event_link"),
    path("s/<slug:code>/<language:language>/", views.event_link, name="event_link_in"),
]
