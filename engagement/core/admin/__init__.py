from .library import LibraryAdmin
from .pictures import PictureAdmin

__all__ = ["LibraryAdmin", "PictureAdmin"]
