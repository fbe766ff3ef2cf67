"""What is shown where something is wrong."""

from unittest.mock import patch

from django.db import OperationalError

from .state import State, Visit, public

SEND = """([address, fields]) => {
  const form = document.createElement("form");
  form.method = "post";
  form.action = address;
  for (let number = 0; number < fields; number++) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = `field-${number}`;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}"""


def send_unreadable(visit: Visit) -> None:
    """More fields than Django reads."""
    visit.public("survey/")
    address = visit.page.locator("main form[method=post]").get_attribute("action")
    with visit.page.expect_navigation():
        visit.page.evaluate(SEND, [address, 1_100])


def send_forbidden(visit: Visit) -> None:
    """To a page that takes no form."""
    visit.public("survey/")
    with visit.page.expect_navigation():
        visit.page.evaluate(SEND, [f"/{visit.language}/privacy/", 1])


STATES: list[State] = [
    State("400", "site/400.html", send_unreadable),
    State("403", "site/403.html", send_forbidden),
    public(
        "503",
        "site/503.html",
        "events/",
        meanwhile=lambda: patch("outreach.views.render", side_effect=OperationalError),
    ),
    public("offline", "site/offline.html", "offline/"),
    public("404", "site/404.html", "no-such-page/"),
    public(
        "500",
        "site/500.html",
        "privacy/",
        meanwhile=lambda: patch("engagement.site.views.render", side_effect=RuntimeError),
    ),
]
