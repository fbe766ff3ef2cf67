"""An administrator: invites a person, closes their account, and brings back a lost site."""

import re
from pathlib import Path

import pytest
from django.core import mail
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from engagement.core.models import Library
from engagement.site import rights
from outreach.models import Branch
from tests.builders import make_branch, make_event, said
from tests.core.backups import back_up, contents, empty_this_place, run
from tests.site.staff import make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "nine quiet herons"


@pytest.fixture(autouse=True)
def site(settings: object, tmp_path: Path) -> None:
    """What a library has before anybody is invited."""
    settings.MEDIA_ROOT, settings.BACKUP_DIR = tmp_path / "pictures", tmp_path / "backups"  # type: ignore[attr-defined]
    rights.keep_groups()
    Library.objects.create(name_en="Library", name_vi="Thư viện", name_es="Biblioteca")
    make_event(branch=make_branch("Alum Rock"))
    make_person("boss", rights.ADMINISTRATOR)


def visit(browser: Browser, server: LiveServer, language: str = "en-US") -> Page:
    size = {"width": 360, "height": 740}
    context = browser.new_context(base_url=server.url, locale=language, viewport=size)  # type: ignore[arg-type]
    return context.new_page()


def sign_in(page: Page, name: str, password: str, language: str = "en") -> None:
    page.goto("/admin/")
    page.get_by_label(said("E-mail or username", language)).fill(name)
    page.locator("#id_password").fill(password)
    page.locator("#login-form [type=submit]").click()


def press_twice(page: Page) -> None:
    """A browser drops the first press of two at the same moment by itself, a little later not."""
    sent: list[str] = []
    page.on("request", lambda asked: sent.append(asked.url) if asked.method == "POST" else None)
    save = page.get_by_role("button", name="Save", exact=True)
    save.evaluate("button => { button.click(); setTimeout(() => button.click(), 30) }")
    page.wait_for_url(re.compile(r"/core/user/$"))
    assert len(sent) == 1


def invite(page: Page) -> None:
    page.get_by_role("link", name="Invite a person").click()
    page.get_by_label("First name").fill("Lan")
    page.get_by_label("E-mail").fill("lan@example.org")
    page.locator("#id_language").select_option("vi")
    page.get_by_label("Branch staff").check()
    page.get_by_label("Alum Rock").check()
    press_twice(page)
    expect(page.get_by_text("A link is on its way to lan@example.org.")).to_be_visible()


def choose_password(page: Page) -> None:
    link = re.search(r"http://[^/\s]+(\S+)", str(mail.outbox[-1].body))
    assert link
    page.goto(link[1])
    page.locator("#id_new_password1").fill(PASSWORD)
    page.locator("#id_new_password2").fill(PASSWORD)
    page.get_by_role("button", name=said("Save the password", "vi")).click()
    expect(
        page.get_by_text(said("Your password is set. You can sign in now.", "vi"))
    ).to_be_visible()


def close_account(page: Page) -> None:
    page.get_by_label("Search").fill("lan@example")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Lan").click()
    page.get_by_role("button", name="Close this account").click()
    expect(
        page.get_by_text("1 account is closed. Whoever was signed in with it is signed out.")
    ).to_be_visible()


def test_an_invited_person_works_until_their_account_is_closed(
    browser: Browser, live_server: LiveServer
) -> None:
    administrator = visit(browser, live_server)
    sign_in(administrator, "boss", "a long password")
    invite(administrator)

    staff = visit(browser, live_server, "vi-VN")
    choose_password(staff)
    sign_in(staff, "lan@example.org", PASSWORD, "vi")
    expect(staff.get_by_role("heading", level=1)).to_have_text(
        said("What would you like to do?", "vi")
    )
    expect(staff.get_by_text("Alum Rock").first).to_be_visible()

    administrator.goto("/admin/")
    close_account(administrator)
    staff.reload()
    expect(staff.locator("#id_password")).to_be_visible()
    expect(staff.get_by_text("Alum Rock")).to_have_count(0)
    sign_in(staff, "lan@example.org", PASSWORD, "vi")
    expect(staff.locator(".errornote")).to_be_visible()


def test_a_lost_site_comes_back_from_its_backup(browser: Browser, live_server: LiveServer) -> None:
    page = visit(browser, live_server)
    sign_in(page, "boss", "a long password")
    expect(page.get_by_text("There is no backup yet.")).to_be_visible()
    path = back_up()
    page.reload()
    expect(page.get_by_text("There is no backup yet.")).to_have_count(0)
    before = contents()

    empty_this_place()
    page.goto("/en/branches/")
    expect(page.get_by_text("Alum Rock")).to_have_count(0)
    assert "the same as it was backed up" in run("restore", path)

    assert contents() == before
    page.reload()
    expect(page.get_by_text("Alum Rock").first).to_be_visible()
    sign_in(page, "boss", "a long password")
    expect(page.get_by_role("link", name="Invite a person")).to_be_visible()
    assert Branch.objects.get().name == "Alum Rock"
