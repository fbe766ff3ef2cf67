"""Promises: due ones come back to staff, and whoever closes one says what came of it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from blog.models import Commitment
from tests.builders import make_branch, make_promise, said
from tests.site.staff import make_world, signed_in

pytestmark = pytest.mark.django_db


def form(promise: Commitment, **changes: Any) -> dict[str, Any]:
    return {
        "source_language": "en", "promise_en": promise.stored_text("promise", "en"),
        "due_on": promise.due_on.isoformat(), "state": "open", **changes,
    }  # fmt: skip


def change(promise: Commitment) -> str:
    return reverse("admin:blog_commitment_change", args=[promise.pk])


def test_open_promises_are_due_from_thirty_days_before_until_they_are_closed() -> None:
    over, soon = make_promise(days=-1), make_promise(days=30)
    make_promise(days=31)
    make_promise(days=-1, state=Commitment.State.KEPT)
    assert list(Commitment.objects.due()) == [over, soon]


@pytest.mark.parametrize("state", ["kept", "dropped"])
def test_closing_a_promise_needs_words_about_what_came_of_it(
    admin_client: Client, state: str
) -> None:
    promise = make_promise()
    answer = admin_client.post(change(promise), form(promise, state=state))
    assert answer.context["adminform"].form.errors.keys() == {"outcome_en"}
    promise.refresh_from_db()
    assert promise.state == "open"
    told = form(promise, state=state, outcome_en="Twelve trees stand there now.")
    assert admin_client.post(change(promise), told).status_code == 302
    promise.refresh_from_db()
    assert (promise.state, promise.stored_text("outcome", "en")) == (
        state, "Twelve trees stand there now.",
    )  # fmt: skip


def test_branch_staff_say_themselves_what_they_did() -> None:
    world = make_world()
    staff = signed_in(world.cast["b"])
    own = Commitment.objects.get(branch=world.own.branch)
    told = form(own, state="kept", outcome_en="Done.", branch=world.own.branch.pk)
    assert staff.post(change(own), told).status_code == 302
    own.refresh_from_db()
    assert own.state == "kept"


def test_branch_staff_do_not_reach_the_promises_of_others() -> None:
    world = make_world()
    staff = signed_in(world.cast["b"])
    for other in (make_promise(branch=world.other.branch), make_promise(branch=None)):
        staff.post(change(other), form(other, state="kept", outcome_en="Done."))
        other.refresh_from_db()
        assert other.state == "open"


def test_the_list_shows_a_day_that_is_over(admin_client: Client) -> None:
    make_promise("Late", days=-1, branch=make_branch("Alviso"))
    page = admin_client.get(reverse("admin:blog_commitment_changelist"), {"due": "soon"})
    text = page.content.decode()
    assert "Late (en)" in text
    assert '<strong class="urgent">' in text
    assert said("Within 30 days, or over", "en") in text
