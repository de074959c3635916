"""What is uploaded for articles: pictures, and attachments. Who writes at an agency uploads there."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction

from agencies.actions import require
from agencies.models import Agency, User
from news.actions.articles import EDITORS
from news.actions.renditions import picture_changed
from news.actions.writing import WRITERS, save_article
from news.documents import check_document
from news.doorbell import RENDER, ring_after_commit
from news.models import Article, Attachment, Picture
from news.models.attachment import MOST_ATTACHMENTS
from news.photos import check_photo, plain_photo

MIDDLE = (50, 50)  # percent


@transaction.atomic
def keep_picture(
    agency: Agency, file: File, *, by: User, alt: str = "", credit: str = "", focus: tuple[int, int] = MIDDLE
) -> Picture:
    """Keep a picture of `agency`: its pixels alone, upright, in the colours of the web.

    Raises PermissionDenied unless `by` writes there, ValidationError for what is no picture that can be shown.
    """
    require(by, WRITERS, agency)
    check_photo(file)
    picture = Picture(agency=agency, uploaded_by=by, alt=alt.strip(), credit=credit.strip(), file=plain_photo(file))
    picture.focus_x, picture.focus_y = focus
    picture.clean_fields(exclude=["file"])
    picture.save()
    ring_after_commit(picture.pk, RENDER)
    return picture


@transaction.atomic
def describe_picture(picture: Picture, *, by: User, alt: str, credit: str, focus: tuple[int, int]) -> Picture:
    """Say what a picture shows, who made it, and where what matters is in it: every page follows at once.

    Raises PermissionDenied unless `by` writes at its agency, and edits there once the public sees it; ValidationError.
    """
    picture = Picture.objects.select_for_update(of=("self",), no_key=True).select_related("agency").get(pk=picture.pk)
    require(by, EDITORS if picture.is_known else WRITERS, picture.agency)
    picture.alt, picture.credit, (picture.focus_x, picture.focus_y) = alt.strip(), credit.strip(), focus
    picture.clean_fields(exclude=["file"])
    picture.save(update_fields=["alt", "credit", "focus_x", "focus_y"])
    picture_changed(picture)
    return picture


@transaction.atomic
def add_pictures(article: Article, files: Iterable[File], *, by: User) -> list[Picture]:
    """Keep pictures for the texts of an article: all of them, or none if one is refused. Raises as `keep_picture`."""
    kept = []
    for file in files:
        try:
            kept.append(keep_picture(article.origin, file, by=by))
        except ValidationError as refusal:
            raise ValidationError(f"“{file.name}”: {' '.join(refusal.messages)}") from refusal
    article.pictures.add(*kept)
    return kept


@transaction.atomic
def attach(article: Article, file: File, *, by: User, title: str, seen: str | None = None) -> Attachment:
    """Attach a document to what is being written of an article. Raises as `save_article`; ValidationError."""
    require(by, WRITERS, article.origin)
    kind = check_document(file)
    if len(article.attachments) >= MOST_ATTACHMENTS:
        raise ValidationError(f"Một bài có nhiều nhất {MOST_ATTACHMENTS} tệp đính kèm.")
    facts = {"title": " ".join(title.split()), "kind": kind, "size": file.size}
    attachment = Attachment(agency=article.origin, uploaded_by=by, **facts)
    attachment.file = file
    attachment.clean_fields(exclude=["file"])
    attachment.save()
    list_attachments(article, [*article.attachments, attachment.pk], by=by, seen=seen)
    return attachment


def list_attachments(article: Article, keys: list[int], *, by: User, seen: str | None = None) -> Article:
    """Say which attachments an article has, and in which order; each is of its agency. Raises as `save_article`."""
    if Attachment.objects.filter(pk__in=keys, agency=article.origin_id).count() != len(keys):
        raise ValidationError("Có tệp không thuộc cơ quan đăng bài.")
    article.attachments = keys
    return save_article(article, by=by, seen=seen)
