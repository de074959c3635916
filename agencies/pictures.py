"""What is accepted as a picture, and what is kept of it. The file is judged by its content, whatever its name says."""

from __future__ import annotations

import io
import warnings
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.crypto import get_random_string
from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
EXTENSIONS = ("jpg", "jpeg", "png", "webp")
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000  # a small file can unfold to gigabytes; Pillow alone only warns below 178 million


def name_of_our_own(folder: str, filename: str) -> str:
    """Return where an uploaded picture is stored: a name nobody chose, with only the extension kept."""
    extension = filename.rsplit(".", 1)[-1].lower()
    return f"{folder}/{get_random_string(20).lower()}.{extension if extension in EXTENSIONS else 'jpg'}"


def check_picture(file: File) -> None:
    """Raise ValidationError unless `file` is a picture that can be shown: format, size, and every pixel readable."""
    if getattr(file, "_committed", False):
        return  # judged when it came; the file itself may be on another machine, or be missing
    if file.size > MOST_BYTES:
        raise ValidationError("Ảnh lớn hơn 10 MB. Hãy thu nhỏ rồi tải lên lại.")
    content: BinaryIO = file.file  # type: ignore[assignment]
    content.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(content, formats=FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise ValidationError("Ảnh có quá nhiều điểm ảnh (hơn 40 triệu). Hãy thu nhỏ rồi tải lên lại.")
                image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise ValidationError("Tệp này không phải ảnh JPEG, PNG hoặc WebP đọc được. Hãy chọn tệp khác.") from error
    finally:
        content.seek(0)


def plain_picture(file: File, *, within: tuple[int, int]) -> ContentFile:
    """Return a picture that passed check_picture as it is kept: upright, no larger than `within`, and pixels alone.

    A telephone writes where a picture was taken into it, which is personal data; what else was hidden in it goes too.
    """
    file.seek(0)
    with Image.open(file, formats=FORMATS) as image:
        kind, profile = image.format or "JPEG", image.info.get("icc_profile")
        upright = ImageOps.exif_transpose(image)
    if kind == "JPEG" and upright.mode not in ("RGB", "L"):
        upright = upright.convert("RGB")
    upright.thumbnail(within)
    upright.info.clear()
    content = io.BytesIO()
    upright.save(content, kind, quality=85, icc_profile=profile, exif=b"")
    return ContentFile(content.getvalue(), name=f"picture.{'jpg' if kind == 'JPEG' else kind.lower()}")
