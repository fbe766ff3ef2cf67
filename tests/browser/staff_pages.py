"""What a browser does on staff pages: it signs in, and finds a rich text's box."""

from playwright.sync_api import Locator, Page, expect


def sign_in(page: Page, name: str, password: str = "a long password", to: str = "/admin/") -> None:
    page.goto(f"/admin/login/?next={to}")
    page.fill("#id_username", name)
    page.fill("#id_password", password)
    page.click("#login-form [type=submit]")
    expect(page.locator("#user-tools")).to_be_visible()


def writing_box(page: Page, name: str) -> Locator:
    """Asked for by its role alone, a page that is still loading gives the field behind it."""
    return page.locator(f'.editor [role=textbox][aria-label="{name}"]')
