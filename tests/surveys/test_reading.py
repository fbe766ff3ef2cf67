"""Staff read answers: search and filters, what is read, and who may need somebody now."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from surveys import danger
from surveys.models import Answer, Response
from tests.builders import make_answer, make_survey
from tests.surveys.staff import READ, listed, page, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Client:
    return signed_in(READ)


def unread() -> int:
    return Response.objects.unread().count()


# --- search and filters


@pytest.mark.parametrize("query", ["su kien", "SỰ KIỆN", "sự kiện", "Sư Kien", "kien đong"])
def test_words_are_found_with_and_without_their_marks(reader: Client, query: str) -> None:
    survey = make_survey()
    make_answer(survey, "Thêm Sự Kiện đông vui")
    make_answer(survey, "Más árboles")
    assert listed(reader, q=query) == ["Thêm Sự Kiện đông vui"]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"from": "2027-04-01"}, ["May"]),
        ({"to": "2027-04-01"}, ["March"]),
        ({"from": "2027-03-10", "to": "2027-03-10"}, ["March"]),
        ({"from": "2027-03-11", "to": "2027-05-01"}, []),
    ],
)
def test_a_period_is_a_span_of_days(
    reader: Client, query: dict[str, str], words: list[str]
) -> None:
    survey = make_survey()
    make_answer(survey, "March", day=date(2027, 3, 10))
    make_answer(survey, "May", day=date(2027, 5, 2))
    assert listed(reader, **query) == words


def test_days_are_chosen_without_losing_the_other_filters(reader: Client) -> None:
    make_answer(make_survey(), "One", language="vi")
    html = reader.get(page("changelist"), {"language": "vi", "from": "2026-01-01"}).content.decode()
    assert '<input type="hidden" name="language" value="vi">' in html
    assert '<input type="date" id="days-from" name="from" value="2026-01-01">' in html


@pytest.mark.parametrize(("value", "words"), [("no", ["New"]), ("yes", ["Known"])])
def test_what_was_read_is_told_from_what_was_not(
    reader: Client, value: str, words: list[str]
) -> None:
    survey = make_survey()
    make_answer(survey, "New")
    make_answer(survey, "Known", is_read=True)
    assert listed(reader, read=value) == words


@pytest.mark.parametrize("name", ["changelist", "export"])
@pytest.mark.parametrize(
    "query",
    [
        "from=%00", "to=2027-02-31", "from=99999999-01-01", "read=%00", "event=%00", "q=%00",
        "event=9999999999999999999999", "branch__id__exact=x", "version__survey__id__exact=%00",
        "version__survey__id__exact=99999999999999999999", "channel__exact=%00", "p=999", "o=-1.x",
        "language=%00", "is_demo__exact=x", "format=exe", "unread=%00", "_facets=True",
        "q=%27%22%5C",
    ],
)  # fmt: skip
def test_an_odd_filter_is_no_fault_of_ours(reader: Client, name: str, query: str) -> None:
    make_answer(make_survey(), "One")
    assert reader.get(f"{page(name)}?{query}").status_code in {200, 302}


# --- read or not


def test_to_open_an_answer_is_to_read_it(reader: Client) -> None:
    made = make_answer(make_survey(), "One")
    reader.head(page("change", made.pk))
    assert unread() == 1
    assert "Not read yet" in reader.get(page("change", made.pk)).content.decode()
    assert unread() == 0


def test_what_is_on_the_page_is_marked_and_nothing_else(reader: Client) -> None:
    survey = make_survey()
    shown = [make_answer(survey, words) for words in ("One", "Two")]
    html = reader.get(page("changelist")).content.decode()
    assert all(f'name="shown" value="{sheet.pk}"' in html for sheet in shown)
    make_answer(survey, "Came meanwhile")
    data = {"_read_page": "", "shown": [str(sheet.pk) for sheet in shown]}
    answer = reader.post(f"{page('changelist')}?q=o", data)
    assert answer["Location"] == f"{page('changelist')}?q=o"
    assert listed(reader, read="no") == ["Came meanwhile"]


def test_the_chosen_are_marked(reader: Client) -> None:
    survey = make_survey()
    chosen, other = make_answer(survey, "One"), make_answer(survey, "Two")
    data = {"_read_chosen": "", "chosen": str(chosen.pk), "shown": str(other.pk)}
    reader.post(page("changelist"), data)
    assert listed(reader, read="yes") == ["One"]


@pytest.mark.parametrize("key", ["", "x", "\0", "00000000-0000-4000-8000-000000000000"])
def test_a_mark_for_no_answer_is_no_fault_of_ours(reader: Client, key: str) -> None:
    answer = reader.post(page("changelist"), {"_read_chosen": "", "chosen": key})
    assert answer.status_code == 302


def test_a_list_or_an_export_marks_nothing(reader: Client) -> None:
    make_answer(make_survey(), "One")
    listed(reader)
    list(reader.get(page("export"), {"format": "csv", "unread": "1"}))
    assert unread() == 1


# --- danger

ALARMING = [
    "I want to KILL myself", "he hits  me", "There is abuse.", "gun", "a fire!", "Emergency",
    "Con muốn tự tử", "con muon tu tu", "TỰ TỬ", "nó có súng", "anh ay danh dap toi", "bạo hành",
    "Mi esposo me pega", "suicidio", "tiene pistola", "me pegó", "me pego", "EMERGENCIA",
    "We kill time. He wants to kill me.", "I don’t want to live", "Ya no quiero vivir",
    "mi papá me lastima", "chán sống lắm", "Chong danh toi hoai", "bị bạo lực gia đình",
]  # fmt: skip
CALM = [
    "somewhere to kill time", "begun", "skills", "campfire songs", "the fire station",
    "làm từ từ thôi", "sung sướng", "giết thời gian", "bảo hành", "matar el tiempo", "tomates",
    "salida de emergencia", "thư viện khẩn trương", "",
]  # fmt: skip


def test_whole_words_of_danger_in_three_languages_put_an_answer_on_top(reader: Client) -> None:
    survey = make_survey()
    for words in [*ALARMING, *CALM]:
        make_answer(survey, words, day=date(2027, 1, 2 if words in CALM else 1))
    urgent = Answer.objects.filter(response__in=Response.objects.with_urgency().urgent())
    assert set(urgent.values_list("words", flat=True)) == set(ALARMING)
    assert set(listed(reader)[: len(ALARMING)]) == set(ALARMING)


@pytest.mark.parametrize("order", ["", "1", "-1", "4", "-4"])
def test_danger_stands_on_top_however_the_list_is_sorted(reader: Client, order: str) -> None:
    survey = make_survey()
    make_answer(survey, "Trees", day=date(2027, 1, 1), channel="board")
    make_answer(survey, "gun", day=date(2027, 1, 2), channel="paper")
    make_answer(survey, "Books", day=date(2027, 1, 3), channel="web")
    assert listed(reader, o=order)[0] == "gun"


@pytest.mark.parametrize(
    ("language", "mark"),
    [("en", "May need somebody now"), ("vi", "Có thể cần người giúp ngay"),
     ("es", "Puede necesitar a alguien ahora")],
)  # fmt: skip
def test_danger_is_marked_in_words(language: str, mark: str) -> None:
    make_answer(make_survey(), "gun")
    html = signed_in(READ, language=language).get(page("changelist")).content.decode()
    assert f'<strong class="urgent">{mark}</strong>' in html


def test_once_read_it_is_no_longer_on_top_but_the_opened_page_still_says_it(
    reader: Client,
) -> None:
    survey = make_survey()
    made = make_answer(survey, "gun", day=date(2027, 1, 1))
    make_answer(survey, "Trees", day=date(2027, 1, 2))
    assert "May need somebody now" in reader.get(page("change", made.pk)).content.decode()
    assert listed(reader) == ["Trees", "gun"]
    assert "May need somebody now" not in reader.get(page("changelist")).content.decode()


def test_the_lists_are_whole_words_and_stand_once() -> None:
    for name in ("words", "only_with_marks", "harmless"):
        assert all(phrase == " ".join(phrase.lower().split()) for phrase in danger.listed(name))
    assert not danger.listed("words") & danger.listed("harmless")


# --- rights


def addresses(sheet: Any) -> list[str]:
    answer = sheet.answers.get()
    return [
        page("changelist"), page("change", sheet.pk), page("export"),
        f"{page('export')}?format=csv", f"{page('export')}?format=xlsx",
        page("black_out", answer.pk),
    ]  # fmt: skip


@pytest.mark.parametrize("rights", [(), ("view_survey",), ("black_out_answer",)])
def test_staff_without_the_right_to_read_get_nothing(rights: tuple[str, ...]) -> None:
    sheet = make_answer(make_survey(), "Secret")
    client = signed_in(*rights)
    for address in addresses(sheet):
        for send in (client.get, client.post):
            assert send(address).status_code == 403
    for button in ("_read_page", "_read_chosen"):
        data = {button: "", "shown": str(sheet.pk), "chosen": str(sheet.pk)}
        assert client.post(page("changelist"), data).status_code == 403
    assert unread() == 1


def test_strangers_are_asked_to_sign_in(client: Client) -> None:
    for address in addresses(make_answer(make_survey(), "Secret")):
        assert "/admin/login/" in client.get(address)["Location"]
