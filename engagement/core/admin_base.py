"""What staff pages share: languages side by side, the editor's nonce, errors that are seen."""

from copy import copy
from datetime import date, datetime
from typing import Any, ClassVar, cast

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import AdminTextareaWidget, RelatedFieldWidgetWrapper
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media as NonceMedia
from modeltranslation.utils import build_localized_fieldname

from . import dates, languages
from .list_filters import MissingLanguageFilter
from .models import User
from .prose import words_in
from .publishing import DemonstrationModel
from .texts import TranslatedModel

YEARS = range(1900, 2100)
LONGEST_SHORT_TEXT = 120


def localized(*fields: str) -> list[str]:
    """The columns of translated fields, for searching."""
    return [build_localized_fieldname(field, code) for field in fields for code in languages.CODES]


def side_by_side(*fields: str) -> list[tuple[str, ...]]:
    """A row for each translated field, with a column for each language."""
    return [tuple(localized(field)) for field in fields]


def refuse_mistyped_year(value: date) -> None:
    """A year such as 20026 or 0203; PostgreSQL and Python disagree about those far away."""
    if value.year not in YEARS:
        raise ValidationError(_("Please check the year."))


class DayInput(forms.DateInput):
    """The browser's own calendar, which speaks the language of the person's device."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class ClockInput(forms.TimeInput):
    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DayAndClockInput(forms.SplitDateTimeWidget):
    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        parts = [DayInput({"aria-label": _("Day")}), ClockInput({"aria-label": _("Time")})]
        forms.MultiWidget.__init__(self, parts, attrs)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else id_


class MomentField(forms.MultiValueField):
    """A day and a time on the library's clocks."""

    widget = DayAndClockInput
    INCOMPLETE = _("Please choose a day and a time.")

    def __init__(self, **kwargs: Any) -> None:
        parts = (forms.DateField(validators=[refuse_mistyped_year]), forms.TimeField())
        super().__init__(parts, **kwargs)

    def compress(self, data_list: list[Any]) -> datetime | None:
        if not data_list:
            return None
        if None in data_list:
            raise ValidationError(self.INCOMPLETE)
        return dates.moment(*data_list)


class ColumnLabel(str):
    """“Title (Español)” as plain text; on a page the language's name is marked with its `lang`."""

    markup: SafeString

    def __new__(cls, label: str, code: str) -> "ColumnLabel":
        made = super().__new__(cls, f"{label} ({languages.NAMES[code]})")
        made.markup = format_html(
            '{} <span class="language" lang="{}">{}</span>', label, code, languages.NAMES[code]
        )
        return made

    def __html__(self) -> SafeString:
        return self.markup


class EditorInLanguage(AdminProseEditorWidget):
    """The editor writes into a part of its own, which takes the language from around it."""

    def render(self, name: str, value: Any, *args: Any, **kwargs: Any) -> SafeString:
        return format_html(
            '<div class="editor" lang="{}">{}</div>'
            '<p class="word-count">{} <span data-word-count>{}</span></p>',
            self.attrs["lang"],
            super().render(name, value, *args, **kwargs),
            _("Words:"),
            words_in(value or ""),
        )


