"""What a state of a page is: its name, who looks at it, and how one gets there."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from playwright.sync_api import Locator, Page, Response

from engagement.site import rights

# Who looks at it. A link's holder, and whoever is signing in, has no account either.
PUBLIC, LINK = "public", "link"
EDITOR, ADMINISTRATOR = rights.EDITOR, rights.ADMINISTRATOR
BRANCH_STAFF, TRANSLATOR, ANALYST = rights.BRANCH_STAFF, rights.TRANSLATOR, rights.ANALYST
ROLES = (EDITOR, ADMINISTRATOR, BRANCH_STAFF, TRANSLATOR, ANALYST)

# Where: the demonstration and a little more, or a site on its first day.
DEMO, BARE = "demo", "bare"

Address = str | Callable[[], str]


@dataclass(frozen=True)
class Visit:
    """Somebody at a page, in one language."""

    page: Page
    language: str
    documents: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("response", lambda response: self.note(response))

    def note(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self.documents.append(response)

    @property
    def source(self) -> str:
        """Of the page as the server sent it."""
        return self.documents[-1].text()

    def public(self, address: Address) -> None:
        self.page.goto(f"/{self.language}/{address if isinstance(address, str) else address()}")

    def staff(self, address: Address) -> None:
        self.page.goto(f"/admin/{address if isinstance(address, str) else address()}")

    @property
    def words(self) -> Locator:
        """The first place for words in the page's own form."""
        return self.page.locator("main textarea").first

    def send(self) -> None:
        """By the button without a name, which on every public page is the one that sends."""
        with self.page.expect_navigation():
            self.page.locator("main form button[type=submit]:not([name])").click()

    def save(self, button: str = "[name=_save]") -> None:
        with self.page.expect_navigation():
            self.page.locator(button).first.click()


@dataclass(frozen=True)
class State:
    name: str
    # The template that it shows; a test asks whether it did.
    template: str
    reach: Callable[[Visit], Any]
    who: str = PUBLIC
    world: str = DEMO
    # What holds only while it is looked at.
    meanwhile: Callable[[], AbstractContextManager[Any]] = nullcontext

    @property
    def slug(self) -> str:
        return re.sub(r"[^\w-]+", "-", self.name)

    def __str__(self) -> str:
        return self.name


def public(name: str, template: str, address: Address, **more: Any) -> State:
    return State(name, template, lambda visit: visit.public(address), **more)


def staff(name: str, template: str, address: Address, **more: Any) -> State:
    more = {"who": ADMINISTRATOR, **more}
    return State(name, template, lambda visit: visit.staff(address), **more)


def page_of(row: Model, page: str = "change") -> str:
    return f"{row._meta.app_label}/{row._meta.model_name}/{row.pk}/{page}/"
