"""Filling in a staff page as a browser without JavaScript would."""

from typing import Any

from django.test import Client

from tests.pages import Element, Page


def main_form(page: Page) -> Element:
    """The one to write in; beside it stand forms of a single button."""
    forms = page.all("form", method="post")
    return max(forms, key=lambda form: len(form.all("input", "textarea", "select")))


def is_sent(control: Element) -> bool:
    can_be_ticked = control.get("type") in {"checkbox", "radio"}
    unticked = can_be_ticked and "checked" not in control.attributes
    pressed = control.get("type") in {"submit", "file"}
    return not (unticked or pressed or "disabled" in control.attributes)


def fields_of(page: Page) -> dict[str, Any]:
    """What the page's form sends as it stands, but for its buttons and its row for a new part."""
    form = main_form(page)
    sent: dict[str, Any] = {}
    for control in form.all("input", "textarea"):
        if is_sent(control):
            typed = control.raw.removeprefix("\n") if control.tag == "textarea" else ""
            sent[control.get("name")] = typed or control.get("value") or ticked(control)
    for select in filter(is_sent, form.all("select")):
        chosen = [option for option in select.all("option") if "selected" in option.attributes]
        sent[select.get("name")] = [option.get("value") for option in chosen]
    return {name: value for name, value in sent.items() if name and "__prefix__" not in name}


def ticked(control: Element) -> str:
    return "on" if control.get("type") == "checkbox" else ""


def address(row: Any) -> str:
    return f"/admin/{row._meta.app_label}/{row._meta.model_name}/{row.pk}/change/"


def opened(client: Client, row: Any) -> dict[str, Any]:
    return fields_of(Page(client.get(address(row))))


def save(client: Client, row: Any, form: dict[str, Any], **typed: Any) -> Any:
    return client.post(address(row), form | typed, follow=True)


def saved(answer: Any) -> bool:
    return bool(answer.redirect_chain)


def words(answer: Any) -> str:
    return Page(answer).one("body").words
