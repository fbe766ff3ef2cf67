"""Every role, and nobody, against every address and action under /admin/."""

from collections.abc import Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import Model
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from engagement.core.models import User
from engagement.site import rights, staff_urls
from surveys.models import Answer
from tests.site.rights_table import ACTIONS, ADDRESSES
from tests.site.staff import World, make_world, signed_in

pytestmark = pytest.mark.django_db

LETTERS = "nsbtyea"
PAGES_OF_A_ROW = {
    "change", "delete", "history", "thumbnail", "withdraw", "restore",
    "sections", "duplicate", "move", "preview", "publish", "copy",
}  # fmt: skip
OWN_ADDRESSES = {pattern.name for pattern in staff_urls.urlpatterns}


@pytest.fixture
def world() -> World:
    return make_world()


def patterns(resolver: URLResolver, route: str = "") -> Iterator[tuple[str, str]]:
    """Name and whole route of every address."""
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, here)
        elif isinstance(pattern, URLPattern):
            yield pattern.name or "", here


def staff_patterns() -> list[tuple[str, str]]:
    return [pair for pair in patterns(get_resolver()) if pair[1].startswith("admin/")]


def leads_to_change_page(name: str, route: str) -> bool:
    """Django's old address of a row, which only points to its new one."""
    return not name and route.endswith("/<path:object_id>/")


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    found = [pair for pair in staff_patterns() if not leads_to_change_page(*pair)]
    assert {name or "anything else" for name, _route in found} == set(ADDRESSES)
    unnamed = [route for name, route in found if not name]
    assert unnamed == ["admin/(?P<url>.*)$"]


def address(row: str, world: World) -> str:
    if row == "anything else":
        return "/admin/no/such/page/"
    if row == "choose_password":
        return reverse(row, args=["MQ", "wrong-token"])
    if row == "surveys_response_black_out":
        answer = Answer.objects.filter(response=world.rows["surveys_response"].pk)[0]
        return reverse(f"admin:{row}", args=[answer.pk])
    if row == "write_up":
        return reverse(row, args=[world.report.key])
    if row == "blog_post_write_ups":
        return reverse(f"admin:{row}", args=[world.draft.pk])
    if row == "translate_text":
        return reverse(row, args=["blog.post", world.draft.pk, "title", "vi"])
    if row == "export_texts":
        return f"{reverse(row)}?language=vi"
    if row == "app_list":
        return reverse("admin:app_list", args=["blog"])
    model, _, page = row.rpartition("_")
    of_a_row = model in world.rows and page in PAGES_OF_A_ROW
    args = [world.rows[model].pk] if of_a_row else []
    return reverse(row if row in OWN_ADDRESSES else f"admin:{row}", args=args)


def verdict(answer: HttpResponse) -> str:
    """What is not there for somebody leads them to the start page."""
    if answer.status_code == 302 and answer["Location"].startswith("/admin/login/"):
        return "asked to sign in"
    if answer.status_code in {403, 404, 405} or answer.get("Location") == "/admin/":
        return "refused"
    assert answer.status_code in {200, 302, 422}
    return "let in"


def expected(letter: str, let_in: str) -> set[str]:
    if letter in let_in:
        return {"let in"}
    return {"asked to sign in", "refused"} if letter == "n" else {"refused"}


@pytest.mark.parametrize("letter", LETTERS)
def test_every_address_opens_for_those_it_is_meant_for(world: World, letter: str) -> None:
    wrong = {}
    for row, (opens, sends) in ADDRESSES.items():
        for method, let_in in (("get", opens), ("post", sends)):
            client = signed_in(world.cast.get(letter))
            given = verdict(getattr(client, method)(address(row, world)))
            if given not in expected(letter, let_in):
                wrong[row, method] = given
    assert wrong == {}


def test_an_old_address_leads_on_for_staff_alone(world: World) -> None:
    for letter in LETTERS:
        answer = signed_in(world.cast.get(letter)).get(f"/admin/blog/post/{world.draft.pk}/")
        change = reverse("admin:blog_post_change", args=[world.draft.pk])
        assert (answer["Location"] == change) == (letter != "n")


def test_every_list_has_a_row_for_each_of_its_actions() -> None:
    request = RequestFactory().get("/admin/")
    request.user = User(is_superuser=True, is_active=True, is_staff=True)
    for model, pages in admin.site._registry.items():
        row = ACTIONS[f"{model._meta.app_label}_{model._meta.model_name}"]
        assert set(pages.get_actions(request)) <= set(row)


@pytest.mark.parametrize("letter", LETTERS)
def test_an_action_is_done_only_for_those_it_is_meant_for(world: World, letter: str) -> None:
    """Sent by hand, whether the list offers it or not."""
    for name, actions in ACTIONS.items():
        for action, let_in in actions.items():
            row = world.rows[name]
            before = stored(row)
            data = {"action": action, "_selected_action": row.pk}
            client = signed_in(world.cast.get(letter))
            answer = client.post(reverse(f"admin:{name}_changelist"), data)
            if action == "delete_selected":
                asked = b"delete-selected-confirmation" in answer.content
                assert asked == (letter in let_in), (name, action)
            elif letter not in let_in:
                assert stored(row) == before, (name, action)


@pytest.mark.parametrize("letter", [letter for letter in LETTERS if letter not in "ea"])
def test_a_confirmed_deletion_sent_by_hand_deletes_nothing(world: World, letter: str) -> None:
    for name, row in world.rows.items():
        client = signed_in(world.cast.get(letter))
        data = {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"}
        client.post(reverse(f"admin:{name}_changelist"), data)
        client.post(reverse(f"admin:{name}_delete", args=[row.pk]), {"post": "yes"})
        assert stored(row)


def stored(row: Model) -> list[dict[str, object]]:
    return list(type(row)._default_manager.filter(pk=row.pk).values())


@pytest.mark.parametrize("role", rights.TABLE)
def test_a_group_has_the_rights_of_the_table(role: str) -> None:
    kept = Group.objects.get(name=role).permissions
    assert set(kept.values_list("content_type__app_label", "codename")) == rights.rights_of(role)


def test_a_group_that_was_changed_follows_the_table_again() -> None:
    group = Group.objects.get(name=rights.ANALYST)
    group.permissions.set(Group.objects.get(name=rights.EDITOR).permissions.all())
    Group.objects.get(name=rights.TRANSLATOR).delete()
    rights.keep_groups()
    assert group.permissions.count() == len(rights.rights_of(rights.ANALYST))
    assert Group.objects.filter(name__in=rights.TABLE).count() == len(rights.TABLE)
