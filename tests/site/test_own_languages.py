"""Translators write the columns of their languages, and nothing else, whatever they send."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from engagement.site import rights
from engagement.site.models import Section
from tests.builders import NO_QUOTES, make_branch
from tests.site.staff import World, make_person, make_world, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def translator(world: World) -> Client:
    return signed_in(world.cast["t"])


def change(name: str, key: Any) -> str:
    return reverse(f"admin:{name}_change", args=[key])


def counts(name: str, number: int) -> dict[str, Any]:
    return {f"{name}-TOTAL_FORMS": number, f"{name}-INITIAL_FORMS": number}


def test_a_post_takes_only_the_own_language(translator: Client, world: World) -> None:
    draft = world.draft
    data = {
        "title_vi": "Mùa đông", "title_en": "Hacked", "slug": "hacked", "source_language": "es",
        "published_at_0": "2026-01-01", "published_at_1": "09:00", "period": "",
    }  # fmt: skip
    before = (draft.stored_text("title", "en"), draft.slug, draft.source_language)
    assert translator.post(change("blog_post", draft.pk), data).status_code == 302
    draft.refresh_from_db()
    assert draft.stored_text("title", "vi") == "Mùa đông"
    assert (draft.stored_text("title", "en"), draft.slug, draft.source_language) == before
    assert draft.published_at is None


def test_a_section_takes_only_the_own_language(translator: Client, world: World) -> None:
    section = world.own.section
    data = {
        "body_vi": "<p>Nhiều cây</p>", "body_es": "<p>Hacked</p>", "source_language": "es",
        "branch": world.other.branch.pk, "post": world.published.pk, "position": 7, **NO_QUOTES,
    }  # fmt: skip
    before = (section.stored_text("body", "es"), section.source_language, section.position)
    assert translator.post(change("blog_branchsection", section.pk), data).status_code == 302
    section.refresh_from_db()
    assert section.stored_text("body", "vi") == "<p>Nhiều cây</p>"
    assert (section.stored_text("body", "es"), section.source_language, section.position) == before
    assert (section.branch, section.post) == (world.own.branch, world.draft)


def test_no_section_is_added_moved_or_removed_by_hand(translator: Client, world: World) -> None:
    sections = reverse("admin:blog_post_sections", args=[world.draft.pk])
    section = world.own.section
    sent = [
        translator.post(sections, {"branches": [make_branch().pk]}),
        translator.post(
            reverse("admin:blog_branchsection_move", args=[section.pk]), {"position": 2}
        ),
        translator.post(
            reverse("admin:blog_branchsection_delete", args=[section.pk]), {"post": "yes"}
        ),
    ]
    assert {answer.status_code for answer in sent} == {403}
    assert list(world.draft.sections.values_list("position", flat=True)) == [1, 2]


@pytest.mark.parametrize("step", ["_open_survey", "_close_survey", "_begin_version"])
def test_a_survey_is_neither_opened_nor_closed(translator: Client, world: World, step: str) -> None:
    question = world.survey.versions.get().questions.get()
    data = {
        "title_vi": "Khảo sát", **counts("questions", 1), "questions-0-id": question.pk,
        "questions-0-wording_es": "Hacked", step: "1",
    }  # fmt: skip
    assert translator.post(change("surveys_survey", world.survey.pk), data).status_code == 302
    world.survey.refresh_from_db()
    question.refresh_from_db()
    assert world.survey.stored_text("title", "vi") == "Khảo sát"
    assert world.survey.is_open
    assert world.survey.versions.count() == 1
    assert question.stored_text("wording", "es") != "Hacked"


def test_a_question_asked_already_gets_no_other_language(translator: Client, world: World) -> None:
    """A missing translation may be added to it, but only by those of that language."""
    question = world.survey.versions.get().questions.get()
    type(question).objects.update(wording_vi="", wording_es="")
    data = {
        "title_vi": "Khảo sát", **counts("questions", 1), "questions-0-id": question.pk,
        "questions-0-wording_vi": "Cộng đồng nào?", "questions-0-wording_es": "Hacked",
    }  # fmt: skip
    assert translator.post(change("surveys_survey", world.survey.pk), data).status_code == 302
    question.refresh_from_db()
    assert (question.stored_text("wording", "vi"), question.stored_text("wording", "es")) == (
        "Cộng đồng nào?",
        "",
    )


def test_an_event_keeps_its_place_and_time(translator: Client, world: World) -> None:
    event = world.other.event
    data = {"title_vi": "Gặp nhau", "title_en": "Hacked", "place": "Hacked", "day": "2030-01-01"}
    assert translator.post(change("outreach_event", event.pk), data).status_code == 302
    starts_at, title = event.starts_at, event.stored_text("title", "en")
    event.refresh_from_db()
    assert (event.stored_text("title", "vi"), event.stored_text("title", "en"), event.place) == (
        "Gặp nhau", title, "Emma Prusch Farm Park",
    )  # fmt: skip
    assert event.starts_at.replace(microsecond=0) == starts_at.replace(microsecond=0)


def test_no_part_of_the_landing_page_is_hidden_from_the_list(translator: Client) -> None:
    part = Section.objects.order_by("pk")[0]
    data = {"action": "hide", "_selected_action": part.pk}
    translator.post(reverse("admin:site_section_changelist"), data)
    part.refresh_from_db()
    assert part.is_shown


def test_a_translator_of_no_language_only_reads(world: World) -> None:
    client = signed_in(make_person("idle", rights.TRANSLATOR))
    assert client.get(change("blog_post", world.draft.pk)).status_code == 200
    answer = client.post(change("blog_post", world.draft.pk), {"title_vi": "Mùa đông"})
    assert answer.status_code == 403
