"""What is accepted as a sender's photo or file, and what is kept of it. The content is judged, not the name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from feedback.models import Enclosure
from feedback.storage import private_storage
from uploads import pdf
from uploads.pictures import check_picture, plain_picture

MOST_FILES = 5
MOST_BYTES = 10 * 1024 * 1024  # of one file
LONGEST_SIDE = 2_560  # pixels: a page of paper stays legible
LONGEST_NAME = 150

PDF_BEGINS = b"%PDF-"
# ISO 14496-12: the brands by which telephones' HEIF pictures begin, after "ftyp".
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heif", b"avif")
ZIP_BEGINS, OLE_BEGINS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"

EMPTY = _("Tệp này trống (0 byte). Hãy chọn lại tệp.")
TOO_LARGE = _("Tệp lớn hơn 10 MB. Hãy chụp hoặc lưu lại với cỡ nhỏ hơn.")
HEIF = _(
    "Ảnh HEIC của điện thoại chưa đọc được. Hãy gửi ảnh dạng JPEG (trên iPhone: Cài đặt › Camera › Tương thích nhất)."
)
OFFICE = _("Chỉ nhận ảnh và PDF. Hãy lưu tài liệu này thành PDF rồi tải lên.")


@dataclass(frozen=True)
class Kept:
    """A file that was looked at, and lies in the storage under a name of ours."""

    stored: str
    type: Enclosure.Type
    size: int
    name: str  # what its sender called it

    def as_answer(self) -> dict[str, Any]:
        """Return it as a draft holds it."""
        return {"stored": self.stored, "type": self.type.value, "size": self.size, "name": self.name}


def keep(upload: File) -> Kept:
    """Look at a file, and keep what is safe of it: of a photo its pixels alone. Raises ValidationError in words."""
    content, kind = _safe(upload)
    ending = "pdf" if kind == Enclosure.Type.PDF else "jpg"
    stored = private_storage().save(f"phan-anh/{get_random_string(24).lower()}.{ending}", content)
    return Kept(stored, kind, content.size, called(upload.name or ""))


def forget(stored: str) -> None:
    """Remove a kept file; one that is gone already is as good."""
    private_storage().delete(stored)


def called(name: str) -> str:
    """Return the name of a file as it may be shown: its last part, without what nobody can see, not too long."""
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(letter for letter in last if letter.isprintable()).strip()
    stem, dot, ending = plain.rpartition(".")
    if len(plain) > LONGEST_NAME:
        plain = f"{(stem or plain)[: LONGEST_NAME - 12]}…{dot}{ending[:10]}" if stem else plain[:LONGEST_NAME]
    return plain or "tep"


def _safe(upload: File) -> tuple[File, Enclosure.Type]:
    if not upload.size:
        raise ValidationError(EMPTY)
    if upload.size > MOST_BYTES:
        raise ValidationError(TOO_LARGE)
    upload.seek(0)
    begins = upload.read(16)
    upload.seek(0)
    if begins.startswith(PDF_BEGINS):
        pdf.check(upload.file)  # type: ignore[arg-type]
        upload.seek(0)
        return ContentFile(upload.read()), Enclosure.Type.PDF
    if begins[4:8] == b"ftyp" and begins[8:12] in HEIF_BRANDS:
        raise ValidationError(HEIF)
    if begins.startswith((ZIP_BEGINS, OLE_BEGINS)):
        raise ValidationError(OFFICE)
    check_picture(upload)
    return plain_picture(upload, within=(LONGEST_SIDE, LONGEST_SIDE), as_jpeg=True), Enclosure.Type.JPEG
