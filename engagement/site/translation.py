from modeltranslation.translator import TranslationOptions, register

from .models import GlossaryTerm, Section, SectionItem


@register(Section)
class SectionTranslation(TranslationOptions):
    fields = ("title", "body", "call")


@register(SectionItem)
class SectionItemTranslation(TranslationOptions):
    fields = ("title", "detail")


@register(GlossaryTerm)
class GlossaryTermTranslation(TranslationOptions):
    fields = ("term",)
