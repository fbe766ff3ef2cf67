"""Calendar files. Times are UTC: right in every client, across every change of the clocks."""

from collections.abc import Iterable
from datetime import UTC

from django.conf import settings
from django.utils.translation import get_language, gettext, pgettext
from icalendar import Calendar, vText
from icalendar import Event as CalendarEvent

from .models import Event

STATUS = {Event.Status.CANCELLED: "CANCELLED"}


def summary(event: Event) -> str:
    """The title; a change is said first, because many calendars show nothing else."""
    title = str(event.text("title"))
    if event.is_changed:
        return pgettext("event title after its status", "%(status)s: %(title)s") % {
            "status": event.get_status_display(),
            "title": title,
        }
    return title


def description(event: Event) -> str:
    parts = [event.text("notice"), event.text("what_to_expect"), event.text("accessibility")]
    return "\n\n".join(str(part) for part in parts if part)


def entry(event: Event) -> CalendarEvent:
    item = CalendarEvent()
    item.add("uid", str(event.uid))
    item.add("sequence", event.revision)
    item.add("dtstamp", event.updated_at.astimezone(UTC))
    item.add("dtstart", event.starts_at.astimezone(UTC))
    item.add("dtend", event.ends_at.astimezone(UTC))
    item.add("summary", vText(summary(event), params={"LANGUAGE": event.text("title").language}))
    item.add("description", description(event))
    item.add("location", ", ".join(filter(None, [event.place, event.address])))
    item.add("url", settings.PUBLIC_URL + event.get_absolute_url())
    item.add("status", STATUS.get(Event.Status(event.status), "CONFIRMED"))
    return item


def calendar(events: Iterable[Event], name: str = "") -> bytes:
    file = Calendar()
    file.add("prodid", f"-//{settings.PUBLIC_HOST}//events//{get_language()}")
    file.add("version", "2.0")
    file.add("x-wr-calname", name or gettext("The library in your neighborhood"))
    for event in events:
        file.add_component(entry(event))
    return file.to_ical()
