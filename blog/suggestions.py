"""Which branches might speak in a post: they take turns, and those who listened have something."""

from dataclasses import dataclass
from datetime import date

from outreach.models import Branch, Event

from .models import BranchSection, Period, Post


@dataclass(frozen=True)
class Suggestion:
    branch: Branch
    last_spoke: Period | None
    held_events: bool

    @property
    def silent_since(self) -> date:
        return self.last_spoke.ends_on if self.last_spoke else date.min


def suggestions(post: Post) -> list[Suggestion]:
    """The branches that do not speak yet: who held events first, then the longest silent."""
    spoke = last_spoke(post)
    events = Event.objects.held_between(post.period.starts_on, post.period.ends_on)
    held = events.exclude(status=Event.Status.CANCELLED)
    holders = set(held.values_list("branch", flat=True))
    silent = Branch.objects.exclude(sections__post=post).by_name()
    found = [Suggestion(branch, spoke.get(branch.pk), branch.pk in holders) for branch in silent]
    return sorted(found, key=lambda one: (not one.held_events, one.silent_since))


def last_spoke(post: Post) -> dict[int, Period]:
    """The last period that each branch spoke about in another post, published by now."""
    sections = (
        BranchSection.objects.filter(post__in=Post.objects.published())
        .exclude(post=post)
        .select_related("post__period")
        .order_by("post__period__ends_on")
    )
    return {section.branch_id: section.post.period for section in sections}
