"""What an article says: the same fields in what the public reads and in what is being written."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models

from news.models.picture import Picture

LONGEST_KEYWORD = 60  # characters


class Content(models.Model):
    """All that an author writes, in Vietnamese."""

    title = models.CharField("tiêu đề", max_length=250)
    lead = models.TextField("tóm tắt", max_length=1000, help_text="Một đoạn ngắn: việc gì, với ai, từ khi nào.")
    body = models.TextField("nội dung")  # rich text, cleaned (markup)
    keywords = ArrayField(
        models.CharField(max_length=LONGEST_KEYWORD),
        verbose_name="từ khóa",
        default=list,
        blank=True,
        help_text="Cách nhau bằng dấu phẩy.",
    )
    author = models.CharField("tác giả", max_length=120, blank=True)
    source = models.CharField("nguồn", max_length=200, blank=True, help_text="Ví dụ: Cổng Thông tin điện tử Chính phủ")
    photo = models.ForeignKey(
        Picture, models.PROTECT, null=True, editable=False, related_name="%(class)s_photos", verbose_name="ảnh"
    )
    photo_alt = models.CharField(
        "mô tả ảnh", max_length=250, blank=True, help_text="Người không nhìn thấy ảnh sẽ được nghe câu này."
    )
    photo_caption = models.CharField("chú thích ảnh", max_length=250, blank=True)
    # In their order. An attachment never changes, so its key says what was approved.
    attachments = ArrayField(
        models.BigIntegerField(), verbose_name="tệp đính kèm", default=list, blank=True, editable=False
    )

    class Meta:
        abstract = True

    def say_the_same_as(self, other: Content) -> None:
        """Take over all that `other` says."""
        for name in content_fields():
            setattr(self, name, getattr(other, name))

    def differs_from(self, other: Content) -> bool:
        """Tell whether the two say anything different."""
        return any(getattr(self, name) != getattr(other, name) for name in content_fields())

    def clean(self) -> None:
        """Refuse a photo that some readers would not perceive."""
        if self.photo_id and not self.photo_alt.strip():
            raise ValidationError({"photo_alt": "Hãy mô tả ảnh bằng một câu, cho người không nhìn thấy ảnh."})


def keywords_in(text: str) -> list[str]:
    """Return keywords as people type them: between commas, with a comma too many or a word twice.

    Raises ValidationError for one that is too long.
    """
    words = (" ".join(word.split()) for word in text.split(","))
    found = list(dict.fromkeys(word for word in words if word))
    for word in found:
        if len(word) > LONGEST_KEYWORD:
            raise ValidationError(f"Từ khóa “{word[:20]}…” dài quá {LONGEST_KEYWORD} ký tự.")
    return found


def content_fields() -> tuple[str, ...]:
    """Return the names of the fields that hold what an article says."""
    return tuple(field.attname for field in Content._meta.fields)
