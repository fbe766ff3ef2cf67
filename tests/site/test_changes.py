"""Who changed what: before and after, kept when the thing goes, without residents' words."""

from typing import Any

import pytest
from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.functional import Promise

from blog.models import Post
from engagement.core.models import User
from engagement.site import rights
from engagement.site.audited import AUDITED, NEVER_AUDITED
from engagement.site.demo.load import load
from outreach.models import Branch
from surveys.models import Answer, Response, Survey
from surveys.services import open_survey
from tests.builders import make_answer, make_branch, make_post, make_survey
from tests.filling import filled, send
from tests.filling import opened as opened_survey
from tests.pages import Page
from tests.site.sending import address, opened, save, saved, words
from tests.site.staff import make_person, signed_in

pytestmark = pytest.mark.django_db

CHANGES = "/admin/changes/"
PLANTED = "planted-words-of-a-resident"


@pytest.fixture
def ana() -> Client:
    return signed_in(make_person("ana", rights.EDITOR))


@pytest.fixture
def post(ana: Client) -> Post:
    return make_post("Trees", make_branch("Alum Rock"), published_at=None)


def listed(client: Client, **query: Any) -> list[str]:
    page = Page(client.get(CHANGES, query))
    return [item.words for item in page.one("main").all("li") if item.all("p")]


def test_a_change_is_told_word_by_word(ana: Client, post: Post) -> None:
    LogEntry.objects.all().delete()
    kept = {"in_short_en": "<p>We heard about <strong>old</strong> trees &amp; shade.</p>"}
    save(ana, post, opened(ana, post), **kept)
    save(ana, post, opened(ana, post), in_short_en="<p>We heard about young trees &amp; shade.</p>")
    (newest, *_others) = Page(ana.get(CHANGES)).all("ol", class_="changes")[0].all("li")
    assert "· ana Changed" in newest.words
    assert "What We Heard post: Trees (en)" in newest.words
    assert newest.one("dt").words == "In short English"
    assert newest.one("dd").words == "We heard about Removed: old Added: young trees & shade."
    assert newest.one("del").words == "Removed: old"
    assert newest.one("a").get("href") == address(post)
    year = LogEntry.objects.latest("timestamp").timestamp.year
    assert newest.one("time").words.count(str(year)) == 1


def test_what_is_deleted_keeps_its_name_and_its_words(ana: Client, post: Post) -> None:
    ana.post(f"/admin/blog/post/{post.pk}/delete/", {"post": "yes"})
    assert not Post.objects.exists()
    row = next(row for row in listed(ana) if "Deleted" in row and "post: Trees (en)" in row)
    assert "Removed: Briefly" in row
    page = Page(ana.get(CHANGES))
    assert address(post) not in page.links


def test_opening_and_closing_a_survey_is_recorded(ana: Client) -> None:
    old, survey = make_survey("Old?"), make_survey("New?", is_open=False)
    LogEntry.objects.all().delete()
    ana.post(address(survey), opened(ana, survey) | {"_open_survey": "1"})
    assert Survey.objects.get(is_open=True) == survey
    told = [row for row in listed(ana) if "Open" in row]
    assert any("Removed: No Added: Yes" in row for row in told)
    assert any("Removed: Yes Added: No" in row for row in told)
    assert all("ana" in row for row in told)
    assert old.pk != survey.pk


def test_roles_and_branches_of_a_person_are_recorded_and_no_password() -> None:
    chief = signed_in(make_person("chief", rights.ADMINISTRATOR))
    branch = make_branch("Alum Rock")
    colleague = make_person("colleague")
    LogEntry.objects.all().delete()
    group = str(colleague.groups.model.objects.get(name=rights.BRANCH_STAFF).pk)
    form = opened(chief, colleague)
    assert saved(save(chief, colleague, form, groups=group, branches=str(branch.pk)))
    colleague.set_password("another long password")
    colleague.save()
    signed_in(colleague)
    told = " ".join(listed(chief))
    assert "What they may doAdded: Branch staff" in told
    assert "Branch librariesAdded: Alum Rock" in told
    recorded = set().union(*(entry.changes for entry in LogEntry.objects.all()))
    assert recorded <= {"groups", "staff", "email", "username"}


def test_no_words_of_a_resident_are_recorded(ana: Client, client: Client) -> None:
    survey = make_survey("What do you need?")
    page = opened_survey(client, survey)
    send(client, survey, filled(page, PLANTED))
    branch = make_branch("Alum Rock")
    make_answer(survey, PLANTED, branch=branch)
    chief = signed_in(make_person("chief", rights.ADMINISTRATOR))
    for answer in Answer.objects.all():
        chief.post(f"/admin/surveys/response/answer/{answer.pk}/", {"seen": PLANTED})
    chief.post(address(branch), opened(chief, branch) | {"name": "Alviso"})
    Response.objects.all().delete()
    assert LogEntry.objects.filter(content_type__model="branch").exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM auditlog_logentry AS e WHERE e::text LIKE %s",
                       [f"%{PLANTED}%"])  # fmt: skip
        assert cursor.fetchone() == (0,)
    kinds = set(LogEntry.objects.values_list("content_type__model", flat=True))
    assert not kinds & {"response", "answer", "blackout", "signintries"}


