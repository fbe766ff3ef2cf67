"""No line ends inside a date, an hour or the name of the city."""

import pytest

from engagement.core.dates import NBSP
from engagement.core.typography import held_together, whole


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("vi", "cuối *tháng 10*."),
        ("vi", "*Ngày 9 tháng 5, 2023*, lúc *6:36 tối*"),
        ("vi", "từ *tháng 6* đến *tháng 8 năm 2023*"),
        ("vi", "<p><strong>*năm 2023*</strong> ở *San José*</p>"),
        ("es", "el *9 de mayo de 2023*, a las 6:*36 p. m.*"),
        ("es", "de junio a *agosto de 2023*, en *San José*"),
        ("en", "by *April 30, 2023*, at 6:*36 p.m.*"),
        ("en", "from *March 2023*, once a month"),
        ("en", "twelve people may 5 times"),
    ],
)
def test_what_belongs_together_stays_on_one_line(language: str, words: str) -> None:
    parts = words.split("*")
    held = "".join(
        part.replace(" ", NBSP) if number % 2 else part for number, part in enumerate(parts)
    )
    assert held_together("".join(parts), language) == held


def test_a_language_without_rules_of_its_own_still_keeps_the_name_of_the_city() -> None:
    assert held_together("sa San José noong May 9", "tl") == f"sa San{NBSP}José noong May 9"


def test_a_name_stays_whole_where_a_narrow_line_can_hold_it() -> None:
    assert whole("Biblioteca Latinoamericana") == f"Biblioteca{NBSP}Latinoamericana"
    long = "Dr. Martin Luther King, Jr. Library"
    assert whole(long) == long
