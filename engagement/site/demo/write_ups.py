"""Write-ups as they come in: sent, sent back, still waited for."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from outreach.models import Event, EventReport

WORDS = ("heard", "our_reading", "follow_up")


def load_write_ups(entries: list[dict[str, Any]]) -> None:
    """One for each event; what staff have written into or asked for themselves stays as it is."""
    for entry in entries:
        event = Event.objects.filter(slug=entry["event"], is_demo=True).first()
        if event:
            report = event.reports.first() or EventReport(branch=event.branch, is_demo=True)
            if report.is_demo:
                fill(report, event, entry)


def fill(report: EventReport, event: Event, entry: dict[str, Any]) -> None:
    report.be_about(event)
    report.language, report.state = entry["language"], entry["state"]
    report.attended, report.engaged = entry.get("attended"), entry.get("engaged")
    report.remark = entry.get("remark", "")
    for name in WORDS:
        setattr(report, name, entry.get(name, "").strip())
    report.asked_at = timezone.now() - timedelta(days=entry["days_ago"])
    sent = report.state != EventReport.State.ASKED
    report.sent_at = report.asked_at + timedelta(days=2) if sent else None
    report.returned_at = report.asked_at + timedelta(days=3) if report.remark else None
    report.renew_link()
    report.save()
