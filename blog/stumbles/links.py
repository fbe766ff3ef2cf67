"""Links that lead a reader nowhere. No other host is asked, so of those only the form counts."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import SplitResult, unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db.models import QuerySet
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from blog.models import Post
from engagement.core import languages
from engagement.core.slugs import FormerSlug
from outreach.models import Branch, Event
from surveys.models import Survey

from .post import Passage, Stumble, WholePost

# Pages of this site that exist only for rows that readers may see.
ROWS: dict[str, Callable[[], QuerySet]] = {
    "blog:post_detail": lambda: Post.objects.published(),
    "outreach:event_detail": lambda: Event.objects.public(),
    "outreach:event_calendar": lambda: Event.objects.public(),
    "surveys:survey_detail": lambda: Survey.objects.asked(),
    "site:branch_detail": lambda: Branch.objects.all(),
}
NOT_FOR_READERS = ("/admin/", *(f"/{code}/preview/" for code in languages.CODES))
THIS_COMPUTER = {"localhost", "127.0.0.1", "[::1]", "::1", "0.0.0.0"}
is_address = URLValidator(schemes=["http", "https"])


class Hrefs(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if tag == "a" and name == "href"]


@dataclass(frozen=True)
class Link:
    passage: Passage
    href: str

    @property
    def own_path(self) -> str | None:
        """Its path, where it leads to this site."""
        parts = split(self.href)
        at_home = parts[:2] == urlsplit(settings.PUBLIC_URL)[:2]
        relative = self.href.startswith("/") and not parts.netloc
        return unquote(parts.path) or "/" if at_home or relative else None

    @property
    def page(self) -> ResolverMatch | None:
        """The page of this site that it leads to."""
        path = self.own_path or ""
        with override(languages.of_path(path) or settings.LANGUAGE_CODE):
            for candidate in (path, f"{path}/"):
                try:
                    return resolve(candidate)
                except Resolver404:
                    continue
        return None


def broken(whole: WholePost) -> Iterator[Stumble]:
    links = [
        Link(passage, href) for passage in whole.written() for href in Hrefs(passage.html).found
    ]
    unseen = unseen_slugs(links, whole.post)
    jumps = {"content", "in-short", *(section.branch.slug for section in whole.sections)}
    for link in links:
        if fault := fault_of(link, jumps, unseen):
            yield link.passage.stumble(fault % {"link": link.href})


def fault_of(link: Link, jumps: set[str], unseen: set[tuple[str, str]]) -> Promise | None:
    if link.href.startswith("#"):
        missing = unquote(link.href[1:]) not in jumps
        return _("“%(link)s” jumps to a part that this page does not have.") if missing else None
    if link.href.startswith("mailto:"):
        return fault_of_mail(link.href)
    if link.own_path is not None:
        return fault_of_own(link, unseen)
    return fault_of_other(link.href)


def fault_of_mail(href: str) -> Promise | None:
    try:
        validate_email(unquote(urlsplit(href).path))
    except ValidationError:
        return _("“%(link)s” is not a whole e-mail address.")
    return None


def fault_of_own(link: Link, unseen: set[tuple[str, str]]) -> Promise | None:
    path = link.own_path or ""
    if path.startswith(NOT_FOR_READERS):
        return _("“%(link)s” leads to a page that readers may not see.")
    if path.startswith(settings.STATIC_URL):
        return None
    page = link.page
    if page is None:
        return _("“%(link)s” leads to no page of this site.")
    if (page.view_name, page.kwargs.get("slug", "")) in unseen:
        return _("“%(link)s” leads to a page that readers may not see.")
    return None


def fault_of_other(href: str) -> Promise | None:
    if split(href).hostname in THIS_COMPUTER:
        return _("“%(link)s” leads to one's own computer.")
    try:
        is_address(href)
    except ValidationError:
        return _("“%(link)s” is not a whole address; it begins with https://.")
    return None


def split(href: str) -> SplitResult:
    try:
        return urlsplit(href)
    except ValueError:
        return urlsplit("")


def unseen_slugs(links: list[Link], post: Post) -> set[tuple[str, str]]:
    """View name and slug of the pages that are linked to but not there; a query a kind of page."""
    wanted: dict[str, set[str]] = {}
    for link in links:
        page = link.page if link.own_path else None
        if page and page.view_name in ROWS:
            wanted.setdefault(page.view_name, set()).add(page.kwargs["slug"])
    unseen = {(view, slug) for view, slugs in wanted.items() for slug in slugs - seen(view, slugs)}
    return unseen - {("blog:post_detail", post.slug)}


def seen(view: str, slugs: set[str]) -> set[str]:
    """Those that lead to a row which readers may see, by its slug or a former one."""
    rows = ROWS[view]()
    there = set(rows.filter(slug__in=slugs).values_list("slug", flat=True))
    if there == slugs:
        return there
    former = FormerSlug.objects.filter(
        model=rows.model._meta.label, slug__in=slugs - there, object_id__in=rows.values("pk")
    )
    return there | set(former.values_list("slug", flat=True))
