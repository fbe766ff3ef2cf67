"""Private links to a post before it is published: signed, good for some days, revocable."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.core.signing import BadSignature, Signer
from django.utils import timezone

from .models import Post, new_preview_key

DAYS = 7
SALT = "blog.preview"


@dataclass(frozen=True)
class Link:
    post: int
    preview_key: str
    until: date

    def opens(self, post: Post) -> bool:
        return self.preview_key == post.preview_key and timezone.localdate() <= self.until


def last_day() -> date:
    return timezone.localdate() + timedelta(days=DAYS)


def key_for(post: Post) -> str:
    """The same all day, so that a link once copied is the one that is shown."""
    return signer().sign_object([post.pk, post.preview_key, last_day().isoformat()])


def read(key: str) -> Link | None:
    try:
        post, preview_key, until = signer().unsign_object(key)
    except BadSignature:
        return None
    return Link(post, preview_key, date.fromisoformat(until))


def revoke(post: Post) -> None:
    post.preview_key = new_preview_key()
    post.save(update_fields=["preview_key"])


def signer() -> Signer:
    return Signer(salt=SALT, sep=".")
