"""Addresses are readable, stay, and a changed one leads on for ever."""

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from engagement.core.slugs import SluggedModel, readable_slug
from tests.builders import make_branch, make_event, make_post, make_survey


@pytest.mark.parametrize(
    ("words", "slug"),
    [
        ("Đường hoa ở chợ Đồng Xuân", "duong-hoa-o-cho-dong-xuan"),
        ("Tie\u0302\u0301ng Vie\u0323\u0302t", "tieng-viet"),
        ("¿Qué mañana, José?", "que-manana-jose"),
        ("  Dr. Martin Luther King, Jr.  ", "dr-martin-luther-king-jr"),
        ("図書館", ""),
    ],
)
def test_words_become_a_readable_slug(words: str, slug: str) -> None:
    assert readable_slug(words) == slug


def test_a_long_title_gives_a_slug_without_a_dash_at_its_end() -> None:
    slug = readable_slug("seven77 " * 30)
    assert len(slug) <= 80
    assert not slug.endswith("-")


@pytest.mark.django_db
def test_a_taken_slug_gets_a_number() -> None:
    slugs = [make_post("Lời hứa").slug for _ in range(3)]
    assert slugs == ["loi-hua-en", "loi-hua-en-2", "loi-hua-en-3"]


@pytest.mark.django_db
def test_a_title_without_latin_letters_gets_an_address_too() -> None:
    assert make_branch("図書館").slug == "page"


@pytest.mark.django_db
def test_a_slug_that_somebody_may_have_printed_is_not_given_again() -> None:
    post = make_post(slug="spring-en")
    post.slug = "spring-2024"
    post.save()
    assert make_post("Spring").slug == "spring-en-2"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_changed_slug_leads_to_the_new_one_for_ever(client: Client, language: str) -> None:
    post = make_post(slug="first")
    for slug in ("second", "third"):
        post.slug = slug
        post.save()
    for former in ("first", "second"):
        response = client.get(f"/{language}/what-we-heard/{former}/")
        assert response.status_code == 301
        assert response.headers["Location"] == f"/{language}/what-we-heard/third/"


@pytest.mark.django_db
def test_a_calendar_and_a_branch_and_a_survey_follow_too(client: Client) -> None:
    rows: list[tuple[SluggedModel, str]] = [
        (make_event(slug="old"), "/vi/events/{}.ics"),
        (make_branch(slug="old"), "/vi/branches/{}/"),
        (make_survey(slug="old"), "/vi/survey/{}/"),
    ]
    for row, path in rows:
        row.slug = "new"
        row.save()
        response = client.get(path.format("old"))
        assert (response.status_code, response.headers["Location"]) == (301, path.format("new"))


@pytest.mark.django_db
def test_a_form_sent_to_a_former_address_keeps_its_words_on_the_way(client: Client) -> None:
    survey = make_survey(slug="old")
    survey.slug = "new"
    survey.save()
    response = client.post("/vi/survey/old/thanks/", {"question-1": "Nhiều cây hơn"})
    assert response.status_code == 308
    assert response.headers["Location"] == "/vi/survey/new/thanks/"


@pytest.mark.django_db
def test_a_slug_taken_back_serves_the_page_again(client: Client) -> None:
    post = make_post(slug="first")
    for slug in ("second", "first"):
        post.slug = slug
        post.save()
    assert client.get("/en/what-we-heard/first/").status_code == 200
    assert client.get("/en/what-we-heard/second/").status_code == 301


@pytest.mark.django_db
def test_a_former_slug_does_not_betray_what_the_public_may_not_know(client: Client) -> None:
    event = make_event(slug="old-park")
    event.slug, event.is_public = "new-park", False
    event.save()
    assert client.get("/en/events/old-park/").status_code == 404
    assert client.get("/en/events/old-park.ics").status_code == 404


@pytest.mark.django_db
def test_a_page_of_the_site_keeps_its_address() -> None:
    for slug in ("past", "calendar"):
        with pytest.raises(ValidationError) as refused:
            make_event(slug=slug).clean()
        assert list(refused.value.message_dict) == ["slug"]
