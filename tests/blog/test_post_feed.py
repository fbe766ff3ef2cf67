"""The Atom feed, one for each language."""

from xml.etree import ElementTree

import pytest
from django.conf import LazySettings
from django.test import Client

from blog.models import Post
from tests.builders import make_post

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def fetched(client: Client, language: str = "en") -> ElementTree.Element:
    response = client.get(f"/{language}/what-we-heard/feed.atom")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_each_language_has_a_feed_of_its_own(client: Client, language: str) -> None:
    post = make_post("Spring & <b>more</b>")
    feed = fetched(client, language)
    assert feed.get(LANGUAGE) == language
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.get(LANGUAGE) == language
    assert text(entry, "title") == f"Spring & <b>more</b> ({language})"
    assert text(entry, "summary") == str(post.text("summary", language))
    assert entry.findtext(f"{ATOM}author/{ATOM}name") == str(post.text("byline", language))


def test_every_entry_and_the_feed_have_what_atom_requires(client: Client) -> None:
    make_post("Spring")
    Post.objects.filter(pk=make_post("Summer").pk).update(byline_en="")
    feed = fetched(client)
    for element in [feed, *feed.findall(f"{ATOM}entry")]:
        for name in ("id", "title", "updated"):
            assert text(element, name)
    identities = [text(entry, "id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(identities)) == 2
    assert all(entry.find(f"{ATOM}author") is not None for entry in feed.findall(f"{ATOM}entry"))


@pytest.mark.parametrize("public_url", ["https://listens.example.org", "http://127.0.0.1:8000"])
def test_every_address_is_the_sites_own(
    client: Client, settings: LazySettings, public_url: str
) -> None:
    settings.PUBLIC_URL = public_url
    make_post("Spring", slug="spring")
    feed = fetched(client, "vi")
    links = [link.get("href") or "" for link in feed.iter(f"{ATOM}link")]
    assert f"{public_url}/vi/what-we-heard/feed.atom" in links
    assert f"{public_url}/vi/what-we-heard/spring/" in links
    identities = [identity.text or "" for identity in feed.iter(f"{ATOM}id")]
    assert all(address.startswith(f"{public_url}/") for address in links + identities)


def test_an_entry_says_what_language_it_is_really_in(client: Client) -> None:
    make_post("Mùa xuân", only="vi")
    feed = fetched(client, "en")
    (entry,) = feed.findall(f"{ATOM}entry")
    assert (feed.get(LANGUAGE), entry.get(LANGUAGE)) == ("en", "vi")
    assert text(entry, "title") == "Mùa xuân (vi)"


def test_drafts_and_future_posts_are_not_in_it_and_the_newest_is_first(client: Client) -> None:
    make_post("Draft", published_at=None)
    make_post("Future", days=2)
    make_post("Old", days=-9)
    make_post("New", days=-1)
    titles = [text(entry, "title") for entry in fetched(client).findall(f"{ATOM}entry")]
    assert titles == ["New (en)", "Old (en)"]


def test_an_empty_feed_is_a_feed(client: Client) -> None:
    assert fetched(client, "vi").findall(f"{ATOM}entry") == []
