from typing import Any

from django.apps import AppConfig
from django.apps.registry import Apps
from django.contrib.admin import apps as admin
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    default = True
    name = "engagement.site"
    label = "site"
    verbose_name = _("The pages")

    def ready(self) -> None:
        from .audited import follow_all
        from .rights import keep_groups

        follow_all()
        post_migrate.connect(complete_landing_page, sender=self)
        post_migrate.connect(keep_groups, sender=self)


class StaffPagesConfig(admin.AdminConfig):
    default = False
    default_site = "engagement.site.staff_site.StaffSite"

    def ready(self) -> None:
        """Roles are kept in step with a table, and who changed what has a page of our own."""
        super().ready()
        from auditlog.models import LogEntry
        from django.contrib.admin import site
        from django.contrib.auth.models import Group

        site.unregister([Group, LogEntry])


def complete_landing_page(apps: Apps | None = None, **kwargs: Any) -> None:
    """After a migration backwards there may be no table to fill; `flush` names no apps."""
    from .services import begin_glossary, complete_landing_page

    if apps is None or "section" in apps.all_models["site"]:
        complete_landing_page()
        begin_glossary()