def test_no_address_of_a_device_is_recorded(ana: Client, post: Post) -> None:
    headers = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Port": "4711",
               "X-Correlation-Id": "device-7"}  # fmt: skip
    ana.post(address(post), opened(ana, post) | {"title_en": "Shade"}, headers=headers)
    entry = LogEntry.objects.get(action=LogEntry.Action.UPDATE, content_type__model="post")
    assert (entry.remote_addr, entry.remote_port, entry.cid) == (None, None, None)


def test_every_kind_of_thing_is_followed_or_left_out_on_purpose() -> None:
    of_staff = {model._meta.label_lower for model in admin.site._registry}
    parts = {
        pages.model._meta.label_lower
        for model in admin.site._registry.values()
        for pages in model.inlines
    }
    assert of_staff | parts <= {*AUDITED, *NEVER_AUDITED}
    assert {"surveys.response", "surveys.answer"} <= set(NEVER_AUDITED)
    assert all(apps.get_model(name) for name in [*AUDITED, *NEVER_AUDITED])
    assert not set(AUDITED) & set(NEVER_AUDITED)


def test_what_is_recorded_is_named_in_words_of_ours() -> None:
    unnamed = [
        f"{name}.{field.name}"
        for name in AUDITED
        for field in apps.get_model(name)._meta.concrete_fields
        if field.name not in auditlog.get_model_fields(apps.get_model(name))["exclude_fields"]
        and not field.is_relation
        and not isinstance(getattr(field, "translated_field", field).verbose_name, Promise)
    ]
    assert unnamed == []


def test_the_demonstration_does_not_flood_the_record() -> None:
    LogEntry.objects.all().delete()
    load()
    assert Branch.objects.exists()
    assert not LogEntry.objects.exists()


def test_the_list_is_narrowed_by_person_kind_and_day(ana: Client, post: Post) -> None:
    binh = make_person("binh", rights.EDITOR)
    other = signed_in(binh)
    LogEntry.objects.all().delete()
    save(ana, post, opened(ana, post), title_en="By ana")
    branch = make_branch("Alviso")
    save(other, branch, opened(other, branch), name="By binh")
    everything = listed(ana)
    assert any("By ana" in row for row in everything)
    assert all("ana" not in row for row in listed(ana, person=binh.pk))
    kind = LogEntry.objects.filter(content_type__model="branch")[0].content_type_id
    assert all(
        row.startswith("Branch") or "Branch library:" in row for row in listed(ana, kind=kind)
    )
    assert listed(ana, first="2001-01-01", last="2001-12-31") == []
    assert listed(ana, first="2001-01-01") == everything


@pytest.mark.parametrize(
    "query",
    [{"person": "\0"}, {"person": "9" * 400}, {"kind": "x"}, {"first": "0000-99-99"},
     {"last": "9999-12-31"}, {"first": "20026-01-01"}, {"page": "9" * 400}, {"page": "-1"}],
)  # fmt: skip
def test_nonsense_in_the_address_breaks_nothing(ana: Client, query: dict[str, str]) -> None:
    assert ana.get(CHANGES, query).status_code == 200


def test_an_editor_reads_nothing_of_people(ana: Client) -> None:
    make_person("secret-colleague").save()
    User.objects.get(username="secret-colleague").delete()
    assert not any("secret-colleague" in row for row in listed(ana))


def test_the_history_of_a_thing_holds_its_parts_and_nothing_else(ana: Client, post: Post) -> None:
    other = make_post("Elsewhere")
    section = post.sections.get()
    save(ana, section, opened(ana, section), body_en="<p>Fresh words</p>")
    text = words(ana.get(f"/admin/blog/post/{post.pk}/history/"))
    assert "Fresh words" in text or "Added: Fresh" in text
    assert "Elsewhere" not in text
    assert other.pk != post.pk
    reader = signed_in(make_person("reader", rights.ANALYST))
    assert "Trees (en)" in words(reader.get(f"/admin/blog/post/{post.pk}/history/"))
    assert reader.get(CHANGES).status_code == 403


@pytest.mark.parametrize("place", [CHANGES, "/admin/blog/post/{}/history/"])
def test_more_rows_cost_no_more_questions(ana: Client, post: Post, place: str) -> None:
    LogEntry.objects.all().delete()
    save(ana, post, opened(ana, post), title_en="One")
    ana.get(place.format(post.pk))
    with CaptureQueriesContext(connection) as one:
        ana.get(place.format(post.pk))
    for text in ("Two", "Three"):
        save(ana, post, opened(ana, post), title_en=text)
    with CaptureQueriesContext(connection) as three:
        answer = ana.get(place.format(post.pk))
    assert words(answer).count("Changed") >= 3
    assert len(one) == len(three)


def test_a_public_answer_is_kept_without_a_word_to_the_record(client: Client) -> None:
    survey = make_survey("What do you need?")
    page = opened_survey(client, survey)
    fields = filled(page, PLANTED)
    with CaptureQueriesContext(connection) as asked:
        send(client, survey, fields)
    assert not any("auditlog" in query["sql"] for query in asked.captured_queries)
    assert not client.cookies


def test_opening_twice_records_one_change() -> None:
    survey = make_survey("What do you need?", is_open=False)
    LogEntry.objects.all().delete()
    open_survey(survey)
    open_survey(Survey.objects.get())
    assert LogEntry.objects.count() == 1
