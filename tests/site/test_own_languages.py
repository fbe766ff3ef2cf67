"""Translators write the columns of their languages, and nothing else, whatever they send."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from engagement.site import rights
from engagement.site.models import Section
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


def test_a_post_and_its_sections_take_only_the_own_language(
    translator: Client, world: World
) -> None:
    section = world.own.section
    data = {
        "title_vi": "Mùa đông", "title_en": "Hacked", "slug": "hacked", "source_language": "es",
        "published_at_0": "2026-01-01", "published_at_1": "09:00", "period": "",
        **counts("sections", 2), "sections-0-id": section.pk, "sections-0-post": world.draft.pk,
        "sections-0-body_vi": "<p>Nhiều cây</p>", "sections-0-body_es": "<p>Hacked</p>",
        "sections-0-branch": world.other.branch.pk, "sections-0-DELETE": "on",
        "sections-1-id": world.other.section.pk, "sections-1-post": world.draft.pk,
        "sections-1-body_vi": world.other.section.stored_text("body", "vi"),
    }  # fmt: skip
    before = (
        world.draft.stored_text("title", "en"),
        world.draft.slug,
        world.draft.source_language,
        section.stored_text("body", "es"),
    )
    assert translator.post(change("blog_post", world.draft.pk), data).status_code == 302
    world.draft.refresh_from_db()
    section.refresh_from_db()
    assert (world.draft.stored_text("title", "vi"), section.stored_text("body", "vi")) == (
        "Mùa đông",
        "<p>Nhiều cây</p>",
    )
    draft = world.draft
    assert (
        draft.stored_text("title", "en"),
        draft.slug,
        draft.source_language,
        section.stored_text("body", "es"),
    ) == before
    assert draft.published_at is None
    assert section.branch == world.own.branch


def test_no_section_is_added_by_hand(translator: Client, world: World) -> None:
    data = {
        "title_vi": "Mùa đông", "sections-TOTAL_FORMS": 1, "sections-INITIAL_FORMS": 0,
        "sections-0-branch": world.rows["outreach_branch"].pk, "sections-0-body_vi": "<p>Mới</p>",
        "sections-0-position": 1, "sections-0-source_language": "vi",
    }  # fmt: skip
    translator.post(change("blog_post", world.published.pk), data)
    assert world.published.sections.count() == 2


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
    data = {"form-TOTAL_FORMS": 1, "form-INITIAL_FORMS": 1, "form-0-id": part.pk, "_save": "1"}
    translator.post(reverse("admin:site_section_changelist"), data)
    part.refresh_from_db()
    assert part.is_shown


def test_a_translator_of_no_language_only_reads(world: World) -> None:
    client = signed_in(make_person("idle", rights.TRANSLATOR))
    assert client.get(change("blog_post", world.draft.pk)).status_code == 200
    answer = client.post(change("blog_post", world.draft.pk), {"title_vi": "Mùa đông"})
    assert answer.status_code == 403
