"""Keeping an article in another language, and taking that back."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.actions import require
from agencies.models import User
from news.actions.articles import EDITORS, article_changed
from news.actions.bodies import body_to_keep, require_fit
from news.actions.hiding import list_pictures, settle_pictures
from news.actions.writing import WRITERS
from news.models import Article, ArticleEvent, ArticleTranslation

TRANSLATED = ("title", "lead", "body", "photo_alt", "photo_caption")


@transaction.atomic
def save_translation(translation: ArticleTranslation, *, by: User) -> ArticleTranslation:
    """Keep an article in another language, in place of what was there: every site shows it as soon as it commits.

    Raises PermissionDenied unless `by` may correct the article, ValidationError unless it says all that the article
    says: a translation stands whole or not at all.
    """
    article = _for_correcting(translation.article_id, by)
    translation.clean_fields(exclude=["article"])
    translation.body = body_to_keep(translation.body)
    require_fit(translation.body, article)
    if article.photo and not translation.photo_alt.strip():
        raise ValidationError({"photo_alt": "Hãy dịch cả câu mô tả ảnh, cho người không nhìn thấy ảnh."})
    before = article.translations.filter(language=translation.language).first()
    kept, _created = ArticleTranslation.objects.update_or_create(
        article=article,
        language=translation.language,
        defaults={field: getattr(translation, field) for field in TRANSLATED},
    )
    former = {field: getattr(before, field) for field in TRANSLATED} if before else {}
    details = {"language": kept.language, "title": kept.title, "former": former}
    ArticleEvent.objects.create(article=article, verb=ArticleEvent.Verb.TRANSLATED, by=by, details=details)
    list_pictures(article, None, kept.body)
    settle_pictures(article)
    article_changed(article)
    return kept


@transaction.atomic
def remove_translation(translation: ArticleTranslation, *, by: User) -> None:
    """Take a translation back: sites show the Vietnamese text again. Raises PermissionDenied as save_translation."""
    article = _for_correcting(translation.article_id, by)
    former = {field: getattr(translation, field) for field in TRANSLATED}
    details = {"language": translation.language, "title": translation.title, "former": former}
    ArticleEvent.objects.create(article=article, verb=ArticleEvent.Verb.UNTRANSLATED, by=by, details=details)
    translation.delete()
    settle_pictures(article)
    article_changed(article)


def _for_correcting(article_pk: int, by: User) -> Article:
    """Return an article locked against other writers. Raises PermissionDenied unless `by` may correct it."""
    locked = Article.objects.select_for_update(of=("self",), no_key=True)
    article = locked.select_related("origin").get(pk=article_pk)
    require(by, WRITERS if article.is_draft else EDITORS, article.origin)
    return article
