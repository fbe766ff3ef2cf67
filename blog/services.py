"""Writes that touch several rows of a post, each in one transaction."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override
from modeltranslation.utils import build_localized_fieldname

from engagement.core import languages
from engagement.core.slugs import wait_in_line
from engagement.core.texts import TranslatedModel
from outreach.models import Branch

from .models import BranchSection, Period, Post, PullQuote


@transaction.atomic
def start_post(period: Period, post: Post, even_if_begun: bool = False) -> Post | None:
    """A draft about the period; None if there is one already and no other was asked for."""
    wait_in_line(Post._meta.label)
    begun = Post.objects.unpublished().about(period.starts_on, period.ends_on)
    if begun.exists() and not even_if_begun:
        return None
    post.period = kept(period)
    post.save()
    return post


def kept(period: Period) -> Period:
    """The stored period of that span and name, with the names that it lacked; or this one."""
    label = build_localized_fieldname("label", period.source_language)
    same = {name: getattr(period, name) for name in ("starts_on", "ends_on", label)}
    found = Period.objects.filter(**same).order_by("is_demo", "pk").first()
    if found is None:
        period.save()
        return period
    missing = [code for code in languages.CODES if not found.stored_text("label", code)]
    found.set_texts(label={code: period.stored_text("label", code) for code in missing})
    found.save()
    return found


def lock_sections(post_id: int) -> list[BranchSection]:
    """In their order, which nobody else changes before this transaction ends."""
    Post.objects.select_for_update().get(pk=post_id)
    return list(BranchSection.objects.filter(post=post_id).order_by("position", "pk"))


def put_in_order(post_id: int, sections: list[BranchSection]) -> None:
    for position, section in enumerate(sections, start=1):
        section.position = position
    BranchSection.objects.bulk_update(sections, ["position"])
    mark_changed(post_id)


def mark_changed(post_id: int) -> None:
    """Feeds hear of it; and what staff have worked on is no longer demonstration."""
    Post.objects.filter(pk=post_id).update(is_demo=False, updated_at=timezone.now())


@transaction.atomic
def add_sections(post: Post, branches: Iterable[Branch]) -> None:
    """Empty sections below those that are there; who speaks already gets no second one."""
    sections = lock_sections(post.pk)
    speaking = {section.branch_id for section in sections}
    new = [
        BranchSection(post=post, branch=branch, source_language=post.source_language)
        for branch in branches
        if branch.pk not in speaking
    ]
    put_in_order(post.pk, [*sections, *BranchSection.objects.bulk_create(new)])


@transaction.atomic
def move_section(section: BranchSection, position: int) -> None:
    """To a place counted from 1. Asked twice, or with an odd number, it stays in the row."""
    sections = lock_sections(section.post_id)
    if section in sections:
        sections.remove(section)
        sections.insert(min(max(position, 1), len(sections) + 1) - 1, section)
    put_in_order(section.post_id, sections)


@transaction.atomic
def remove_section(section: BranchSection) -> None:
    sections = lock_sections(section.post_id)
    section_id = section.pk
    section.delete()
    put_in_order(section.post_id, [other for other in sections if other.pk != section_id])


@transaction.atomic
def duplicate(post: Post) -> Post:
    """A draft with the same words, pictures and branches, at an address of its own."""
    copy = Post(period=post.period, picture=post.picture)
    copy_texts(post, copy)
    copy.set_texts(title={code: copied_title(post, code) for code in post.languages()})
    copy.save()
    sections = list(post.sections.order_by("position").prefetch_related("quotes"))
    copies = BranchSection.objects.bulk_create(copied_section(one, copy) for one in sections)
    PullQuote.objects.bulk_create(
        copied_quote(quote, new)
        for section, new in zip(sections, copies, strict=True)
        for quote in section.quotes.all()
    )
    return copy


def copied_title(post: Post, code: str) -> str:
    with override(code):
        title = gettext("Copy of %(title)s") % {"title": post.stored_text("title", code)}
    return title[: Post._meta.get_field("title").max_length]


def copied_section(section: BranchSection, post: Post) -> BranchSection:
    copy = BranchSection(
        post=post,
        branch_id=section.branch_id,
        position=section.position,
        picture=section.picture,
        attended=section.attended,
        engaged=section.engaged,
    )
    copy_texts(section, copy)
    return copy


def copied_quote(quote: PullQuote, section: BranchSection) -> PullQuote:
    copy = PullQuote(section=section, said=quote.said, said_in=quote.said_in)
    copy_texts(quote, copy)
    return copy


def copy_texts(source: TranslatedModel, target: TranslatedModel) -> None:
    target.source_language = source.source_language
    for field in source.translated_fields():
        for code in languages.CODES:
            target.fill(field, code, source.stored_text(field, code))
    target.reviews = dict(source.reviews)
