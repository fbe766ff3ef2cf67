from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from surveys import services
from surveys.models import Answer, Question, Response, Survey

pytestmark = pytest.mark.django_db

ADD = "/admin/surveys/survey/add/"


def form(*questions: dict[str, Any], **changes: Any) -> dict[str, Any]:
    known = sum("id" in question for question in questions)
    data = {
        "source_language": "vi", "title_vi": "Khảo sát cộng đồng", **changes,
        "questions-TOTAL_FORMS": len(questions), "questions-INITIAL_FORMS": known,
    }  # fmt: skip
    for number, question in enumerate(questions):
        entry = {"kind": "long", "position": number + 1, **question}
        data |= {f"questions-{number}-{name}": value for name, value in entry.items()}
    return data


def change(survey: Survey) -> str:
    return reverse("admin:surveys_survey_change", args=[survey.pk])


def as_form(question: Question, **changes: Any) -> dict[str, Any]:
    return {"id": question.pk, "wording_vi": question.stored_text("wording", "vi"), **changes}


@pytest.fixture
def survey() -> Survey:
    made = Survey.objects.create(source_language="vi", title_vi="Khảo sát")
    made.versions.create(number=1).questions.create(
        source_language="vi", wording_vi="Quý vị muốn gì?"
    )
    return made


@pytest.fixture
def asked(survey: Survey) -> Survey:
    services.open_survey(survey)
    survey.refresh_from_db()
    return survey


def test_a_new_survey_s_questions_are_its_first_version(admin_client: Client) -> None:
    data = form({"wording_vi": "Một?"}, {"wording_vi": "Hai?"})
    assert admin_client.post(ADD, data).status_code == 302
    version = Survey.objects.get().versions.get()
    assert (version.number, version.is_published) == (1, False)
    assert [question.stored_text("wording", "vi") for question in version.questions.all()] == [
        "Một?",
        "Hai?",
    ]
    assert {question.source_language for question in version.questions.all()} == {"vi"}


def test_a_question_needs_its_original(admin_client: Client) -> None:
    answer = admin_client.post(ADD, form({"wording_en": "One?"}))
    assert answer.status_code == 200
    formset = answer.context["inline_admin_formsets"][0].formset
    assert list(formset.forms[0].errors) == ["wording_vi"]
    assert not Survey.objects.exists()


def test_another_original_language_is_taken_up_by_the_questions(
    admin_client: Client, survey: Survey
) -> None:
    question = Question.objects.get()
    changed = as_form(question, wording_en="What do you want?")
    data = form(changed, source_language="en", title_en="Survey")
    assert admin_client.post(change(survey), data).status_code == 302
    question.refresh_from_db()
    assert question.source_language == "en"


def test_opening_one_survey_closes_the_other(admin_client: Client, asked: Survey) -> None:
    other = Survey.objects.create(source_language="vi", title_vi="Khác")
    new = {"wording_vi": "Gì nữa?"}
    answer = admin_client.post(change(other), {**form(new), "_open_survey": "1"})
    assert answer["Location"] == change(other)
    asked.refresh_from_db()
    other.refresh_from_db()
    assert (asked.is_open, other.is_open) == (False, True)
    assert other.versions.get().is_published


def test_a_survey_without_questions_is_not_opened(admin_client: Client, asked: Survey) -> None:
    other = Survey.objects.create(source_language="vi", title_vi="Khác")
    admin_client.post(change(other), {**form(), "_open_survey": "1"})
    asked.refresh_from_db()
    other.refresh_from_db()
    assert (asked.is_open, other.is_open) == (True, False)


def test_an_error_in_the_form_keeps_the_survey_as_it_is(
    admin_client: Client, survey: Survey
) -> None:
    data = {**form(as_form(Question.objects.get()), title_vi=""), "_open_survey": "1"}
    assert admin_client.post(change(survey), data).status_code == 200
    survey.refresh_from_db()
    assert not survey.is_open


def test_a_survey_is_closed(admin_client: Client, asked: Survey) -> None:
    data = {**form(as_form(Question.objects.get())), "_close_survey": "1"}
    admin_client.post(change(asked), data)
    asked.refresh_from_db()
    assert not asked.is_open


def test_what_was_asked_is_frozen_but_for_a_missing_translation(
    admin_client: Client, asked: Survey
) -> None:
    question = Question.objects.get()
    changed = as_form(
        question,
        wording_vi="Khác hẳn?",
        wording_en="What do you want?",
        hint_en="New",
        kind="short",
    )
    added = {"wording_vi": "Thêm?"}
    answer = admin_client.post(change(asked), form(changed, added))
    assert "nothing can be added. You wrote:" in answer.content.decode()
    assert "Thêm?" in answer.content.decode()
    assert admin_client.post(change(asked), form(changed)).status_code == 302
    question.refresh_from_db()
    assert (question.stored_text("wording", "vi"), question.stored_text("wording", "en")) == (
        "Quý vị muốn gì?",
        "What do you want?",
    )
    assert (question.stored_text("hint", "en"), question.kind) == ("", "long")
    assert Question.objects.count() == 1


