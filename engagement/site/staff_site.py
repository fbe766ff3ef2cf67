from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext_lazy as _

from engagement.core import going_on
from engagement.core.audit import acting
from engagement.core.sign_in import SignInForm


class StaffSite(AdminSite):
    site_header = _("Staff pages")
    site_title = _("Staff pages")
    index_title = _("What would you like to do?")
    # Three languages side by side need the width.
    enable_nav_sidebar = False
    login_form = SignInForm

    def get_urls(self) -> list[Any]:
        """Without Django's shortcut to any row's page: it would tell where drafts will stand."""
        return [url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site"]

    def index(self, request: HttpRequest, extra_context: Any = None) -> TemplateResponse:
        # This class is made before the models that the page asks for.
        from .start_page import start_page

        return start_page(self, request)

    def app_index(  # type: ignore[override]
        self, request: HttpRequest, app_label: str, extra_context: Any = None
    ) -> HttpResponse:
        """Staff know no apps: everything is on the start page."""
        return redirect("admin:index")

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Whoever acts is known to the record of changes; who is signed out keeps their words."""

        def recorded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            with acting(request):
                return view(request, *args, **kwargs)

        checked = super().admin_view(update_wrapper(recorded, view), cacheable)

        def keeping(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request) and going_on.holds_words(request):
                form = going_on.sign_in_form(request)
                if not form.is_valid():
                    return self.ask_to_sign_in(request, form)
                going_on.take_up(request, form)
            return checked(request, *args, **kwargs)

        return update_wrapper(keeping, view)

    def ask_to_sign_in(self, request: HttpRequest, form: SignInForm) -> HttpResponse:
        kept = going_on.context(request)
        context = {**self.each_context(request), "title": _("Sign in"), "form": form, **kept}
        response = render(request, "admin/sign_in_to_go_on.html", context, status=403)
        add_never_cache_headers(response)
        return response
