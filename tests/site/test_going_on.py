"""A session that ends while somebody writes: the words go through the sign-in with them."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from blog.models import Post
from engagement.core.models import Picture, User
from engagement.site import rights
from tests.builders import make_post
from tests.pages import Page
from tests.site.sending import address, fields_of, opened, words
from tests.site.staff import make_person

pytestmark = pytest.mark.django_db

PASSWORD = "a long password"


@pytest.fixture
def editor() -> User:
    return make_person("ana", rights.EDITOR)


@pytest.fixture
def post() -> Post:
    return make_post("Trees", published_at=None)


@pytest.fixture
def browser(editor: User) -> Client:
    """Refuses a form without its token, as a real site does."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    return client


def typed(client: Client, post: Post, **changes: str) -> dict[str, Any]:
    return opened(client, post) | {"title_en": "Much shade"} | changes


def sign_in(page: Page, password: str = PASSWORD, person: str = "ana") -> dict[str, Any]:
    return fields_of(page) | {"sign_in-username": person, "sign_in-password": password}


def end_session(client: Client) -> None:
    client.session.flush()
    del client.cookies["staff_session"]


def title() -> str:
    return Post.objects.get().stored_text("title", "en")


def test_the_words_go_through_the_sign_in(browser: Client, post: Post) -> None:
    form = typed(browser, post, in_short_vi="<p>Nhiều\n“cây” <strong>xanh</strong></p>")
    end_session(browser)
    answer = browser.post(address(post), form)
    assert answer.status_code == 403
    assert "no-store" in answer["Cache-Control"]
    assert "Your words are kept Please sign in to go on." in words(answer)
    assert title() == "Trees (en)"
    wrong = browser.post(address(post), sign_in(Page(answer), "wrong"))
    assert "Please enter the correct" in words(wrong)
    assert "Much shade" in words(wrong)
    saved = browser.post(address(post), sign_in(Page(wrong)))
    assert saved.status_code == 302
    assert title() == "Much shade"
    kept = Post.objects.get().stored_text("in_short", "vi")
    assert kept == "<p>Nhiều\n“cây” <strong>xanh</strong></p>"
    assert browser.get(address(post)).status_code == 200


def test_tries_are_slowed_down_and_the_words_stay(browser: Client, post: Post) -> None:
    form = typed(browser, post)
    end_session(browser)
    page = Page(browser.post(address(post), form))
    for _try in range(6):
        page = Page(browser.post(address(post), sign_in(page, "wrong")))
    page = Page(browser.post(address(post), sign_in(page)))
    assert "did not work several times" in page.one("body").words
    assert "Much shade" in page.one("body").words
    assert title() == "Trees (en)"


def test_the_rights_are_those_of_whoever_signs_in(browser: Client, post: Post) -> None:
    make_person("reader", rights.ANALYST)
    form = typed(browser, post)
    end_session(browser)
    page = Page(browser.post(address(post), form))
    answer = browser.post(address(post), sign_in(page, person="reader"))
    assert answer.status_code == 403
    shown = Page(answer).one(class_="as-it-stands").words
    assert "Much shade" in shown
    assert "reader" not in shown
    assert title() == "Trees (en)"


def test_an_account_closed_meanwhile_does_not_sign_in(browser: Client, post: Post) -> None:
    form = typed(browser, post)
    User.objects.update(is_active=False)
    page = Page(browser.post(address(post), form))
    answer = browser.post(address(post), sign_in(page))
    assert "Your words are kept" in words(answer)
    assert "Much shade" in words(answer)
    assert title() == "Trees (en)"


def test_without_its_token_nothing_is_done_until_it_is_sent_again(
    browser: Client, post: Post
) -> None:
    form = typed(browser, post)
    browser.cookies.pop("staff_csrf")
    answer = browser.post(address(post), form)
    assert answer.status_code == 403
    assert title() == "Trees (en)"
    page = Page(answer)
    assert "Your words are kept" in page.one("body").words
    assert browser.post(address(post), fields_of(page)).status_code == 302
    assert title() == "Much shade"


def test_signed_out_and_without_a_token_the_words_are_kept_twice(
    browser: Client, post: Post
) -> None:
    form = typed(browser, post)
    end_session(browser)
    browser.cookies.pop("staff_csrf")
    again = Page(browser.post(address(post), form))
    asked = Page(browser.post(address(post), fields_of(again)))
    assert browser.post(address(post), sign_in(asked)).status_code == 302
    assert title() == "Much shade"


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}]
)
def test_the_form_of_another_site_is_offered_no_second_try(
    browser: Client, post: Post, headers: dict[str, str]
) -> None:
    answer = browser.post(address(post), {"title_en": "Forged"}, headers=headers)
    assert answer.status_code == 403
    assert "Forged" not in answer.content.decode()


def test_a_sign_in_without_the_token_signs_nobody_in(browser: Client, post: Post) -> None:
    form = typed(browser, post)
    end_session(browser)
    page = Page(browser.post(address(post), form))
    browser.post(address(post), sign_in(page) | {"csrfmiddlewaretoken": "x" * 64})
    assert "staff_session" not in browser.cookies


def test_no_password_is_carried_on(browser: Client) -> None:
    end_session(browser)
    form = {"old_password": PASSWORD, "new_password1": "secret", "new_password2": "secret"}
    client = Client()
    answer = client.post("/admin/password_change/", form)
    assert answer.status_code == 302
    answer = client.post("/admin/my-account/", form | {"first_name": "Ana"})
    assert "Ana" in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_pictures_have_to_be_chosen_again(editor: User) -> None:
    form = {"alt_en": "An oak", "upload": SimpleUploadedFile("oak.jpg", b"-")}
    client = Client()
    answer = client.post("/admin/core/picture/add/", form)
    assert "choose pictures again" in words(answer)
    retry = Page(client.post("/admin/core/picture/add/", sign_in(Page(answer), "wrong")))
    assert "choose pictures again" in retry.one("body").words
    answer = client.post("/admin/core/picture/add/", sign_in(retry))
    assert "choose pictures again" in words(answer)
    assert fields_of(Page(answer))["alt_en"] == "An oak"
    assert not Picture.objects.exclude(drawing="hero").exists()


def test_words_beyond_the_limit_are_refused_as_everywhere(settings: Any, post: Post) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    assert Client().post(address(post), {"title_en": "x" * 2000}).status_code == 400


def test_the_words_are_in_no_log(
    browser: Client, post: Post, caplog: pytest.LogCaptureFixture
) -> None:
    form = typed(browser, post)
    end_session(browser)
    browser.post(address(post), form)
    browser.cookies.pop("staff_csrf", None)
    browser.post(address(post), form)
    assert "Much shade" not in caplog.text
