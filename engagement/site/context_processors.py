from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import pgettext_lazy

from blog.models import Post
from engagement.core.middleware import is_staff_address
from engagement.core.models import Library
from outreach.models import Event

MENU = [
    ("outreach:event_list", pgettext_lazy("menu", "Where to find us")),
    ("surveys:survey_open", pgettext_lazy("menu", "Survey")),
    ("blog:post_list", pgettext_lazy("menu", "What We Heard")),
    ("site:branch_list", pgettext_lazy("menu", "Branch libraries")),
    ("site:search", pgettext_lazy("menu", "Search")),
]


def site(request: HttpRequest) -> dict[str, Any]:
    """What every public page may show around its content; read only when it is shown."""
    if is_staff_address(request):
        return {}
    return {
        "library": SimpleLazyObject(Library.current),
        "menu": [{"address": reverse(name), "label": label} for name, label in MENU],
        "newest_post": SimpleLazyObject(newest_post),
        "has_demonstration": SimpleLazyObject(has_demonstration),
    }


def newest_post() -> Post | None:
    return Post.objects.published().newest_first().first()


def has_demonstration() -> bool:
    """Staff may have made a survey or a post of it their own; of its many events some stay."""
    return Event.objects.filter(is_demo=True).exists()
