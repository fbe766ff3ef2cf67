"""A quarter from its first page to its readers: an editor, a branch, a colleague, a resident."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer

from blog.models import Post
from engagement.core.models import Library
from engagement.site import rights
from engagement.site.services import complete_landing_page
from tests.browser.staff_pages import sign_in, writing_box
from tests.builders import make_branch, make_event, said
from tests.photographs import encoded
from tests.site.staff import make_person

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Visit = Callable[..., Page]
COLUMNS = {"vi": "Tiếng Việt", "es": "Español", "en": "English"}
TITLES = {
    "vi": "Cây xanh và ghế đá",
    "es": "Árboles y bancas",
    "en": "Trees and benches",
}
IN_SHORT = {
    "vi": "Bà con muốn có thêm bóng cây.",
    "es": "El vecindario quiere más sombra.",
    "en": "Neighbors want more shade.",
}
SECTIONS = {
    "vi": "Ở chợ, bà con xin thêm ghế đá.",
    "es": "En el mercado pidieron más bancas.",
}
HEARD = "At the market people asked for benches."
MENDED = "At the market twelve people asked for benches."


@pytest.fixture
def visit(browser: Browser, live_server: LiveServer) -> Visit:
    def new_page(width: int = 1280, locale: str = "en-US") -> Page:
        size: Any = {"width": width, "height": 800}
        context = browser.new_context(base_url=live_server.url, locale=locale, viewport=size)
        return context.new_page()

    return new_page


@pytest.fixture(autouse=True)
def library() -> None:
    rights.keep_groups()
    complete_landing_page()
    Library.objects.create(name_vi="Thư viện", name_es="Biblioteca", name_en="Library")
    make_event("At the market", days=-3, branch=make_branch("Berryessa"), place="Berryessa Market")
    make_branch("Alum Rock")
    for name in ("ana", "binh"):
        make_person(name, rights.EDITOR)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def tab(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Pages of this post").get_by_role(
        "link", name=name, exact=True
    ).click()


def write(page: Page, label: str, words: dict[str, str]) -> None:
    for code, text in words.items():
        writing_box(page, f"{label} {COLUMNS[code]}").click()
        page.keyboard.press("Control+a")
        page.keyboard.type(text)


def saved(page: Page) -> None:
    expect(page.locator(".messagelist .success").first).to_be_visible()


def start_the_quarter(page: Page) -> None:
    page.get_by_role("link", name="Start this quarter").click()
    for code, title in TITLES.items():
        page.locator(f"#id_title_{code}").fill(title)
    press(page, "Start and choose branch libraries")
    page.get_by_label("Berryessa").check()
    press(page, "Give them a place in this post")
    expect(page.get_by_role("link", name="Berryessa", exact=True)).to_be_visible()


def ask_for_a_write_up(page: Page) -> str:
    """The link, as the editor copies it."""
    tab(page, "Write-ups")
    page.get_by_label("Branch library").select_option(label="Berryessa")
    press(page, "Make the link")
    return "/admin/" + page.locator("code.copy").inner_text().partition("/admin/")[2]


def send_write_up(phone: Page, link: str, heard: str) -> None:
    phone.goto(link)
    phone.get_by_label("Berryessa Market").first.check()
    phone.get_by_label("What did you hear?").fill(heard)
    phone.locator("main").get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1)).to_contain_text("Thank you")


def send_back(page: Page) -> None:
    page.reload()
    page.get_by_label("Your remark").fill("How many people was that?")
    press(page, "Send it back with this remark")
    saved(page)


def translate_section(page: Page) -> None:
    tab(page, "Branch libraries")
    page.get_by_role("link", name="Berryessa", exact=True).click()
    expect(writing_box(page, "What the branch heard English")).to_have_text(MENDED)
    write(page, "What the branch heard", SECTIONS)
    page.get_by_role("button", name="Save", exact=True).last.click()
    saved(page)


def add_a_photograph(page: Page) -> None:
    tab(page, "Words")
    press(page, "Save, then add a new picture")
    photograph = {"name": "table.jpg", "mimeType": "image/jpeg", "buffer": encoded(600, 400)}
    page.locator("#id_upload").set_input_files(photograph)  # type: ignore[arg-type]
    page.get_by_label("Nobody can be recognized").check()
    for code, words in {"vi": "Bàn của thư viện", "es": "Nuestra mesa", "en": "Our table"}.items():
        page.locator(f"#id_alt_{code}").fill(words)
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.get_by_text("The picture is added and chosen.")).to_be_visible()


def write_beside_a_colleague(page: Page, colleague: Page) -> None:
    """Both have the same page open; the colleague saves first."""
    sign_in(colleague, "binh")
    colleague.get_by_role("link", name=TITLES["en"]).first.click()
    write(colleague, "In short", {"en": "Neighbors want trees."})
    colleague.locator("#id_byline_en").fill("Outreach team")
    colleague.get_by_role("button", name="Save", exact=True).last.click()
    saved(colleague)
    write(page, "In short", IN_SHORT)
    page.get_by_role("button", name="Save", exact=True).last.click()
    expect(page.locator(".as-it-stands")).to_contain_text("Neighbors want trees.")
    expect(page.locator("#id_byline_en")).to_have_value("Outreach team")
    page.locator("#id_summary_en").fill("See you on 05/09/2026.")
    page.get_by_role("button", name="Save", exact=True).last.click()
    saved(page)


def heed_the_warning(page: Page) -> None:
    page.get_by_role("link", name=TITLES["en"]).first.click()
    tab(page, "Publish")
    page.locator(".stumbles li", has_text="05/09/2026").get_by_role("link").click()
    page.locator("#id_summary_en").fill("See you on May 9.")
    page.get_by_role("button", name="Save", exact=True).last.click()
    page.get_by_role("link", name=TITLES["en"]).first.click()
    tab(page, "Publish")
    expect(page.get_by_text("05/09/2026")).to_have_count(0)


def test_a_quarter_is_assembled_published_and_read(visit: Visit) -> None:
    editor, phone = visit(), visit(360)
    sign_in(editor, "ana")
    start_the_quarter(editor)

    link = ask_for_a_write_up(editor)
    send_write_up(phone, link, HEARD)
    send_back(editor)
    phone.goto(link)
    expect(phone.get_by_text("How many people was that?")).to_be_visible()
    send_write_up(phone, link, MENDED)

    editor.get_by_role("link", name=TITLES["en"]).first.click()
    translate_section(editor)
    add_a_photograph(editor)
    write_beside_a_colleague(editor, visit())
    heed_the_warning(editor)
    press(editor, "Publish now")
    expect(editor.get_by_role("heading", name="On the site")).to_be_visible()

    post = Post.objects.get()
    for code, title in TITLES.items():
        reader = visit(360)
        reader.goto(f"/{code}/")
        reader.get_by_role("link", name=title).first.click()
        expect(reader.get_by_role("heading", level=1)).to_have_text(title)
        expect(reader.get_by_text(IN_SHORT[code])).to_be_visible()
        expect(reader.get_by_text({**SECTIONS, "en": MENDED}[code])).to_be_visible()
        expect(reader.locator("article img").first).to_be_visible()
        assert said("In short", code) in reader.locator("main").inner_text()
    assert post.stored_text("byline", "en") == "Outreach team"
