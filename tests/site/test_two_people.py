"""Two people on one row: the second is told, is shown both texts, and loses nothing."""

from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from blog.models import BranchSection, Post
from engagement.site import rights
from engagement.site.models import Section
from outreach.models import Event
from surveys.models import Question
from tests.builders import make_branch, make_event, make_post, make_survey
from tests.pages import Page
from tests.site.sending import address, fields_of, opened, save, saved, words
from tests.site.staff import make_person, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def first() -> Client:
    return signed_in(make_person("ana", rights.EDITOR))


@pytest.fixture
def second() -> Client:
    return signed_in(make_person("binh", rights.EDITOR))


@pytest.fixture
def post() -> Post:
    return make_post("Trees", make_branch("Alum Rock"), make_branch("Berryessa"), published_at=None)


@pytest.fixture
def landing() -> Section:
    return Section.objects.get(key=Section.Key.USES)


def test_what_only_the_colleague_changed_is_kept_and_told(
    first: Client, second: Client, post: Post
) -> None:
    mine = opened(second, post)
    assert saved(save(first, post, opened(first, post), title_es="Árboles"))
    answer = save(second, post, mine, title_vi="Cây xanh")
    assert saved(answer)
    post.refresh_from_db()
    assert post.stored_text("title", "es") == "Árboles"
    assert post.stored_text("title", "vi") == "Cây xanh"
    assert "Meanwhile ana has changed: Title Español. Both are kept." in words(answer)


def test_nothing_is_said_where_nobody_else_wrote(second: Client, post: Post) -> None:
    answer = save(second, post, opened(second, post), title_vi="Cây xanh")
    assert saved(answer)
    assert "Meanwhile" not in words(answer)


def test_what_both_changed_is_shown_and_not_saved_until_asked_again(
    first: Client, second: Client, post: Post
) -> None:
    mine = opened(second, post)
    save(first, post, opened(first, post), in_short_en="<p>Hers, <strong>bold</strong></p>")
    answer = save(second, post, mine, in_short_en="<p>Mine</p>", title_en="My title")
    page = Page(answer)
    assert not saved(answer)
    assert "As it stands now:Hers, bold" in page.one("body").words
    assert "ana has changed this meanwhile." in page.one("body").words
    told = "Not saved yet: you and a colleague have both changed In short English"
    assert told in page.one("body").words
    assert fields_of(page)["in_short_en"] == "<p>Mine</p>"
    assert fields_of(page)["title_en"] == "My title"
    assert Post.objects.get().stored_text("in_short", "en") == "<p>Hers, <strong>bold</strong></p>"
    again = mine | {"opened_with": fields_of(page)["opened_with"]}
    assert saved(save(second, post, again, in_short_en="<p>Mine</p>", title_en="My title"))
    assert Post.objects.get().stored_text("in_short", "en") == "<p>Mine</p>"


def test_a_chosen_value_is_named_by_its_label(first: Client, second: Client) -> None:
    event = make_event("Market")
    mine = opened(second, event)
    save(first, event, opened(first, event), status="cancelled")
    answer = save(second, event, mine, status="postponed")
    assert "As it stands now:" in words(answer)
    shown = Page(answer).one(class_="as-it-stands").words
    assert shown == f"As it stands now:{Event(status='cancelled').get_status_display()}"


def test_the_same_text_written_twice_is_no_conflict(
    first: Client, second: Client, post: Post
) -> None:
    mine = opened(second, post)
    save(first, post, opened(first, post), title_en="Shade")
    assert saved(save(second, post, mine, title_en="Shade"))


def test_two_people_on_one_part(first: Client, second: Client, landing: Section) -> None:
    mine = opened(second, landing)
    part = "items-0-detail_en"
    hers = {part: "Hers", "items-1-detail_es": "Suya"}
    save(first, landing, opened(first, landing), **hers)
    answer = save(second, landing, mine, **{part: "Mine"})
    page = Page(answer)
    assert not saved(answer)
    assert page.one(class_="as-it-stands").words == "As it stands now:Hers"
    assert fields_of(page)[part] == "Mine"
    assert fields_of(page)["items-1-detail_es"] == "Suya"
    again = mine | {name: value for name, value in fields_of(page).items() if "opened_with" in name}
    again |= {"items-1-detail_es": "Suya", part: "Mine"}
    assert saved(save(second, landing, again))
    assert landing.items.all()[0].stored_text("detail", "en") == "Mine"


def test_a_part_that_a_colleague_deleted_gives_its_words_back(
    first: Client, second: Client, landing: Section
) -> None:
    before = landing.items.count()
    mine = opened(second, landing)
    save(first, landing, opened(first, landing), **{"items-0-DELETE": "on"})
    typed = {"items-0-detail_en": "Much to say", "items-1-detail_en": "Other"}
    answer = save(second, landing, mine, **typed)
    page = Page(answer)
    assert not saved(answer)
    assert "Much to say" in page.one(class_="as-it-stands").words
    assert fields_of(page)["items-0-detail_en"] == "Other"
    assert saved(save(second, landing, opened(second, landing), **{"items-0-detail_en": "Other"}))
    assert landing.items.count() == before - 1
    assert landing.items.all()[0].stored_text("detail", "en") == "Other"


