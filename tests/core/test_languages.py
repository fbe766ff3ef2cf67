"""Which language a reader gets who has not named one in the address."""

import pytest
from django.conf import LazySettings
from django.test import RequestFactory

from engagement.core import languages


def preferred(header: str = "", cookie: str = "") -> str:
    request = RequestFactory().get("/", headers={"Accept-Language": header} if header else {})
    if cookie:
        request.COOKIES["language"] = cookie
    return languages.preferred(request)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("vi", "vi"),
        ("vi-VN", "vi"),
        ("VI-vn,en;q=0.5", "vi"),
        ("es-419", "es"),
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("en;q=0.5,vi;q=0.9", "vi"),
        ("de,fr;q=0.9,es;q=0.1", "es"),
        ("vi;q=0,es;q=0.2", "es"),
        ("zh-Hans-CN, vi;q=0.7, en;q=0.6", "vi"),
    ],
)
def test_the_best_language_that_the_site_speaks_is_taken(header: str, language: str) -> None:
    assert preferred(header) == language


@pytest.mark.parametrize(
    "header", ["", "*", "de", "vi;q=0", "vi;q=no", "q=1;;,,=", "x" * 10_000, ",".join("ab" * 5000)]
)
def test_a_header_without_a_use_gives_the_librarys_own_language(header: str) -> None:
    assert preferred(header) == "en"


def test_a_header_of_ten_kilobytes_is_read_as_far_as_is_sane() -> None:
    assert preferred("vi," + ",".join(["de;q=0.1"] * 1200)) == "vi"


def test_the_librarys_own_language_is_a_setting(settings: LazySettings) -> None:
    settings.LANGUAGE_CODE = "es"
    assert preferred("de") == "es"


def test_what_the_reader_chose_wins() -> None:
    assert preferred("es", cookie="vi") == "vi"


@pytest.mark.parametrize("cookie", ["tlh", "VI", "vi;", "../en", "x" * 5000])
def test_a_cookie_that_names_no_language_is_ignored(cookie: str) -> None:
    assert preferred("es", cookie=cookie) == "es"


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/vi/", "vi"),
        ("/es/events/", "es"),
        ("/en", "en"),
        ("/", None),
        ("/de/", None),
        ("/video/", None),
        ("/admin/", None),
        ("", None),
    ],
)
def test_an_address_names_its_language(path: str, code: str | None) -> None:
    assert languages.of_path(path) == code


@pytest.mark.parametrize(
    ("path", "swapped"),
    [
        ("/vi/", "/es/"),
        ("/vi/events/vi-park/", "/es/events/vi-park/"),
        ("/nowhere/", "/es/"),
    ],
)
def test_the_same_address_stands_in_another_language(path: str, swapped: str) -> None:
    assert languages.swap(path, "es") == swapped
