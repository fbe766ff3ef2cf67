"""A row whose translation was worked on: kept, and told of wherever that matters."""

from blog.models import BranchSection, PullQuote
from blog.services import mark_changed
from engagement.core.publishing import DemonstrationModel
from engagement.core.texts import TranslatedModel


def save(row: TranslatedModel, *, is_worded: bool = True) -> None:
    """What staff have worded is theirs, and feeds hear of what stands in a post."""
    if is_worded and isinstance(row, DemonstrationModel):
        row.is_demo = False
    row.save()
    if isinstance(row, BranchSection):
        mark_changed(row.post_id)
    if isinstance(row, PullQuote):
        mark_changed(row.section.post_id)