class WrappingInput(AdminTextareaWidget):
    """One line that wraps in a narrow column; breaks of the line are no part of the text."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"rows": 2, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        value = super().value_from_datadict(data, files, name)
        return value and " ".join(value.splitlines())


class StaffForm(forms.ModelForm):
    """An error about a field that is not on this form is said at its top, not raised.

    Where `open_columns` is set nothing else can be changed, whatever is sent.
    """

    open_columns: frozenset[str] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.open_columns is not None:
            self.close_all_but(self.open_columns)

    def close_all_but(self, columns: frozenset[str]) -> None:
        for name in self.fields.keys() - columns:
            field = self.fields[name]
            field.disabled = True
            if isinstance(field, forms.ModelChoiceField) and field.queryset is not None:
                # What stands there is shown, also where this person could not choose it.
                field.queryset = field.queryset.model._default_manager.all()
        self._meta = copy(self._meta)
        self._meta.fields = sorted(columns)

    def add_error(self, field: str | None, error: Any) -> None:
        if field is None and hasattr(error, "error_dict"):
            shown: dict[str, list[ValidationError]] = {}
            for name, errors in error.error_dict.items():
                place = name if name in self.fields else NON_FIELD_ERRORS
                shown.setdefault(place, []).extend(errors)
            error = ValidationError(shown)
        super().add_error(field, error)


class PartForm(StaffForm):
    """A part of something larger, written first in the same language as the whole."""

    language_changed = False

    def __init__(self, *args: Any, whole: TranslatedModel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.whole = whole

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        before = self.instance.source_language
        self.instance.source_language = self.whole.source_language
        self.language_changed = before != self.instance.source_language and bool(self.instance.pk)
        return cleaned

    def has_changed(self) -> bool:
        return self.language_changed or super().has_changed()


class StaffFormSet(BaseInlineFormSet):
    def clean(self) -> None:
        """A part that is gone by now would be passed over, and what was typed lost in silence."""
        super().clean()
        if any(form.instance.pk is None for form in self.initial_forms):
            raise ValidationError(
                _("Someone has changed this meanwhile. Please open the page again in a new tab.")
            )


class PartFormSet(StaffFormSet):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "whole": self.instance}


class StaffFields(BaseModelAdmin):
    """Fields as staff meet them, on a page of their own or inside another."""

    form: type[forms.ModelForm] = StaffForm
    formfield_overrides: ClassVar[dict[type[models.Field], dict[str, Any]]] = {
        models.DateField: {"widget": DayInput},
        models.URLField: {"assume_scheme": "https"},
    }

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_rewrite(request, obj) or bool(self.translated_columns(request))

    def may_rewrite(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether everything may be changed, not only texts of a language."""
        return super().has_change_permission(request, obj)

    def translated_columns(self, request: HttpRequest) -> frozenset[str]:
        """The columns that this person may write as a translator."""
        if not issubclass(self.model, TranslatedModel) or not may_translate(request):
            return frozenset()
        mine = [code for code in languages.CODES if code in person(request).languages_translated]
        fields = self.model.translated_fields()
        return frozenset(
            build_localized_fieldname(field, code) for field in fields for code in mine
        )

    def limit(self, form: type[forms.ModelForm], request: HttpRequest, obj: Any) -> None:
        if issubclass(form, StaffForm) and not self.may_rewrite(request, obj):
            form.open_columns = self.translated_columns(request)

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        if (
            hasattr(db_field, "translated_field")
            and (db_field.max_length or 0) > LONGEST_SHORT_TEXT
        ):
            kwargs["widget"] = WrappingInput
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        # A browser that cuts off what is pasted would lose words in silence.
        field.widget.attrs.pop("maxlength", None)
        if isinstance(db_field, models.DateField):
            field.validators.append(refuse_mistyped_year)
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        if hasattr(db_field, "translated_field"):
            set_language(field, db_field)
        return field


def person(request: HttpRequest) -> User:
    """Whoever has rights under /admin/ has an account."""
    return cast(User, request.user)


def may_translate(request: HttpRequest) -> bool:
    return request.user.has_perm("core.translate")


def set_language(field: forms.Field, db_field: Any) -> None:
    code = db_field.language
    field.label = ColumnLabel(capfirst(str(db_field.translated_field.verbose_name)), code)
    field.widget.attrs["lang"] = code
    if code != languages.CODES[0]:
        # Said once, under the first column.
        field.help_text = ""
    if isinstance(field.widget, AdminProseEditorWidget):
        editor = field.widget
        field.widget = EditorInLanguage(editor.attrs, config=editor.config, preset=editor.preset)


def refuse_nul(request: HttpRequest) -> None:
    """PostgreSQL keeps no NUL: where one stands in a filter, the address was made up."""
    if any("\0" in text for name, values in request.GET.lists() for text in [name, *values]):
        raise IncorrectLookupParameters