def test_a_part_that_a_colleague_just_wrote_is_not_deleted_unseen(
    first: Client, second: Client, landing: Section
) -> None:
    before = landing.items.count()
    mine = opened(second, landing)
    save(first, landing, opened(first, landing), **{"items-0-detail_en": "Fresh"})
    answer = save(second, landing, mine, **{"items-0-DELETE": "on"})
    assert "has not been deleted: ana has changed it meanwhile" in words(answer)
    assert landing.items.count() == before


def test_a_row_that_was_deleted_meanwhile_gives_its_words_back(
    first: Client, second: Client, post: Post
) -> None:
    mine = opened(second, post)
    place = address(post)
    post.delete()
    answer = second.post(place, mine | {"in_short_en": "<p>An afternoon&rsquo;s work</p>"})
    assert answer.status_code == 404
    assert "An afternoon’s work" in words(answer)


def test_a_section_published_meanwhile_gives_its_words_back(post: Post) -> None:
    section: BranchSection = post.sections.all()[0]
    writer = signed_in(make_person("chi", rights.BRANCH_STAFF, branch=section.branch))
    mine = opened(writer, section)
    Post.objects.update(published_at="2020-01-01T00:00Z")
    answer = writer.post(address(section), mine | {"body_en": "<p>More shade</p>"})
    assert answer.status_code == 403
    assert "More shade" in words(answer)
    assert "More shade" not in section.stored_text("body", "en")


def test_a_translator_hears_of_changes_in_their_own_language_alone(
    first: Client, post: Post
) -> None:
    translator = signed_in(make_person("dung", rights.TRANSLATOR, languages=("vi",)))
    mine = opened(translator, post)
    save(first, post, opened(first, post), title_es="Árboles", summary_vi="Khác")
    answer = save(translator, post, mine, title_vi="Cây xanh")
    assert "ana has changed: Summary Tiếng Việt. Both" in words(answer)
    post.refresh_from_db()
    assert post.stored_text("title", "es") == "Árboles"
    assert post.stored_text("title", "vi") == "Cây xanh"


def test_what_somebody_typed_into_a_question_that_was_asked_meanwhile(
    first: Client, second: Client
) -> None:
    survey = make_survey("What do you need?", is_open=False)
    survey.versions.update(published_at=None)
    mine = opened(second, survey)
    save(first, survey, opened(first, survey), _open_survey="1")
    added = {f"{prefix_of(mine)}-TOTAL_FORMS": "2"}
    typed = {f"{prefix_of(mine)}-1-wording_en": "And what else?"}
    changed = {f"{prefix_of(mine)}-0-wording_en": "What do you dream of?"}
    answer = save(second, survey, mine | added, **typed, **changed)
    assert not saved(answer)
    assert "can no longer be changed. You wrote:What do you dream of?" in words(answer)
    assert "And what else?" in words(answer)
    assert Question.objects.get().stored_text("wording", "en") == "What do you need? (en)"


def prefix_of(form: dict[str, Any]) -> str:
    return next(name for name in form if name.endswith("-TOTAL_FORMS")).rpartition("-")[0]


def test_roles_that_two_administrators_give_at_once() -> None:
    person = make_person("colleague", rights.ANALYST)
    one, two = (signed_in(make_person(name, rights.ADMINISTRATOR)) for name in ("ana", "binh"))
    editor, analyst = (role_key(role) for role in (rights.EDITOR, rights.ANALYST))
    form = opened(two, person) | {"groups": [analyst], "email": "c@example.org"}
    assert saved(save(one, person, form, groups=[analyst, editor]))
    answer = save(two, person, form, groups=[])
    assert not saved(answer)
    assert "As it stands now:Editor and Analyst" in words(answer)


def role_key(role: str) -> str:
    from django.contrib.auth.models import Group

    return str(Group.objects.get(name=role).pk)


def test_a_form_sent_by_hand_with_nonsense_is_taken_as_it_is(second: Client, post: Post) -> None:
    mine = opened(second, post)
    for nonsense in ["", "=", "title_en", "title_en=" + "9" * 100_000, "a=b c=d \0="]:
        assert second.post(address(post), mine | {"opened_with": nonsense}).status_code in {
            200,
            302,
        }


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_the_same_instant_only_one_is_first(
    first: Client, second: Client, post: Post
) -> None:
    forms = [(client, opened(client, post)) for client in (first, second)]
    start, answers = Barrier(2), []

    def send(client: Client, form: dict[str, Any], text: str) -> None:
        start.wait()
        answers.append(client.post(address(post), form | {"title_en": text}).status_code)
        connection.close()

    threads = [
        Thread(target=send, args=(*pair, f"Title {number}")) for number, pair in enumerate(forms)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 302]
