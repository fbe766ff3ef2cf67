import unicodedata
import uuid
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from engagement.core.forms import PublicForm, as_typed

from . import redaction
from .models import Answer, BlackOut, Question, QuestionVersion

MAX_LENGTH = 5_000
TOO_LONG = _(
    "This is longer than we can keep: at most %(limit_value)d characters, and these are "
    "%(show_value)d. Please shorten it, or send the rest as a second answer."
)


class WordsField(forms.CharField):
    """A resident's words: kept as typed, but for the form of Unicode and the ends of lines."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        # No maxlength attribute: a browser that silently stops typing would lose words.
        self.validators = [MaxLengthValidator(MAX_LENGTH, TOO_LONG)]

    def to_python(self, value: Any) -> str:
        words = as_typed(super().to_python(value)).strip()
        return words if any(unicodedata.category(sign)[0] in "LNPS" for sign in words) else ""


class SurveyForm(PublicForm):
    """The questions of one version. `key` is made before the form is sent."""

    HIDDEN: ClassVar[set[str]] = {"key", "version", "at"}

    key = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)
    at = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, version: QuestionVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = version
        self.questions = list(version.questions.all())
        for question in self.questions:
            self.fields[self.field_name(question)] = self.question_field(question)

    @staticmethod
    def field_name(question: Question) -> str:
        return f"question-{question.pk}"

    @staticmethod
    def question_field(question: Question) -> WordsField:
        long = question.kind == Question.Kind.LONG
        return WordsField(
            label=question.text("wording").html,
            help_text=question.text("hint").html,
            widget=forms.Textarea({"rows": 4}) if long else forms.TextInput,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.errors.keys() & self.HIDDEN:
            self.repair()
        elif not self.errors and not self.words():
            raise forms.ValidationError(
                _("There are no words here yet. Please answer at least one question."),
                code="empty",
            )
        return cleaned

    def repair(self) -> None:
        """A page that was cut short or altered on its way: one more press of Send mends it."""
        damaged = [name for name in self.HIDDEN if self.errors.pop(name, None)]
        if "at" in damaged:
            self.data = {**self.typed, "at": ""}
        self.renew_key()
        self.add_error(None, _("A part of this page was missing. Please press Send once more."))

    def words(self) -> dict[int, str]:
        """What was answered, by question."""
        answered = {q.pk: self.cleaned_data.get(self.field_name(q), "") for q in self.questions}
        return {pk: words for pk, words in answered.items() if words}

    @property
    def typed(self) -> dict[str, str]:
        """Everything in the form as it was typed, to be shown again under another language."""
        return {name: self.data.get(name, "").replace("\0", "") for name in self.fields}

    def renew_key(self) -> None:
        """What is sent next from this page is a new sheet, under the version that it shows."""
        self.data = {**self.typed, "key": str(uuid.uuid4()), "version": self.asked.number}


class BlackOutForm(forms.Form):
    """Words of an answer by their numbers: no request ever repeats the words themselves."""

    seen = forms.CharField(widget=forms.HiddenInput)
    words = forms.TypedMultipleChoiceField(
        coerce=int, error_messages={"required": _("Please choose at least one word.")}
    )
    reason = forms.ChoiceField(
        label=pgettext_lazy("why words were blacked out", "What the words tell"),
        choices=BlackOut.Reason.choices,
        error_messages={"required": _("Please say what the words tell.")},
    )

    def __init__(self, answer: Answer, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pieces = redaction.pieces(answer.words)
        self.fingerprint = salted_hmac("surveys.black_out", answer.words).hexdigest()
        numbers = [piece.number for piece in self.pieces if piece.number is not None]
        words: Any = self.fields["words"]
        words.choices = [(number, number) for number in numbers]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if not constant_time_compare(self.data.get("seen", ""), self.fingerprint):
            self.errors.clear()
            self.add_error(None, _("These words have changed meanwhile. Please choose again."))
        return cleaned

    @property
    def chosen(self) -> set[int]:
        """The numbers ticked so far, to be shown ticked again; none if the words have changed."""
        if self.data.get("seen") != self.fingerprint:
            return set()
        data: Any = self.data
        ticked = set(data.getlist("words"))
        return {n for piece in self.pieces if (n := piece.number) is not None and str(n) in ticked}
