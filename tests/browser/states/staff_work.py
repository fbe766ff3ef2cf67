"""The pages on which staff do one thing: begin, find, publish, read, export, black out."""

from collections.abc import Callable

from playwright.sync_api import expect

from blog.models import Post, PullQuote
from engagement.core.models import Picture
from outreach.models import EventReport
from surveys.models import Answer
from tests.builders import make_post

from .state import (
    ADMINISTRATOR,
    ANALYST,
    BARE,
    BRANCH_STAFF,
    EDITOR,
    TRANSLATOR,
    Address,
    State,
    Visit,
    page_of,
    staff,
)
from .worlds import draft
from .write_ups import asked, sent

START = "admin/index.html"
BLACK_OUT = "admin/surveys/response/black_out"
WRITE_UP = "admin/outreach/eventreport/write_up.html"


def of_draft(page: str) -> Callable[[], str]:
    return lambda: page_of(draft(), page)


def of_post(page: str) -> Callable[[], str]:
    return lambda: page_of(Post.objects.published().newest_first()[0], page)


def scheduled() -> str:
    return page_of(make_post(days=30), "publish")


def flawless() -> str:
    return page_of(make_post(published_at=None), "publish")


def report(state: str) -> Callable[[], str]:
    return lambda: page_of(EventReport.objects.filter(state=state, is_demo=True)[0])


def picture(**fields: object) -> Callable[[], str]:
    return lambda: page_of(Picture.objects.filter(**fields)[0])


def answer() -> str:
    return f"surveys/response/black-out/{Answer.objects.order_by('pk')[0].pk}/"


def press(address: Address, button: str) -> Callable[[Visit], None]:
    def reach(visit: Visit) -> None:
        visit.staff(address)
        visit.save(button)

    return reach


def choose_words(visit: Visit) -> None:
    visit.staff(answer)
    visit.page.locator(".words label").first.click()
    visit.page.locator(".reasons input").first.check()
    visit.save(".submit-row [type=submit]")
    expect(visit.page.locator("[name=_confirm]")).to_be_visible()


def send_back_without_a_remark(visit: Visit) -> None:
    visit.staff(lambda: page_of(sent()))
    visit.save("[name=send_back]")


STATES: list[State] = [
    *(
        staff(f"start page: {who}", START, "", who=who)
        for who in (ADMINISTRATOR, EDITOR, BRANCH_STAFF, TRANSLATOR, ANALYST)
    ),
    staff("start page on the first day", START, "", world=BARE),
    staff("search", "admin/search.html", "search/?q=berryessa"),
    staff("search that finds nothing", "admin/search.html", "search/?q=zzzz"),
    staff("style guide", "site/style_guide/page.html", "style-guide/", who=TRANSLATOR),
    staff(
        "section with a quotation",
        "admin/blog/branchsection/change_form.html",
        lambda: page_of(PullQuote.objects.all()[0].section),
        who=EDITOR,
    ),
    staff("who changed what", "admin/changes.html", "changes/"),
    staff("start a quarter", "admin/blog/post/start.html", "blog/post/start/"),
    State(
        "start a quarter that is begun",
        "admin/blog/post/start.html",
        press("blog/post/start/", ".start [type=submit]"),
        EDITOR,
        BARE,
    ),
    staff("sections", "admin/blog/post/sections.html", of_draft("sections"), who=EDITOR),
    staff("sections only read", "admin/blog/post/sections.html", of_post("sections"), who=ANALYST),
    staff("write-ups of a post", "admin/blog/post/write_ups.html", of_draft("write-ups")),
    staff("preview for staff", "admin/blog/post/preview.html", of_draft("preview")),
    staff("publish with warnings", "admin/blog/post/publish.html", of_draft("publish")),
    staff("publish without warnings", "admin/blog/post/publish.html", flawless),
    staff("publish later", "admin/blog/post/publish.html", scheduled),
    staff("published", "admin/blog/post/publish.html", of_post("publish")),
    State(
        "publish without a moment",
        "admin/blog/post/publish.html",
        press(flawless, "[name=step][value=at]"),
        EDITOR,
    ),
    staff("copy", "admin/blog/post/copy.html", of_draft("copy"), who=EDITOR),
    staff("ask for a write-up", "admin/outreach/eventreport/ask.html", "outreach/eventreport/add/"),
    State(
        "ask for a write-up of nobody",
        "admin/outreach/eventreport/ask.html",
        press("outreach/eventreport/add/", ".write-up-form button"),
        EDITOR,
    ),
    staff("asked", WRITE_UP, lambda: page_of(asked()), who=EDITOR),
    staff("write-up for staff", WRITE_UP, report("sent"), who=EDITOR),
    staff("write-up sent back, for staff", WRITE_UP, report("returned")),
    staff("write-up of another branch", WRITE_UP, report("sent"), who=BRANCH_STAFF),
    State("write-up sent back without a remark", WRITE_UP, send_back_without_a_remark, EDITOR),
    staff("picture", "admin/core/picture/change_form.html", picture(drawing="", consent="nobody")),
    staff("picture held back", "admin/core/picture/change_form.html", picture(consent="")),
    staff("export", "admin/surveys/response/export.html", "surveys/response/export/"),
    staff("black out", f"{BLACK_OUT}.html", answer, who=EDITOR),
    State("black out nothing", f"{BLACK_OUT}.html", press(answer, ".submit-row input"), EDITOR),
    State("black out before and after", f"{BLACK_OUT}_confirm.html", choose_words, EDITOR),
]
