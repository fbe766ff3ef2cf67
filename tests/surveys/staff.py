"""Staff accounts with certain rights, and the addresses at which answers are read."""

from typing import Any

from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from engagement.core.models import User

READ, BLACK_OUT = "view_response", "black_out_answer"


def signed_in(*rights: str, language: str = "en") -> Client:
    """Somebody of the staff who has these rights and no other."""
    person = User.objects.create_user(f"person-{'-'.join(rights)}", is_staff=True)
    person.language = language
    person.save()
    person.user_permissions.set(Permission.objects.filter(codename__in=rights))
    client = Client()
    client.force_login(person)
    return client


def page(name: str, *args: Any) -> str:
    return reverse(f"admin:surveys_response_{name}", args=args)


def listed(client: Client, **query: str) -> list[str]:
    """What is said in the answers of the list, in its order."""
    answer = client.get(page("changelist"), query)
    assert answer.status_code == 200
    sheets = answer.context["cl"].result_list
    return [one.words for sheet in sheets for one in sheet.answers.all()]
