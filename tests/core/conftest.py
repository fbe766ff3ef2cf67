"""A place for backups of a test's own."""

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.builders import make_branch
from tests.core.backups import PICTURE, back_up


@pytest.fixture
def place(settings: LazySettings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "pictures"
    settings.BACKUP_DIR = tmp_path / "kept" / "backups"
    return settings.BACKUP_DIR


@pytest.fixture
def small(place: Path) -> Path:
    """A backup of a little, which is still here."""
    make_branch("Alum Rock")
    default_storage.save(PICTURE, ContentFile(b"picture"))
    return back_up()
