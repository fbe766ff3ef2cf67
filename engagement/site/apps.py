from typing import Any

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class SiteConfig(AppConfig):
    name = "engagement.site"
    label = "site"
    verbose_name = _("The pages")

    def ready(self) -> None:
        post_migrate.connect(complete_landing_page, sender=self)


def complete_landing_page(**kwargs: Any) -> None:
    from .services import complete_landing_page

    complete_landing_page()
