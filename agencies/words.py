"""Texts that say which language they are in: on an English page, what has no English yet is shown in Vietnamese."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import mark_safe


@dataclass(frozen=True, slots=True)
class Words:
    """A text in a language, for somebody who reads the page in another one, perhaps."""

    text: str
    language: str
    reader: str = "vi"

    @property
    def lang(self) -> str:
        """The attribute that tells a screen reader to change its voice, if the page is in another language."""
        return "" if self.language == self.reader else mark_safe(f' lang="{self.language}"')  # noqa: S308

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Linked:
    """Words that lead somewhere."""

    words: Words
    address: str
