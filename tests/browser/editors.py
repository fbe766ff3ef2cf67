"""The editor of a rich text, once it has taken the place of its field."""

from playwright.sync_api import Locator, Page


def writing_box(page: Page, name: str) -> Locator:
    """Asked for by its role alone, a page that is still loading gives the field behind it."""
    return page.locator(f'.editor [role=textbox][aria-label="{name}"]')
