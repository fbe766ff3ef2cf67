"""The first page for staff: what each role starts, what needs doing, and the way to all else."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from blog.write_up_services import ask_for_write_up, receive
from engagement.core.models import User
from engagement.site import rights, start_tasks
from engagement.site.start_page import PAGES
from outreach.models import EventReport
from surveys.models import Survey
from tests.builders import (
    make_answer,
    make_branch,
    make_event,
    make_kind,
    make_post,
    make_promise,
    make_survey,
    said,
)
from tests.pages import Page
from tests.photographs import make_photograph
from tests.site.staff import make_person, make_world, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def backups(settings: Any, tmp_path: Path) -> None:
    settings.BACKUP_DIR = tmp_path


def start_page(person: User) -> Page:
    answer = signed_in(person).get("/admin/")
    assert answer.status_code == 200
    return Page(answer)


def starts(page: Page) -> list[str]:
    return [link.words for link in page.one("ul", class_="starts").all("a")]


def tasks(page: Page) -> dict[str, str]:
    """Heading and words of each task."""
    sections = page.all("section", class_="task")
    return {section.one("h3").words: section.words for section in sections}


def links(page: Page) -> Iterator[str]:
    return (link.get("href") for link in page.one("main").all("a"))


@pytest.mark.parametrize(
    ("role", "first"),
    [
        (rights.BRANCH_STAFF, "Write what our branch heard"),
        (rights.EDITOR, "Start this quarter"),
        (rights.TRANSLATOR, "Translate one text after the other"),
        (rights.ANALYST, "Read answers"),
        (rights.ADMINISTRATOR, "Invite a person"),
    ],
)
def test_each_role_has_three_starts_that_open(role: str, first: str) -> None:
    person = make_person("p", role, branch=make_branch(), languages=("vi",))
    page = start_page(person)
    assert starts(page)[0] == said(first, "en")
    assert len(starts(page)) == 3
    opened = [signed_in(person).get(address).status_code for address in set(links(page))]
    assert opened == [200] * len(opened)


def test_who_has_two_roles_gets_three_starts_and_no_more() -> None:
    page = start_page(make_person("p", rights.EDITOR, rights.ANALYST))
    assert starts(page) == [said("Start this quarter", "en"), said("Add an event", "en"),
                            said("Read answers", "en")]  # fmt: skip


def test_without_a_role_it_says_whom_to_ask() -> None:
    page = start_page(make_person("p"))
    assert said("Nobody has given you anything to do here yet. Please ask your administrator.",
                "en") in page.words  # fmt: skip
    assert not page.all("ul", class_="starts")
    assert not page.all("nav", class_="everything")


def test_every_staff_list_has_its_place() -> None:
    assert {model for _heading, models in PAGES for model in models} == set(admin.site._registry)


def test_it_names_no_app_and_no_row_count() -> None:
    """What Django would show: its list of apps."""
    page = start_page(make_person("p", rights.ADMINISTRATOR))
    assert not [link for link in links(page) if re.fullmatch(r"/admin/\w+/", link or "")
                and link != "/admin/search/"]  # fmt: skip
    assert signed_in(None).get("/admin/blog/")["Location"].startswith("/admin/login/")
    assert signed_in(make_person("q", rights.EDITOR)).get("/admin/blog/")["Location"] == "/admin/"


def test_an_editor_sees_what_needs_doing() -> None:
    survey = make_survey()
    make_answer(survey, "More trees")
    make_answer(survey, "He says he will kill me")
    make_answer(survey, "Read already", is_read=True)
    make_post("Spring", published_at=None)
    make_post("Later", days=3)
    make_post("Published")
    make_event("Market", days=2, place="Prusch Park")
    make_promise("Overdue", days=-2)
    make_promise("Far", days=90)
    found = tasks(start_page(make_person("p", rights.EDITOR)))
    assert "2 answer sheets have not been read yet" in found["Answers"]
    assert "1 answer sheet may need somebody now" in found["Answers"]
    assert "Spring (en)" in found["Drafts"]
    assert "Later (en) Appears on" in found["Drafts"]
    assert "Published" not in found["Drafts"]
    assert "Prusch Park" in found["Events ahead"]
    assert "Overdue (en) was due on" in found["Promises due"]
    assert "Far" not in found["Promises due"]


def test_whoever_uploaded_a_picture_is_told_what_keeps_it_from_readers() -> None:
    editor, staff = make_person("p", rights.EDITOR), make_person("q", rights.BRANCH_STAFF)
    photograph = make_photograph(consent="", uploaded_by=staff)
    for person in (editor, staff):
        task = tasks(start_page(person))["Pictures not shown yet"]
        assert "not said who can be recognized" in task
    photograph.say_consent("nobody", staff)
    photograph.save()
    assert "Pictures not shown yet" not in tasks(start_page(editor))
    other = make_person("r", rights.BRANCH_STAFF)
    make_photograph(consent="", uploaded_by=staff)
    assert "Pictures not shown yet" not in tasks(start_page(other))


def test_answers_of_the_demonstration_are_not_counted_with_real_ones() -> None:
    survey = make_survey()
    make_answer(survey, "More trees")
    make_answer(survey, "Invented", is_demo=True)
    found = tasks(start_page(make_person("p", rights.ANALYST)))["Answers"]
    assert found.count("1 answer sheet has not been read yet") == 2
    assert "demonstration" in found


def test_an_editor_sees_where_each_write_up_is() -> None:
    editor = make_person("p", rights.EDITOR)
    bare, asked = make_event(days=-3, place="Park"), make_event(days=-4, place="Market")
    make_event(days=-300, place="Long ago")
    report = ask_for_write_up(None, asked.branch, asked, editor, "en")
    found = tasks(start_page(editor))
    assert "Market" in found["Write-ups to come"]
    assert "Park" in found["Past events without a write-up"]
    assert "Market" not in found["Past events without a write-up"]
    assert "Long ago" not in found["Past events without a write-up"]
    assert f"/admin/outreach/eventreport/add/?event={bare.pk}&branch={bare.branch_id}" in list(
        links(start_page(editor))
    )
    receive(report)
    found = tasks(start_page(editor))
    assert "Market" in found["Write-ups in no post yet"]
    assert "Write-ups to come" not in found


def test_a_link_that_ended_before_anything_was_sent_stands_out() -> None:
    editor = make_person("p", rights.EDITOR)
    report = ask_for_write_up(None, make_branch(), None, editor, "en")
    assert not start_page(editor).all("li", class_="task__urgent")
    EventReport.objects.filter(pk=report.pk).update(link_until=date(2024, 1, 1))
    assert start_page(editor).one("li", class_="task__urgent")


def test_branch_staff_see_what_is_theirs() -> None:
    world = make_world()
    make_promise("Of another branch", days=1, branch=world.other.branch)
    found = tasks(start_page(world.cast["b"]))
    assert "1 answer sheet has not been read yet" in found["Answers"]
    assert world.own.branch.name in found["Events ahead"]
    assert world.other.branch.name not in found["Events ahead"]
    assert "Of another branch" not in found["Promises due"]
    assert "Drafts" not in found
    assert "Last backup" not in found


def test_a_translator_sees_what_is_missing_in_their_languages() -> None:
    make_kind(only="en")
    make_kind(only="en")
    page = start_page(make_person("p", rights.TRANSLATOR, languages=("vi",)))
    task = tasks(page)["Texts to translate"]
    assert "Kinds of event Tiếng Việt: 2" in task
    assert "Español" not in task
    person = make_person("q", rights.EDITOR)
    assert "Español: 2" in tasks(start_page(person))["Texts to translate"]
    address = next(link for link in links(start_page(person)) if "missing=es" in (link or ""))
    listed = signed_in(person).get(address).context["cl"].queryset
    assert listed.count() == 2


def test_what_is_over_is_not_waiting_for_a_translator() -> None:
    kind = make_kind()
    make_event("Over", days=-3, only="en", kind=kind)
    person = make_person("p", rights.TRANSLATOR, languages=("vi",))
    assert "Texts to translate" not in tasks(start_page(person))
    make_event("Ahead", days=3, only="en", kind=kind)
    assert "Events Tiếng Việt: 1" in tasks(start_page(person))["Texts to translate"]


@pytest.mark.parametrize("role", [rights.TRANSLATOR, rights.ANALYST])
def test_nobody_is_given_what_is_for_others_to_do(role: str) -> None:
    make_promise(days=1)
    make_event(days=-2)
    found = tasks(start_page(make_person("p", role, languages=("vi",))))
    assert not {"Promises due", "Past events without a write-up"} & found.keys()


def test_an_analyst_is_not_asked_to_translate() -> None:
    make_post(only="en", published_at=None)
    found = tasks(start_page(make_person("p", rights.ANALYST)))
    assert not {"Drafts", "Texts to translate"} & found.keys()


def test_the_administrator_sees_when_the_last_backup_was() -> None:
    person = make_person("p", rights.ADMINISTRATOR)
    assert "There is no backup yet." in tasks(start_page(person))["Last backup"]
    now = timezone.now()
    with patch.object(start_tasks, "last_backup", return_value=now - timedelta(hours=1)):
        assert not start_page(person).all("li", class_="task__urgent")
    with patch.object(start_tasks, "last_backup", return_value=now - timedelta(days=3)):
        assert start_page(person).all("li", class_="task__urgent")
    assert "Last backup" not in tasks(start_page(make_person("q", rights.EDITOR)))


def test_a_long_list_is_cut_and_leads_to_the_whole() -> None:
    for day in range(1, 8):
        make_event(days=day)
    page = start_page(make_person("p", rights.EDITOR))
    assert "All 7" in tasks(page)["Events ahead"]
    assert "/admin/outreach/event/?when=upcoming" in list(links(page))


def fill(survey: Survey, number: int) -> None:
    for _ in range(number):
        make_answer(survey, "More trees")
        make_post(only="en", published_at=None)
        make_event(days=2)
        make_promise(days=1)
        make_event(days=-2)
        make_photograph(consent="")
        ask_for_write_up(None, make_branch(), None, User.objects.get(username="p"), "en")


def test_more_rows_cost_no_more_queries() -> None:
    client = signed_in(make_person("p", rights.ADMINISTRATOR))
    survey = make_survey()
    counts = []
    for number in (1, 2):
        fill(survey, number)
        client.get("/admin/")
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get("/admin/")
        counts.append(len(queries))
    assert counts[0] == counts[1]


@pytest.mark.parametrize("code", ["vi", "es"])
def test_it_speaks_the_language_of_the_person(client: Client, code: str) -> None:
    person = make_person("p", rights.EDITOR)
    User.objects.filter(pk=person.pk).update(language=code)
    page = start_page(User.objects.get(pk=person.pk))
    assert page.one("h1").words == said("What would you like to do?", code)
    assert starts(page)[0] == said("Start this quarter", code)
