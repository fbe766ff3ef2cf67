"""Events, branches, posts and plain pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from unittest.mock import patch

from blog import previews
from blog.models import Post
from engagement.site.models import Section
from outreach.models import Event

from .state import BARE, State, public
from .worlds import BRIEF, LONG_WORD, UNTRANSLATED, draft, only_while


def event(**fields: str) -> str:
    return f"events/{Event.objects.public().upcoming().filter(**fields)[0].slug}/"


def past_event() -> str:
    return f"events/{Event.objects.public().past()[0].slug}/"


def post(title: str) -> str:
    return f"what-we-heard/{Post.objects.get(title_vi=title).slug}/"


def newest_post(number: int = 0) -> str:
    return f"what-we-heard/{Post.objects.published().newest_first()[number].slug}/"


@contextmanager
def nothing_is_on() -> Iterator[None]:
    with (
        only_while(Event.objects.all(), is_public=False),
        only_while(Post.objects.all(), published_at=None),
    ):
        yield


STATES: list[State] = [
    public("landing", "site/landing.html", ""),
    public("landing on the first day", "site/landing.html", "", world=BARE),
    public(
        "landing without events and posts",
        "site/landing.html",
        "",
        meanwhile=nothing_is_on,
    ),
    public(
        "landing with no part of it shown",
        "site/landing.html",
        "",
        meanwhile=lambda: only_while(Section.objects.all(), is_shown=False),
    ),
    public("events", "outreach/event_list.html", "events/"),
    public("no events", "outreach/event_list.html", "events/", world=BARE),
    public("past events", "outreach/past_events.html", "events/past/"),
    public("no past events", "outreach/past_events.html", "events/past/", world=BARE),
    public("event", "outreach/event_detail.html", event),
    public("event cancelled", "outreach/event_detail.html", partial(event, status="cancelled")),
    public("event moved", "outreach/event_detail.html", partial(event, status="moved")),
    public("event that is over", "outreach/event_detail.html", past_event),
    public("branches", "site/branch_list.html", "branches/"),
    public("no branches", "site/branch_list.html", "branches/", world=BARE),
    public("branch", "site/branch_detail.html", "branches/berryessa/"),
    public(
        "branch without events and posts",
        "site/branch_detail.html",
        "branches/berryessa/",
        meanwhile=nothing_is_on,
    ),
    public("posts", "blog/post_list.html", "what-we-heard/"),
    public("no posts", "blog/post_list.html", "what-we-heard/", world=BARE),
    public("posts of a branch", "blog/post_list.html", "what-we-heard/?branch=berryessa"),
    public("posts of a year without any", "blog/post_list.html", "what-we-heard/?year=1999"),
    public(
        "posts on several pages",
        "blog/post_list.html",
        "what-we-heard/?page=2",
        meanwhile=lambda: patch("blog.views.PER_PAGE", 1),
    ),
    public("post", "blog/post_detail.html", newest_post),
    public("post before that", "blog/post_detail.html", partial(newest_post, 1)),
    public("post without sections", "blog/post_detail.html", partial(post, f"{BRIEF} (vi)")),
    public("post in one language", "blog/post_detail.html", partial(post, f"{UNTRANSLATED} (vi)")),
    public("post with a long word", "blog/post_detail.html", partial(post, LONG_WORD)),
    public(
        "preview of a post",
        "blog/post_preview.html",
        lambda: f"preview/{previews.key_for(draft())}/",
    ),
    public("preview that has ended", "blog/post_preview_ended.html", "preview/no-such-key/"),
    public("search before it is asked", "site/search/page.html", "search/"),
    public("found", "site/search/page.html", "search/?q=Berryessa"),
    public("found in another language only", "site/search/page.html", "search/?q=nghiêngngả"),
    public("nothing found", "site/search/page.html", "search/?q=Beryesa+zzzz"),
    public("privacy", "site/privacy.html", "privacy/"),
    public("accessibility", "site/accessibility.html", "accessibility/"),
]
