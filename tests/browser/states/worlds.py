"""The two sites that are looked at, and what can be otherwise for a moment."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db.models import QuerySet
from django.test import Client

from blog.models import Period, Post
from engagement.core.models import User
from outreach.models import Branch
from tests.builders import each, make_post, make_survey
from tests.photographs import make_photograph
from tests.site.staff import make_person

from .state import BARE, BRANCH_STAFF, DEMO, ROLES, TRANSLATOR

LANGUAGES = ("vi", "es", "en")
LONG_WORD = "Nghĩanghiêngngả" * 5
UNTRANSLATED, BRIEF, DRAFT = "Untranslated", "Brief", "Draft"


def make(world: str) -> None:
    # Flushed before: what a release makes after `migrate` is made again.
    {DEMO: make_demo, BARE: lambda: None}[world]()
    for role in ROLES:
        for language in LANGUAGES:
            make_member_of_staff(role, language)


def make_member_of_staff(role: str, language: str) -> None:
    branch = Branch.objects.filter(slug="berryessa").first() if role == BRANCH_STAFF else None
    translated = (language,) if role == TRANSLATOR else ()
    person = make_person(f"{role}-{language}", role, branch=branch, languages=translated)
    person.language = language
    person.save()


def make_demo() -> None:
    call_command("seed_demo", verbosity=0)
    branches = Branch.objects.by_name()[:3]
    period = Period.objects.earliest("starts_on")
    make_post(UNTRANSLATED, branches[0], days=-3_000, only="vi", period=period)
    make_post(BRIEF, days=-3_001, period=period)
    long = make_post("Long", *branches, days=-3_002, period=period)
    long.set_texts(title=each(LONG_WORD, LONG_WORD, LONG_WORD))
    long.save()
    draft = make_post(
        DRAFT, *branches, published_at=None, period=Period.objects.latest("starts_on")
    )
    draft.set_texts(summary={"en": "Neighbors of Berryesa want more shade on 05/09/2023."})
    draft.save()
    make_photograph()
    make_photograph(consent="")
    make_survey("What do you need?", is_open=False)
    make_person("colleague", BRANCH_STAFF)


def draft() -> Post:
    return Post.objects.get(title_en=f"{DRAFT} (en)")


def session_of(role: str, language: str) -> str:
    client = Client()
    client.force_login(User.objects.get(username=f"{role}-{language}"))
    return client.cookies["staff_session"].value


@contextmanager
def only_while(rows: QuerySet, **fields: object) -> Iterator[None]:
    """These rows have these values, and afterwards their own again."""
    before = list(rows.values("pk", *fields))
    model = rows.model._default_manager
    model.filter(pk__in=[row["pk"] for row in before]).update(**fields)
    try:
        yield
    finally:
        for row in before:
            model.filter(pk=row.pop("pk")).update(**row)
