from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone

from engagement.core.dates import years_before
from surveys.services import erase_answers_before


class Command(BaseCommand):
    help = "Erase answers older than ANSWER_RETENTION_YEARS, and say how many."

    def handle(self, *args: Any, **options: Any) -> None:
        day = years_before(timezone.localdate(), settings.ANSWER_RETENTION_YEARS)
        number = erase_answers_before(day)
        self.stdout.write(f"Erased {number} answer sheets from before {day.isoformat()}.")
