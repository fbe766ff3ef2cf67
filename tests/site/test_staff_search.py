"""One search over all that a member of staff may see, with or without marks."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from engagement.site import rights
from tests.builders import make_answer, make_branch, make_event, make_post, make_survey, said
from tests.pages import Page
from tests.site.staff import make_person, make_world, signed_in

pytestmark = pytest.mark.django_db


def search(client: Client, words: str) -> Page:
    answer = client.get("/admin/search/", {"q": words})
    assert answer.status_code == 200
    return Page(answer)


def found(client: Client, words: str) -> dict[str, list[str]]:
    groups = search(client, words).all("section", class_="task")
    return {group.one("h2").words: [link.words for link in group.all("a")] for group in groups}


@pytest.fixture
def editor() -> Client:
    return signed_in(make_person("editor", rights.EDITOR))


def test_it_finds_in_every_kind_of_thing(editor: Client) -> None:
    make_post("Shade in the park")
    make_event("Under the trees", place="Shade Street 1")
    make_branch("Shadewood")
    make_answer(make_survey(), "Please, more shade")
    groups = found(editor, "shade")
    assert groups["What We Heard posts"] == ["Shade in the park (en)"]
    assert groups["Events"] == ["Under the trees (en)"]
    assert groups["Branch libraries"] == ["Shadewood"]
    assert "Please, more shade" in groups["Answers"][0]


def test_what_staff_work_on_most_comes_first(editor: Client) -> None:
    make_branch("Shadewood")
    make_event("Shade in the square")
    make_post("Shade in the park")
    groups = found(editor, "shade")
    assert list(groups) == ["What We Heard posts", "Events", "Branch libraries"]


@pytest.mark.parametrize("words", ["su kien cho", "SỰ KIỆN", "sự kiện", "sư\u0323 kiê\u0323n"])
def test_vietnamese_is_found_with_and_without_marks(editor: Client, words: str) -> None:
    post = make_post("X")
    post.set_texts(title={"vi": "Sự kiện ở chợ nông gia"})
    post.save()
    assert len(found(editor, words)["What We Heard posts"]) == 1


def test_nobody_finds_what_they_may_not_see() -> None:
    world = make_world()
    staff = signed_in(world.cast["b"])
    assert "Words of Alum Rock" in str(found(staff, "Words of"))
    assert "Berryessa" not in str(found(staff, "Words of")) + str(found(staff, "Table of"))
    assert found(signed_in(world.cast["t"]), "Words of") == {}


@pytest.mark.parametrize("words", ["", "   ", "\0", "nothing like it", "%", "it's", "x" * 100_000])
def test_odd_words_find_nothing_and_break_nothing(editor: Client, words: str) -> None:
    make_post("Shade")
    assert found(editor, words) == {}


def test_words_that_are_not_found_stay_in_the_field(editor: Client) -> None:
    page = search(editor, "<b>tree")
    assert said("Nothing was found for “%(words)s”.", "en", words="<b>tree") in page.words
    assert page.one("input", type="search").get("value") == "<b>tree"


def test_many_finds_lead_to_the_whole_list(editor: Client) -> None:
    for _ in range(7):
        make_post("Shade")
    page = search(editor, "shade")
    assert "All 7" in page.words
    address = page.one("section", class_="task").all("a")[-1].get("href")
    assert editor.get(address).context["cl"].result_count == 7


def test_more_finds_cost_no_more_queries(editor: Client) -> None:
    counts = []
    survey = make_survey()
    for number in (1, 2):
        for _ in range(number):
            make_post("Shade", make_branch())
            make_event("Shade")
            make_answer(survey, "shade")
        with CaptureQueriesContext(connection) as queries:
            search(editor, "shade")
        counts.append(len(queries))
    assert counts[0] == counts[1]
