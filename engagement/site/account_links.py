"""The links by which a person chooses a password: on invitation, or where it was forgotten."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import override

from engagement.core.models import Library, User


def link_for(person: User) -> str:
    """Under the site's own address, whatever the request says it is called."""
    key = urlsafe_base64_encode(force_bytes(person.pk))
    token = default_token_generator.make_token(person)
    return settings.PUBLIC_URL + reverse("choose_password", args=[key, token])


def invite(person: User) -> None:
    send_link(person, "invitation")


def remind(person: User) -> None:
    send_link(person, "reminder")


def send_link(person: User, template: str) -> None:
    """In the person's own language."""
    with override(person.language or settings.LANGUAGE_CODE):
        library = str(Library.current().text("name"))
        context = {
            "person": person,
            "library": library,
            "link": link_for(person),
            "address": settings.PUBLIC_URL + reverse("admin:index"),
            "days": timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT).days,
        }
        subject = _("Your password for the staff pages of %(library)s") % {"library": library}
        words = render_to_string(f"site/mail/{template}.txt", context)
        send_mail(" ".join(subject.split()), words, None, [person.email])
