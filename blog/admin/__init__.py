from . import commitments, periods, posts, sections, write_ups

__all__ = ["commitments", "periods", "posts", "sections", "write_ups"]
