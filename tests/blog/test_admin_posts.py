from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from blog.models import Period, Post
from engagement.site import rights
from tests.builders import make_branch, make_post, said
from tests.pages import Page
from tests.site.staff import make_person

pytestmark = pytest.mark.django_db

ADD = "/admin/blog/post/add/"
FROM_WORD = """<!--[if gte mso 9]><xml><o:p>junk</o:p></xml><![endif]-->
<style>p.MsoNormal {margin: 0in}</style>
<p class="MsoNormal" style="margin-bottom:0in;mso-fareast-font-family:Calibri">
<span lang="VI">Nhiều <strong onclick="steal()" style="color:red">cây xanh</strong> hơn<o:p></o:p>
</span></p><script>alert(1)</script><a href="javascript:alert(1)">here</a><img onerror=x>"""


@pytest.fixture
def period() -> Period:
    return Period.objects.create(
        label_en="Winter 2026", starts_on=date(2026, 12, 1), ends_on=date(2027, 2, 28)
    )


@pytest.fixture
def form(period: Period) -> dict[str, Any]:
    return {
        "period": period.pk, "source_language": "vi", "title_vi": "Mùa đông ở khu phố",
    }  # fmt: skip


def errors(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return list(answer.context["adminform"].form.errors)


def change(post: Post) -> str:
    return reverse("admin:blog_post_change", args=[post.pk])


def test_the_original_alone_is_enough(admin_client: Client, form: dict[str, Any]) -> None:
    assert admin_client.post(ADD, form).status_code == 302
    post = Post.objects.get()
    assert post.languages() == ["vi"]
    assert post.slug == "mua-dong-o-khu-pho"
    assert not post.is_published


def test_a_title_is_one_line_however_it_was_pasted(
    admin_client: Client, form: dict[str, Any]
) -> None:
    admin_client.post(ADD, {**form, "title_vi": "Mùa đông\r\nở khu phố"})
    assert Post.objects.get().stored_text("title", "vi") == "Mùa đông ở khu phố"


def test_a_missing_original_is_said_in_its_column(
    admin_client: Client, form: dict[str, Any]
) -> None:
    answer = admin_client.post(ADD, {**form, "title_vi": "", "title_en": "Winter"})
    assert errors(answer) == ["title_vi"]
    assert not Post.objects.exists()


@pytest.mark.parametrize("field", ["in_short_vi", "introduction_en"])
def test_a_text_pasted_from_word_comes_out_clean(
    admin_client: Client, form: dict[str, Any], field: str
) -> None:
    admin_client.post(ADD, {**form, field: FROM_WORD})
    stored = getattr(Post.objects.get(), field)
    assert "<p>\nNhiều <strong>cây xanh</strong> hơn\n</p>" in stored
    for rubbish in ["mso", "Mso", "style", "script", "onclick", "onerror", "img", "span", "o:p"]:
        assert rubbish not in stored


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title_vi", "\0"), ("title_en", "x" * 1_000_000), ("in_short_vi", "<p>a\0b</p>"),
        ("introduction_es", "\0"), ("period", "\0"), ("picture", "999"), ("slug", "đường"),
    ],
)  # fmt: skip
def test_bad_input_is_said_beside_its_field(
    admin_client: Client, form: dict[str, Any], field: str, value: str
) -> None:
    assert errors(admin_client.post(ADD, {**form, field: value})) == [field]


def test_the_original_language_is_required(admin_client: Client, form: dict[str, Any]) -> None:
    assert "source_language" in errors(admin_client.post(ADD, {**form, "source_language": ""}))


@pytest.mark.parametrize(
    "value", ["<p>" + "x" * 1_000_000 + "</p>", "<blockquote>" * 20_000 + "x", "<" * 100_000]
)
def test_a_great_deal_of_text_is_no_fault_of_ours(
    admin_client: Client, form: dict[str, Any], value: str
) -> None:
    answer = admin_client.post(ADD, {**form, "introduction_vi": value})
    assert answer.status_code in {200, 302}


@pytest.fixture
def post(period: Period) -> Post:
    return Post.objects.create(
        source_language="vi", title_vi="Mùa đông", period=period, published_at=timezone.now()
    )


def test_the_address_of_a_published_post_stays(
    admin_client: Client, post: Post, form: dict[str, Any]
) -> None:
    assert admin_client.post(change(post), {**form, "slug": "other"}).status_code == 302
    post.refresh_from_db()
    assert post.slug == "mua-dong"


