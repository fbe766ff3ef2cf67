"""Writing up what was heard, as a phone without JavaScript would send it."""

from typing import Any

from django.test import Client
from django.urls import reverse

from outreach.models import EventReport
from tests.pages import Element, Page

# What a control without a value sends.
BARE = {"checkbox": "on"}
HEARD = "More shade, people said.\nAnd longer hours."


def address(report: EventReport, language: str = "") -> str:
    link = reverse("write_up", args=[report.key])
    return f"{link}?language={language}" if language else link


def opened(report: EventReport, language: str = "en") -> Page:
    response = Client().get(address(report, language))
    assert response.status_code == 200
    return Page(response)


def is_sent_along(control: Element) -> bool:
    if control.get("type") in {"radio", "checkbox"}:
        return "checked" in control.attributes
    return control.get("type") != "file"


def filled(page: Page, **typed: Any) -> dict[str, Any]:
    """The form as it stands on the page, with what is typed now; None empties a field."""
    form = page.one("form", id="write-up")
    inputs = [control for control in form.all("input") if is_sent_along(control)]
    stands = {c.get("name"): c.get("value", BARE.get(c.get("type"), "")) for c in inputs}
    areas = {area.get("name"): area.raw.removeprefix("\n") for area in form.all("textarea")}
    both = {**stands, **areas, **typed}
    return {name: value for name, value in both.items() if value is not None}


def send(report: EventReport, page: Page | None = None, **typed: Any) -> Any:
    page = page or opened(report)
    return Client().post(address(report, "en"), filled(page, **typed))


def keep(report: EventReport, page: Page | None = None, **typed: Any) -> Any:
    return send(report, page, keep="1", **typed)


def stored(report: EventReport) -> EventReport:
    return EventReport.objects.get(pk=report.pk)
