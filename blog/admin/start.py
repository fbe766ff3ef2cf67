"""Start a quarter: one page that proposes its name, its span and its post's title."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.admin.helpers import AdminForm
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from blog import services
from blog.models import Post
from blog.staff_forms import QuarterForm, StartForm, proposal
from engagement.core.admin_base import side_by_side
from engagement.core.seasons import Season

if TYPE_CHECKING:
    from .posts import PostAdmin

SEASONS_OFFERED = 4


def start(pages: "PostAdmin", request: HttpRequest) -> HttpResponse:
    if not pages.has_add_permission(request):
        raise PermissionDenied
    season = chosen_season(request)
    form = StartForm(request.POST or None, initial=proposal(season))
    if request.method == "POST" and form.is_valid():
        even_if_begun = "_another" in request.POST
        if post := services.start_post(form.period(), form.post(), even_if_begun):
            pages.log_addition(request, post, [{"added": {}}])
            messages.success(request, _("The draft is made. Now choose which branches speak."))
            return redirect("admin:blog_post_sections", post.pk)
    frame = pages.admin_site.each_context(request)
    return render(request, "admin/blog/post/start.html", {**frame, **page(form, season)})


def page(form: StartForm, season: Season) -> dict[str, object]:
    return {
        "title": _("Start this quarter"),
        "form": form,
        "fieldsets": AdminForm(cast(Any, form), rows(), {}),
        "season": season,
        "seasons": seasons(),
        "begun": begun(form),
    }


def rows() -> list[tuple[str | None, dict]]:
    quarter = ["source_language", *side_by_side("label"), ("starts_on", "ends_on")]
    return [
        (_("The quarter"), {"fields": quarter}),
        (_("The post"), {"fields": side_by_side("title")}),
    ]


def chosen_season(request: HttpRequest) -> Season:
    asked = QuarterForm(request.GET)
    if asked.is_valid():
        return Season.of(asked.cleaned_data["day"])
    return Season.to_report(timezone.localdate())


def seasons() -> list[Season]:
    """This one and those before it."""
    found = [Season.of(timezone.localdate())]
    while len(found) < SEASONS_OFFERED:
        found.append(found[-1].before())
    return found


def begun(form: StartForm) -> list[Post]:
    """The drafts that there are about what the form says."""
    days = form.cleaned_data if form.is_bound else form.initial
    if not (days.get("starts_on") and days.get("ends_on")):
        return []
    return list(Post.objects.unpublished().about(days["starts_on"], days["ends_on"]))
