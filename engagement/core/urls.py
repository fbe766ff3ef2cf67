from django.urls import path, re_path

from . import views

app_name = "core"

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    re_path(
        r"^pictures/(?P<key>[0-9a-f-]{36})-(?P<width>\d{1,4})\.(?P<extension>avif|webp)$",
        views.picture,
        name="picture",
    ),
]
