"""What is accepted as a picture, and what is kept of it. The file is judged by its content, whatever its name says."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.base import ContentFile
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

FORMATS = ("JPEG", "PNG", "WEBP")
EXTENSIONS = ("jpg", "jpeg", "png", "webp")
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 40_000_000  # a small file can unfold to gigabytes; Pillow alone only warns below 178 million
Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # wherever else a picture is opened

TOO_MANY_BYTES = _("Ảnh lớn hơn 10 MB. Hãy thu nhỏ rồi tải lên lại.")
TOO_MANY_PIXELS = _("Ảnh có quá nhiều điểm ảnh (hơn 40 triệu). Hãy thu nhỏ rồi tải lên lại.")
MOVES = _("Ảnh động không dùng được. Hãy chọn một ảnh đứng yên.")
EMPTY = _("Tệp này trống (0 byte). Hãy chọn lại tệp.")
UNREADABLE = _("Tệp này không phải ảnh JPEG, PNG hoặc WebP đọc được. Hãy chọn tệp khác.")

# All that Pillow's readers are known to raise for a file that is not what it says.
BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, OverflowError, struct.error)

ORIENTATION, TURNED_ASIDE = 0x0112, (5, 6, 7, 8)  # EXIF: how the telephone was held; these swap width and height
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def name_of_our_own(folder: str, filename: str) -> str:
    """Return where an uploaded picture is stored: a name nobody chose, with only the extension kept."""
    extension = filename.rsplit(".", 1)[-1].lower()
    return f"{folder}/{get_random_string(20).lower()}.{extension if extension in EXTENSIONS else 'jpg'}"


def check_picture(file: File) -> None:
    """Raise ValidationError unless `file` is a picture that can be shown: format, size, and every pixel readable."""
    if getattr(file, "_committed", False):
        return  # judged when it came; the file itself may be on another machine, or be missing
    if not file.size:
        raise ValidationError(EMPTY)
    if file.size > MOST_BYTES:
        raise ValidationError(TOO_MANY_BYTES)
    with _opened(file) as image:
        image.load()


def plain_picture(file: File, *, within: tuple[int, int], as_jpeg: bool = False) -> ContentFile:
    """Return a picture that passed check_picture as it is kept: upright, no larger than `within`, and pixels alone.

    A telephone writes where a picture was taken into it, which is personal data; what else was hidden in it goes too.
    Its colours are those of every screen (sRGB). It stays of its kind, or becomes a JPEG, on white where it could be
    seen through. Raises ValidationError as check_picture does.
    """
    with _opened(file) as image:
        kind = "JPEG" if as_jpeg or image.format == "MPO" else image.format or "JPEG"
        turned = image.getexif().get(ORIENTATION) in TURNED_ASIDE
        profile = image.info.get("icc_profile")
        small = _eight_bits(image)
        small.thumbnail(within[::-1] if turned else within)  # of a JPEG not even decodes the rest
        upright = _in_srgb(ImageOps.exif_transpose(small), profile)
    if kind == "JPEG":
        upright = on_white(upright)
    upright.info.clear()
    content = io.BytesIO()
    upright.save(content, kind, quality=85, exif=b"")
    return ContentFile(content.getvalue(), name=f"picture.{'jpg' if kind == 'JPEG' else kind.lower()}")


def on_white(image: Image.Image) -> Image.Image:
    """Return what a picture looks like where nothing can be transparent."""
    if image.mode != "RGBA":
        return image
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


@contextmanager
def _opened(file: File) -> Iterator[Image.Image]:
    """Open a picture without unfolding it, judged by its head; say in words what is wrong, whenever that shows."""
    content: BinaryIO = file.file  # type: ignore[assignment]
    content.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(content, formats=FORMATS) as image:
                if image.width * image.height > MOST_PIXELS:
                    raise ValidationError(TOO_MANY_PIXELS)
                # A telephone's JPEG may hold a second picture (MPO), of which only the first is shown.
                if image.format != "MPO" and getattr(image, "is_animated", False):
                    raise ValidationError(MOVES)
                yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(TOO_MANY_PIXELS) from error
    except BROKEN as error:
        raise ValidationError(UNREADABLE) from error
    finally:
        content.seek(0)


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a picture that can be made smaller: no palette, no 16 bits, transparency as a channel."""
    if image.mode.startswith("I"):
        return image.point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("L", "RGB", "RGBA", "CMYK"):
        return image if "transparency" not in image.info else image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return a picture in the colours of the web; a profile that cannot be read is as good as none."""
    into = "RGBA" if image.mode == "RGBA" else "RGB"
    if profile and image.mode != "L":
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            return ImageCms.profileToProfile(image, source, SRGB, outputMode=into) or image
        except (ImageCms.PyCMSError, OSError):
            pass
    return image if image.mode in ("L", into) else image.convert(into)
