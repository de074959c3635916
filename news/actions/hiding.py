"""Pictures that no public article shows any longer: their address changes, so that the old one leads nowhere.

What was withdrawn may come back, and the newsroom still has to see it; so nothing is destroyed (docs/decisions/0013).
"""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from news.doorbell import MOVE, ring_after_commit
from news.models import Article, Picture
from news.models.picture import CLAIM, FOLDER, pictures_in
from news.photos import FORMATS, WIDTHS, rendition, widths_of
from uploads.pictures import name_of_our_own


def list_pictures(article: Article, photo: int | None, *bodies: str) -> None:
    """Note which pictures an article has: its photo, and those of its own agency that its texts show."""
    keys = {*pictures_in(*bodies), *(key for key in (photo,) if key)}
    if keys:
        article.pictures.add(*Picture.objects.filter(pk__in=keys, agency=article.origin_id))


def settle_pictures(article: Article) -> None:
    """Have those pictures of an article move away that no public article shows now, and the others stay.

    Called by whatever changes what the public sees of the article, in its transaction.
    """
    mine = Picture.objects.filter(articles=article)
    public = set(mine.shown_to_the_public().values_list("pk", flat=True))
    mine.filter(pk__in=public).update(is_known=True, next_name="")
    for picture in mine.exclude(pk__in=public).filter(is_known=True, next_name=""):
        named = Picture.objects.filter(pk=picture.pk, next_name="")
        named.update(next_name=name_of_our_own(FOLDER, str(picture.file.name)))
        ring_after_commit(picture.pk, MOVE)


@transaction.atomic
def move(picture_pk: int) -> bool:
    """Move the file of a picture to its next name, and its renditions away; tell whether that was done.

    Under a row lock, which other workers skip; whoever makes renditions meanwhile is waited for by coming again.
    Killed half-way, it begins anew and ends the same: each step asks what is there.
    """
    left_alone = Q(claimed_at=None) | Q(claimed_at__lt=timezone.now() - CLAIM) | Q(rendered_at__isnull=False)
    waiting = Picture.objects.to_move().filter(left_alone, pk=picture_pk)
    picture = waiting.select_for_update(skip_locked=True, of=("self",), no_key=True).first()
    if picture is None:
        return False
    former, name = str(picture.file.name), picture.next_name
    if default_storage.exists(former) and not default_storage.exists(name):
        _copy(former, name)
    erase_renditions(former, picture.width)
    default_storage.delete(former)
    facts = {"is_known": False, "widths": [], "rendered_at": None, "claimed_at": None, "attempts": 0}
    Picture.objects.filter(pk=picture.pk).update(file=name, next_name="", **facts)
    return True


def erase_renditions(name: str, width: int) -> None:
    """Delete whatever renditions there are of the file `name`, which is `width` pixels wide."""
    for one in {*widths_of(width), *WIDTHS}:
        for extension in FORMATS:
            default_storage.delete(rendition(name, one, extension))


def _copy(former: str, name: str) -> None:
    with default_storage.open(former) as file:
        kept = default_storage.save(name, file)
    if kept != name:  # another worker could only come here under our lock
        raise RuntimeError(f"{name} was taken")
