"""Photos of articles: what is kept of them, and the sizes and formats in which they are shown.

What is accepted as a picture at all says uploads.pictures.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from uploads.pictures import MOST_BYTES, on_white, plain_picture
from uploads.pictures import check_picture as check_photo  # the first migration names it so

__all__ = ["MOST_BYTES", "Photo", "check_photo", "plain_photo", "rendition", "renditions", "widths_of"]

LONGEST_SIDE = 2_560  # pixels: what the largest screens show
WIDTHS = (320, 640, 960, 1280, 1920)  # pixels, of renditions

# What browsers take, the smallest first, and how it is made: as good to the eye, for a few seconds of a worker.
FORMATS: dict[str, tuple[str, dict[str, Any]]] = {
    "avif": ("AVIF", {"quality": 58, "speed": 7, "max_threads": 1}),
    "webp": ("WEBP", {"quality": 78, "method": 4}),
    "jpg": ("JPEG", {"quality": 80, "optimize": True, "progressive": True}),
}
BETTER = (("image/avif", "avif"), ("image/webp", "webp"))  # than JPEG, which every browser takes
STEP = 10  # percent: the places of the focal point that the style sheets know


def plain_photo(file: File) -> ContentFile:
    """Return a photo that passed check_photo as it is kept: upright, no larger than screens, and pixels alone."""
    return plain_picture(file, within=(LONGEST_SIDE, LONGEST_SIDE))


def widths_of(width: int) -> list[int]:
    """Return the widths in which a picture is shown that is `width` pixels wide: never larger than it is."""
    return [*(one for one in WIDTHS if one < width), min(width, WIDTHS[-1])]


def rendition(name: str, width: int, extension: str) -> str:
    """Return the name of a rendition of the file `name`: the same whoever makes it, however often."""
    return f"{name.rpartition('.')[0]}-{width}.{extension}"


def renditions(file: File, name: str) -> Iterator[tuple[str, bytes]]:
    """Make all renditions of a kept photo; yield the name and the content of each, the largest first."""
    with Image.open(file) as image:
        image.load()
        at_hand: Image.Image = image
        for width in reversed(widths_of(image.width)):
            height = max(1, round(image.height * width / image.width))
            at_hand = at_hand.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)
            for extension, (kind, how) in FORMATS.items():
                content = io.BytesIO()
                (on_white(at_hand) if kind == "JPEG" else at_hand).save(content, kind, **how)
                yield rendition(name, width, extension), content.getvalue()


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture as pages show it."""

    name: str
    width: int
    height: int
    widths: Sequence[int]  # of its renditions; none before they are made
    focus_x: int = 50  # percent, from the left
    focus_y: int = 50  # percent, from above

    @property
    def address(self) -> str:
        """The address of the file as it was kept."""
        return default_storage.url(self.name)

    def source(self, widest: int) -> str:
        """Return the address for whoever reads no `srcset`: a JPEG of middling size, or what there is."""
        fitting = [width for width in self.widths if width <= min(widest, 960)] or self.widths[:1]
        return self._addresses("jpg", fitting[-1:])[0][0] if fitting else self.address

    def sources(self, widest: int) -> list[tuple[str, str]]:
        """Return type and `srcset` of each format that is better than JPEG."""
        return [(kind, self._srcset(extension, widest)) for kind, extension in BETTER if self.widths]

    def srcset(self, widest: int) -> str:
        """Return the `srcset` of its JPEGs; "" before they are made."""
        return self._srcset("jpg", widest)

    @property
    def widest(self) -> tuple[str, int, int]:
        """The address, width and height of the largest JPEG, for programs that show it elsewhere."""
        if not self.widths:
            return self.address, self.width, self.height
        ((address, width),) = self._addresses("jpg", self.widths[-1:])
        return address, width, max(1, round(self.height * width / self.width))

    @property
    def focus(self) -> str:
        """The classes that keep what matters in sight where the picture is cropped; the policy forbids styles here."""
        places = (("x", self.focus_x), ("y", self.focus_y))
        return " ".join(f"focus-{axis}-{round(at / STEP) * STEP}" for axis, at in places if at != 50)

    def _srcset(self, extension: str, widest: int) -> str:
        fitting = [width for width in self.widths if width <= widest] or self.widths[:1]
        return ", ".join(f"{address} {width}w" for address, width in self._addresses(extension, fitting))

    def _addresses(self, extension: str, widths: Sequence[int]) -> list[tuple[str, int]]:
        stem = self.address.rpartition(".")[0]
        return [(f"{stem}-{width}.{extension}", width) for width in widths]
