"""Start this quarter: from a proposal to a draft in three languages, once."""

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from blog import services
from blog.models import Period, Post
from blog.staff_forms import StartForm, proposal
from engagement.core.models import User
from engagement.core.seasons import Season
from tests.at_once import at_once
from tests.builders import make_period, make_post, said
from tests.pages import Page

pytestmark = pytest.mark.django_db

START = "/admin/blog/post/start/"
SPRING = Season(date(2026, 3, 1))


@pytest.fixture
def form() -> dict[str, Any]:
    return proposal(SPRING)


def proposed(client: Client, **query: str) -> dict[str, str]:
    form = Page(client.get(START, query)).one("form", class_="start")
    return {entry.get("name"): entry.get("value") for entry in form.all("input")}


def test_what_is_proposed_can_be_sent_as_it_stands(admin_client: Client) -> None:
    fields = proposed(admin_client, day="2026-01-15")
    answer = admin_client.post(START, {**fields, "source_language": "vi"})
    post = Post.objects.get()
    assert answer["Location"] == f"/admin/blog/post/{post.pk}/sections/"
    assert [post.stored_text("title", code).split(": ")[1] for code in ("vi", "es", "en")] == [
        "Mùa đông năm 2025–26",
        "invierno de 2025–26",
        "Winter 2025–26",
    ]
    assert [post.stored_text("title", code).split(": ")[0] for code in ("vi", "es", "en")] == [
        said("What We Heard", code) for code in ("vi", "es", "en")
    ]
    assert post.period.stored_text("label", "es") == "invierno de 2025–26"
    assert (post.period.starts_on, post.period.ends_on) == (date(2025, 12, 1), date(2026, 2, 28))
    assert (post.source_language, post.is_published, post.slug != "") == ("vi", False, True)


def test_the_quarter_just_reported_on_is_proposed(admin_client: Client) -> None:
    fields = proposed(admin_client)
    assert fields["starts_on"] == str(Season.to_report(timezone.localdate()).first_day)


@pytest.mark.parametrize("day", ["x", "\0", "2026-02-30", "99999-01-01", "1066-01-01", ""])
def test_an_odd_day_in_the_address_gets_the_usual_proposal(admin_client: Client, day: str) -> None:
    fields = proposed(admin_client, day=day)
    assert fields["starts_on"] == str(Season.to_report(timezone.localdate()).first_day)


@pytest.mark.parametrize(("code", "season"), [("vi", "Mùa"), ("es", " de "), ("en", "Fall")])
def test_the_seasons_are_named_in_the_language_of_the_reader(
    admin_client: Client, code: str, season: str
) -> None:
    User.objects.update(language=code)
    page = Page(admin_client.get(START))
    assert season in page.one("nav", class_="seasons").words


def test_a_period_of_that_name_and_span_is_used_again(
    admin_client: Client, form: dict[str, Any]
) -> None:
    period = Period.objects.create(
        label_en="Spring 2026", starts_on=SPRING.first_day, ends_on=SPRING.last_day
    )
    admin_client.post(START, form)
    assert Post.objects.get().period == period
    period.refresh_from_db()
    assert period.stored_text("label", "vi") == "Mùa xuân năm 2026"


def test_a_stored_name_is_proposed_and_another_name_is_another_period(admin_client: Client) -> None:
    period = make_period(SPRING.first_day, SPRING.last_day)
    fields = proposed(admin_client, day="2026-03-01")
    assert fields["label_en"] == period.stored_text("label", "en")
    admin_client.post(START, {**fields, "source_language": "en", "label_en": "Spring walks"})
    assert Post.objects.get().period != period
    assert period.posts.count() == 0


def test_a_second_press_makes_no_second_post(admin_client: Client, form: dict[str, Any]) -> None:
    admin_client.post(START, form)
    page = Page(admin_client.post(START, form))
    draft = Post.objects.get()
    assert page.link("What We Heard: Spring 2026") == f"/admin/blog/post/{draft.pk}/sections/"
    assert admin_client.post(START, {**form, "_another": "1"}).status_code == 302
    assert Post.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_post(form: dict[str, Any]) -> None:
    sent = [StartForm(form) for _click in range(4)]
    assert all(click.is_valid() for click in sent)
    at_once(*(partial(services.start_post, click.period(), click.post()) for click in sent))
    assert (Post.objects.count(), Period.objects.count()) == (1, 1)


def test_a_draft_is_told_of_before_anything_is_pressed(admin_client: Client) -> None:
    draft = make_post("Ours", period=make_period(SPRING.first_day, SPRING.last_day), days=3)
    page = Page(admin_client.get(START, {"day": "2026-03-01"}))
    assert page.link("Ours (en)") == f"/admin/blog/post/{draft.pk}/sections/"


def test_a_published_post_does_not_stand_in_the_way(
    admin_client: Client, form: dict[str, Any]
) -> None:
    make_post(period=make_period(SPRING.first_day, SPRING.last_day))
    assert admin_client.post(START, form).status_code == 302


@pytest.mark.parametrize(
    ("name", "value", "wrong"),
    [
        ("title_en", "", "title_en"), ("label_en", " ", "label_en"),
        ("title_vi", "a\0", "title_vi"),
        ("title_es", "x" * 1_000_000, "title_es"), ("label_es", "x" * 81, "label_es"),
        ("ends_on", "2026-02-01", "ends_on"), ("starts_on", "0001-01-01", "starts_on"),
        ("starts_on", "2026-02-30", "starts_on"), ("source_language", "fr", "source_language"),
        ("source_language", "\0", "source_language"),
    ],
)  # fmt: skip
def test_bad_input_is_said_beside_its_field_and_makes_nothing(
    admin_client: Client, form: dict[str, Any], name: str, value: str, wrong: str
) -> None:
    answer = admin_client.post(START, {**form, "title_vi": "Mùa xuân", name: value})
    assert list(answer.context["form"].errors) == [wrong]
    assert not Post.objects.exists() and not Period.objects.exists()
    assert "Mùa xuân" in answer.content.decode() or name == "title_vi"
