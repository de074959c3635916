"""What is accepted as an attachment of an article. The file is judged by its content, whatever its name says."""

from __future__ import annotations

from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from django.utils import translation

from news import office
from uploads import pdf

MEGABYTE = 1_000_000
MOST_BYTES = 20 * MEGABYTE

TOO_LARGE = "Tệp lớn hơn 20 MB. Hãy chia nhỏ hoặc nén lại (ví dụ lưu PDF với ảnh nhỏ hơn)."
OLD_OFFICE = (
    "Tệp này ở định dạng Office cũ hoặc có mật khẩu. Hãy mở ra, bỏ mật khẩu và lưu lại thành DOCX, XLSX hoặc PDF."
)
UNKNOWN = "Chỉ nhận PDF, DOCX, XLSX, ODT và ODS; nội dung tệp này không phải một trong các loại đó."

PDF_BEGINS, ZIP_BEGINS, OLE_BEGINS = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class DocumentKind(models.TextChoices):
    """What an attachment is; the value is the ending of its name."""

    PDF = "pdf", "PDF"
    DOCX = "docx", "DOCX"
    XLSX = "xlsx", "XLSX"
    ODT = "odt", "ODT"
    ODS = "ods", "ODS"

    @property
    def media_type(self) -> str:
        """The type by which browsers know it."""
        return "application/pdf" if self == self.PDF else office.MEDIA_TYPES[self.value]


def check_document(file: File) -> DocumentKind:
    """Return what kind of document `file` is. Raises ValidationError, in words for who uploaded it, for any other."""
    if not file.size:
        raise ValidationError("Tệp này trống (0 byte). Hãy chọn lại tệp.")
    if file.size > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    content: BinaryIO = file.file  # type: ignore[assignment]
    content.seek(0)
    try:
        return _judged(content)
    finally:
        content.seek(0)


def _judged(content: BinaryIO) -> DocumentKind:
    begins = content.read(8)
    content.seek(0)
    if begins.startswith(PDF_BEGINS):
        pdf.check(content)
        return DocumentKind.PDF
    if begins.startswith(ZIP_BEGINS):
        return DocumentKind(office.checked(content))
    raise ValidationError(OLD_OFFICE if begins == OLE_BEGINS else UNKNOWN)


def said_in_words(kind: DocumentKind, size: int) -> str:
    """Return type and size as people read them in the language of the moment: "PDF, 1,2 MB" or "PDF, 1.2 MB"."""
    if size < MEGABYTE:
        return f"{kind.label}, {max(1, round(size / 1000))} kB"
    megabytes = f"{size / MEGABYTE:.1f}"
    return f"{kind.label}, {megabytes.replace('.', ',') if in_vietnamese() else megabytes} MB"


def in_vietnamese() -> bool:
    """Tell whether the page of the moment is Vietnamese."""
    return translation.get_language() in (None, settings.LANGUAGE_CODE)
