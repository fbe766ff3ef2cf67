"""A cast of staff, one of each role, and rows of their own branch and of another one."""

from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db.models import Model
from django.test import Client

from blog.models import BranchSection, Post
from engagement.core.models import Library, User
from engagement.site import rights
from engagement.site.models import GlossaryTerm, Section
from outreach.models import Branch, Event, EventReport
from surveys.models import Response, Survey
from tests.builders import (
    make_answer,
    make_branch,
    make_event,
    make_post,
    make_promise,
    make_report,
    make_survey,
)
from tests.photographs import make_photograph

ROLES = {
    "s": "", "b": rights.BRANCH_STAFF, "t": rights.TRANSLATOR, "y": rights.ANALYST,
    "e": rights.EDITOR, "a": rights.ADMINISTRATOR,
}  # fmt: skip


def make_person(
    name: str, *roles: str, branch: Branch | None = None, languages: tuple[str, ...] = ()
) -> User:
    person = User.objects.create_user(
        name, f"{name}@example.org", "a long password", is_staff=True, language="en"
    )
    person.languages_translated = list(languages)
    person.save()
    person.groups.set(Group.objects.filter(name__in=roles))
    if branch:
        person.branches.add(branch)
    return person


def signed_in(person: User | None) -> Client:
    client = Client()
    if person:
        client.force_login(person)
    return client


@dataclass
class Place:
    """What there is of one branch."""

    branch: Branch
    event: Event
    response: Response
    section: BranchSection


@dataclass
class World:
    own: Place
    other: Place
    survey: Survey
    draft: Post
    published: Post
    report: EventReport
    cast: dict[str, User]
    rows: dict[str, Model]


def make_place(survey: Survey, draft: Post, branch: Branch) -> Place:
    event = make_event(f"Table of {branch}", branch=branch)
    response = make_answer(survey, f"Words of {branch}", event=event, branch=branch)
    return Place(branch, event, response, draft.sections.get(branch=branch))


def make_world() -> World:
    survey = make_survey("What kind of community?")
    ours, theirs = make_branch("Alum Rock"), make_branch("Berryessa")
    draft = make_post("Draft", ours, theirs, published_at=None)
    published = make_post("Published", ours, theirs)
    own, other = (make_place(survey, draft, branch) for branch in (ours, theirs))
    cast = {
        letter: make_person(
            f"person-{letter}",
            role,
            branch=ours if letter == "b" else None,
            languages=("vi",) if letter == "t" else (),
        )
        for letter, role in ROLES.items()
    }
    report = make_report(ours, heard="Words of Alum Rock")
    rows: dict[str, Model] = {
        "core_library": Library.objects.create(name_en="Library"),
        "core_picture": make_photograph(uploaded_by=cast["b"]),
        "core_user": make_person("colleague"),
        "outreach_branch": ours,
        "outreach_eventkind": own.event.kind,
        "outreach_event": own.event,
        "outreach_eventreport": report,
        "surveys_survey": survey,
        "surveys_response": own.response,
        "blog_period": draft.period,
        "blog_post": draft,
        "blog_branchsection": own.section,
        "blog_commitment": make_promise(branch=ours),
        "site_section": Section.objects.all()[0],
        "site_glossaryterm": GlossaryTerm.objects.all()[0],
    }
    return World(own, other, survey, draft, published, report, cast, rows)
