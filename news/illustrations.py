"""The pictures within the text of an article: how a page shows them, and which of them its editor offers."""

from __future__ import annotations

from collections.abc import Callable

from agencies.prose import OfferedPicture
from news.models import Article

Shown = Callable[[int, str], str | None]


def shower(article: Article) -> Shown | None:
    """Return what turns the number of a picture and its alternative text into HTML, None if there is no picture."""
    return None


def offered(article: Article) -> list[OfferedPicture]:
    """Return the pictures that may be put into the text of `article`."""
    return []
