"""What is accepted as a photo. The file is judged by its content, whatever its name says."""

from __future__ import annotations

import warnings
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files import File
from PIL import Image, UnidentifiedImageError

PHOTO_FORMATS = ("JPEG", "PNG", "WEBP")
PHOTO_EXTENSIONS = ("jpg", "jpeg", "png", "webp")
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000  # a small file can unfold to gigabytes; Pillow alone only warns below 178 million


def check_photo(file: File) -> None:
    """Raise ValidationError unless `file` is a photo that can be shown: format, size, and every pixel readable."""
    if getattr(file, "_committed", False):
        return  # judged when it came; the file itself may be on another machine, or be missing
    if file.size > MOST_BYTES:
        raise ValidationError("Ảnh lớn hơn 10 MB. Hãy thu nhỏ rồi tải lên lại.")
    content: BinaryIO = file.file  # type: ignore[assignment]
    content.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(content, formats=PHOTO_FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise ValidationError("Ảnh có quá nhiều điểm ảnh (hơn 40 triệu). Hãy thu nhỏ rồi tải lên lại.")
                image.load()
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError, Warning) as error:
        raise ValidationError("Tệp này không phải ảnh JPEG, PNG hoặc WebP đọc được. Hãy chọn tệp khác.") from error
    finally:
        content.seek(0)
