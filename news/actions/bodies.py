"""The body of an article, or of its translation: as it is kept, and whether others may see it."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from agencies.prose import kept
from markup import fit_to_be_seen
from news.models import Article, Picture
from news.models.picture import pictures_in


def body_to_keep(typed: str) -> str:
    """Return a body as it is stored, whatever was typed or sent. Raises ValidationError."""
    try:
        return kept(typed)
    except ValidationError as refusal:
        raise ValidationError({"body": refusal.messages}) from refusal


def require_fit(body: str, article: Article) -> None:
    """Raise ValidationError with what is wrong in a body of `article` before others may see it.

    One query, none for a body without pictures.
    """
    if wrong := [*fit_to_be_seen(body), *_foreign_pictures(body, article)]:
        raise ValidationError(wrong)


def _foreign_pictures(body: str, article: Article) -> list[str]:
    """Return what to say of pictures that no page would show: there are none such, or they are not its own."""
    keys = pictures_in(body)
    own = set(Picture.objects.for_texts_of(article).filter(pk__in=keys).values_list("pk", flat=True)) if keys else ()
    return [
        f"Ảnh số {key} không phải ảnh của {article.origin.short_name}: hãy bỏ ảnh đó, hoặc thêm ảnh ở “Ảnh và tệp”."
        for key in keys
        if key not in own
    ]
