"""The demonstration: loaded again it doubles nothing, removed it leaves nothing."""

from collections import Counter
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from blog.models import Post
from engagement.core.models import Library, Picture, User
from engagement.core.publishing import DemonstrationModel
from engagement.site.models import Section
from outreach.models import Branch, Event, EventKind, EventReport
from surveys.models import Answer, Response, Survey
from tests.builders import make_answer, make_branch, make_event, make_post, make_survey, said
from tests.pages import Page
from tests.site.test_admin_pages import section_form

pytestmark = pytest.mark.django_db
ROOMS = {"core", "outreach", "surveys", "blog", "site"}


def seed(**options: Any) -> str:
    output = StringIO()
    call_command("seed_demo", stdout=output, **options)
    return output.getvalue()


def counts() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model._meta.app_label in ROOMS
    }


def marked() -> dict[str, int]:
    """How many rows of each kind are marked as demonstration."""
    return {
        model._meta.label: model._default_manager.filter(is_demo=True).count()
        for model in apps.get_models()
        if issubclass(model, DemonstrationModel)
    }


def stored(row: Any) -> dict[str, Any]:
    return type(row)._default_manager.filter(pk=row.pk).values().get()


def test_it_is_as_full_as_promised() -> None:
    seed()
    events = Event.objects.filter(is_demo=True)
    assert Branch.objects.count() == 25
    assert events.count() >= 24
    assert events.public().upcoming().count() >= 3
    assert events.public().past().exists()
    assert events.upcoming().filter(is_public=False).count() == 2
    assert events.filter(status=Event.Status.CANCELLED).count() == 1
    assert Response.objects.filter(is_demo=True).count() >= 400
    assert set(Response.objects.values_list("language", flat=True)) == {"vi", "es", "en"}
    assert set(Response.objects.values_list("channel", flat=True)) == set(Response.Channel.values)
    assert Survey.objects.open().get().slug == "ask-4"
    assert Survey.objects.asked().count() == 2


def test_the_posts_are_those_of_the_source_page_with_their_dates() -> None:
    seed()
    posts = list(Post.objects.published().newest_first())
    assert len(posts) == 6
    newest = timezone.localtime(posts[0].published_at)
    assert newest.strftime("%Y-%m-%d %H:%M") == "2023-05-09 18:36"
    sections = [post.sections.count() for post in posts]
    assert all(4 <= number <= 6 for number in sections[:2])


def test_every_text_is_there_in_three_languages() -> None:
    seed()
    missing = [
        (model._meta.label, str(row), code, row.unread_texts(code))
        for model in apps.get_models()
        if hasattr(model, "unread_texts")
        for row in model._default_manager.all()
        for code in ("vi", "es", "en")
        if row.unread_texts(code)
    ]
    assert missing == []


def test_a_write_up_is_sent_one_is_sent_back_and_one_is_waited_for() -> None:
    seed()
    reports = {report.state: report for report in EventReport.objects.all()}
    assert set(reports) == {"sent", "returned", "asked"}
    assert all(report.is_demo and report.event and report.link_opens for report in reports.values())
    assert reports["returned"].remark
    EventReport.objects.update(is_demo=False, heard="Staff's own words")
    seed()
    assert {report.heard for report in EventReport.objects.all()} == {"Staff's own words"}


def test_no_answer_is_empty_and_each_stands_in_the_past() -> None:
    seed()
    assert not Answer.objects.filter(words="").exists()
    assert not Response.objects.filter(answers=None).exists()
    assert not Response.objects.filter(day__gt=timezone.localdate()).exists()
    days = Counter(Response.objects.values_list("day", flat=True))
    assert len(days) > 20


def test_a_byline_is_a_role_and_pictures_are_drawn() -> None:
    seed()
    bylines = Post.objects.values_list("byline_en", flat=True)
    assert all(byline.endswith("team") for byline in bylines)
    assert Picture.objects.exists()
    assert not Picture.objects.filter(drawing="").exists()


def test_loading_twice_doubles_nothing_and_keeps_addresses_and_codes() -> None:
    seed()
    before, codes = counts(), set(Event.objects.values_list("slug", "code", "uid"))
    words = set(Answer.objects.values_list("key", "words"))
    seed()
    assert counts() == before
    assert set(Event.objects.values_list("slug", "code", "uid")) == codes
    assert set(Answer.objects.values_list("key", "words")) == words


