"""Making the renditions of pictures: work for the workers, promised by the row of the picture itself."""

from __future__ import annotations

import logging

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from news.actions.articles import article_changed
from news.actions.hiding import erase_renditions
from news.models import Article, Picture
from news.photos import renditions, widths_of

logger = logging.getLogger(__name__)


def render(picture_pk: int) -> bool:
    """Make the renditions of a picture if they are due and nobody is at it; tell whether they are there now.

    The claim is one guarded UPDATE, committed before the work: a picture that kills its worker counts as tried, and is
    left alone after three times. A file is named by its picture, width and format: made twice, it is the same.
    """
    claimed = Picture.objects.to_render().filter(pk=picture_pk).order_by()
    if not claimed.update(claimed_at=timezone.now(), attempts=F("attempts") + 1):
        return False
    picture = Picture.objects.get(pk=picture_pk)
    name = str(picture.file.name)
    try:
        with default_storage.open(name) as file:
            for rendition, content in renditions(file, name):
                _put(rendition, content)
    except Exception:  # whatever the file holds: the next picture must have its turn
        logger.exception("The renditions of picture %s were not made (attempt %s)", picture_pk, picture.attempts)
        erase_renditions(name, picture.width)
        Picture.objects.filter(pk=picture_pk, claimed_at=picture.claimed_at).update(claimed_at=None)
        return False
    return _rendered(picture, name)


@transaction.atomic
def _rendered(picture: Picture, name: str) -> bool:
    """Say that the renditions are there, unless the file has moved away meanwhile: then they go too."""
    stays = Picture.objects.filter(pk=picture.pk, file=name, rendered_at=None)
    if not stays.update(rendered_at=timezone.now(), widths=widths_of(picture.width), claimed_at=None):
        if not Picture.objects.filter(pk=picture.pk, file=name).exists():
            erase_renditions(name, picture.width)
        return False
    picture_changed(picture)
    return True


def picture_changed(picture: Picture) -> None:
    """Say that the pages of the public articles that show a picture read otherwise."""
    showing = Q(photo=picture) | Q(pictures=picture)
    for article in Article.objects.published().filter(showing).select_related("origin").distinct():
        article_changed(article)


def _put(name: str, content: bytes) -> None:
    """Write a file under exactly this name, over what a killed worker may have left there."""
    default_storage.delete(name)
    default_storage.save(name, ContentFile(content))
