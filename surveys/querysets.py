from typing import Self
from uuid import UUID

from django.db import models
from django.utils import timezone

from engagement.core.publishing import PublishedQuerySet


class SurveyQuerySet(models.QuerySet):
    def asked(self) -> Self:
        """Surveys that residents have seen; a draft has no page."""
        return self.filter(versions__published_at__lte=timezone.now()).distinct()

    def open(self) -> Self:
        """The survey that residents are asked to answer: one at the most."""
        return self.asked().filter(is_open=True)


class QuestionVersionQuerySet(PublishedQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-number")


class ResponseQuerySet(models.QuerySet):
    def real(self) -> Self:
        """What residents said; demonstration answers are never counted with it."""
        return self.filter(is_demo=False)

    def with_key(self, key: str) -> Self:
        try:
            return self.filter(key=UUID(key))
        except ValueError:
            return self.none()

    def for_reading(self) -> Self:
        return (
            self.select_related("version__survey", "event__kind", "branch")
            .prefetch_related("answers__question")
            .order_by("-day", "pk")
        )