def test_what_was_asked_cannot_be_deleted(admin_client: Client, asked: Survey) -> None:
    changed = as_form(Question.objects.get(), DELETE="on")
    admin_client.post(change(asked), form(changed))
    assert Question.objects.count() == 1


def test_a_new_version_is_edited_while_the_old_one_is_asked(
    admin_client: Client, asked: Survey
) -> None:
    old = Question.objects.get()
    admin_client.post(change(asked), {**form(as_form(old)), "_begin_version": "1"})
    new = Question.objects.exclude(pk=old.pk).get()
    assert new.version.number == 2
    data = {**form(as_form(new, wording_vi="Mới?")), "_open_survey": "1"}
    admin_client.post(change(asked), data)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.stored_text("wording", "vi"), new.stored_text("wording", "vi")) == (
        "Quý vị muốn gì?",
        "Mới?",
    )
    assert asked.current_version() == new.version


def test_a_form_from_before_the_new_version_changes_nothing(
    admin_client: Client, asked: Survey
) -> None:
    old = Question.objects.get()
    services.begin_version(asked)
    answer = admin_client.post(change(asked), form(as_form(old, wording_vi="Xưa?")))
    assert answer.status_code == 200
    old.refresh_from_db()
    assert old.stored_text("wording", "vi") == "Quý vị muốn gì?"


@pytest.mark.parametrize(
    ("field", "value"),
    [("position", "9" * 20), ("position", "\0"), ("kind", "\0"), ("wording_vi", "\0"),
     ("wording_vi", "x" * 1_000_000), ("hint_en", "a\0b")],
)  # fmt: skip
def test_bad_input_is_said_beside_its_field(admin_client: Client, field: str, value: str) -> None:
    answer = admin_client.post(ADD, form({"wording_vi": "Một?", field: value}))
    formset = answer.context["inline_admin_formsets"][0].formset
    assert list(formset.forms[0].errors) == [field]


# --- answers


@pytest.fixture
def response(asked: Survey) -> Response:
    made = Response.objects.create(
        version=asked.versions.get(), language="es", day=date(2027, 3, 1)
    )
    Answer.objects.create(
        response=made, question=Question.objects.get(), words="Más árboles <b>ya</b>\nen mi calle"
    )
    return made


def page(name: str, *args: Any) -> str:
    return reverse(f"admin:surveys_response_{name}", args=args)


def test_the_words_are_read_in_full(admin_client: Client, response: Response) -> None:
    html = admin_client.get(page("changelist")).content.decode()
    words = "Más árboles &lt;b&gt;ya&lt;/b&gt;\nen mi calle"
    assert f'<dd lang="es">{words}</dd>' in html
    assert words in admin_client.get(page("change", response.pk)).content.decode()


def test_answers_are_neither_added_nor_changed_nor_deleted(
    admin_client: Client, response: Response
) -> None:
    assert admin_client.get(page("add")).status_code == 403
    assert admin_client.post(page("add"), {}).status_code == 403
    assert admin_client.post(page("change", response.pk), {"language": "en"}).status_code == 403
    assert admin_client.post(page("delete", response.pk), {"post": "yes"}).status_code == 403
    action = {"action": "delete_selected", "_selected_action": response.pk, "post": "yes"}
    admin_client.post(page("changelist"), action)
    assert Response.objects.get() == response


@pytest.mark.parametrize(("query", "number"), [("árboles", 1), ("ÁRBOLES", 1), ("parque", 0)])
def test_answers_are_searched_by_their_words(
    admin_client: Client, response: Response, query: str, number: int
) -> None:
    answer = admin_client.get(page("changelist"), {"q": query})
    assert answer.context["cl"].result_count == number


@pytest.mark.parametrize(
    ("name", "value", "number"),
    [("language", "es", 1), ("language", "vi", 0), ("channel__exact", "web", 1),
     ("channel__exact", "paper", 0), ("is_demo__exact", "1", 0), ("event", "999", 1)],
)  # fmt: skip
def test_answers_are_filtered(
    admin_client: Client, response: Response, name: str, value: str, number: int
) -> None:
    answer = admin_client.get(page("changelist"), {name: value})
    assert answer.context["cl"].result_count == number
