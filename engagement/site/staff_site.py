from typing import Any

from django.contrib.admin import AdminSite
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
