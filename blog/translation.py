from modeltranslation.translator import TranslationOptions, register

from .models import BranchSection, Commitment, Period, Post, PullQuote


@register(Period)
class PeriodTranslation(TranslationOptions):
    fields = ("label",)


@register(Post)
class PostTranslation(TranslationOptions):
    fields = ("title", "summary", "byline", "in_short", "introduction")


@register(BranchSection)
class BranchSectionTranslation(TranslationOptions):
    fields = ("body",)


@register(PullQuote)
class PullQuoteTranslation(TranslationOptions):
    fields = ("meaning",)


@register(Commitment)
class CommitmentTranslation(TranslationOptions):
    fields = ("promise", "outcome")