class StaffAdmin(StaffFields, admin.ModelAdmin):
    view_on_site = False
    list_per_page = 50

    class Media:
        js = ["staff/editor.js", "staff/word-count.js"]

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        """Found with or without their marks: “su kien” is “sự kiện”."""
        named = super().get_search_fields(request)
        return [name if "__" in name else f"{name}__unaccent" for name in named]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """The editor's import map is the one inline script; the policy lets it in by its nonce."""
        nonce = str(request.csp_nonce)  # type: ignore[attr-defined]
        context["media"] = NonceMedia.from_media(context["media"], nonce=nonce)
        context["may_rewrite"] = self.may_rewrite(request, context.get("original"))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """What staff have worded is theirs: no longer demonstration, and not removed with it."""
        if change and form.has_changed() and isinstance(obj, DemonstrationModel):
            obj.is_demo = False
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change and any(formset.has_changed() for formset in formsets):
            parts_of = type(form.instance)._default_manager.filter(pk=form.instance.pk)
            if isinstance(form.instance, DemonstrationModel):
                parts_of.update(is_demo=False)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        if change:
            self.limit(form, request, obj)
        return form

    def get_changelist_form(self, request: HttpRequest, **kwargs: Any) -> type[forms.ModelForm]:
        return super().get_changelist_form(request, form=StaffForm, **kwargs)

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """A list is edited in place only by those who may change whole rows."""
        refuse_nul(request)
        changes = super().get_changelist_instance(request)
        if not self.may_rewrite(request):
            changes.list_editable = ()
        return changes

    def found_as(self, instance: Any) -> SafeString | str:
        """How a search names it."""
        return str(instance)

    @admin.display(description=_("demonstration"), empty_value="")
    def demonstration(self, instance: DemonstrationModel) -> str:
        return str(_("demonstration")) if instance.is_demo else ""

    @admin.display(description=_("on the site"))
    def on_the_site(self, instance: Any) -> SafeString | str:
        """Its page in each language, once there is one."""
        # A form with errors has already put what was typed on the instance.
        stored = type(instance)._default_manager.filter(pk=instance.pk).first()
        if stored is None or not self.has_page(stored):
            return str(_("Not to be seen by readers now."))
        address = stored.get_absolute_url()
        return format_html_join(
            " · ",
            '<a href="{}" lang="{}" hreflang="{}">{}</a>',
            (
                (languages.swap(address, code), code, code, name)
                for code, name in settings.LANGUAGES
            ),
        )

    def has_page(self, instance: Any) -> bool:
        return True


class TranslatedAdmin(StaffAdmin):
    """Each translated text stands in a row with a column for each language (`side_by_side`)."""

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [*super().get_list_filter(request), MissingLanguageFilter]

    @admin.display(description=_("name"))
    def heading(self, instance: TranslatedModel) -> SafeString | str:
        """The main text in the staff member's language, else the original marked as such."""
        return instance.text(instance.main_text).html or "–"

    def found_as(self, instance: Any) -> SafeString | str:
        return self.heading(instance)

    @admin.display(description=_("languages"))
    def written_in(self, instance: TranslatedModel) -> SafeString:
        return format_html_join(
            ", ",
            '<span lang="{}">{}</span>',
            ((code, languages.NAMES[code]) for code in instance.languages()),
        )


class PartInline(StaffFields, admin.StackedInline):
    formset: type[BaseInlineFormSet] = StaffFormSet
    extra = 0

    def get_formset(
        self, request: HttpRequest, obj: Any = None, **kwargs: Any
    ) -> type[BaseInlineFormSet]:
        formset = super().get_formset(request, obj, **kwargs)
        self.limit(formset.form, request, obj)
        return formset


class FollowingInline(PartInline):
    """Parts that are written first in the same language as the whole."""

    form: type[forms.ModelForm] = PartForm
    formset: type[BaseInlineFormSet] = PartFormSet
