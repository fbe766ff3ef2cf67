"""The survey: one page, three languages, nothing asked that could lead to a person."""

import pytest
from django.test import Client

from tests.builders import make_event, make_survey, said
from tests.filling import filled, opened, questions
from tests.pages import Page

pytestmark = pytest.mark.django_db

STATEMENTS = {
    "vi": "Chúng tôi không hỏi tên, địa chỉ hay tình trạng di trú. Xin đừng nêu danh tính ai, "
    "vì người khác có thể đọc được.",
    "es": "No preguntamos su nombre, domicilio ni situación migratoria. No identifique a nadie: "
    "otras personas podrían leerlo.",
    "en": "We do not ask your name, address or immigration status. Please do not name anyone: "
    "other people may read this.",
}


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_the_questions_stand_in_the_readers_language(client: Client, language: str) -> None:
    survey = make_survey("What kind?", "And now?")
    page = opened(client, survey, language)
    labels = [page.one("label", for_=page.one(name=n).get("id")).words for n in questions(page)]
    assert labels == [f"What kind? ({language})", f"And now? ({language})"]
    assert (
        page.one("form", method="post").get("action") == f"/{language}/survey/{survey.slug}/thanks/"
    )


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_the_statement_and_what_to_do_in_danger_stand_above_the_first_field(
    client: Client, language: str
) -> None:
    page = opened(client, make_survey("First question?"), language)
    words = page.main.words
    statement = words.index(STATEMENTS[language])
    assert statement < words.index("911") < words.index("First question?")
    keep = said("What we keep, why and how long", language)
    assert words.index(keep) < words.index("First question?")
    assert f"/{language}/privacy/" in [link.get("href") for link in page.main.all("a")]


def test_the_time_that_answers_are_kept_is_the_setting(client: Client, settings: object) -> None:
    survey = make_survey()
    assert "erase the answers after 3 years" in opened(client, survey).main.words
    settings.ANSWER_RETENTION_YEARS = 1  # type: ignore[attr-defined]
    assert "erase the answers after 1 year." in opened(client, survey).main.words


def test_nothing_about_a_person_is_asked(client: Client) -> None:
    page = opened(client, make_survey("What kind?", "And now?"))
    hidden = set(page.fields) - set(questions(page))
    assert hidden == {"key", "version", "at"}
    assert len(questions(page)) == 2
    assert not page.all("input", type="email") + page.all("input", type="file")


def test_no_question_is_required_and_none_cuts_off_what_is_typed(client: Client) -> None:
    page = opened(client, make_survey())
    for name in questions(page):
        control = page.one(name=name)
        assert not {"required", "maxlength", "pattern"} & set(control.attributes)


def test_each_opened_form_is_a_sheet_that_no_shared_store_may_keep(
    client: Client,
) -> None:
    survey = make_survey()
    keys = {opened(client, survey).fields["key"] for _ in range(3)}
    assert len(keys) == 3
    response = client.get(f"/en/survey/{survey.slug}/")
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert not response.cookies


def test_the_language_switch_is_a_button_that_takes_the_words_along(client: Client) -> None:
    survey = make_survey(slug="ask-4")
    page = opened(client, survey, "en")
    form = page.one("form", method="post")
    switches = {b.get("value"): b for b in page.all("button", name="switch")}
    assert set(switches) == {"vi", "es", "en"}
    for code, button in switches.items():
        assert button.get("formaction") == f"/{code}/survey/ask-4/thanks/"
        assert "formnovalidate" in button.attributes
        assert button.get("form") == form.get("id")
        assert button.get("lang") == code


def test_the_enter_key_sends_and_never_switches_the_language(client: Client) -> None:
    page = opened(client, make_survey())
    form = page.one("form", method="post")
    owned = [
        button
        for button in page.all("button")
        if button.get("form") == form.get("id") or button in form.descendants()
    ]
    assert owned[0].words == "Send"
    assert "formaction" not in owned[0].attributes


def test_a_poster_s_event_is_named_and_remembered(client: Client) -> None:
    survey, event = make_survey(), make_event(place="Happy Hollow")
    page = opened(client, survey, at=event.code)
    assert page.fields["at"] == event.code
    assert "Happy Hollow" in page.main.words


def test_an_unknown_code_is_said_and_hinders_nothing(client: Client) -> None:
    page = opened(client, make_survey(), "vi", at="zzzzzz")
    unknown = (
        "We do not know the code in this address. You can answer all the same; your answer is "
        "then not counted for an event."
    )
    assert said(unknown, "vi") in page.main.words
    assert questions(page)


@pytest.mark.parametrize("code", ["a\0b", "x" * 5000, '"><script>', "Đà Lạt", "%00"])
def test_a_strange_code_breaks_nothing(client: Client, code: str) -> None:
    page = opened(client, make_survey(), at=code)
    assert len(page.fields["at"]) <= 20
    assert "We do not know the code" in page.main.words


def test_a_closed_event_stays_unnamed_yet_known(client: Client) -> None:
    event = make_event("Parents only", place="Secret School", is_public=False)
    page = opened(client, make_survey(), at=event.code)
    assert page.fields["at"] == event.code
    for secret in ("Parents only", "Secret School", event.slug, "We do not know the code"):
        assert secret not in page.html


def test_an_untranslated_question_is_marked_and_said(client: Client) -> None:
    survey = make_survey("Chợ nào?", only="vi")
    page = opened(client, survey, "es")
    assert page.language_of("Chợ nào? (vi)") == "vi"
    assert page.language_of("Khảo sát cộng đồng") == "vi"
    assert page.canonical == f"http://127.0.0.1:8000/vi/survey/{survey.slug}/"


def test_a_draft_has_no_page_and_a_closed_survey_says_so(client: Client) -> None:
    draft = make_survey(is_open=False)
    draft.versions.update(published_at=None)
    assert client.get(f"/en/survey/{draft.slug}/").status_code == 404
    past = make_survey(is_open=False)
    page = opened_closed = Page(client.get(f"/vi/survey/{past.slug}/"))
    assert opened_closed.status == 200
    assert (
        said("This survey is closed. Thank you to everyone who answered.", "vi") in page.main.words
    )
    assert "/vi/survey/" in [link.get("href") for link in page.main.all("a")]
    assert not page.all("form", method="post")


def test_reading_the_form_keeps_what_the_address_does_not_know_out(client: Client) -> None:
    """Words in the address never end up in the form, so that no link can put them in a mouth."""
    survey = make_survey()
    name = questions(opened(client, survey))[0]
    page = Page(client.get(f"/en/survey/{survey.slug}/", {name: "put in my mouth", "key": "x"}))
    assert "put in my mouth" not in page.fields.values()
    assert page.fields["key"] != "x"
    assert filled(page, "mine")[name] == "mine"
