"""One photograph sent by whoever has no account: it comes described and released, or not at all."""

from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from engagement.core.models import Picture
from engagement.core.picture_forms import PhotographForm
from tests.photographs import upload

pytestmark = pytest.mark.django_db

ALT = "Hàng xóm bên bàn thông tin"


def form(file: Any = None, empty_permitted: bool = False, **typed: Any) -> PhotographForm:
    files = MultiValueDict({"upload": [file]} if file else {})
    return PhotographForm(
        typed, files, empty_permitted=empty_permitted, use_required_attribute=False
    )


def test_a_described_and_released_photograph_is_shown(folder: Path) -> None:
    sent = form(upload(), alt=ALT, consent="release")
    assert sent.is_valid(), sent.errors
    picture = sent.save("vi")
    assert Picture.objects.shown().get(width=60) == picture
    assert str(picture.text("alt", "vi")) == ALT
    assert (picture.consent_by, picture.consent_on) == (None, timezone.localdate())
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("missing", ["alt", "consent"])
def test_without_either_it_is_refused_and_the_file_asked_for_again(missing: str) -> None:
    typed: dict[str, Any] = {"alt": ALT, "consent": "nobody", missing: ""}
    sent = form(upload(), **typed)
    assert not sent.is_valid()
    assert set(sent.errors) == {missing, "upload"}
    assert "choose the photograph again" in str(sent.errors["upload"])


def test_words_without_a_photograph_are_refused() -> None:
    sent = form(alt=ALT, consent="nobody", empty_permitted=True)
    assert set(sent.errors) == {"upload"}


def test_it_may_be_left_out_where_the_page_says_so() -> None:
    sent = form(alt="", empty_permitted=True)
    assert sent.is_valid()
    assert not sent.has_changed()


def test_no_other_answer_about_people_is_taken() -> None:
    assert "consent" in form(upload(), alt=ALT, consent="everybody").errors


def test_who_can_be_recognized_is_asked_as_one_question() -> None:
    html = form()["consent"].as_field_group()
    assert "<legend" in html
    assert "Who can be recognized in this photograph?" in html
