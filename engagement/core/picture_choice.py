"""A picture chosen in place: the newest ones as thumbnails, and a button that adds another."""

from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from .admin.picture_states import state_in_words
from .admin.pictures import thumbnail_address
from .admin_base import StaffAdmin
from .models import Picture

NEWEST = 6


class PictureChoice(forms.RadioSelect):
    template_name = "core/picture_choice.html"
    may_add = False
    unseen: int | None = None

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        picture = getattr(value, "instance", None)
        option["picture"] = picture
        seen = picture if picture and picture.pk != self.unseen else None
        option["preview"] = thumbnail_address(seen) if seen else ""
        option["state"] = state_in_words(picture) if picture and not picture.is_shown else ""
        return option

    def get_context(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Older pictures stand behind a fold, unless one of them is the chosen one."""
        context = super().get_context(*args, **kwargs)
        widget = context["widget"]
        options = [option for group in widget["optgroups"] for option in group[1]]
        older = [option for option in options[NEWEST + 1 :] if not option["selected"]]
        widget["older"] = older
        widget["shown"] = [option for option in options if option not in older]
        widget["may_add"] = self.may_add and not widget["attrs"].get("disabled")
        return context


class ChoosesPicture(StaffAdmin):
    """For models with a `picture`. To add one saves the page first, so that no word is lost."""

    def formfield_for_dbfield(
        self, db_field: Any, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.related_model is Picture and isinstance(field, forms.ModelChoiceField):
            field.widget = PictureChoice()
            field.widget.may_add = request.user.has_perm("core.add_picture")
            field.empty_label = _("No picture")
            field.queryset = Picture.objects.seen_by(request.user).order_by("-pk")
        return field

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """The picture that is chosen stays chosen, also where this person may not see it."""
        form = super().get_form(request, obj, change, **kwargs)
        field: Any = form.base_fields.get("picture")
        if field and obj and obj.picture_id:
            seen = field.queryset
            unseen = not seen.filter(pk=obj.picture_id).exists()
            field.widget.unseen = obj.picture_id if unseen else None
            field.queryset = Picture.objects.filter(
                Q(pk__in=seen.order_by().values("pk")) | Q(pk=obj.picture_id)
            ).order_by("-pk")
        return form

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """A picture that was just added for this page is chosen already."""
        form = context["adminform"].form
        field = form.fields.get("picture")
        if field and not field.disabled and "picture" in request.GET:
            # Noted before another picture is proposed than the one that is stored.
            _noted = form.opened_with
            with suppress(ValidationError):
                form.initial["picture"] = field.clean(request.GET["picture"])
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        if "_add_picture" in request.POST:
            return self.to_new_picture(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        if "_add_picture" in request.POST:
            return self.to_new_picture(request, obj)
        return super().response_change(request, obj)

    def to_new_picture(self, request: HttpRequest, obj: models.Model) -> HttpResponse:
        messages.success(request, _("Your words are saved. Please add the picture now."))
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_change"
        back = urlencode({"next": reverse(name, args=[obj.pk])})
        return HttpResponseRedirect(f"{reverse('admin:core_picture_add')}?{back}")
