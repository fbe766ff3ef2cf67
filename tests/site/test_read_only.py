"""What those see who may only read, and what stands in the way of deleting."""

import pytest
from django.test import Client

from engagement.site import rights
from surveys.models import Response
from tests.builders import make_answer, make_branch, make_event, make_post, make_survey
from tests.pages import Page
from tests.site.sending import address, words
from tests.site.staff import make_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader() -> Client:
    return signed_in(make_person("reader", rights.ANALYST))


def test_texts_are_read_under_their_language_and_without_tags(reader: Client) -> None:
    post = make_post("Trees", make_branch("Alum Rock"), only="vi")
    page = Page(reader.get(address(post)))
    text = page.one("body").words
    assert "Title (Tiếng Việt)" in text
    assert "[vi]" not in text
    assert "None" not in text
    assert "<p>" not in text
    assert "Tóm lại" in [paragraph.words for paragraph in page.all("p")]
    section = Page(reader.get(address(post.sections.get())))
    assert "Alum Rock đã nghe" in [paragraph.words for paragraph in section.all("p")]


def test_every_thing_an_analyst_may_read_is_read_like_that(reader: Client) -> None:
    survey = make_survey("What do you need?", only="es")
    for row in (survey, make_event("Market", only="es")):
        text = words(reader.get(address(row)))
        assert "(Español)" in text
        assert "[es]" not in text
        assert "None" not in text


@pytest.mark.parametrize("by", ["page", "list"])
def test_what_stands_in_the_way_of_deleting_is_counted(by: str) -> None:
    editor = signed_in(make_person("editor", rights.EDITOR))
    branch, survey = make_branch("Alum Rock"), make_survey("What do you need?")
    make_event("Market", branch=branch)
    for number in range(2):
        make_answer(survey, f"secret words {number}", branch=branch)
    for row, expected in ((branch, ["Events: 1", "Answers: 2"]), (survey, ["Answers: 2"])):
        place = f"/admin/{row._meta.app_label}/{row._meta.model_name}/"
        if by == "page":
            answer = editor.get(f"{place}{row.pk}/delete/")
        else:
            data = {"action": "delete_selected", "_selected_action": row.pk}
            answer = editor.post(place, data)
        text = words(answer)
        assert "cannot be deleted, because these belong to it:" in text
        assert all(line in text for line in expected)
        assert text.count("Answers: ") == 1
        assert "permission" not in text
        assert "secret words" not in text
    assert Response.objects.count() == 2
