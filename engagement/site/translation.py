from modeltranslation.translator import TranslationOptions, register

from .models import Section, SectionItem


@register(Section)
class SectionTranslation(TranslationOptions):
    fields = ("title", "body", "call")


@register(SectionItem)
class SectionItemTranslation(TranslationOptions):
    fields = ("title", "detail")
