from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from engagement.core.models import User
from engagement.site.demo.load import load
from engagement.site.demo.remove import remove


class Command(BaseCommand):
    help = "Load the demonstration content, or remove it whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="only while there is no staff")
        parser.add_argument("--remove", action="store_true", help="take all of it away again")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["remove"]:
            self.take_away()
        elif options["if_empty"] and User.objects.exists():
            self.stdout.write("The site has staff already; nothing was loaded.")
        else:
            load()
            self.stdout.write("The demonstration is loaded. `seed_demo --remove` takes it away.")

    def take_away(self) -> None:
        kept = remove()
        self.stdout.write("The demonstration is removed.")
        for name in kept:
            self.stdout.write(f"Kept, because real content stands on it: {name}")
