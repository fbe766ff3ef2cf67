from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from blog.models import Post
from outreach.models import Branch, Event
from surveys.models import Survey


class MultilingualSitemap(Sitemap):
    """Every page once a language in which it exists, under PUBLIC_URL."""

    i18n = True
    alternates = True
    limit = 5000

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.PUBLIC_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.PUBLIC_URL).netloc


class PageSitemap(MultilingualSitemap):
    def items(self) -> list[str]:
        return [
            "site:landing",
            "outreach:event_list",
            "outreach:past_events",
            "blog:post_list",
            "site:branch_list",
            "site:privacy",
            "site:accessibility",
        ]

    def location(self, item: str) -> str:
        return reverse(item)


class BranchSitemap(MultilingualSitemap):
    def items(self) -> QuerySet[Branch]:
        return Branch.objects.by_name()


class EventSitemap(MultilingualSitemap):
    def items(self) -> QuerySet[Event]:
        return Event.objects.public().order_by("-starts_at", "pk")

    def get_languages_for_item(self, item: Event) -> list[str]:
        return item.languages()

    def lastmod(self, item: Event) -> datetime:
        return item.updated_at


class SurveySitemap(MultilingualSitemap):
    def items(self) -> QuerySet[Survey]:
        return Survey.objects.asked().order_by("slug")

    def get_languages_for_item(self, item: Survey) -> list[str]:
        return item.languages()


class PostSitemap(MultilingualSitemap):
    def items(self) -> QuerySet[Post]:
        return Post.objects.published().newest_first()

    def get_languages_for_item(self, item: Post) -> list[str]:
        return item.languages()

    def lastmod(self, item: Post) -> datetime:
        return item.updated_at


SITEMAPS = {
    "pages": PageSitemap,
    "branches": BranchSitemap,
    "events": EventSitemap,
    "surveys": SurveySitemap,
    "posts": PostSitemap,
}
