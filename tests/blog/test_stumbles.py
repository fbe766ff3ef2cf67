"""What staff are warned of before they publish: each rule finds its fault and leaves good texts."""

from datetime import date
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from blog.models import BranchSection, Post
from blog.stumbles import Stumble, stumbles
from tests.builders import (
    make_branch,
    make_event,
    make_period,
    make_picture,
    make_post,
    make_survey,
    vouch_for,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def post() -> Post:
    return make_post("Trees", make_branch("Alum Rock"), published_at=None)


def with_words(post: Post, **columns: str) -> list[Stumble]:
    for column, words in columns.items():
        setattr(post, column, words)
    vouch_for(post)
    return stumbles(post)


def speak(post: Post, **columns: str) -> None:
    """What its branches say instead."""
    for section in post.sections.all():
        for column, words in columns.items():
            setattr(section, column, words)
        vouch_for(section)
        BranchSection.objects.filter(pk=section.pk).update(reviews=section.reviews, **columns)


def places(found: list[Stumble]) -> list[tuple[str, str]]:
    return [(stumble.heading, str(stumble.label)) for stumble in found]


def sentences(found: list[Stumble]) -> list[str]:
    return [stumble.sentence for stumble in found]


def test_a_whole_post_has_none(post: Post) -> None:
    assert stumbles(post) == []


def test_nothing_is_found_in_the_demonstration() -> None:
    call_command("seed_demo", verbosity=0)
    assert {post.slug: stumbles(post) for post in Post.objects.all()} == {
        slug: [] for slug in Post.objects.values_list("slug", flat=True)
    }


def test_each_text_that_a_language_lacks_is_named(post: Post) -> None:
    speak(post, body_vi="")
    found = with_words(post, title_es="", byline_vi="", introduction_en="<p>We went out.</p>")
    assert places(found) == [
        ("The post", "Title (Español)"),
        ("The post", "Byline (Tiếng Việt)"),
        ("The post", "Introduction (Tiếng Việt)"),
        ("The post", "Introduction (Español)"),
        ("Alum Rock", "What the branch heard (Tiếng Việt)"),
    ]
    assert all(sentence.startswith("Not translated") for sentence in sentences(found))


def test_each_leads_to_where_it_is_mended(post: Post) -> None:
    speak(post, body_es="")
    found = with_words(post, title_vi="")
    section = post.sections.get()
    assert [stumble.address for stumble in found] == [
        f"/admin/blog/post/{post.pk}/change/#id_title_vi",
        f"/admin/blog/branchsection/{section.pk}/change/#id_body_es",
    ]


@pytest.mark.parametrize("empty", ["", "<p></p>", "<p> &nbsp; </p>"])
def test_a_section_without_words_is_named(post: Post, empty: str) -> None:
    speak(post, body_vi="", body_es="", body_en=empty)
    assert places(stumbles(post)) == [("Alum Rock", "What the branch heard (English)")]


@pytest.mark.parametrize("field", ["summary", "in_short"])
def test_a_post_lacks_its_summary_or_what_is_in_short(post: Post, field: str) -> None:
    found = with_words(post, **{f"{field}_{code}": "" for code in ("vi", "es", "en")})
    assert sentences(found) == ["Nothing is written here yet."]


@pytest.mark.parametrize(("code", "fits", "too_many"), [("en", 160, 161), ("vi", 200, 201)])
def test_in_short_is_short(post: Post, code: str, fits: int, too_many: int) -> None:
    assert with_words(post, **{f"in_short_{code}": f"<p>{'lá ' * fits}</p>"}) == []
    found = with_words(post, **{f"in_short_{code}": f"<p>{'lá ' * too_many}</p>"})
    assert str(too_many) in found[0].sentence


@pytest.mark.parametrize("words", ["05/09/2023", "5.9.2023", "9-5-2023", "2023-05-09", "5/9/23"])
def test_a_date_in_figures(post: Post, words: str) -> None:
    assert words in with_words(post, in_short_es=f"<p>El {words} fuimos.</p>")[0].sentence


@pytest.mark.parametrize("words", ["24/7", "408-555-1234", "1/2 cup", "9:30", "2023", "v1.2.3.4"])
def test_other_figures_are_no_dates(post: Post, words: str) -> None:
    assert with_words(post, in_short_es=f"<p>El {words} fuimos.</p>") == []


@pytest.mark.parametrize(
    ("code", "words"),
    [("vi", "Bạn muốn gì?"), ("vi", "ý kiến của bạn"), ("es", "¿Qué quieres tú?"),
     ("es", "Tu biblioteca"), ("es", "Vuestra opinión")],
)  # fmt: skip
def test_a_reader_who_is_not_addressed_formally(post: Post, code: str, words: str) -> None:
    found = with_words(post, **{f"summary_{code}": words})
    assert "addressed formally" in found[0].sentence


@pytest.mark.parametrize(
    ("code", "words"),
    [("vi", "bạn bè và các bạn trẻ, người bạn, kết bạn"), ("vi", "bạn đọc của thư viện"),
     ("es", "Estudiantes actuales, tuvo, su biblioteca"), ("en", "tu ti bạn")],
)  # fmt: skip
def test_friends_and_other_words_are_left_alone(post: Post, code: str, words: str) -> None:
    assert with_words(post, **{f"summary_{code}": words}) == []


@pytest.fixture
def fall() -> Post:
    period = make_period(date(2025, 9, 1), date(2025, 11, 30))
    period.set_texts(label={"vi": "Mùa thu năm 2025", "es": "Otoño de 2025", "en": "Fall 2025"})
    period.save()
    return make_post("Trees", period=period, published_at=None)


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("title_en", "Summer events"), ("title_en", "What we heard in Spring 2025"),
        ("title_es", "Lo que escuchamos en verano"), ("title_vi", "Mùa hè ở khu phố"),
        ("summary_en", "Our summer events"), ("summary_vi", "Những ngày mùa đông"),
        ("in_short_en", "<p>What we heard this winter. More.</p>"),
        ("introduction_en", "<p>Hello.</p><h3>Spring fairs</h3><p>Trees.</p>"),
        ("title_en", "What we heard in 2024"),
    ],
)  # fmt: skip
def test_what_stands_out_names_another_season(fall: Post, column: str, words: str) -> None:
    found = [s for s in with_words(fall, **{column: words}) if "another" in s.sentence]
    assert len(found) == 1
    assert "Fall 2025" in found[0].sentence


