from . import commitments, periods, posts, sections

__all__ = ["commitments", "periods", "posts", "sections"]
