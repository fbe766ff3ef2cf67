"""Answer sheets composed from phrases that a resident of this city might say."""

import random
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from engagement.core import dates
from outreach.models import Event
from surveys.models import Answer, Question, QuestionVersion, Response, Survey

SHEETS = {"ask-4": 300, "library-use": 150}
QUESTION_KEYS = {
    "ask-4": ["community", "difference", "library", "comments"],
    "library-use": ["use", "why", "wish"],
}
LANGUAGES = {"en": 5, "vi": 3, "es": 3}
CHANNELS = {"board": 5, "web": 3, "paper": 2, "spoken": 1, "tablet": 1}
WEB_DAYS = 200


def load_answers(phrases: dict[str, Any]) -> None:
    """The same sheets at every run: keys and choices follow from their number."""
    events = list(Event.objects.filter(is_demo=True).past().select_related("branch"))
    for survey in Survey.objects.filter(is_demo=True, slug__in=SHEETS):
        version = (
            survey.versions.select_related("survey").prefetch_related("questions").get(number=1)
        )
        sheets = [
            compose(version, number, phrases[survey.slug], events)
            for number in range(SHEETS[survey.slug])
        ]
        Response.objects.bulk_create([response for response, _ in sheets], ignore_conflicts=True)
        Answer.objects.bulk_create(
            [answer for _, answers in sheets for answer in answers], ignore_conflicts=True
        )


def compose(
    version: QuestionVersion, number: int, phrases: dict[str, Any], events: list[Event]
) -> tuple[Response, list[Answer]]:
    slug = version.survey.slug
    name = f"{slug}/{number}"
    chance = random.Random(name)
    channel, language = pick(chance, CHANNELS), pick(chance, LANGUAGES)
    event = chance.choice(events) if events and channel != "web" else None
    response = Response(
        key=uuid5(NAMESPACE_URL, name),
        version=version,
        event=event,
        branch=event.branch if event else None,
        channel=channel,
        language=language,
        day=dates.local(event.starts_at).date() if event else web_day(chance),
        is_demo=True,
    )
    questions = list(zip(QUESTION_KEYS[slug], version.questions.all(), strict=True))
    # A note on the board or a remark in passing is one answer; a sheet may hold several.
    several = chance.randint(1, len(questions)) if channel in {"web", "paper", "tablet"} else 1
    return response, [
        answer(response, question, chance.choice(phrases[key][language]))
        for key, question in sorted(chance.sample(questions, several), key=position)
    ]


def pick(chance: random.Random, weights: dict[str, int]) -> str:
    return chance.choices(list(weights), list(weights.values()))[0]


def web_day(chance: random.Random) -> date:
    return timezone.localdate() - timedelta(days=chance.randrange(WEB_DAYS))


def position(pair: tuple[str, Question]) -> int:
    return pair[1].position


def answer(response: Response, question: Question, words: str) -> Answer:
    key = uuid5(response.key, str(question.position))
    return Answer(key=key, response=response, question=question, words=words)