@pytest.mark.parametrize(
    ("column", "words"),
    [
        ("title_en", "Fall 2025: what comes after a summer"), ("title_en", "Autumn at the market"),
        ("title_vi", "Mùa thu năm 2025"), ("summary_en", "A spring in the park; prices fall"),
        ("in_short_en", "<p>We heard much. By summer 2026 we will answer.</p>"),
        ("title_es", "Otoño de 2025"), ("summary_en", "By 2027 we will answer."),
    ],
)  # fmt: skip
def test_the_right_season_or_another_further_down_is_fine(
    fall: Post, column: str, words: str
) -> None:
    assert not [s for s in with_words(fall, **{column: words}) if "another" in s.sentence]


def test_without_a_season_in_its_name_a_period_has_that_of_its_days(fall: Post) -> None:
    fall.period.set_texts(label={"vi": "Quý ba", "es": "Trimestre", "en": "Third quarter"})
    assert with_words(fall, title_en="Fall events") == []
    assert len(with_words(fall, title_en="Winter events")) == 1


@pytest.mark.parametrize("slug", ["what-we-heard-summer-2025", "mua-he", "trees-2024"])
def test_an_address_that_names_another_season_or_year(fall: Post, slug: str) -> None:
    found = with_words(fall, slug=slug)
    assert places(found) == [("The post", "Address")]
    fall.published_at = timezone.now()
    assert stumbles(fall) == []


