"""Writes that touch a picture and its files."""

import uuid

from django.db import transaction
from PIL import Image

from . import pictures
from .models import Picture


def put_photograph(picture: Picture, photograph: Image.Image) -> None:
    """The caller saves the picture. What was said of people in the former one says nothing now."""
    forget_photograph(picture)
    pictures.store(picture.key, photograph)
    picture.width, picture.height = photograph.size


def forget_photograph(picture: Picture) -> None:
    """Its files go once the change is certain; an address never holds anything else."""
    if picture.width:
        key, width = picture.key, picture.width
        transaction.on_commit(lambda: pictures.delete(key, width))
    picture.key = uuid.uuid4()
    picture.width = picture.height = 0
    picture.say_consent("", None)
