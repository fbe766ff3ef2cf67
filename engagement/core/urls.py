from django.urls import path, re_path
from django.urls.converters import UUIDConverter

from . import views

app_name = "core"

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    re_path(
        rf"^pictures/(?P<key>{UUIDConverter.regex})-(?P<width>\d{{1,4}})\.(?P<extension>avif|webp)$",
        views.picture,
        name="picture",
    ),
]
