"""Sending the survey: no answer is lost, doubled, or tied to a person."""

import unicodedata
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection
from django.db.models import DateTimeField, ForeignKey
from django.test import Client
from django.utils import timezone

from outreach.models import Branch, Event
from surveys.forms import MAX_LENGTH
from surveys.models import Answer, Response
from surveys.services import begin_version, close_survey, publish_questions
from tests.builders import add_questions, make_event, make_post, make_survey, said
from tests.filling import filled, kept_words, opened, questions, send
from tests.pages import Page

pytestmark = pytest.mark.django_db

MISSING = "A part of this page was missing. Please press Send once more."
EMPTY = "There are no words here yet. Please answer at least one question."
TWICE = (
    "You have already sent an answer from this page, and we kept it. "
    "If these are the words of another person, press Send once more."
)


# Arriving


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_what_was_typed_is_kept_and_the_receipt_says_what_is_next(
    client: Client, language: str
) -> None:
    survey = make_survey()
    post = make_post("Newest")
    fields = filled(opened(client, survey, language), "Nhiều cây hơn", "Ồn ào quá")
    response = send(client, survey, fields, language)
    page = Page(response)
    assert response.status_code == 200
    assert page.one("h1").words == said("Thank you. We have your answer.", language)
    assert page.link(f"Newest ({language})") == f"/{language}/what-we-heard/{post.slug}/"
    assert page.one("html").language == language
    sheet = Response.objects.get()
    assert (sheet.language, sheet.channel, sheet.day) == (language, "web", timezone.localdate())
    assert (sheet.event, sheet.branch, sheet.is_demo) == (None, None, False)
    assert sheet.key == UUID(fields["key"])
    assert [answer.words for answer in sheet.answers.all()] == ["Nhiều cây hơn", "Ồn ào quá"]


def test_a_form_with_nothing_but_its_own_fields_is_enough(client: Client) -> None:
    """No cookie, no referrer, no token: what curl would send."""
    survey = make_survey()
    strict = Client(enforce_csrf_checks=True)
    response = send(strict, survey, filled(opened(strict, survey), "More trees"))
    assert response.status_code == 200
    assert kept_words() == ["More trees"]


def test_the_receipt_sets_no_cookie_and_no_store_may_keep_it(client: Client) -> None:
    survey = make_survey()
    for words in ("More trees", ""):
        response = send(client, survey, filled(opened(client, survey), words))
        assert not response.cookies
        assert "no-store" in response.headers["Cache-Control"]


def test_questions_left_empty_are_no_answers(client: Client) -> None:
    survey = make_survey("One?", "Two?", "Three?")
    send(client, survey, filled(opened(client, survey), "  ", "Only this", "\n\t"))
    assert [(a.question.position, a.words) for a in Answer.objects.all()] == [(2, "Only this")]


@pytest.mark.parametrize("method", ["get", "head"])
def test_the_receipt_opened_by_itself_leads_back_to_the_survey(client: Client, method: str) -> None:
    survey = make_survey(slug="ask-4")
    response = getattr(client, method)("/vi/survey/ask-4/thanks/")
    assert response.status_code == 302
    assert response.headers["Location"] == "/vi/survey/ask-4/"
    assert not survey.versions.get().responses.exists()


def test_the_line_breaks_and_the_signs_a_person_typed_stay(client: Client) -> None:
    survey = make_survey()
    typed = "Một & hai <b>ba</b>\r\n\r\n– “bốn” 🌳 100 %"
    send(client, survey, filled(opened(client, survey), f"  {typed}  "))
    assert kept_words() == [typed.replace("\r\n", "\n")]


def test_combining_marks_are_kept_in_one_form(client: Client) -> None:
    survey = make_survey()
    loose = unicodedata.normalize("NFD", "Tiếng Việt, mañana")
    send(client, survey, filled(opened(client, survey), loose))
    assert kept_words() == ["Tiếng Việt, mañana"]


def test_a_nul_in_the_words_or_around_them_loses_nothing(client: Client) -> None:
    survey = make_survey()
    fields = filled(opened(client, survey), "More\0 trees")
    assert send(client, survey, fields).status_code == 200
    assert kept_words() == ["More trees"]


