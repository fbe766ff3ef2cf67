"""Signing in, one's own account, and words that were typed when a session ended."""

from functools import partial

from playwright.sync_api import expect

from blog.models import Post
from engagement.core.models import User
from engagement.site.account_links import link_for
from tests.builders import make_post

from .state import EDITOR, LINK, State, Visit, page_of, staff

ACCOUNT = "admin/account.html"


def sign_in(visit: Visit, tries: int = 1) -> None:
    visit.staff("login/")
    for _try in range(tries):
        visit.page.locator("#id_username").fill("somebody")
        visit.page.locator("#id_password").fill("wrong")
        visit.save("#login-form [type=submit]")


def begin_writing(visit: Visit) -> Post:
    post = make_post(published_at=None)
    visit.staff(page_of(post))
    visit.page.locator("#id_title_en").fill("Words that must not be lost")
    return post


def save_signed_out(visit: Visit) -> None:
    begin_writing(visit)
    visit.page.context.clear_cookies(name="staff_session")
    visit.save()


def save_without_token(visit: Visit) -> None:
    begin_writing(visit)
    visit.page.context.clear_cookies(name="staff_csrf")
    visit.save()


def save_what_is_deleted(visit: Visit) -> None:
    begin_writing(visit).delete()
    visit.save()


def choose_password(visit: Visit) -> None:
    link = link_for(User.objects.get(username="colleague"))
    visit.staff(link.partition("/admin/")[2] + f"?language={visit.language}")


def choose_short_password(visit: Visit) -> None:
    choose_password(visit)
    visit.page.locator("#id_new_password1").fill("short")
    visit.page.locator("#id_new_password2").fill("other")
    visit.save("[type=submit].default")


def change_account_badly(visit: Visit) -> None:
    visit.staff("my-account/")
    language = visit.page.locator("#id_language option").first
    language.evaluate("one => { one.value = 'xx'; one.selected = true }")
    visit.save("[type=submit].default")
    expect(visit.page.locator(".errorlist").first).to_be_visible()


def sign_out(visit: Visit) -> None:
    visit.staff("")
    visit.save("#logout-form button")


STATES: list[State] = [
    staff("sign-in", "admin/login.html", "login/", who=LINK),
    State("sign-in refused", "admin/login.html", sign_in, who=LINK),
    State("sign-in slowed down", "admin/login.html", partial(sign_in, tries=7), who=LINK),
    State("signed out", "registration/logged_out.html", sign_out, who=EDITOR),
    staff("my account", ACCOUNT, "my-account/"),
    State("my account refused", ACCOUNT, change_account_badly, who=EDITOR),
    staff("new password", "registration/password_change_form.html", "password_change/"),
    staff("forgotten password", ACCOUNT, "forgotten-password/", who=LINK),
    staff("link sent", ACCOUNT, "forgotten-password/sent/", who=LINK),
    State("choose a password", "admin/choose_password.html", choose_password, who=LINK),
    State("password refused", "admin/choose_password.html", choose_short_password, who=LINK),
    staff("link used up", "admin/choose_password.html", "choose-password/MQ/x-y/", who=LINK),
    staff("password chosen", ACCOUNT, "choose-password/done/", who=LINK),
    State("saved signed out", "admin/sign_in_to_go_on.html", save_signed_out, who=EDITOR),
    State("saved from an old page", "admin/send_again.html", save_without_token, who=EDITOR),
    State("saved what is deleted", "admin/words_kept.html", save_what_is_deleted, who=EDITOR),
]