@pytest.mark.parametrize("slug", ["x", "", "a b"])
@pytest.mark.parametrize("published", [True, False])
def test_an_error_is_shown_whether_a_post_is_published_or_not(
    admin_client: Client, post: Post, form: dict[str, Any], slug: str, published: bool
) -> None:
    if not published:
        Post.objects.update(published_at=None)
    answer = admin_client.post(change(post), {**form, "slug": slug, "title_vi": ""})
    assert "title_vi" in errors(answer)


def test_publishing_is_no_part_of_the_words(
    admin_client: Client, post: Post, form: dict[str, Any]
) -> None:
    sent = {"published_at": "", "published_at_0": "2030-01-01", "published_at_1": "09:00"}
    before = post.published_at
    assert admin_client.post(change(post), {**form, **sent}).status_code == 302
    post.refresh_from_db()
    assert post.published_at == before


def test_in_short_comes_first_and_each_editor_says_its_words(
    admin_client: Client, form: dict[str, Any], post: Post
) -> None:
    words = {
        "in_short_vi": "<p>Hàng xóm muốn có bóng cây.</p>",
        "introduction_en": "<p>One two.</p>",
    }
    admin_client.post(change(post), {**form, **words})
    page = Page(admin_client.get(change(post)))
    names = [area.get("name").rpartition("_")[0] for area in page.all("textarea", lang="vi")]
    assert names == ["title", "in_short", "summary", "introduction"]
    counts = [count.words for count in page.all("p", class_="word-count")]
    assert counts == ["Words: 6", "Words: 0", "Words: 0", "Words: 0", "Words: 0", "Words: 2"]


def test_the_list_tells_in_words_how_far_a_post_is(admin_client: Client) -> None:
    make_post("Ahead", make_branch(), make_branch(), days=2)
    make_post("Now", make_branch())
    make_post("Later", published_at=None)
    page = Page(admin_client.get("/admin/blog/post/"))
    cells = [[cell.words for cell in row.all("td")] for row in page.one(id="result_list").all("tr")]
    told = [(row[1].split(" on ")[0], row[3]) for row in cells[1:]]
    assert told == [
        ("Draft", "0 branch libraries"),
        ("Appears", "2 branch libraries"),
        ("Published", "1 branch library"),
    ]
    assert page.link("Start this quarter") == "/admin/blog/post/start/"


def test_a_draft_s_address_may_change(
    admin_client: Client, post: Post, form: dict[str, Any]
) -> None:
    Post.objects.update(published_at=None)
    admin_client.post(change(post), {**form, "slug": "other"})
    post.refresh_from_db()
    assert post.slug == "other"


def test_an_address_in_use_is_said_beside_its_field(
    admin_client: Client, post: Post, form: dict[str, Any]
) -> None:
    assert errors(admin_client.post(ADD, {**form, "slug": post.slug})) == ["slug"]


def test_a_published_post_links_to_its_page_in_each_language(
    admin_client: Client, post: Post
) -> None:
    html = admin_client.get(change(post)).content.decode()
    for code in ["vi", "es", "en"]:
        assert f'href="/{code}/what-we-heard/mua-dong/"' in html
    Post.objects.update(published_at=timezone.now() + timedelta(days=1))
    assert "/what-we-heard/" not in admin_client.get(change(post)).content.decode()


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [("2027-03-01", "2027-02-01", "ends_on"), ("0001-01-01", "2027-01-01", "starts_on"),
     ("2027-01-01", "9999-01-01", "ends_on")],
)  # fmt: skip
def test_a_period_has_sensible_days(
    admin_client: Client, first: str, last: str, wrong: str
) -> None:
    data = {"source_language": "en", "label_en": "Winter", "starts_on": first, "ends_on": last}
    assert errors(admin_client.post("/admin/blog/period/add/", data)) == [wrong]


def test_a_list_of_posts_speaks_the_language_of_the_person_alone(client: Client) -> None:
    person = make_person("p", rights.EDITOR)
    person.language = "vi"
    person.save()
    client.force_login(person)
    make_post("Trees")
    page = Page(client.get("/admin/blog/post/"))
    assert page.one("label", for_="searchbar").words == said("Search", "vi")
    assert not [link for link in page.all("a") if "_facets" in (link.get("href") or "")]


def test_a_quarter_has_one_post_so_none_is_added_after_it(admin_client: Client) -> None:
    page = Page(admin_client.get(change(make_post("Trees"))))
    assert page.all("input", name="_save") and not page.all("input", name="_addanother")
