from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from engagement.core.backups import database
from engagement.core.backups.errors import told_in_one_line
from engagement.core.backups.manifest import Manifest, member_of
from engagement.core.backups.restore import check, restore


class Command(BaseCommand):
    help = "Fill an empty place from a backup, and compare what arrived with what was saved."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="a file that `manage.py backup` wrote")
        parser.add_argument(
            "--check", action="store_true", help="only see whether the file is whole and undamaged"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        with told_in_one_line():
            if options["check"]:
                self.tell(check(options["file"]))
                self.stdout.write("The backup is whole and undamaged. Nothing was restored.")
            else:
                with database.at_hand():
                    self.tell(restore(options["file"]))
                self.stdout.write("Restored, and the same as it was backed up.")

    def tell(self, manifest: Manifest) -> None:
        made_at = timezone.localtime(manifest.made_at)
        self.stdout.write(
            f"Backup of {made_at:%Y-%m-%d %H:%M} ({timezone.get_current_timezone_name()})"
        )
        for name, table in manifest.tables.items():
            digest = manifest.members[member_of(name)].sha256
            self.stdout.write(f"{table.rows:>8} rows  sha256 {digest}  {name}")
        self.stdout.write(f"{len(manifest.pictures):>8} picture files, each with its digest")
        self.stdout.write(f"Left out: {', '.join(manifest.left_out)}")
