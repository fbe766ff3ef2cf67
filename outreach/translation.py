from modeltranslation.translator import TranslationOptions, register

from .models import Event, EventKind


@register(EventKind)
class EventKindTranslation(TranslationOptions):
    fields = ("name", "title", "what_to_expect")


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("title", "what_to_expect", "accessibility", "notice")
