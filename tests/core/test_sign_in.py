"""Guessing is slowed down; a branch that shares one address is not."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from engagement.core.models import SignInTries, User

pytestmark = pytest.mark.django_db

RIGHT = "a long password"


@pytest.fixture(autouse=True)
def person() -> User:
    return User.objects.create_user("lan", password=RIGHT, is_staff=True)


def attempt(
    name: str = "lan", password: str = "wrong", address: str = "10.0.0.1", **headers: str
) -> Any:
    data = {"username": name, "password": password}
    return Client().post("/admin/login/", data, REMOTE_ADDR=address, headers=headers)


def is_let_in(answer: Any) -> bool:
    return answer.status_code == 302


def guess(times: int, **kwargs: str) -> None:
    for _ in range(times):
        attempt(**kwargs)


def test_a_few_slips_cost_nothing() -> None:
    guess(4)
    assert is_let_in(attempt(password=RIGHT))
    guess(4)
    assert is_let_in(attempt(password=RIGHT))


def test_after_five_failures_even_the_right_password_waits() -> None:
    guess(5)
    assert not is_let_in(attempt(password=RIGHT))
    minute_ago = timezone.now() - timedelta(seconds=61)
    SignInTries.objects.update(last_at=minute_ago)
    assert is_let_in(attempt(password=RIGHT))


@pytest.mark.parametrize(
    ("code", "words"), [("en", "wait 1 minute,"), ("es", "Espere 1 minuto"), ("vi", "đợi 1 phút")]
)
def test_the_wait_is_told_in_the_reader_s_language(code: str, words: str) -> None:
    guess(5)
    assert words in attempt(accept_language=code).content.decode()


def test_waiting_is_not_prolonged_by_trying() -> None:
    guess(5)
    before = set(SignInTries.objects.values_list("failures", "last_at"))
    guess(3)
    assert set(SignInTries.objects.values_list("failures", "last_at")) == before


def test_colleagues_at_the_same_address_sign_in() -> None:
    User.objects.create_user("minh", password=RIGHT, is_staff=True)
    guess(9)
    for number in range(30):
        attempt(name=f"nobody{number}")
    assert is_let_in(attempt(name="minh", password=RIGHT))


def test_a_person_signs_in_while_a_stranger_guesses_elsewhere() -> None:
    guess(6, address="203.0.113.9")
    assert is_let_in(attempt(password=RIGHT))


def test_guessing_from_many_addresses_is_slowed_down_too() -> None:
    for number in range(20):
        attempt(address=f"203.0.113.{number}")
    assert not is_let_in(attempt(password=RIGHT))
    SignInTries.objects.update(last_at=timezone.now() - timedelta(minutes=2))
    assert is_let_in(attempt(password=RIGHT))


def test_a_name_that_does_not_exist_is_slowed_down_alike() -> None:
    guess(5, name="nobody")
    assert "wait 1 minute" in attempt(name="Nobody ").content.decode()


def test_behind_the_proxy_its_own_word_for_the_address_counts(settings: Any) -> None:
    settings.HTTPS = True
    for number in range(6):
        attempt(x_forwarded_for=f"198.51.100.{number}, 10.1.1.1")
    assert not is_let_in(attempt(password=RIGHT, x_forwarded_for="10.1.1.1"))
    assert is_let_in(attempt(password=RIGHT, x_forwarded_for="10.2.2.2"))


def test_neither_names_nor_addresses_are_kept_and_old_tries_go() -> None:
    guess(1)
    assert not any("lan" in key or "10.0" in key for key in keys())
    SignInTries.objects.update(last_at=timezone.now() - timedelta(days=1))
    guess(1, name="other")
    assert len(keys()) == 2


def keys() -> list[str]:
    return list(SignInTries.objects.values_list("key", flat=True))
