from django.urls import path
from django.views.decorators.http import require_safe

from . import views
from .feeds import PostFeed

app_name = "blog"

urlpatterns = [
    path("what-we-heard/", views.post_list, name="post_list"),
    path("what-we-heard/feed.atom", require_safe(PostFeed()), name="post_feed"),
    path("what-we-heard/<slug:slug>/", views.post_detail, name="post_detail"),
    path("preview/<str:key>/", views.post_preview, name="post_preview"),
]
