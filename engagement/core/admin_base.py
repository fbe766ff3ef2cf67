"""What staff pages share: languages side by side, the editor's nonce, errors that are seen."""

from typing import Any, ClassVar, cast

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import BaseModelAdmin, IncorrectLookupParameters
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.views.main import ChangeList
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media as NonceMedia
from modeltranslation.utils import build_localized_fieldname

from . import languages, shown_values
from .deleting import SaysWhatStandsInTheWay
from .history import ShowsChanges
from .keeps_words import KeepsWords
from .list_filters import UnfinishedLanguageFilter
from .models import User
from .publishing import DemonstrationModel
from .staff_forms import PartForm, PartFormSet, StaffForm
from .staff_inputs import (
    ColumnLabel,
    DayInput,
    EditorInLanguage,
    WrappingInput,
    refuse_mistyped_year,
)
from .staff_parts import StaffFormSet
from .texts import TranslatedModel

LONGEST_SHORT_TEXT = 120


def localized(*fields: str) -> list[str]:
    """The columns of translated fields, for searching."""
    return [build_localized_fieldname(field, code) for field in fields for code in languages.CODES]


def side_by_side(*fields: str) -> list[tuple[str, ...]]:
    """A row for each translated field, with a column for each language."""
    return [tuple(localized(field)) for field in fields]


class StaffFields(BaseModelAdmin):
    """Fields as staff meet them, on a page of their own or inside another."""

    empty_value_display = shown_values.NOTHING

    form: type[forms.ModelForm] = StaffForm
    formfield_overrides: ClassVar[dict[type[models.Field], dict[str, Any]]] = {
        models.DateField: {"widget": DayInput},
        models.URLField: {"assume_scheme": "https"},
    }

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.as_read(request, obj, super().get_fieldsets(request, obj))

    def as_read(self, request: HttpRequest, obj: Any, fieldsets: Any) -> Any:
        """Whoever only reads gets each text under its language, and rich text as it looks."""
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        return [(name, {**box, "fields": shown_fields(self.model, box["fields"])})
                for name, box in fieldsets]  # fmt: skip

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
        # Asked for by a default that is a function, which gives the same to all here; it would
        # stand in the page twice.
        field.show_hidden_initial = False
        # A browser that cuts off what is pasted would lose words in silence.
        field.widget.attrs.pop("maxlength", None)
        if isinstance(db_field, models.DateField):
            field.validators.append(refuse_mistyped_year)
        if isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        if hasattr(db_field, "translated_field"):
            set_language(field, db_field)
        return field


def shown_fields(model: type[models.Model], fields: Any) -> list[Any]:
    """Texts as functions that show them; whatever else there is stays."""
    return [
        tuple(shown_fields(model, field))
        if isinstance(field, tuple | list)
        else shown_values.reader_of(model, field)
        for field in fields
    ]


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


class StaffAdmin(SaysWhatStandsInTheWay, ShowsChanges, KeepsWords, StaffFields, admin.ModelAdmin):
    view_on_site = False
    list_per_page = 50
    show_facets = admin.ShowFacets.NEVER

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
        if original := context.get("original"):
            context |= self.titles(original)
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

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        refuse_nul(request)
        return super().get_changelist_instance(request)

    def response_action(
        self, request: HttpRequest, queryset: QuerySet, *args: Any
    ) -> HttpResponse | None:
        """A key that no row could have was made up: nothing is chosen by it."""
        sent = request.POST.copy()
        chosen = sent.getlist(ACTION_CHECKBOX_NAME)
        sent.setlist(ACTION_CHECKBOX_NAME, [key for key in chosen if self.may_be_key(key)])
        request.POST = sent  # type: ignore[assignment]
        return super().response_action(request, queryset, *args)

    def may_be_key(self, typed: str) -> bool:
        try:
            self.opts.pk.to_python(typed)
        except ValidationError:
            return False
        return True

    def titles(self, original: Any) -> dict[str, Any]:
        """A page is headed by what it is about, and below by what kind of thing that is."""
        kind = capfirst(str(self.opts.verbose_name))
        return {"title": str(original) or kind, "subtitle": kind}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = {"title": capfirst(str(self.opts.verbose_name_plural))}
        return super().changelist_view(request, {**title, **(extra_context or {})})

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
        return [*super().get_list_filter(request), UnfinishedLanguageFilter]

    @admin.display(description=_("name"))
    def heading(self, instance: TranslatedModel) -> SafeString | str:
        """The main text in the staff member's language, else the original marked as such."""
        return instance.text(instance.main_text).html or "–"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        title = {"title": capfirst(str(self.opts.verbose_name_plural))}
        return super().changelist_view(request, {**title, **(extra_context or {})})

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
    template = "admin/parts.html"
    extra = 0

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Of two people who save at once the second waits, and then sees what the first saved."""
        parts = super().get_queryset(request)
        return parts.select_for_update(of=("self",)) if request.method == "POST" else parts

    def get_formset(
        self, request: HttpRequest, obj: Any = None, **kwargs: Any
    ) -> type[BaseInlineFormSet]:
        shown = flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs.setdefault("fields", [getattr(field, "__name__", field) for field in shown])
        formset = super().get_formset(request, obj, **kwargs)
        self.limit(formset.form, request, obj)
        return formset


class FollowingInline(PartInline):
    """Parts that are written first in the same language as the whole."""

    form: type[forms.ModelForm] = PartForm
    formset: type[BaseInlineFormSet] = PartFormSet
