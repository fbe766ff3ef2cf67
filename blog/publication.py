"""When a post is on the site. Each step says whether it changed anything, as a second does not."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from .models import Post


@transaction.atomic
def publish_now(post: Post) -> bool:
    current = locked(post)
    return not current.is_published and set_moment(current, timezone.now())


@transaction.atomic
def publish_at(post: Post, moment: datetime) -> bool:
    current = locked(post)
    return current.published_at != moment and set_moment(current, moment)


@transaction.atomic
def withdraw(post: Post) -> bool:
    """Off the site, or no longer going to appear; its words and its address stay."""
    current = locked(post)
    return current.published_at is not None and set_moment(current, None)


def locked(post: Post) -> Post:
    return Post.objects.select_for_update().get(pk=post.pk)


def set_moment(post: Post, moment: datetime | None) -> bool:
    post.published_at = moment
    post.save(update_fields=["published_at", "updated_at"])
    return True
