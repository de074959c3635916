"""An attachment (tệp đính kèm): a document that an article carries. It never changes: another text is another one.

Which attachments an article has, and in which order, its editions say (news.models.content), so that what the public
gets is what was approved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import get_random_string

from agencies.models import Agency
from news.documents import MOST_BYTES, DocumentKind, said_in_words
from vietnamese.slugs import slug

if TYPE_CHECKING:
    from news.models.article import Article

FOLDER = "tai-lieu"  # nothing in it is given out by its path: deploy/nginx.conf
MOST_ATTACHMENTS = 20  # of one article


def attachment_path(attachment: Attachment, filename: str) -> str:
    """Return where an attachment is stored: nothing of the name that it came with."""
    return f"{FOLDER}/{get_random_string(20).lower()}.{attachment.kind}"


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    """Which attachments."""

    def listed(self, keys: list[int]) -> list[Attachment]:
        """Return those with these keys, in their order. One query, none for no key."""
        found = self.in_bulk(keys) if keys else {}
        return [found[key] for key in keys if key in found]


class Attachment(models.Model):
    """One document of one agency."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="attachments", verbose_name="cơ quan")
    file = models.FileField("tệp", upload_to=attachment_path, max_length=100)
    title = models.CharField("tên tài liệu", max_length=200)
    kind = models.CharField("loại tệp", max_length=4, choices=DocumentKind)
    size = models.PositiveIntegerField("dung lượng", help_text="Byte.")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người tải lên"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", default=timezone.now)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["file"], name="attachment_file_once"),
            models.CheckConstraint(condition=Q(title__regex=r"\S"), name="attachment_has_a_title"),
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="attachment_kind_of_ours"),
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=MOST_BYTES), name="attachment_size"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def facts(self) -> str:
        """Its type and size in words."""
        return said_in_words(DocumentKind(self.kind), self.size)

    @property
    def media_type(self) -> str:
        """The type by which browsers know it."""
        return DocumentKind(self.kind).media_type

    @property
    def leaf(self) -> str:
        """The name in its address."""
        return f"{slug(self.title, max_length=80) or 'tai-lieu'}.{self.kind}"

    @property
    def filename(self) -> str:
        """The name under which it is saved: its title, without what no file name may hold."""
        plain = "".join(sign if sign.isprintable() and sign not in '\\/:*?"<>|' else " " for sign in self.title)
        return f"{' '.join(plain.split())[:120].strip('. ') or 'Tài liệu'}.{self.kind}"

    def address_in(self, article: Article) -> str:
        """Return where readers of `article` get it."""
        return reverse("attachment", args=[article.pk, self.pk, self.leaf])
