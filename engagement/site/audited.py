"""Whose changes are recorded. A resident's words are in none of these, and none is left out."""

from django.apps import apps

from engagement.core.audit import follow

AUDITED = [
    "core.library",
    "core.picture",
    "core.user",
    "outreach.branch",
    "outreach.eventkind",
    "outreach.event",
    "outreach.eventreport",
    "surveys.survey",
    "surveys.questionversion",
    "surveys.question",
    "blog.period",
    "blog.post",
    "blog.branchsection",
    "blog.commitment",
    "site.section",
    "site.sectionitem",
    "site.glossaryterm",
]
# What residents said, and what staff blacked out of it, which leaves a trace of its own.
NEVER_AUDITED = [
    "surveys.response",
    "surveys.answer",
    "surveys.blackout",
    "blog.pullquote",
    "core.signintries",
]


def follow_all() -> None:
    for name in AUDITED:
        follow(apps.get_model(name))
