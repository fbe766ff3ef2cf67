from modeltranslation.translator import TranslationOptions, register

from .models import Library, Picture


@register(Library)
class LibraryTranslation(TranslationOptions):
    fields = ("name", "short_name")


@register(Picture)
class PictureTranslation(TranslationOptions):
    fields = ("alt",)
