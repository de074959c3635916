"""Photos of articles: what is kept of them. What is accepted as a picture at all says agencies.pictures."""

from __future__ import annotations

from django.core.files import File
from django.core.files.base import ContentFile

from agencies.pictures import MOST_BYTES, plain_picture
from agencies.pictures import check_picture as check_photo  # the first migration names it so

__all__ = ["MOST_BYTES", "check_photo", "plain_photo"]

LONGEST_SIDE = 2_560  # pixels: what the largest screens show


def plain_photo(file: File) -> ContentFile:
    """Return a photo that passed check_photo as it is kept: upright, no larger than screens, and pixels alone."""
    return plain_picture(file, within=(LONGEST_SIDE, LONGEST_SIDE))
