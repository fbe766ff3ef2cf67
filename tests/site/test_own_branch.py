"""Branch staff reach their own branch alone, in every way in."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from engagement.site import rights
from outreach.models import Event
from tests.builders import NO_QUOTES
from tests.site.staff import World, make_person, make_world, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def staff(world: World) -> Client:
    return signed_in(world.cast["b"])


def event_form(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "kind": world.own.event.kind.pk, "branch": world.own.branch.pk, "day": "2027-05-08",
        "starts": "09:00", "ends": "13:30", "place": "Village Square", "status": "scheduled",
        "source_language": "en", **changes,
    }  # fmt: skip


def change(event: Event) -> str:
    return reverse("admin:outreach_event_change", args=[event.pk])


@pytest.mark.parametrize("model", ["outreach_event", "surveys_response", "blog_branchsection"])
@pytest.mark.parametrize("page", ["change", "history"])
def test_a_row_of_another_branch_is_not_there(
    staff: Client, world: World, model: str, page: str
) -> None:
    rows = {
        "outreach_event": world.other.event,
        "surveys_response": world.other.response,
        "blog_branchsection": world.other.section,
    }
    address = reverse(f"admin:{model}_{page}", args=[rows[model].pk])
    for answer in (staff.get(address), staff.post(address, {"place": "Elsewhere"})):
        assert answer.status_code in {302, 403, 404}
        assert answer.get("Location", "/admin/") == "/admin/"


def test_lists_and_their_filters_name_only_the_own_branch(staff: Client, world: World) -> None:
    for model in ("outreach_event", "surveys_response", "blog_branchsection"):
        answer = staff.get(reverse(f"admin:{model}_changelist"))
        assert {row.branch for row in answer.context["cl"].queryset} == {world.own.branch}
        assert "Berryessa" not in answer.content.decode()


def test_answers_are_not_searched_beyond_the_own_branch(staff: Client, world: World) -> None:
    lists = reverse("admin:surveys_response_changelist")
    queries: list[dict[str, Any]] = [
        {"q": "Berryessa"},
        {"event": world.other.event.pk},
        {"branch__id__exact": world.other.branch.pk},
    ]
    for query in queries:
        assert "Words of Berryessa" not in staff.get(lists, query).content.decode()


def test_an_event_is_added_and_changed_at_the_own_branch(staff: Client, world: World) -> None:
    add = reverse("admin:outreach_event_add")
    assert staff.post(add, event_form(world)).status_code == 302
    assert staff.post(change(world.own.event), event_form(world)).status_code == 302
    assert Event.objects.filter(place="Village Square", branch=world.own.branch).count() == 2


def test_no_event_is_added_at_another_branch_or_moved_there(staff: Client, world: World) -> None:
    data = event_form(world, branch=world.other.branch.pk)
    for address in (reverse("admin:outreach_event_add"), change(world.own.event)):
        answer = staff.post(address, data)
        assert "branch" in answer.context["adminform"].form.errors
    assert Event.objects.filter(branch=world.other.branch).count() == 1


def section_form(**changes: Any) -> dict[str, Any]:
    return {"source_language": "en", "body_en": "<p>More trees.</p>", **NO_QUOTES, **changes}


def test_the_own_section_is_written_until_its_post_is_published(
    staff: Client, world: World
) -> None:
    published = world.published.sections.get(branch=world.own.branch)
    for section, status in ((world.own.section, 302), (published, 403)):
        address = reverse("admin:blog_branchsection_change", args=[section.pk])
        assert staff.get(address).status_code == 200
        assert staff.post(address, section_form()).status_code == status
        section.refresh_from_db()
        assert ("More trees" in section.stored_text("body", "en")) == (status == 302)


def test_a_section_stays_in_its_post_and_with_its_branch(staff: Client, world: World) -> None:
    moved = section_form(post=world.published.pk, branch=world.other.branch.pk)
    staff.post(reverse("admin:blog_branchsection_change", args=[world.own.section.pk]), moved)
    world.own.section.refresh_from_db()
    assert world.own.section.post == world.draft
    assert world.own.section.branch == world.own.branch


def test_a_popup_is_no_way_around(staff: Client, world: World) -> None:
    assert staff.get("/admin/outreach/branch/add/?_popup=1").status_code == 403
    assert staff.get("/admin/core/picture/add/?_popup=1").status_code == 200
    data = event_form(world, branch=world.other.branch.pk, _popup="1")
    answer = staff.post(reverse("admin:outreach_event_add"), data)
    assert "branch" in answer.context["adminform"].form.errors


def test_whoever_has_no_branch_reaches_none(world: World) -> None:
    lost = signed_in(make_person("lost", rights.BRANCH_STAFF))
    assert lost.get(reverse("admin:outreach_event_add")).status_code == 403
    assert lost.get(reverse("admin:outreach_event_changelist")).status_code == 403
    assert lost.get(change(world.own.event)).status_code == 403


def test_rights_add_up_without_spilling_over(world: World) -> None:
    """To read everything as an analyst opens no other branch's events for changes."""
    several = make_person(
        "several", rights.BRANCH_STAFF, rights.ANALYST, rights.TRANSLATOR,
        branch=world.own.branch, languages=("vi",),
    )  # fmt: skip
    client = signed_in(several)
    data = event_form(world, branch=world.other.branch.pk, notice_vi="Dời chỗ")
    assert client.post(change(world.other.event), data).status_code == 302
    world.other.event.refresh_from_db()
    assert world.other.event.stored_text("notice", "vi") == "Dời chỗ"
    assert world.other.event.place == "Emma Prusch Farm Park"
    assert client.post(change(world.own.event), event_form(world)).status_code == 302
    world.own.event.refresh_from_db()
    assert world.own.event.place == "Village Square"


def test_who_only_reads_is_told_when_an_event_is(world: World) -> None:
    page = signed_in(world.cast["y"]).get(change(world.own.event)).content.decode()
    assert 'class="form-row field-when"' in page
    assert 'name="day"' not in page
