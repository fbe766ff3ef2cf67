"""The list, the form, the history and the deletion of everything that staff keep."""

from collections.abc import Callable
from functools import partial

from django.db.models import Model
from playwright.sync_api import expect

from blog.models import BranchSection, Commitment, Period, Post
from engagement.core.models import Library, Picture, User
from engagement.site.models import GlossaryTerm, Section
from outreach.models import Branch, Event, EventKind, EventReport
from surveys.models import Response, Survey
from tests.builders import make_branch, make_event

from .state import ADMINISTRATOR, ANALYST, BARE, TRANSLATOR, State, Visit, page_of, staff
from .worlds import LONG_WORD

# What a template of our own shows of it, by the model and the kind of page.
OWN_TEMPLATES = {
    (Post, "change_list"),
    (EventReport, "change_list"),
    (Response, "change_list"),
    (Post, "change_form"),
    (BranchSection, "change_form"),
    (Response, "change_form"),
    (Survey, "change_form"),
    (User, "change_form"),
    (Picture, "change_form"),
    (BranchSection, "delete_confirmation"),
}
CHANGE_LIST = "admin/change_list.html"
LISTED: list[type[Model]] = [
    Post, BranchSection, EventReport, Commitment, Period, Event, Branch, EventKind, Response,
    Survey, Section, GlossaryTerm, Picture, Library, User,
]  # fmt: skip
# The form of a write-up, and the page that adds one, are no form of the list.
CHANGED = [model for model in LISTED if model is not EventReport]
ADDED = [Post, Commitment, Period, Event, Branch, EventKind, Survey, Picture, User]
DELETED = [Post, BranchSection, Commitment, Period, Event, EventKind]
# Empty on the first day.
EMPTY = [Post, BranchSection, EventReport, Commitment, Event, Branch, Response, Survey, Picture]


def place(model: type[Model]) -> str:
    return f"{model._meta.app_label}/{model._meta.model_name}"


def template(model: type[Model], kind: str) -> str:
    own = f"{place(model)}/" if (model, kind) in OWN_TEMPLATES else ""
    return f"admin/{own}{kind}.html"


def first(model: type[Model], page: str = "change") -> Callable[[], str]:
    return lambda: page_of(model._default_manager.order_by("pk")[0], page)


def save_empty(model: type[Model]) -> Callable[[Visit], None]:
    def reach(visit: Visit) -> None:
        visit.staff(f"{place(model)}/add/")
        visit.page.locator("form[id$=_form]").evaluate("form => form.noValidate = true")
        visit.save()
        expect(visit.page.locator(".errornote, .errorlist").first).to_be_visible()

    return reach


def choose_all(visit: Visit, model: type[Model], action: str) -> None:
    visit.staff(f"{place(model)}/")
    visit.page.locator("#result_list .action-select").first.check()
    visit.page.locator("select[name=action]").select_option(action)
    visit.save("[name=index]")


def beside_a_colleague(visit: Visit) -> None:
    event = make_event("Market", kind=EventKind.objects.all()[0], branch=Branch.objects.all()[0])
    visit.staff(page_of(event))
    Event.objects.filter(pk=event.pk).update(place=f"Hers {LONG_WORD}")
    visit.page.locator("#id_place").fill("Mine")
    visit.save()
    expect(visit.page.locator(".as-it-stands").first).to_be_visible()


def save(visit: Visit) -> None:
    visit.staff(page_of(make_branch()))
    visit.save("[name=_continue]")
    expect(visit.page.locator(".success")).to_be_visible()


def name(kind: str, model: type[Model]) -> str:
    return f"{kind}: {model.__name__}"


STATES: list[State] = [
    *(staff(name("list", m), template(m, "change_list"), f"{place(m)}/") for m in LISTED),
    *(
        staff(name("empty list", m), template(m, "change_list"), f"{place(m)}/", world=BARE)
        for m in EMPTY
    ),
    *(staff(name("form", m), template(m, "change_form"), first(m)) for m in CHANGED),
    *(staff(name("new", m), template(m, "change_form"), f"{place(m)}/add/") for m in ADDED),
    *(
        State(name("form with errors", m), template(m, "change_form"), save_empty(m), ADMINISTRATOR)
        for m in ADDED
    ),
    *(
        staff(name("delete", m), template(m, "delete_confirmation"), first(m, "delete"))
        for m in DELETED
    ),
    staff("delete what is needed", "admin/delete_confirmation.html", first(Branch, "delete")),
    State(
        "delete what is chosen",
        "admin/delete_selected_confirmation.html",
        partial(choose_all, model=Commitment, action="delete_selected"),
        ADMINISTRATOR,
    ),
    staff("searched list", CHANGE_LIST, "outreach/event/?q=library"),
    staff("narrowed list", CHANGE_LIST, "outreach/event/?is_public__exact=0"),
    staff("second page", template(Response, "change_list"), "surveys/response/?p=2"),
    staff("history", "admin/object_history.html", first(Post, "history")),
    staff("form only read", "admin/blog/post/change_form.html", first(Post), who=ANALYST),
    staff("form of a translator", "admin/change_form.html", first(Section), who=TRANSLATOR),
    State("saved", "admin/change_form.html", save, ADMINISTRATOR),
    State("two people", "admin/change_form.html", beside_a_colleague, ADMINISTRATOR),
]
