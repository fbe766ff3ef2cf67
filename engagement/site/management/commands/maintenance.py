from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from engagement.site.maintenance import mark


class Command(BaseCommand):
    help = "Show readers that the site will be back soon (on), or open it again (off)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("state", choices=["on", "off"])

    def handle(self, *args: Any, state: str, **options: Any) -> None:
        if state == "on":
            mark().parent.mkdir(parents=True, exist_ok=True)
            mark().touch()
            self.stdout.write("Readers are told that the site will be back soon.")
        else:
            mark().unlink(missing_ok=True)
            self.stdout.write("The site is open again.")
