"""Invited, reminded, closed: accounts from the first mail to the last session."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from engagement.core.models import User
from engagement.site import rights
from engagement.site.rights import keep_groups
from outreach.models import Branch
from tests.at_once import at_once
from tests.builders import make_branch
from tests.site.staff import make_person, signed_in

pytestmark = pytest.mark.django_db

ADD = "/admin/core/user/add/"
LIST = "/admin/core/user/"
PASSWORD = "nine quiet herons"


@pytest.fixture
def administrator() -> User:
    return make_person("boss", rights.ADMINISTRATOR)


@pytest.fixture
def branch() -> Branch:
    return make_branch("Alum Rock")


def form(*roles: str, **changes: Any) -> dict[str, Any]:
    groups = Group.objects.filter(name__in=roles).values_list("pk", flat=True)
    return {
        "first_name": "Lan", "last_name": "Nguyễn", "email": "Lan@Example.org", "language": "vi",
        "groups": list(groups), **changes,
    }  # fmt: skip


def link() -> str:
    found = re.search(r"http\S+/choose-password/\S+", str(mail.outbox[-1].body))
    assert found
    return found[0]


def choose(client: Client, address: str) -> Any:
    opened = client.get(address.removeprefix("http://127.0.0.1:8000"), follow=True)
    data = {"new_password1": PASSWORD, "new_password2": PASSWORD}
    return client.post(opened.request["PATH_INFO"], data)


def sign_in(client: Client, name: str) -> Any:
    return client.post("/admin/login/", {"username": name, "password": PASSWORD})


def act(client: Client, action: str, person: User) -> Any:
    return client.post(LIST, {"action": action, "_selected_action": person.pk}, follow=True)


def test_an_invited_person_chooses_a_password_and_signs_in(
    administrator: User, branch: Branch
) -> None:
    data = form(rights.BRANCH_STAFF, branches=[branch.pk])
    answer = signed_in(administrator).post(ADD, data, headers={"host": "localhost"})
    assert answer.status_code == 302
    person = User.objects.get(email="lan@example.org")
    assert not person.has_usable_password()
    assert list(person.branches.all()) == [branch]
    assert mail.outbox[-1].to == ["lan@example.org"]
    assert mail.outbox[-1].body.startswith("Kính chào")
    assert link().startswith("http://127.0.0.1:8000/admin/choose-password/")
    client = Client()
    assert choose(client, link()).status_code == 302
    assert sign_in(client, "lan@example.org").status_code == 302
    assert client.get("/admin/")["Content-Language"] == "vi"
    assert not choose(Client(), link()).context["validlink"]


def test_roles_need_their_branch_or_language(administrator: User) -> None:
    data = form(rights.BRANCH_STAFF, rights.TRANSLATOR)
    answer = signed_in(administrator).post(ADD, data)
    errors = answer.context["adminform"].form.errors
    assert errors.keys() == {"branches", "languages_translated"}
    assert not mail.outbox


def test_an_e_mail_is_taken_once(administrator: User) -> None:
    make_person("lan")
    answer = signed_in(administrator).post(ADD, form(email="LAN@example.org"))
    assert answer.context["adminform"].form.errors.keys() == {"email"}


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_once_make_one_account(administrator: User) -> None:
    keep_groups()
    answers: list[Any] = []
    at_once(*[lambda: answers.append(signed_in(administrator).post(ADD, form()))] * 2)
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    assert User.objects.filter(email="lan@example.org").count() == 1


def test_a_mail_that_cannot_be_sent_is_said(
    administrator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("engagement.site.account_links.send_mail", refuse)
    answer = signed_in(administrator).post(ADD, form(), follow=True)
    assert "could not be sent" in answer.content.decode()
    assert User.objects.filter(email="lan@example.org").exists()


def test_nobody_is_raised_to_everything(administrator: User) -> None:
    data = form(is_superuser="on", is_staff="", user_permissions=["1"])
    signed_in(administrator).post(ADD, data)
    person = User.objects.get(email="lan@example.org")
    assert not person.is_superuser
    assert person.is_staff
    assert not person.user_permissions.exists()


def test_an_administrator_keeps_their_own_roles(administrator: User) -> None:
    address = reverse("admin:core_user_change", args=[administrator.pk])
    signed_in(administrator).post(address, form(email="boss@example.org"))
    administrator.refresh_from_db()
    assert administrator.first_name == "Lan"
    assert administrator.groups.filter(name=rights.ADMINISTRATOR).exists()


def test_who_may_do_everything_is_beyond_an_administrator(
    administrator: User, admin_user: User
) -> None:
    client = signed_in(administrator)
    address = reverse("admin:core_user_change", args=[admin_user.pk])
    assert client.post(address, form()).status_code == 403
    act(client, "close_accounts", admin_user)
    act(client, "send_invitations", admin_user)
    admin_user.refresh_from_db()
    assert admin_user.is_active
    assert not mail.outbox


def test_a_closed_account_is_out_at_the_next_request(administrator: User) -> None:
    person = make_person("lan", rights.EDITOR)
    theirs = signed_in(person)
    assert theirs.get("/admin/blog/post/").status_code == 200
    act(signed_in(administrator), "close_accounts", person)
    answer = theirs.get("/admin/blog/post/")
    assert answer["Location"].startswith("/admin/login/")
    act(signed_in(administrator), "reopen_accounts", person)
    person.refresh_from_db()
    assert person.is_active


def test_a_new_password_ends_every_other_session() -> None:
    person = make_person("lan", rights.EDITOR)
    here, there = signed_in(person), signed_in(person)
    data = {"old_password": "a long password"}
    data |= {"new_password1": PASSWORD, "new_password2": PASSWORD}
    assert here.post("/admin/password_change/", data).status_code == 302
    assert here.get("/admin/").status_code == 200
    assert there.get("/admin/")["Location"].startswith("/admin/login/")


def test_nobody_closes_their_own_account(administrator: User) -> None:
    act(signed_in(administrator), "close_accounts", administrator)
    administrator.refresh_from_db()
    assert administrator.is_active


def ask(client: Client, email: str, **headers: str) -> Any:
    address = reverse("forgotten_password")
    return client.post(address, {"email": email}, follow=True, headers=headers)


def test_a_forgotten_password_is_answered_alike_for_everyone(client: Client) -> None:
    make_person("lan")
    pages = [ask(client, name, host="localhost") for name in ("lan@example.org", "no@example.org")]
    assert len({page.content for page in pages}) == 1
    assert [message.to for message in mail.outbox] == [["lan@example.org"]]
    assert choose(Client(), link()).status_code == 302


def test_asking_again_and_again_sends_few_mails(client: Client) -> None:
    make_person("lan")
    for _ in range(20):
        ask(client, "lan@example.org")
    assert len(mail.outbox) <= 5


def test_no_link_opens_a_closed_account(client: Client) -> None:
    person = make_person("lan")
    ask(client, person.email)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert not choose(Client(), link()).context["validlink"]
    mail.outbox.clear()
    ask(client, person.email)
    assert not mail.outbox


@pytest.mark.parametrize("code", ["vi", "es", "en"])
def test_a_person_changes_their_own_name_and_language_alone(code: str) -> None:
    person = make_person("lan", rights.ANALYST)
    client = signed_in(person)
    data = form(rights.ADMINISTRATOR, language=code, is_superuser="on")
    answer = client.post(reverse("my_account"), data, follow=True)
    assert answer["Content-Language"] == code
    person.refresh_from_db()
    assert (person.first_name, person.language) == ("Lan", code)
    assert person.email == "lan@example.org"
    assert not person.is_superuser
    assert person.groups.get().name == rights.ANALYST


def test_an_account_is_closed_and_opened_again_on_its_own_page(administrator: User) -> None:
    person = make_person("lan", rights.ANALYST)
    address = reverse("admin:core_user_change", args=[person.pk])
    for button, is_open in (("_close_accounts", False), ("_reopen_accounts", True)):
        data = {**form(rights.ANALYST), "email": person.email, button: "pressed"}
        assert signed_in(administrator).post(address, data)["Location"] == address
        person.refresh_from_db()
        assert person.is_active is is_open


def test_no_button_closes_ones_own_account(administrator: User) -> None:
    address = reverse("admin:core_user_change", args=[administrator.pk])
    client = signed_in(administrator)
    assert b'name="_close_accounts"' not in client.get(address).content
    data = {**form(rights.ADMINISTRATOR), "email": administrator.email, "_close_accounts": "x"}
    client.post(address, data)
    administrator.refresh_from_db()
    assert administrator.is_active
