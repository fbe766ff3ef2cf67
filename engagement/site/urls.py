from django.urls import path

from . import offline, views
from .search.views import search

app_name = "site"

urlpatterns = [
    path("", views.landing, name="landing"),
    path("branches/", views.branch_list, name="branch_list"),
    path("branches/<slug:slug>/", views.branch_detail, name="branch_detail"),
    path("offline/", offline.offline, name="offline"),
    path("search/", search, name="search"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
