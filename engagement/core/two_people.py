"""Two people on one row: a form is compared with what stands there now.

It carries, hidden, a digest of each value that it was opened with (`{{ form.opened_with }}`). A
field that only a colleague has changed since keeps their value; one that both have changed is
shown with both and not saved; words for a field that was closed meanwhile are shown.
"""

import re
from datetime import UTC, datetime, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.crypto import salted_hmac
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from . import shown_values
from .audit import who_changed

OPENED_WITH = "opened_with"
BETWEEN_TAGS = re.compile(r">\s+<")


def comparable(value: Any) -> str:
    """The same text for a stored value and for that value as a browser sends it back."""
    if isinstance(value, QuerySet | list | tuple):
        return "\n".join(sorted(map(comparable, value)))
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="minutes")
    if isinstance(value, time):
        return value.isoformat(timespec="minutes")
    lines = ("" if value is None else str(value)).strip().splitlines()
    return BETWEEN_TAGS.sub("><", "\n".join(line.rstrip() for line in lines))


def digest(value: Any) -> str:
    whole = salted_hmac("engagement.two_people", comparable(value), algorithm="sha256")
    return whole.hexdigest()[:16]


def read_digests(sent: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in sent.split() if "=" in pair)


class ComparedField(forms.BoundField):
    """Where only a colleague has changed the value, theirs stands for what was sent."""

    @property
    def sent(self) -> Any:
        return super().data

    @property
    def data(self) -> Any:
        if self.name not in self.form.merged:  # type: ignore[attr-defined]
            return self.sent
        widget = self.field.widget
        if isinstance(widget, forms.MultiWidget):
            return widget.decompress(self.initial)
        return self.field.prepare_value(self.initial)


class ComparedForm(forms.ModelForm):
    bound_field_class = ComparedField

    @cached_property
    def opened_with(self) -> SafeString:
        """What stands there, whatever is proposed in its place afterwards."""
        if self.instance._state.adding:
            return SafeString("")
        pairs = " ".join(f"{name}={self.stored_digest(name)}" for name in self.open_fields())
        name = self.add_prefix(OPENED_WITH)
        return format_html('<input type="hidden" name="{}" value="{}">', name, pairs)

    def open_fields(self) -> list[str]:
        return [
            name
            for name, field in self.fields.items()
            if not field.disabled and not isinstance(field, forms.FileField)
        ]

    def stored(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)

    def stored_digest(self, name: str) -> str:
        return digest(self.stored(name))

    def sent_digest(self, name: str) -> str | None:
        if name not in self.fields:
            return digest(self.data.get(self.add_prefix(name)))
        bound: Any = self[name]
        try:
            return digest(bound.field.clean(bound.sent))
        except ValidationError:
            return None

    @cached_property
    def opened(self) -> dict[str, str]:
        """The digests that the form was opened with; a form sent by hand may have none."""
        if not self.is_bound or self.instance._state.adding:
            return {}
        return read_digests(self.data.get(self.add_prefix(OPENED_WITH), ""))

    @cached_property
    def changed_meanwhile(self) -> list[str]:
        return [
            name
            for name in self.open_fields()
            if self.opened.get(name, self.stored_digest(name)) != self.stored_digest(name)
        ]

    @cached_property
    def merged(self) -> list[str]:
        """What a colleague has changed and this person has not."""
        names = self.changed_meanwhile
        return [name for name in names if self.sent_digest(name) == self.opened[name]]

    @cached_property
    def contested(self) -> list[str]:
        """What both have changed, each to something else."""
        names = [name for name in self.changed_meanwhile if name not in self.merged]
        return [name for name in names if self.sent_digest(name) != self.stored_digest(name)]

    @cached_property
    def closed_meanwhile(self) -> list[str]:
        """What this person has changed and may not change any more."""
        closed = [name for name in self.opened if name not in self.open_fields()]
        return [name for name in closed if self.sent_digest(name) not in self.left_alone(name)]

    def left_alone(self, name: str) -> set[str]:
        stored = {self.stored_digest(name)} if name in self.fields else set()
        return {self.opened[name], *stored}

    def label_of(self, name: str) -> Any:
        if name in self.fields and self.fields[name].label:
            return self.fields[name].label
        return shown_values.label(type(self.instance), name)

    @cached_property
    def colleague(self) -> str:
        return who_changed(self.instance)

    def full_clean(self) -> None:
        super().full_clean()
        if self.changed_meanwhile:
            # Asked before this person's own change is recorded.
            _known = self.colleague
        for name in self.contested:
            self.add_error(name, self.both_texts(name))
        if self.contested:
            self.add_error(None, self.not_saved())
        for name in self.closed_meanwhile:
            self.add_error(None, self.words_for_closed(name))

    def not_saved(self) -> SafeString:
        labels = shown_values.joined(map(self.label_of, self.contested))
        return format_html(
            "{} {}", _("Not saved yet: you and a colleague have both changed"), labels
        )

    def both_texts(self, name: str) -> SafeString:
        """A member of staff who compares needs the other text as a reader sees it."""
        said = _("%(person)s has changed this meanwhile.") % {"person": self.colleague}
        how = _("Your words are below. Save again to keep yours, or copy what you need first.")
        now = shown_values.of_field(self[name], self.stored(name))
        return format_html(
            '<p>{}</p><div class="as-it-stands"><strong>{}</strong>{}</div><p>{}</p>',
            said, _("As it stands now:"), now, how,
        )  # fmt: skip

    def words_for_closed(self, name: str) -> SafeString:
        said = _("%(field)s can no longer be changed. You wrote:")
        words = str(self.data.get(self.add_prefix(name), ""))
        return shown_values.with_words(said % {"field": self.label_of(name)}, words)
