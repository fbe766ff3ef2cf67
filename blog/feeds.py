from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from engagement.core.models import Library

from .models import Post

NEWEST = 20


class MarkedAtom(Atom1Feed):
    """Each entry says what language it is in, since a translation may be missing."""

    def latest_post_date(self) -> datetime:
        """Without a post, a fixed day: the same bytes for every reader."""
        return super().latest_post_date() if self.items else datetime(2000, 1, 1, tzinfo=UTC)

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        return {**super().item_attributes(item), "xml:lang": item["language"]}


class PostFeed(Feed):
    """The newest posts of one language, with addresses under PUBLIC_URL."""

    feed_type = MarkedAtom
    title = gettext_lazy("What We Heard")

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        response["Content-Type"] = "application/atom+xml; charset=utf-8"
        return response

    def get_feed(self, obj: Any, request: HttpRequest) -> Any:
        feed = super().get_feed(obj, request)
        feed.feed["feed_url"] = settings.PUBLIC_URL + reverse("blog:post_feed")
        return feed

    def link(self) -> str:
        return settings.PUBLIC_URL + reverse("blog:post_list")

    def feed_guid(self) -> str:
        return self.link()

    def subtitle(self) -> str:
        return str(Library.current().text("name"))

    def items(self) -> list[Post]:
        return list(Post.objects.published().newest_first()[:NEWEST])

    def item_title(self, item: Post) -> str:
        return str(item.text("title"))

    def item_description(self, item: Post) -> str:
        return str(item.text("summary"))

    def item_link(self, item: Post) -> str:
        return settings.PUBLIC_URL + item.get_absolute_url()

    def item_author_name(self, item: Post) -> str:
        return str(item.text("byline")) or _("The library")

    def item_pubdate(self, item: Post) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Post) -> datetime:
        return max(item.updated_at, item.published_at or item.updated_at)

    def item_extra_kwargs(self, item: Post) -> dict[str, str]:
        return {"language": item.text("title").language}
