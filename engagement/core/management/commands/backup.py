from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from engagement.core.backups import database
from engagement.core.backups.errors import told_in_one_line
from engagement.core.backups.folder import keep_newest
from engagement.core.backups.save import save


class Command(BaseCommand):
    help = "Write the database and the pictures to one file in BACKUP_DIR, and read it back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--keep", type=at_least_one, metavar="N", help="afterwards let only the newest N stay"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BACKUP_DIR)
        with told_in_one_line(), database.at_hand():
            path, manifest = save(folder)
            self.stdout.write(
                f"Backed up {manifest.rows} rows in {len(manifest.tables)} tables and "
                f"{len(manifest.pictures)} picture files to {path}"
            )
            self.stdout.write("Staff sessions are left out: after a restore everyone signs in.")
            if options["keep"]:
                removed = keep_newest(folder, options["keep"])
                self.stdout.write(f"Older backups removed: {removed}")


def at_least_one(text: str) -> int:
    if text.isdecimal() and int(text):
        return int(text)
    raise ArgumentTypeError(f"{text} is not a number of backups: give 1 or more")
