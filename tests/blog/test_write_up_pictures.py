"""Photographs that come with a write-up, from whoever holds its link."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from blog import write_up_services as services
from engagement.core.models import Picture, User
from outreach.models import EventReport
from outreach.services import send_back
from tests.builders import make_branch, make_post
from tests.pages import Page
from tests.photographs import encoded, upload
from tests.writing_up import HEARD, address, opened, send, stored

pytestmark = pytest.mark.django_db

PLACE: dict[str, Any] = {"where": "other", "place": "PTA", "day": "2026-03-02"}
SAID = {"photograph-alt": "Our table", "photograph-consent": "nobody"}


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def report(admin_user: User) -> EventReport:
    draft = make_post("Draft", published_at=None)
    return services.ask_for_write_up(draft, make_branch("Berryessa"), None, admin_user, "en")


def photograph(**changes: Any) -> dict[str, Any]:
    return {"photograph-upload": upload(), **SAID, **changes}


def add(report: EventReport, **typed: Any) -> Any:
    return send(report, **{"add_picture": "1", **photograph(), **typed})


def pictures(report: EventReport) -> list[Picture]:
    return list(stored(report).pictures.order_by("pk"))


def test_a_photograph_is_kept_at_once_together_with_the_words(report: EventReport) -> None:
    answer = add(report, heard=HEARD)
    assert answer.status_code == 200
    assert "Our table" in Page(answer).main.words
    assert stored(report).heard == HEARD
    picture = pictures(report)[0]
    assert (picture.stored_text("alt", "en"), picture.consent) == ("Our table", "nobody")
    source = opened(report).main.one("img").get("src")
    assert Client().get(source).status_code == 200


def test_the_first_one_becomes_the_section_s_picture(report: EventReport) -> None:
    add(report)
    answer = send(report, heard=HEARD, **PLACE, **photograph(**{"photograph-alt": "The board"}))
    assert answer.status_code == 302
    first, second = pictures(report)
    assert report.section.picture_id is None
    report.section.refresh_from_db()
    assert report.section.picture == first
    assert "The board" in Page(Client().get(address(report))).main.words
    assert second.stored_text("alt", "en") == "The board"


def test_the_editor_s_picture_stays(report: EventReport) -> None:
    add(report)
    own = Picture.objects.create(drawing="park", alt_en="A park")
    report.section.picture = own
    report.section.save()
    send(report, heard=HEARD, **PLACE)
    report.section.refresh_from_db()
    assert report.section.picture == own


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"photograph-alt": ""}, "photograph-alt"),
        ({"photograph-consent": ""}, "photograph-consent"),
        ({"photograph-upload": ""}, "photograph-upload"),
        ({"photograph-upload": "no file"}, "photograph-upload"),
    ],
)
def test_without_a_description_or_consent_nothing_is_sent_and_no_word_is_lost(
    report: EventReport, changes: dict[str, Any], wrong: str
) -> None:
    if changes.get("photograph-upload") == "no file":
        changes = {"photograph-upload": upload(b"<svg/>", "x.jpg")}
    answer = send(report, heard=HEARD, **PLACE, **photograph(**changes))
    page = Page(answer)
    assert answer.status_code == 422
    assert any(link.startswith(f"#id_{wrong}") for link in page.links)
    assert (stored(report).state, stored(report).heard) == ("begun", HEARD)
    assert not pictures(report)


def test_sent_twice_it_is_there_once(report: EventReport) -> None:
    page = opened(report)
    for _ in range(2):
        send(report, page, heard=HEARD, **PLACE, **photograph())
    assert len(pictures(report)) == 1
    send_back(report.pk, "More?")
    add(report)
    assert len(pictures(report)) == 1


def test_beside_another_s_words_it_is_kept_all_the_same(report: EventReport) -> None:
    page = opened(report)
    send(report, heard="Their words", keep="1")
    assert send(report, page, heard="Mine", **photograph()).status_code == 409
    assert len(pictures(report)) == 1


def test_there_is_room_for_four(report: EventReport) -> None:
    for number in range(5):
        add(report, **{"photograph-alt": f"Picture {number}"})
    assert len(pictures(report)) == 4
    assert not opened(report).all("input", type="file")


def test_taken_out_it_is_withdrawn_and_words_are_kept(report: EventReport) -> None:
    add(report)
    page = opened(report)
    source, key = page.main.one("img").get("src"), page.one("button", name="remove_picture")
    send(report, page, heard=HEARD, remove_picture=key.get("value"))
    assert not pictures(report)
    assert Client().get(source).status_code == 404
    assert stored(report).heard == HEARD


@pytest.mark.parametrize("key", ["", "x", "\0", "9" * 30, "9" * 5000, "²"])
def test_no_other_picture_is_taken_out(report: EventReport, key: str) -> None:
    other = Picture.objects.create(drawing="park", alt_en="A park")
    for typed in (key, str(other.pk)):
        assert send(report, remove_picture=typed).status_code == 200
    other.refresh_from_db()
    assert other.withdrawn_at is None


def test_what_has_been_sent_takes_no_more_pictures(report: EventReport) -> None:
    page = opened(report)
    send(report, heard=HEARD, **PLACE)
    send(report, page, **photograph(**{"photograph-upload": upload(encoded(80, 50))}))
    assert not pictures(report)


def test_a_photograph_that_comes_too_late_is_said_to_be_missing(report: EventReport) -> None:
    page = opened(report)
    send(report, page, **PLACE, heard=HEARD)
    answer = send(report, page, **PLACE, heard=HEARD, **photograph())
    assert answer.status_code == 409
    assert "The photograph is not in it." in Page(answer).main.words


def test_pressed_twice_the_photograph_is_there_and_nothing_is_said(report: EventReport) -> None:
    page = opened(report)
    for _ in range(2):
        answer = send(report, page, **PLACE, heard=HEARD, **photograph())
        assert answer.status_code == 302
    assert len(pictures(report)) == 1


def test_a_fifth_one_from_another_page_is_said_to_have_no_room(report: EventReport) -> None:
    page = opened(report)
    for number in range(4):
        add(report, heard=HEARD, **{"photograph-alt": f"Table {number}"})
    late = {"photograph-alt": "Table 5", "add_picture": "1"}
    answer = send(report, page, heard=HEARD, **photograph(**late))
    assert answer.status_code == 422
    assert "There was no room for your photograph" in Page(answer).main.words


def test_while_typing_no_file_is_taken(report: EventReport) -> None:
    assert send(report, heard=HEARD, quietly="1", **photograph()).status_code == 200
    assert not pictures(report)


def test_a_withdrawn_picture_is_gone_from_the_write_up(
    report: EventReport, admin_client: Client, admin_user: User
) -> None:
    add(report)
    staff = f"/admin/outreach/eventreport/{report.pk}/change/"
    assert "Our table" in Page(admin_client.get(staff)).main.words
    pictures(report)[0].withdraw(admin_user)
    assert "Our table" not in Page(admin_client.get(staff)).main.words
    assert not opened(report).main.all("img")
