"""Every staff page opens, speaks plainly, and reads no more often for more rows."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from blog.models import BranchSection, Commitment, Period, Post
from engagement.core.models import Library, Picture, User
from engagement.site.models import GlossaryTerm, Section
from outreach.models import Branch, Event, EventKind, EventReport
from surveys.models import Answer, Question, QuestionVersion, Response, Survey
from tests.pages import Page

pytestmark = pytest.mark.django_db


def branch(n: int) -> Branch:
    return Branch.objects.create(
        name=f"Branch {n}", address="1 First St", city="San José", postal_code="95112"
    )


def kind(n: int) -> EventKind:
    return EventKind.objects.create(name_en=f"Kind {n}", title_en=f"At a kind {n}", is_demo=True)


def event(n: int) -> Event:
    starts = timezone.now() + timedelta(days=n)
    return Event.objects.create(
        kind=kind(n), branch=branch(n), place=f"Place {n}",
        starts_at=starts, ends_at=starts + timedelta(hours=2), languages_spoken=["vi", "en"],
    )  # fmt: skip


def report(n: int) -> EventReport:
    about = event(-n)
    return EventReport.objects.create(branch=about.branch, event=about, heard=f"Trees {n}")


def survey(n: int) -> Survey:
    made = Survey.objects.create(title_en=f"Survey {n}")
    version = made.versions.create(number=1, published_at=timezone.now())
    for position in range(n):
        version.questions.create(position=position, wording_en=f"Question {position}?")
    return made


def response(n: int) -> Response:
    questions = survey(n).versions.get()
    made = Response.objects.create(
        version=questions, event=event(n), branch=Branch.objects.last(), language="vi",
        day=date(2027, 3, n),
    )  # fmt: skip
    for question in questions.questions.all():
        Answer.objects.create(response=made, question=question, words=f"Nhiều cây hơn {n}")
    return made


def period(n: int) -> Period:
    return Period.objects.create(
        label_en=f"Period {n}", starts_on=date(2026, n, 1), ends_on=date(2026, n, 28)
    )


def post(n: int) -> Post:
    made = Post.objects.create(
        title_en=f"Post {n}", period=period(n), published_at=timezone.now(), picture=picture(n)
    )
    for number in range(n):
        BranchSection.objects.create(
            post=made, branch=branch(n * 10 + number), body_en="<p>Trees.</p>"
        )
    return made


def section(n: int) -> BranchSection:
    made = post(n)
    return BranchSection.objects.create(post=made, branch=branch(n * 100), body_en="<p>Shade.</p>")


def promise(n: int) -> Commitment:
    return Commitment.objects.create(
        promise_en=f"Promise {n}", branch=branch(n), post=post(n), due_on=date(2026, n, 1)
    )


def picture(n: int) -> Picture:
    return Picture.objects.create(drawing="hero", alt_en=f"Picture {n}")


def user(n: int) -> User:
    return User.objects.create_user(f"person{n}")


def term(n: int) -> GlossaryTerm:
    return GlossaryTerm.objects.create(term_en=f"Term {n}")


def library(n: int) -> Library:
    return Library.objects.create(name_en=f"Library {n}")


MAKERS: dict[type[Model], Callable[[int], Any]] = {
    Branch: branch, EventKind: kind, Event: event, Survey: survey, Response: response,
    Period: period, Post: post, Picture: picture, User: user, Library: library,
    BranchSection: section, Commitment: promise, EventReport: report, GlossaryTerm: term,
}  # fmt: skip
CODING_WORDS = re.compile(r"\b(coding|codebook|stale|object|slug|queryset|null)\b", re.I)


def address(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def without(*models: type[Model]) -> list[type[Model]]:
    return [model for model in MAKERS if model not in models]


def words(html: str) -> str:
    return re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", html, flags=re.S)


def test_every_model_of_ours_is_tried_here() -> None:
    ours = {model for model in admin.site._registry if model.__module__.split(".")[0] != "django"}
    assert ours == {*MAKERS, Section}


@pytest.mark.parametrize("code", ["vi", "es", "en"])
@pytest.mark.parametrize("model", MAKERS)
def test_list_and_forms_open(admin_client: Client, model: type[Model], code: str) -> None:
    made = MAKERS[model](1)
    User.objects.filter(username="admin").update(language=code)
    for page in [address(model, "changelist"), address(model, "change", made.pk)]:
        answer = admin_client.get(page)
        assert answer.status_code == 200
        assert answer["Content-Language"] == code
        assert not CODING_WORDS.search(words(answer.content.decode())) or code != "en"


@pytest.mark.parametrize("model", without(Response, BranchSection))
def test_an_empty_form_opens(admin_client: Client, model: type[Model]) -> None:
    assert admin_client.get(address(model, "add")).status_code == 200


@pytest.mark.parametrize("model", without(User, Response, Library, BranchSection, EventReport))
def test_an_empty_form_sent_gets_errors(admin_client: Client, model: type[Model]) -> None:
    inlines = {"questions": 0, "sections": 0}
    before = model._default_manager.count()
    data = {f"{name}-{count}_FORMS": 0 for name in inlines for count in ("TOTAL", "INITIAL")}
    answer = admin_client.post(address(model, "add"), data)
    assert answer.status_code == 200
    assert answer.context["errors"]
    assert model._default_manager.count() == before


@pytest.mark.parametrize("model", MAKERS)
def test_three_rows_cost_no_more_queries_than_one(admin_client: Client, model: type[Model]) -> None:
    MAKERS[model](1)
    admin_client.get(address(model, "changelist"))
    with CaptureQueriesContext(connection) as one:
        admin_client.get(address(model, "changelist"))
    MAKERS[model](2)
    MAKERS[model](3)
    with CaptureQueriesContext(connection) as three:
        answer = admin_client.get(address(model, "changelist"))
    assert answer.context["cl"].result_count >= 3
    assert len(three) == len(one)


def test_the_landing_page_is_worded_but_neither_added_to_nor_deleted(admin_client: Client) -> None:
    section = Section.objects.get(key=Section.Key.HERO)
    assert admin_client.get(address(Section, "changelist")).status_code == 200
    assert admin_client.get(address(Section, "change", section.pk)).status_code == 200
    assert admin_client.get(address(Section, "add")).status_code == 403
    assert admin_client.post(address(Section, "delete", section.pk)).status_code == 403


def section_form(section: Section, **changes: Any) -> dict[str, Any]:
    return {
        "source_language": "en", "title_en": "Your voice matters", "is_shown": "on",
        "items-TOTAL_FORMS": 0, "items-INITIAL_FORMS": 0, **changes,
    }  # fmt: skip


def test_a_point_takes_the_language_of_its_part(admin_client: Client) -> None:
    section = Section.objects.get(key=Section.Key.HERO)
    point = {"items-TOTAL_FORMS": 1, "items-0-title_vi": "Khu phố", "items-0-position": 1}
    data = section_form(section, source_language="vi", title_vi="Xin chào", **point)
    assert admin_client.post(address(Section, "change", section.pk), data).status_code == 302
    assert section.items.get(title_vi="Khu phố").source_language == "vi"


def test_parts_are_hidden_and_shown_from_the_list(admin_client: Client) -> None:
    first, second = Section.objects.order_by("pk")[:2]
    Section.objects.filter(pk=second.pk).update(is_shown=False)
    for action, pk in (("hide", first.pk), ("show", second.pk)):
        data = {"action": action, "_selected_action": pk}
        assert admin_client.post(address(Section, "changelist"), data).status_code == 302
    assert [part.is_shown for part in Section.objects.order_by("pk")][:2] == [False, True]


def test_there_is_one_library(admin_client: Client) -> None:
    assert admin_client.get(address(Library, "add")).status_code == 200
    made = library(1)
    assert admin_client.get(address(Library, "add")).status_code == 403
    assert admin_client.post(address(Library, "delete", made.pk)).status_code == 403


def test_each_column_names_its_language(admin_client: Client) -> None:
    html = admin_client.get(address(EventKind, "add")).content.decode()
    for code, name in [("vi", "Tiếng Việt"), ("es", "Español"), ("en", "English")]:
        assert f'<span class="language" lang="{code}">{name}</span>' in html
        assert re.search(rf'<input[^>]*name="name_{code}"[^>]*lang="{code}"', html)
    assert 'name="name"' not in html
    assert "jquery-ui" not in html


def test_history_is_written_in_plain_words(admin_client: Client) -> None:
    made = kind(1)
    data = {"source_language": "en", "name_en": "Market", "title_en": "At a market"}
    admin_client.post(address(EventKind, "change", made.pk), data)
    assert "<" not in LogEntry.objects.get().get_change_message()
    assert admin_client.get(address(EventKind, "history", made.pk)).status_code == 200


def test_the_editor_s_import_map_has_the_nonce_of_the_policy(admin_client: Client) -> None:
    answer = admin_client.get(address(Post, "add"))
    nonce = re.search(r"'nonce-([^']+)'", answer["Content-Security-Policy"])
    assert nonce
    assert f'<script type="importmap" nonce="{nonce[1]}">' in answer.content.decode()


@pytest.mark.parametrize("model", MAKERS)
@pytest.mark.parametrize("query", ["q=%00", "e=1", "is_demo__exact=%00", "o=9.9.9", "p=x", "all="])
def test_an_odd_address_is_no_fault_of_ours(
    admin_client: Client, model: type[Model], query: str
) -> None:
    answer = admin_client.get(f"{address(model, 'changelist')}?{query}")
    assert answer.status_code in {200, 302}


@pytest.mark.parametrize("key", ["x", "\0", "9" * 30, "9" * 5000, "-1"])
def test_an_odd_key_chosen_in_a_list_is_no_fault_of_ours(admin_client: Client, key: str) -> None:
    picture = Picture.objects.create(drawing="park", alt_en="A park")
    for action in ("withdraw_chosen", "delete_selected"):
        data = {"action": action, "_selected_action": [key], "post": "yes"}
        answer = admin_client.post(reverse("admin:core_picture_changelist"), data)
        assert answer.status_code in {200, 302}
    picture.refresh_from_db()
    assert picture.withdrawn_at is None


def test_an_unknown_address_below_the_list_is_no_fault_of_ours(admin_client: Client) -> None:
    for model in MAKERS:
        answer = admin_client.get(address(model, "change", "\0"))
        assert answer.status_code in {302, 404}


def test_questions_are_reached_only_through_their_survey() -> None:
    assert not {Question, QuestionVersion, Answer} & set(admin.site._registry)


def test_every_cookie_of_the_staff_stays_under_their_address(admin_client: Client) -> None:
    section = Section.objects.all()[0]
    address = f"/admin/site/section/{section.pk}/change/"
    admin_client.get(address)
    response = admin_client.post(address, section_form(section, title_en="New"))
    assert response.status_code == 302
    cookies = [*response.cookies.values(), *admin_client.get("/admin/login/").cookies.values()]
    assert {cookie["path"] for cookie in cookies} <= {"/admin/"}
    assert "messages" not in {cookie.key for cookie in cookies}


@pytest.mark.parametrize("code", ["vi", "es", "en"])
@pytest.mark.parametrize("model", without(User))
def test_a_page_is_headed_by_its_thing_and_a_list_by_its_kind(
    admin_client: Client, model: type[Model], code: str
) -> None:
    made = MAKERS[model](1)
    User.objects.filter(username="admin").update(language=code)
    for page in (address(model, "changelist"), address(model, "change", made.pk)):
        heading = Page(admin_client.get(page)).one("h1").words
        assert heading
        assert not re.search("^(Select|Change|View|Chọn|Thay đổi|Xem|Escoja|Modificar) ", heading)