# Refused kindly


@pytest.mark.parametrize("language", ["vi", "es", "en"])
@pytest.mark.parametrize("words", ["", "  \n\t ", "\0"])
def test_a_form_without_words_is_refused_kindly(client: Client, language: str, words: str) -> None:
    survey = make_survey()
    response = send(client, survey, filled(opened(client, survey, language), words), language)
    page = Page(response)
    assert response.status_code == 422
    assert said(EMPTY, language) in page.main.words
    assert page.title.startswith(said("Please look again", language))
    assert not Response.objects.exists()


def test_the_error_is_beside_its_field_and_nothing_typed_is_lost(client: Client) -> None:
    survey = make_survey("One?", "Two?")
    event = make_event()
    page = opened(client, survey, at=event.code)
    one, two = questions(page)
    fields = filled(page, "x" * (MAX_LENGTH + 1), "Quieter streets <3")
    response = send(client, survey, fields)
    again = Page(response)
    assert response.status_code == 422
    assert (
        f"at most {MAX_LENGTH} characters, and these are {MAX_LENGTH + 1}"
        in again.errors_beside(one)
    )
    assert again.one(name=two).get("aria-invalid") != "true"
    assert again.fields == fields
    summary = [link.get("href") for link in again.one(role="alert").all("a")]
    assert summary == [f"#{again.one(name=one).get('id')}"]
    assert not Response.objects.exists()
    assert send(client, survey, again.fields | {one: "Trees"}).status_code == 200
    assert Response.objects.get().event == event


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_megabyte_of_words_is_answered_in_words(client: Client, language: str) -> None:
    survey = make_survey()
    words = "ba " * 350_000 + "!"
    page = opened(client, survey, language)
    response = send(client, survey, filled(page, words), language)
    assert response.status_code == 422
    again = Page(response)
    assert "5000" in again.errors_beside(questions(page)[0]).replace(".", "").replace(",", "")
    assert again.fields[questions(page)[0]] == words


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_body_of_six_megabytes_is_a_fault_told_in_the_readers_language(
    client: Client, language: str
) -> None:
    survey = make_survey()
    response = send(client, survey, filled(opened(client, survey), "x" * 6_000_000), language)
    page = Page(response)
    assert response.status_code == 400
    assert page.one("h1").words == said("This request could not be read", language)
    assert page.one("html").language == language


def test_a_thousand_stray_fields_or_a_broken_body_are_no_fault_of_ours(client: Client) -> None:
    survey = make_survey()
    many = {f"field-{number}": "x" for number in range(1100)}
    assert send(client, survey, many).status_code == 400
    broken = client.post(
        f"/en/survey/{survey.slug}/thanks/", b"--x\r\nno", content_type="multipart/form-data"
    )
    assert broken.status_code == 400
    bytes_ = client.post(
        f"/en/survey/{survey.slug}/thanks/",
        b"question-1=%ff%fe%ed%a0%80",
        content_type="application/x-www-form-urlencoded",
    )
    assert bytes_.status_code == 422


# Twice


def test_the_same_sheet_sent_twice_counts_once(client: Client) -> None:
    survey = make_survey()
    fields = filled(opened(client, survey), "More trees", "Noise")
    assert [send(client, survey, fields).status_code for _ in range(3)] == [200, 200, 200]
    assert Response.objects.count() == 1
    assert kept_words() == ["More trees", "Noise"]


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_other_words_from_the_same_page_are_asked_about_and_both_kept(
    client: Client, language: str
) -> None:
    survey = make_survey()
    event = make_event(is_public=False)
    fields = filled(opened(client, survey, language, at=event.code), "Grandmother's words")
    name = questions(opened(client, survey))[0]
    send(client, survey, fields, language)
    response = send(client, survey, fields | {name: "Grandson's words"}, language)
    page = Page(response)
    assert response.status_code == 422
    assert said(TWICE, language) in page.main.words
    assert page.fields[name] == "Grandson's words"
    assert kept_words() == ["Grandmother's words"]
    assert send(client, survey, page.fields, language).status_code == 200
    assert kept_words() == ["Grandmother's words", "Grandson's words"]
    assert {sheet.event for sheet in Response.objects.all()} == {event}


