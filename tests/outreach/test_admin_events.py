from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from outreach.models import Branch, Event, EventKind

pytestmark = pytest.mark.django_db

ADD = "/admin/outreach/event/add/"


@pytest.fixture
def branch() -> Branch:
    return Branch.objects.create(
        name="Alum Rock", address="3090 Alum Rock Ave", city="San José", postal_code="95127"
    )


@pytest.fixture
def kind() -> EventKind:
    return EventKind.objects.create(name_en="Farmers market", title_en="At the farmers market")


@pytest.fixture
def form(branch: Branch, kind: EventKind) -> dict[str, Any]:
    return {
        "kind": kind.pk, "branch": branch.pk, "day": "2027-05-08", "starts": "09:00",
        "ends": "13:30", "place": "Village Square", "is_public": "on", "status": "scheduled",
        "languages_spoken": ["vi", "ase"], "source_language": "en",
    }  # fmt: skip


def errors(answer: Any) -> dict[str, Any]:
    assert answer.status_code == 200
    return dict(answer.context["adminform"].form.errors)


def test_a_day_and_two_times_make_an_event(admin_client: Client, form: dict[str, Any]) -> None:
    assert admin_client.post(ADD, form).status_code == 302
    event = Event.objects.get()
    assert event.starts_at == datetime(2027, 5, 8, 16, 0, tzinfo=UTC)
    assert event.ends_at == datetime(2027, 5, 8, 20, 30, tzinfo=UTC)
    assert event.languages_spoken == ["vi", "ase"]
    assert event.slug == "farmers-market-village-square-2027-05-08"
    assert str(event.text("title", "en")) == "At the farmers market"


def test_the_form_shows_the_times_that_were_saved(
    admin_client: Client, form: dict[str, Any]
) -> None:
    admin_client.post(ADD, form)
    event = Event.objects.get()
    html = admin_client.get(change(event)).content.decode()
    for value in ["2027-05-08", "09:00", "13:30"]:
        assert f'value="{value}"' in html
    assert admin_client.post(change(event), {**form, "ends": "14:00"}).status_code == 302
    event.refresh_from_db()
    assert event.ends_at == datetime(2027, 5, 8, 21, 0, tzinfo=UTC)


def change(event: Event) -> str:
    return reverse("admin:outreach_event_change", args=[event.pk])


def test_a_time_that_the_clocks_skip_is_refused(admin_client: Client, form: dict[str, Any]) -> None:
    gap = {**form, "day": "2027-03-14", "starts": "02:30", "ends": "05:00"}
    assert list(errors(admin_client.post(ADD, gap))) == ["starts"]
    assert not Event.objects.exists()


def test_the_night_before_may_end_in_the_skipped_hour_only_if_it_exists(
    admin_client: Client, form: dict[str, Any]
) -> None:
    night = {**form, "day": "2027-03-13", "starts": "22:00", "ends": "02:15"}
    assert list(errors(admin_client.post(ADD, night))) == ["ends"]


def test_an_end_before_the_start_is_the_next_day(
    admin_client: Client, form: dict[str, Any]
) -> None:
    night = {**form, "starts": "20:00", "ends": "00:30"}
    assert admin_client.post(ADD, night).status_code == 302
    event = Event.objects.get()
    assert (event.ends_at - event.starts_at).total_seconds() == 4.5 * 60 * 60


def test_an_error_in_a_saved_event_is_shown(admin_client: Client, form: dict[str, Any]) -> None:
    admin_client.post(ADD, form)
    answer = admin_client.post(change(Event.objects.get()), {**form, "slug": "", "place": ""})
    assert list(errors(answer)) == ["place"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "2027-02-30"), ("day", ""), ("day", "9999-12-31"), ("day", "0001-01-01"),
        ("day", "\0"), ("starts", "25:00"), ("ends", "09:00"), ("starts", "\0"),
        ("kind", "9" * 30), ("branch", "\0"), ("status", "\0"), ("languages_spoken", ["xx"]),
        ("languages_spoken", ["\0"]), ("place", "\0"), ("place", "x" * 1_000_000),
        ("title_en", "\0"), ("what_to_expect_en", "a\0b"), ("slug", "a b"), ("slug", "past"),
        ("slug", "x" * 1_000_000), ("source_language", "xx"), ("source_language", "\0"),
    ],
)  # fmt: skip
def test_bad_input_is_said_beside_its_field(
    admin_client: Client, form: dict[str, Any], field: str, value: Any
) -> None:
    assert field in errors(admin_client.post(ADD, {**form, field: value}))
    assert not Event.objects.exists()


def test_an_address_in_use_is_said_beside_its_field(
    admin_client: Client, form: dict[str, Any]
) -> None:
    admin_client.post(ADD, {**form, "slug": "taken"})
    assert list(errors(admin_client.post(ADD, {**form, "slug": "taken"}))) == ["slug"]


def test_a_title_needs_its_original_or_the_kind_would_speak(
    admin_client: Client, form: dict[str, Any]
) -> None:
    answer = admin_client.post(ADD, {**form, "title_vi": "Gặp nhau ở chợ"})
    assert list(errors(answer)) == ["title_en"]


def test_a_closed_event_has_a_survey_link_and_no_page(
    admin_client: Client, form: dict[str, Any]
) -> None:
    del form["is_public"]
    admin_client.post(ADD, form)
    event = Event.objects.get()
    html = admin_client.get(change(event)).content.decode()
    assert f"/s/{event.code}/vi/" in html
    assert f"/events/{event.slug}/" not in html


def test_languages_are_named_in_the_staff_member_s_language(
    admin_client: Client, admin_user: Any
) -> None:
    admin_user.language = "es"
    admin_user.save()
    assert "vietnamita" in admin_client.get(ADD).content.decode()


@pytest.mark.parametrize(("when", "number"), [("upcoming", 1), ("past", 0), ("never", 1)])
def test_the_list_tells_what_is_over(
    admin_client: Client, form: dict[str, Any], when: str, number: int
) -> None:
    admin_client.post(ADD, {**form, "day": "2099-05-08"})
    answer = admin_client.get(reverse("admin:outreach_event_changelist"), {"when": when})
    assert answer.context["cl"].result_count == number


def test_a_kind_needs_a_name_and_a_title_in_its_original(admin_client: Client) -> None:
    data = {"source_language": "vi", "name_en": "Market", "title_en": "At the market"}
    answer = admin_client.post("/admin/outreach/eventkind/add/", data)
    assert errors(answer).keys() == {"name_vi", "title_vi"}
