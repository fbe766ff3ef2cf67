from . import periods, posts, sections

__all__ = ["periods", "posts", "sections"]
