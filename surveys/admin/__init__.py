from . import responses, surveys

__all__ = ["responses", "surveys"]