# Half-way to another language


def test_switching_the_language_keeps_every_word_and_stores_nothing(client: Client) -> None:
    survey = make_survey("One?", "Two?")
    event = make_event()
    fields = filled(opened(client, survey, "en", at=event.code), " <b>Nhiều</b> cây\n\nhơn", "")
    response = send(client, survey, fields | {"switch": "vi"}, "vi")
    page = Page(response)
    assert response.status_code == 200
    assert page.one("html").language == "vi"
    assert "One? (vi)" in page.main.words
    assert page.fields == fields
    assert not page.all(role="alert")
    assert not Response.objects.exists()
    assert send(client, survey, page.fields, "vi").status_code == 200
    assert (Response.objects.get().language, Response.objects.get().event) == ("vi", event)


@pytest.mark.parametrize(
    "broken", [{"at": "a\0b"}, {"key": "garbled"}, {"version": "x"}, {"version": "9" * 400}]
)
def test_switching_with_a_damaged_page_keeps_the_words_too(
    client: Client, broken: dict[str, str]
) -> None:
    survey = make_survey()
    fields = filled(opened(client, survey), "More trees") | broken
    response = send(client, survey, fields | {"switch": "es"}, "es")
    assert response.status_code == 200
    assert "More trees" in Page(response).fields.values()


# A damaged page


@pytest.mark.parametrize("language", ["vi", "es", "en"])
@pytest.mark.parametrize(
    "broken",
    [{"key": None}, {"key": ""}, {"key": "garbled"}, {"version": None}, {"version": "one"}],
)
def test_a_damaged_page_is_mended_by_one_more_press(
    client: Client, language: str, broken: dict[str, str | None]
) -> None:
    survey, event = make_survey(), make_event()
    whole = filled(opened(client, survey, language, at=event.code), "More trees") | broken
    fields = {name: value for name, value in whole.items() if value is not None}
    response = send(client, survey, fields, language)
    page = Page(response)
    assert response.status_code == 422
    assert said(MISSING, language) in page.main.words
    assert "More trees" in page.fields.values()
    assert page.fields["at"] == event.code
    assert not Response.objects.exists()
    assert send(client, survey, page.fields, language).status_code == 200
    assert kept_words() == ["More trees"]
    assert Response.objects.get().event == event


def test_a_damaged_event_code_is_dropped_and_the_words_kept(client: Client) -> None:
    survey = make_survey()
    fields = filled(opened(client, survey), "More trees") | {"at": "a\0b"}
    page = Page(send(client, survey, fields))
    assert send(client, survey, page.fields).status_code == 200
    assert kept_words() == ["More trees"]


def test_an_unknown_event_code_is_kept_out_of_the_way(client: Client) -> None:
    survey = make_survey()
    assert (
        send(client, survey, filled(opened(client, survey, at="zzzzzz"), "Trees")).status_code
        == 200
    )
    assert Response.objects.get().event is None


# Where it came from


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_form_on_another_website_is_refused_with_the_words_kept(
    client: Client, language: str
) -> None:
    survey = make_survey()
    fields = filled(opened(client, survey, language), "More trees")
    response = send(client, survey, fields, language, Sec_Fetch_Site="cross-site")
    page = Page(response)
    assert response.status_code == 403
    assert said("This came from another website. Please send it from this page.", language) in (
        page.main.words
    )
    assert "More trees" in page.fields.values()
    assert not Response.objects.exists()


@pytest.mark.parametrize("site", ["same-origin", "same-site", "none"])
def test_a_form_of_our_own_is_taken(client: Client, site: str) -> None:
    survey = make_survey()
    fields = filled(opened(client, survey), "More trees")
    assert send(client, survey, fields, Sec_Fetch_Site=site).status_code == 200
    assert kept_words() == ["More trees"]


