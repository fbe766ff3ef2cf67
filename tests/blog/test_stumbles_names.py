"""Branch libraries spelled otherwise than in the list, with the real names."""

import csv
from pathlib import Path

import pytest
from django.conf import settings

from blog.models import Post
from blog.stumbles import stumbles
from outreach.models import Branch
from tests.builders import make_post

pytestmark = pytest.mark.django_db

LIST = Path(settings.BASE_DIR) / "engagement" / "site" / "demo" / "branches.csv"


@pytest.fixture
def post() -> Post:
    with LIST.open() as file:
        Branch.objects.bulk_create(Branch(**row) for row in csv.DictReader(file))
    return make_post("Trees", published_at=None)


def found(post: Post, words: str, code: str = "en") -> list[str]:
    setattr(post, f"introduction_{code}", words)
    return [s.sentence for s in stumbles(post) if "the list writes" in s.sentence]


@pytest.mark.parametrize(
    ("words", "written", "meant"),
    [
        ("We went to Berryesa in May.", "Berryesa", "Berryessa"),
        ("Berryesa heard much.", "Berryesa", "Berryessa"),
        ("Staff of Willow Glenn listened.", "Willow Glenn", "Willow Glen"),
        ("A table in Calabasas.", "Calabasas", "Calabazas"),
        ("At Bascomb people wrote.", "Bascomb", "Bascom"),
        ("At Joyce Elington people wrote.", "Joyce Elington", "Joyce Ellington"),
        ("In Hill View people wrote.", "Hill View", "Hillview"),
        ("The Tully Road Library is open.", "Tully Road", "Tully Community"),
        ("The Dr. MLK Library is open.", "Dr MLK", "Dr. Martin Luther King, Jr."),
        ("Around San Jose people wrote.", "San Jose", "San José"),
        ("Berryesa's board was full.", "Berryesa", "Berryessa"),
    ],
)  # fmt: skip
def test_a_name_that_is_spelled_otherwise(post: Post, words: str, written: str, meant: str) -> None:
    assert found(post, f"<p>{words}</p>") == [f"“{written}”: the list writes “{meant}”."]


@pytest.mark.parametrize(
    ("code", "words", "written"),
    [
        ("vi", "Bà con ở Beryessa nói", "Beryessa"),
        ("vi", "Tại chi nhánh Tully Road", "Tully Road"),
        ("es", "La sucursal Tully Road escuchó", "Tully Road"),
        ("es", "En la biblioteca de Tully Road", "Tully Road"),
        ("es", "Fuimos a Santa Tereza", "Santa Tereza"),
    ],
)  # fmt: skip
def test_in_every_language(post: Post, code: str, words: str, written: str) -> None:
    sentences = found(post, f"<p>{words}.</p>", code)
    assert len(sentences) == 1
    assert f"“{written}”" in sentences[0]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", "Berryessa, Tully, Tully Community and the King Library listened."),
        ("en", "Berryessa's board. Visit Your Tully Library. At Alum Rock Library we met."),
        ("en", "The table stood on Tully Road, on Alum Rock Avenue, in Kelley Park."),
        ("en", "San José Public Library and the Santa Clara County Library worked together."),
        ("en", "We planted seven trees. Rose gardens grow; evergreens too. East Valley was there."),
        ("en", "Dr Martin Luther King Jr was quoted. Mt Pleasant and Mount Pleasant listened."),
        ("en", "SEVEN TREES and willow glen."),
        ("es", "Aviso: Cambian las cosas. Las Bibliotecas escuchan; una Calabaza enorme."),
        ("es", "La Biblioteca Latinoamericana y la Biblioteca Pública de San José."),
        ("vi", "Thư viện Công cộng San José và thư viện ở Berryessa; chi nhánh Tully Community."),
        ("vi", "Bảng góp ý ở Village Square. Hàng xóm ở Alviso. Thư viện chi nhánh Tully nghe."),
    ],
)  # fmt: skip
def test_a_name_from_the_list_and_ordinary_words_are_left_alone(
    post: Post, code: str, words: str
) -> None:
    assert found(post, f"<p>{words}</p>", code) == []


def test_a_slip_is_said_once_a_text(post: Post) -> None:
    assert len(found(post, "<p>In Berryesa. At Berryesa.</p><p>By Berryesa.</p>")) == 1


@pytest.mark.parametrize("words", ["A " * 20_000, "Berryesa " * 5_000, "·" * 1_000, "É" * 50_000])
def test_a_great_deal_of_text_is_read_in_time(post: Post, words: str) -> None:
    assert len(found(post, f"<p>{words}</p>")) <= 1