@pytest.mark.parametrize("slug", ["fall-2025", "otono-2025-y-verano", "trees", "mua-thu"])
def test_an_address_of_the_right_season(fall: Post, slug: str) -> None:
    assert with_words(fall, slug=slug) == []


def linked(post: Post, href: str) -> list[str]:
    return sentences(with_words(post, in_short_en=f'<p>See <a href="{href}">this</a>.</p>'))


@pytest.mark.parametrize(
    "href",
    [
        "/en/no-such-page/", "/events/", "/en/events/no-such-event/", "/en/what-we-heard/none/",
        "/en/branches/none/", "/en/survey/none/", "/admin/", "/en/preview/abc/", "#no-such-part",
        "www.example.org", "https://", "https://exa mple.org/", "http://localhost:8000/x",
        "http://127.0.0.1/en/", "mailto:nobody", "https://[", "https://a", "/en/\0/",
    ],
)  # fmt: skip
def test_a_broken_link(post: Post, href: str) -> None:
    found = linked(post, href)
    assert len(found) == 1
    assert href.replace("\0", "") in found[0].replace("\0", "")


@pytest.mark.parametrize(
    "href",
    [
        "/en/", "/vi/events/", "/en/events", "#alum-rock", "#in-short", "/en/branches/alum-rock/",
        "https://www.sjpl.org/blogs/post/x/?a=1#b", "mailto:library@example.org", "/en/#content",
        "http://127.0.0.1:8000/es/branches/alum-rock/", "/static/img/park.svg",
        "/en/events/calendar.ics", "/es/survey/",
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere(post: Post, href: str) -> None:
    assert linked(post, href) == []


def test_a_link_to_what_readers_do_not_see(post: Post) -> None:
    draft = make_post("Draft", published_at=None)
    closed = make_event("PTA", is_public=False)
    survey = make_survey()
    for page in [draft.get_absolute_url(), closed.get_absolute_url()]:
        assert len(linked(post, page)) == 1
    for page in [
        make_post("Public").get_absolute_url(), make_event("Fair").get_absolute_url(),
        f"/vi/survey/{survey.slug}/", post.get_absolute_url(),
    ]:  # fmt: skip
        assert linked(post, page) == []


def test_a_link_to_a_page_s_former_address_arrives(post: Post) -> None:
    other = make_post("Public", slug="before")
    other.slug = "after"
    other.save()
    assert linked(post, "/en/what-we-heard/before/") == []


def test_a_picture_without_a_description_is_named_where_it_stands(post: Post) -> None:
    picture = make_picture()
    picture.set_texts(alt={"es": ""})
    picture.save()
    section = post.sections.get()
    section.picture = picture
    section.save()
    found = stumbles(post)
    assert places(found) == [("Alum Rock", "Description (Español)")]
    assert found[0].address == f"/admin/core/picture/{picture.pk}/change/#id_alt_es"


def test_a_picture_that_readers_do_not_get_is_named_with_the_reason(post: Post) -> None:
    post.picture = make_picture()
    post.picture.withdrawn_at = timezone.now()
    post.picture.save()
    found = stumbles(post)
    assert places(found) == [("The post", "Picture")]
    assert "withdrawn" in found[0].sentence


def test_more_sections_and_links_cost_no_more_queries(django_assert_num_queries: Any) -> None:
    def made(number: int) -> Post:
        post = make_post("Many", *(make_branch() for _ in range(number)), published_at=None)
        link = "".join(f'<p><a href="/en/events/none-{n}/">x</a></p>' for n in range(number))
        speak(post, body_en=link)
        return Post.objects.select_related("period", "picture").get(pk=post.pk)

    for number in (1, 3):
        post = made(number)
        with django_assert_num_queries(5):
            assert len(stumbles(post)) == number * number