@pytest.mark.parametrize("is_public", [True, False])
def test_the_event_of_the_poster_and_its_branch_are_remembered(
    client: Client, is_public: bool
) -> None:
    survey = make_survey()
    event = make_event("Parents only", place="Secret School", is_public=is_public)
    response = send(client, survey, filled(opened(client, survey, at=event.code), "Trees"))
    sheet = Response.objects.get()
    assert (sheet.event, sheet.branch) == (event, event.branch)
    assert "Secret School" not in response.content.decode()


# Which questions


def test_the_version_on_the_screen_is_the_one_that_is_kept(client: Client) -> None:
    survey = make_survey("Old question?")
    fields = filled(opened(client, survey), "An old answer")
    version = begin_version(survey)
    version.questions.all().delete()
    add_questions(survey, "New question?")
    publish_questions(survey)
    switched = Page(send(client, survey, fields | {"switch": "vi"}, "vi"))
    assert "Old question? (vi)" in switched.main.words
    assert send(client, survey, switched.fields, "vi").status_code == 200
    assert Response.objects.get().version.number == 1
    assert str(Answer.objects.get().question.text("wording", "en")) == "Old question? (en)"


def test_a_version_that_was_never_asked_takes_no_answers(client: Client) -> None:
    survey = make_survey("Old question?")
    fields = filled(opened(client, survey), "Words")
    begin_version(survey)
    send(client, survey, fields | {"version": "2"})
    assert Response.objects.get().version.number == 1


def test_a_survey_closed_while_somebody_was_writing_still_takes_the_answer(client: Client) -> None:
    survey = make_survey()
    fields = filled(opened(client, survey), "More trees")
    close_survey(survey)
    assert send(client, survey, fields).status_code == 200
    assert kept_words() == ["More trees"]


def test_a_survey_that_does_not_exist_takes_nothing(client: Client) -> None:
    assert client.post("/vi/survey/nowhere/thanks/", {"key": str(uuid4())}).status_code == 404


# Never tied to a person


def test_an_answer_has_no_time_of_day_and_no_trace_of_a_person() -> None:
    for model in (Response, Answer):
        for field in model._meta.get_fields():
            assert not isinstance(field, DateTimeField), f"{model.__name__}.{field.name}"
    related = {f.related_model for f in Response._meta.get_fields() if isinstance(f, ForeignKey)}
    assert {Event, Branch} < related
    assert {field.name for field in Response._meta.fields} == {
        "key", "version", "event", "branch", "channel", "language", "day", "is_demo", "is_read",
    }  # fmt: skip
    assert {field.name for field in Answer._meta.fields} == {"key", "response", "question", "words"}


def test_keys_tell_neither_order_nor_time(client: Client) -> None:
    survey = make_survey()
    for words in ("one", "two"):
        send(client, survey, filled(opened(client, survey), words))
    keys = [sheet.key for sheet in Response.objects.all()]
    keys += [answer.key for answer in Answer.objects.all()]
    assert len(keys) == 4
    assert {key.version for key in keys} == {4}


def test_while_the_database_is_away_the_words_come_back(client: Client) -> None:
    survey = make_survey()
    fields = filled(opened(client, survey, "vi"), "Nhiều cây hơn")

    def away(*args: object) -> None:
        raise OperationalError("the server closed the connection")

    with connection.execute_wrapper(away):
        response = send(client, survey, fields, "vi")
    page = Page(response)
    assert response.status_code == 503
    assert page.one("html").language == "vi"
    assert page.fields == fields
    assert page.one("form", method="post").get("action") == f"/vi/survey/{survey.slug}/thanks/"
    assert send(client, survey, page.fields, "vi").status_code == 200
    assert kept_words() == ["Nhiều cây hơn"]


@pytest.mark.parametrize("nothing", ["\u200b", " \u00a0\ufeff", "\n\n"])
def test_signs_that_nobody_sees_are_no_words(client: Client, nothing: str) -> None:
    survey = make_survey()
    assert send(client, survey, filled(opened(client, survey), nothing)).status_code == 422
    assert send(client, survey, filled(opened(client, survey), "👍")).status_code == 200