def test_removing_leaves_nothing_and_the_general_landing_page() -> None:
    before = counts()
    seed()
    assert "Kept" not in seed(remove=True)
    assert counts() == before
    assert set(marked().values()) == {0}
    assert "San José" not in " ".join(Section.objects.values_list("body_en", flat=True))


def test_loading_after_removal_works_again() -> None:
    seed()
    before = counts()
    seed(remove=True)
    seed()
    assert counts() == before


def test_removing_what_was_never_loaded_changes_nothing() -> None:
    make_post("Ours", make_branch())
    before = counts()
    seed(remove=True)
    assert counts() == before


def test_a_real_row_is_never_touched() -> None:
    Library.objects.create(source_language="en", name_en="Our library")
    branch = make_branch("Our Alum Rock", slug="alum-rock", address="Elsewhere")
    post = make_post("Ours", branch)
    event = make_event("Ours", branch=branch)
    survey = make_survey("Ours?", slug="ask-4")
    sheet = make_answer(survey, "Real words", event=event, branch=branch)
    section = Section.objects.get(key="dreams")
    section.set_texts(title={"en": "Our dreams"})
    section.save()
    rows = [Library.objects.get(), branch, post, event, survey, sheet, section]
    before = [stored(row) for row in rows]
    for options in ({}, {}, {"remove": True}):
        seed(**options)
        assert [stored(row) for row in rows] == before
    assert [answer.words for answer in sheet.answers.all()] == ["Real words"]
    assert list(Survey.objects.open()) == [survey]


def test_real_answers_to_the_demonstration_survive_its_removal() -> None:
    seed()
    event = Event.objects.filter(is_demo=True).past().first()
    assert event
    survey = Survey.objects.get(slug="ask-4")
    sheet = make_answer(survey, "Real words", event=event, branch=event.branch)
    kept = seed(remove=True)
    sheet.refresh_from_db()
    assert [answer.words for answer in sheet.answers.all()] == ["Real words"]
    assert Response.objects.count() == 1
    assert str(survey) in kept
    assert set(marked().values()) == {0}
    assert Event.objects.get() == event


def test_a_real_post_in_which_a_demonstration_branch_speaks_keeps_that_branch() -> None:
    seed()
    branch = Branch.objects.get(slug="alum-rock")
    post = make_post("Ours", branch)
    seed(remove=True)
    assert post.sections.get().branch == branch
    assert Branch.objects.get() == branch
    assert Post.objects.get() == post


def test_once_there_is_staff_it_is_loaded_only_when_asked(admin_user: User) -> None:
    assert "nothing was loaded" in seed(if_empty=True)
    assert not Branch.objects.exists()
    seed()
    assert Branch.objects.exists()


def test_what_staff_worded_is_theirs_for_good(admin_client: Client) -> None:
    seed()
    section = Section.objects.get(key="dreams")
    address = f"/admin/site/section/{section.pk}/change/"
    typed = section_form(section, title_en="Our own words")
    assert admin_client.post(address, typed).status_code == 302
    seed()
    seed(remove=True)
    assert Section.objects.get(key="dreams").stored_text("title", "en") == "Our own words"


def test_a_changed_address_neither_doubles_nor_breaks_it() -> None:
    seed()
    for model in (Post, Event, Survey, EventKind):
        row = model._default_manager.first()
        assert row
        row.slug = f"{row.slug}-renamed"
        row.save()
    counts = [m._default_manager.count() for m in (Post, Event, Survey, EventKind)]
    seed()
    assert counts == [m._default_manager.count() for m in (Post, Event, Survey, EventKind)]


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_it_is_marked_wherever_it_is_shown_and_real_content_is_not(
    client: Client, language: str
) -> None:
    seed()
    post = Post.objects.published().newest_first()[0]
    page = Page(client.get(f"/{language}/what-we-heard/{post.slug}/"))
    mark = said("Demonstration", language)
    assert mark in page.main.words
    real = make_post("Ours")
    page = Page(client.get(f"/{language}/what-we-heard/{real.slug}/"))
    assert mark not in page.main.words


def test_demonstration_answers_are_never_counted_with_real_ones() -> None:
    seed()
    make_answer(Survey.objects.get(slug="ask-4"), "Real words")
    assert Response.objects.real().count() == 1
