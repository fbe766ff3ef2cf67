"""Small builders of real rows. `only="vi"` gives one that is written in that language alone."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext, override

from blog.models import BranchSection, Commitment, Period, Post, PullQuote
from engagement.core import languages
from engagement.core.models import Picture
from engagement.core.texts import TranslatedModel
from outreach.models import Branch, Event, EventKind, EventReport
from surveys.models import Answer, Question, Response, Survey
from surveys.services import open_survey, publish_questions

Texts = dict[str, str]

# What the page of a section sends where nobody is quoted.
NO_QUOTES = {"quotes-TOTAL_FORMS": "0", "quotes-INITIAL_FORMS": "0"}

number = count(1)


def said(message: str, reader: str, /, **values: Any) -> str:
    """The site's own message as a reader of that language gets it."""
    with override(reader):
        return " ".join((gettext(message) % values if values else gettext(message)).split())


def each(vi: str, es: str, en: str, only: str | None = None) -> Texts:
    words = {"vi": vi, "es": es, "en": en}
    return {only: words[only]} if only else words


def vouch_for(row: TranslatedModel) -> None:
    """As if somebody had reviewed every translation; the caller saves."""
    for field in row.translated_fields():
        for code in languages.CODES:
            if code != row.language_of_original(field) and row.stored_text(field, code):
                row.reviewed(field, code)


def make_branch(name: str = "", **fields: Any) -> Branch:
    name = name or f"Branch {next(number)}"
    place = {"address": "1 Main St", "city": "San José", "postal_code": "95112"}
    return Branch.objects.create(name=name, **{**place, **fields})


def make_kind(only: str | None = None, **fields: Any) -> EventKind:
    kind = EventKind(source_language=only or "en", **fields)
    kind.set_texts(
        name=each("Chợ nông gia", "Mercado", "Farmers market", only),
        title=each("Gặp thư viện ở chợ", "La biblioteca en el mercado", "Meet us at market", only),
        what_to_expect=each("Một cái bàn", "Una mesa", "A table", only),
    )
    kind.save()
    return kind


def make_event(title: str = "", days: float = 7, only: str | None = None, **fields: Any) -> Event:
    """An event `days` from now, two hours long. Without a title it has its kind's."""
    event = Event(source_language=only or "en")
    fields.setdefault("starts_at", timezone.now() + timedelta(days=days))
    fields.setdefault("ends_at", fields["starts_at"] + timedelta(hours=2))
    fields.setdefault("place", "Emma Prusch Farm Park")
    fields.setdefault("kind", None)
    fields["kind"] = fields["kind"] or make_kind(only)
    fields["branch"] = fields.get("branch") or make_branch()
    if title:
        event.set_texts(title=each(f"{title} (vi)", f"{title} (es)", f"{title} (en)", only))
    for name, value in fields.items():
        setattr(event, name, value)
    event.save()
    return event


def make_survey(
    *wordings: str, is_open: bool = True, only: str | None = None, **fields: Any
) -> Survey:
    """A survey whose questions have been asked; it is open unless told otherwise."""
    survey = Survey(source_language=only or "en", **fields)
    survey.set_texts(
        title=each("Khảo sát cộng đồng", "Encuesta comunitaria", "Community survey", only),
        introduction=each("<p>Vài câu</p>", "<p>Unas preguntas</p>", "<p>A few</p>", only),
    )
    survey.save()
    survey.versions.create(number=1)
    add_questions(survey, *(wordings or ("What kind of community?", "And now?")), only=only)
    publish_questions(survey)
    if is_open:
        open_survey(survey)
    survey.refresh_from_db()
    return survey


def add_questions(survey: Survey, *wordings: str, only: str | None = None) -> None:
    version = survey.versions.newest_first()[0]
    for position, wording in enumerate(wordings, start=1):
        question = Question(version=version, position=position, source_language=only or "en")
        question.set_texts(
            wording=each(f"{wording} (vi)", f"{wording} (es)", f"{wording} (en)", only)
        )
        question.save()


def make_answer(survey: Survey, words: str, **fields: Any) -> Response:
    """A kept sheet with words on the first question."""
    version = survey.versions.newest_first()[0]
    fields = {"language": "en", "day": timezone.localdate(), **fields}
    response = Response.objects.create(version=version, **fields)
    Answer.objects.create(response=response, question=version.questions.all()[0], words=words)
    return response


def make_period(
    starts_on: date = date(2024, 3, 1), ends_on: date = date(2024, 5, 31), only: str | None = None
) -> Period:
    period = Period(starts_on=starts_on, ends_on=ends_on, source_language=only or "en")
    period.set_texts(label=each("Mùa xuân", "Primavera", "Spring", only))
    period.save()
    return period


def make_picture() -> Picture:
    picture = Picture(drawing="park")
    picture.set_texts(alt=each("Công viên", "Un parque", "A park"))
    picture.save()
    return picture


def make_post(
    title: str = "",
    *sections: Branch,
    days: float = -1,
    only: str | None = None,
    **fields: Any,
) -> Post:
    """A post published `days` from now in which the given branches speak."""
    title = title or f"Post {next(number)}"
    fields = {
        "published_at": timezone.now() + timedelta(days=days),
        "period": fields.get("period") or make_period(only=only),
        **fields,
    }
    post = Post(source_language=only or "en", **fields)
    post.set_texts(
        title=each(f"{title} (vi)", f"{title} (es)", f"{title} (en)", only),
        summary=each("Tóm lược", "Resumen", "Summary", only),
        byline=each("Nhóm cộng đồng", "Equipo", "Outreach team", only),
        in_short=each("<p>Tóm lại</p>", "<p>En resumen</p>", "<p>Briefly</p>", only),
    )
    post.save()
    for position, branch in enumerate(sections, start=1):
        make_section(post, branch, position, only)
    return post


def make_section(
    post: Post, branch: Branch, position: int = 1, only: str | None = None
) -> BranchSection:
    section = BranchSection(
        post=post, branch=branch, position=position, source_language=only or "en"
    )
    heard = each("đã nghe", "escuchó", "heard", only)
    section.set_texts(body={code: f"<p>{branch} {words}</p>" for code, words in heard.items()})
    section.save()
    return section


def make_quote(
    section: BranchSection, words: str = "Más sombra", said_in: str = "es", **meaning: str
) -> PullQuote:
    """With its translations: `make_quote(section, "Más sombra", "es", en="More shade")`."""
    quote = PullQuote(section=section, said=words, said_in=said_in)
    quote.set_texts(meaning=meaning)
    quote.save()
    return quote


def make_report(branch: Branch | None = None, **fields: Any) -> EventReport:
    """A write-up that has been asked for, with a link that works; with an event it is about it."""
    event = fields.pop("event", None)
    report = EventReport(branch=branch or (event.branch if event else make_branch()))
    report.renew_link()
    report.be_about(event)
    for name, value in fields.items():
        setattr(report, name, value)
    report.save()
    return report


def make_promise(words: str = "More shade", days: int = 7, **fields: Any) -> Commitment:
    """A promise due in so many days."""
    only = fields.pop("only", None)
    due_on = timezone.localdate() + timedelta(days=days)
    promise = Commitment(due_on=due_on, source_language=only or "en", **fields)
    promise.set_texts(promise=each(f"{words} (vi)", f"{words} (es)", f"{words} (en)", only))
    promise.save()
    return promise
