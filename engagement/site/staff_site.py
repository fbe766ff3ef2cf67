from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

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
