from typing import Any

from django.apps import AppConfig
from django.apps.registry import Apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "engagement.site"
    label = "site"
    verbose_name = _("The pages")

    def ready(self) -> None:
        post_migrate.connect(complete_landing_page, sender=self)


def complete_landing_page(apps: Apps | None = None, **kwargs: Any) -> None:
    """After a migration backwards there may be no table to fill; `flush` names no apps."""
    from .services import complete_landing_page

    if apps is None or "section" in apps.all_models["site"]:
        complete_landing_page()
