"""What a reader gets of a translated text, in which language, and how it is marked."""

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from engagement.core.prose import plain
from engagement.core.texts import from_mapping
from engagement.site.models import Section
from outreach.models import EventKind
from surveys.models import Question, Survey
from surveys.services import begin_version
from tests.builders import make_event, make_kind, make_survey


def test_a_reader_gets_the_text_in_their_own_language() -> None:
    kind = EventKind(source_language="en")
    kind.set_texts(title={"vi": "Chợ nông gia", "en": "Farmers market"})
    with override("vi"):
        text = kind.text("title")
    assert (str(text), text.language, text.is_foreign) == ("Chợ nông gia", "vi", False)
    assert text.html == "Chợ nông gia"


def test_a_missing_text_is_the_original_and_says_so() -> None:
    kind = EventKind(source_language="vi")
    kind.set_texts(title={"vi": "Chợ nông gia"})
    with override("es"):
        text = kind.text("title")
    assert (str(text), text.language, text.wanted, text.is_foreign) == (
        "Chợ nông gia",
        "vi",
        "es",
        True,
    )
    assert text.html == '<span lang="vi">Chợ nông gia</span>'


def test_another_translation_never_stands_in_for_the_original() -> None:
    kind = EventKind(source_language="en")
    kind.set_texts(title={"vi": "Chợ nông gia"})
    assert not kind.text("title", "es")
    assert not kind.text("title", "es").is_foreign


def test_a_text_is_escaped_with_and_without_its_mark() -> None:
    kind = EventKind(source_language="en")
    kind.set_texts(title={"en": "Books & <b>more</b>"})
    escaped = "Books &amp; &lt;b&gt;more&lt;/b&gt;"
    assert kind.text("title", "en").html == escaped
    assert kind.text("title", "vi").html == f'<span lang="en">{escaped}</span>'


def test_an_object_exists_in_the_languages_of_its_main_text() -> None:
    kind = EventKind(source_language="es")
    kind.set_texts(name={"es": "Mercado", "en": "Market"}, title={"vi": "Chợ"})
    assert kind.languages() == ["es", "en"]


def test_missing_texts_are_those_that_have_an_original() -> None:
    kind = EventKind(source_language="en")
    kind.set_texts(name={"en": "Market", "vi": "Chợ"}, title={"en": "Meet us"})
    assert kind.unread_texts("vi") == ["title"]
    assert kind.unread_texts("en") == []


@pytest.mark.django_db
def test_the_original_is_required_and_the_others_are_not() -> None:
    kind = EventKind(source_language="vi")
    kind.set_texts(name={"en": "Market"})
    with pytest.raises(ValidationError) as refused:
        kind.clean()
    assert list(refused.value.message_dict) == ["name_vi", "title_vi"]
    kind.set_texts(name={"vi": "Chợ", "en": ""}, title={"vi": "Gặp ở chợ"})
    kind.clean()


@pytest.mark.django_db
def test_an_event_without_words_of_its_own_has_those_of_its_kind() -> None:
    event = make_event(kind=make_kind())
    assert str(event.text("title", "vi")) == "Gặp thư viện ở chợ"
    assert event.languages() == ["vi", "es", "en"]
    event.set_texts(title={"en": "Lunar New Year table"})
    assert str(event.text("title", "vi")) == "Lunar New Year table"
    assert event.languages() == ["en"]


def test_only_complete_languages_are_taken_for_texts_of_a_content_file() -> None:
    entry = {"title": {"vi": "Một", "en": "One"}, "place": "Park", "size": {"width": "1"}}
    assert from_mapping(entry, ["title", "place", "size"]) == {"title": {"vi": "Một", "en": "One"}}


def test_rich_text_without_tags_keeps_its_words_apart_and_its_ampersands() -> None:
    html = "<p>Books &amp; games</p><ul><li>Tết</li><li>Día</li></ul>one<br>two"
    assert plain(html) == "Books & games Tết Día one two"


@pytest.mark.django_db
@pytest.mark.parametrize("original", ["vi", "es", "en"])
@pytest.mark.parametrize("written", [(), ("vi",), ("en", "es"), ("vi", "es", "en")])
def test_the_database_and_the_object_name_the_same_unread_texts(
    original: str, written: tuple[str, ...]
) -> None:
    kind = EventKind(source_language=original)
    kind.set_texts(name={code: f"Name {code}" for code in written})
    kind.set_texts(title={"vi": "Chợ", "es": "", "en": "Market"})
    kind.save()
    for language in ("vi", "es", "en"):
        found = EventKind.objects.filter(EventKind.unfinished_in(language)).exists()
        assert found == bool(kind.unread_texts(language))


@pytest.mark.django_db
def test_a_survey_misses_what_its_newest_questions_miss() -> None:
    survey = make_survey("Asked once")
    Question.objects.update(wording_vi="")
    assert list(Survey.objects.filter(Survey.unfinished_in("vi"))) == [survey]
    begin_version(survey)
    question = Question.objects.get(version__number=2)
    question.set_texts(wording={"vi": "Quý vị nghĩ sao?"})
    question.save()
    assert not Survey.objects.filter(Survey.unfinished_in("vi")).exists()


@pytest.mark.django_db
def test_a_part_of_the_landing_page_misses_what_its_points_miss() -> None:
    section = Section.objects.get(key="uses")
    section.items.update(title_es="")
    assert list(Section.objects.filter(Section.unfinished_in("es"))) == [section]
