"""Words that tell who somebody is are blacked out for good; otherwise an answer never changes."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.sessions.models import Session
from django.core import serializers
from django.db.models import ProtectedError
from django.test import Client
from django.utils import timezone

from engagement.core.models import User
from surveys import redaction, services
from surveys.models import Answer, BlackOut
from tests.builders import make_answer, make_survey
from tests.pages import Page
from tests.surveys.staff import BLACK_OUT, READ, page, signed_in

pytestmark = pytest.mark.django_db
WORDS = "Tôi là Nguyễn Lan (lan@x.org),\nở số 12."


@pytest.fixture
def answer() -> Answer:
    return make_answer(make_survey(), WORDS, language="vi", day=date(2027, 3, 1)).answers.get()


@pytest.fixture
def trusted() -> Client:
    return signed_in(READ, BLACK_OUT)


def address(answer: Answer) -> str:
    return page("black_out", answer.pk)


def choose(client: Client, answer: Answer, *words: str, **changes: Any) -> dict[str, Any]:
    """The form as a person sends it who ticks these words."""
    shown = Page(client.get(address(answer)))
    boxes = {label.words: label.one("input").get("value") for label in shown.all("label")}
    seen = shown.one("input", name="seen").get("value")
    return {"seen": seen, "words": [boxes[w] for w in words], "reason": "name", **changes}


def words_of(answer: Answer) -> str:
    return Answer.objects.get(pk=answer.pk).words


def test_before_and_after_are_shown_and_nothing_is_changed_yet(
    trusted: Client, answer: Answer
) -> None:
    shown = Page(trusted.post(address(answer), choose(trusted, answer, "Nguyễn", "Lan")))
    assert [p.raw for p in shown.all("p", lang="vi")] == [
        WORDS,
        "Tôi là ████ ████ (lan@x.org),\nở số 12.",
    ]
    assert words_of(answer) == WORDS


def test_confirmed_the_words_are_gone_and_only_the_fact_remains(
    trusted: Client, answer: Answer
) -> None:
    data = choose(trusted, answer, "Nguyễn", "Lan", "lan@x.org", reason="contact")
    sent = trusted.post(address(answer), {**data, "_confirm": ""}, follow=True)
    assert words_of(answer) == "Tôi là ████ ████ (████),\nở số 12."
    record = BlackOut.objects.get()
    assert (record.answer, record.person.username) == (
        answer,
        "person-view_response-black_out_answer",
    )
    assert (record.day, record.characters, record.reason) == (timezone.localdate(), 18, "contact")
    kept = serializers.serialize(
        "json", [*BlackOut.objects.all(), *LogEntry.objects.all(), *Answer.objects.all()]
    )
    kept += str([session.get_decoded() for session in Session.objects.all()])
    shown = sent.content.decode()
    for word in ("Nguyễn", "Lan", "lan@x.org"):
        assert word not in kept and word not in shown
    assert "A phone number or e-mail: 18 characters" in Page(sent).words


def test_to_choose_again_keeps_what_was_chosen(trusted: Client, answer: Answer) -> None:
    data = choose(trusted, answer, "Lan", reason="address")
    shown = Page(trusted.post(address(answer), {**data, "_back": ""}))
    ticked = [box for box in shown.all("input") if "checked" in box.attributes]
    assert [box.get("value") for box in ticked] == [*data["words"], "address"]
    assert words_of(answer) == WORDS


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"words": []}, "Please choose at least one word."),
        ({"words": ["999"]}, ""), ({"words": ["-1"]}, ""), ({"words": ["\0"]}, ""),
        ({"words": ["x"]}, ""), ({"words": ["9" * 5000]}, ""),
        ({"reason": ""}, "Please say what the words tell."),
        ({"reason": "\0"}, ""), ({"reason": "whim"}, ""),
        ({"seen": ""}, "These words have changed meanwhile."),
        ({"seen": "\0"}, "These words have changed meanwhile."),
        ({"seen": "é"}, "These words have changed meanwhile."),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_changes_nothing_and_is_said(
    trusted: Client, answer: Answer, changes: dict[str, Any], said: str
) -> None:
    data = choose(trusted, answer, "Lan", **changes)
    sent = trusted.post(address(answer), {**data, "_confirm": ""})
    assert sent.status_code == 200
    assert said in Page(sent).one("div", role="alert").words
    assert words_of(answer) == WORDS
    assert not BlackOut.objects.exists()


def test_confirmed_twice_it_is_recorded_once(trusted: Client, answer: Answer) -> None:
    data = {**choose(trusted, answer, "Lan"), "_confirm": ""}
    trusted.post(address(answer), data)
    assert "changed meanwhile" in trusted.post(address(answer), data).content.decode()
    assert BlackOut.objects.count() == 1


def test_words_that_changed_since_they_were_seen_are_left_alone(answer: Answer) -> None:
    person = User.objects.create_user("person")
    Answer.objects.filter(pk=answer.pk).update(words="Other words")
    assert not services.black_out(answer, {0}, "name", person)
    assert words_of(answer) == "Other words"
    assert not BlackOut.objects.exists()


def test_what_is_blacked_out_is_not_chosen_again(trusted: Client, answer: Answer) -> None:
    trusted.post(address(answer), {**choose(trusted, answer, "Lan"), "_confirm": ""})
    shown = Page(trusted.get(address(answer)))
    assert redaction.BLOCK not in {label.words for label in shown.all("label")}
    trusted.post(address(answer), {**choose(trusted, answer, "Nguyễn"), "_confirm": ""})
    assert words_of(answer).startswith("Tôi là ████ ████ (")


@pytest.mark.parametrize(
    "words",
    ["", "…", "one", " two  words ", "a\n\nb", "¡Hola, «Ana»!", "████ x", "408-555-0100", "😀 x"],
)
def test_the_pieces_are_the_whole_text(words: str) -> None:
    assert "".join(piece.text for piece in redaction.pieces(words)) == words
    every = {piece.number for piece in redaction.pieces(words) if piece.number is not None}
    assert redaction.without(words, set()) == words
    assert redaction.length_of(redaction.without(words, every), every) == 0


def test_a_very_long_answer_is_no_fault_of_ours(trusted: Client) -> None:
    made = make_answer(make_survey(), "a " * 2_500).answers.get()
    assert trusted.get(address(made)).status_code == 200
    data = {"seen": "x", "words": [str(n) for n in range(2_500)], "reason": "name"}
    assert trusted.post(address(made), data).status_code == 400


def test_only_the_named_right_opens_it(answer: Answer, admin_client: Client) -> None:
    reader = signed_in(READ)
    assert address(answer) not in reader.get(page("change", answer.response_id)).content.decode()
    data = {**choose(admin_client, answer, "Lan"), "_confirm": ""}
    for send in (reader.get, reader.post):
        assert send(address(answer), data).status_code == 403
    assert words_of(answer) == WORDS
    admin_client.post(address(answer), data)
    assert "Lan" not in words_of(answer)


def test_there_is_a_way_there_from_the_answer(trusted: Client, answer: Answer) -> None:
    assert address(answer) in trusted.get(page("change", answer.response_id)).content.decode()
    assert trusted.get(page("black_out", uuid4())).status_code == 404


def test_no_other_way_in_changes_an_answer(admin_client: Client, answer: Answer) -> None:
    before = Answer.objects.values().get()
    data = {"words": "Other", "language": "en", "answers-0-words": "Other", "_save": ""}
    for where in [
        page("changelist"),
        page("change", answer.response_id),
        page("add"),
        page("export"),
    ]:
        admin_client.post(where, data)
    assert Answer.objects.values().get() == before
    assert answer.response.language == "vi"


def test_the_record_stays_when_the_answer_goes_and_holds_the_account(answer: Answer) -> None:
    person = User.objects.create_user("person")
    assert services.black_out(answer, {2}, "name", person)
    with pytest.raises(ProtectedError):
        person.delete()
    services.erase_answers_before(date(2027, 3, 2))
    assert BlackOut.objects.get().answer is None


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_every_step_opens_in_every_language(answer: Answer, language: str) -> None:
    client = signed_in(READ, BLACK_OUT, language=language)
    data = choose(client, answer, "Lan")
    for sent in [client.get(address(answer)), client.post(address(answer), data)]:
        assert (sent.status_code, sent["Content-Language"]) == (200, language)
    client.post(address(answer), {**data, "_confirm": ""})
    assert client.get(page("change", answer.response_id)).status_code == 200
