from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from engagement.core.slugs import get_by_slug

from . import calendars
from .forms import chosen_branch
from .models import Event

PER_PAGE = 24


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    form, branch = chosen_branch(request.GET)
    events = Event.objects.public().upcoming().at_branch(branch)
    context = {"form": form, "branch": branch, "events": events}
    return render(request, "outreach/event_list.html", context)


@require_safe
def past_events(request: HttpRequest) -> HttpResponse:
    form, branch = chosen_branch(request.GET)
    events = Event.objects.public().past().at_branch(branch)
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "branch": branch, "page": page, "events": page.object_list}
    return render(request, "outreach/past_events.html", context)


@require_safe
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_by_slug(Event.objects.public(), slug)
    return render(request, "outreach/event_detail.html", {"event": event})


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    event = get_by_slug(Event.objects.public(), slug)
    return calendar_response(calendars.calendar([event]), f"{slug}.ics")


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """A calendar to subscribe to: what lies ahead and the last months, so that nothing vanishes."""
    form, branch = chosen_branch(request.GET)
    if form.errors:
        # Better no calendar than, for ever, another one than was meant.
        raise Http404
    events = Event.objects.public().recent().at_branch(branch)
    return calendar_response(
        calendars.calendar(events, branch.name if branch else ""), "events.ics"
    )


def calendar_response(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)
