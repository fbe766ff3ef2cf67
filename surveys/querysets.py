from typing import Self
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models import Count, Exists, ExpressionWrapper, OuterRef, Q

from engagement.core.publishing import PublishedQuerySet

from . import danger


class SurveyQuerySet(models.QuerySet):
    def asked(self) -> Self:
        """Surveys that residents have seen; a draft has no page."""
        versions = apps.get_model("surveys", "QuestionVersion").objects.published()
        return self.filter(pk__in=versions.values("survey"))

    def open(self) -> Self:
        """The survey that residents are asked to answer: one at the most."""
        return self.asked().filter(is_open=True)


class QuestionVersionQuerySet(PublishedQuerySet):
    def newest_first(self) -> Self:
        return self.order_by("-number")

    def newest(self) -> Self:
        """The last version of each survey, asked already or not."""
        later = self.model._default_manager.filter(
            survey=OuterRef("survey"), number__gt=OuterRef("number")
        )
        return self.exclude(Exists(later))


class ResponseQuerySet(models.QuerySet):
    def real(self) -> Self:
        """What residents said; demonstration answers are never counted with it."""
        return self.filter(is_demo=False)

    def with_key(self, key: str) -> Self:
        try:
            return self.filter(key=UUID(key))
        except ValueError:
            return self.none()

    def demonstration(self) -> Self:
        return self.filter(is_demo=True)

    def read(self) -> Self:
        return self.filter(is_read=True)

    def unread(self) -> Self:
        return self.filter(is_read=False)

    def reading_counts(self) -> dict[str, int]:
        return self.order_by().aggregate(
            read=Count("pk", filter=Q(is_read=True)), unread=Count("pk", filter=Q(is_read=False))
        )

    def with_urgency(self) -> Self:
        """`is_urgent`: nobody has read it yet, and it holds a word of danger."""
        answers = apps.get_model("surveys", "Answer").objects.filter(response=OuterRef("pk"))
        unread_and_dangerous = Q(is_read=False) & Q(Exists(danger.among(answers)))
        return self.annotate(
            is_urgent=ExpressionWrapper(unread_and_dangerous, models.BooleanField())
        )

    def urgent(self) -> Self:
        return self.filter(is_urgent=True)

    def for_reading(self) -> Self:
        return (
            self.with_urgency()
            .select_related("version__survey", "event__kind", "branch")
            .prefetch_related("answers__question")
            .order_by("-is_urgent", "-day", "pk")
        )


class AnswerQuerySet(models.QuerySet):
    def for_black_out(self) -> Self:
        return self.select_related("response__version__survey", "question")
