"""`manage.py compile_catalogs`: what is said in other languages, from the texts in locale/ to the form Django reads.

Babel writes it, so that no machine needs GNU gettext. tests/portal/test_catalogs.py holds both forms together.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


def catalogs() -> Iterator[Path]:
    """Yield the texts of every language, LANGUAGE/LC_MESSAGES/DOMAIN.po."""
    for folder in settings.LOCALE_PATHS:
        yield from sorted(Path(folder).glob("*/LC_MESSAGES/*.po"))


def compiled(texts: Path) -> bytes:
    """Return a catalog in the form that Django reads."""
    with texts.open("rb") as file:
        catalog = read_po(file, locale=texts.parent.parent.name)
    written = io.BytesIO()
    write_mo(written, catalog)
    return written.getvalue()


class Command(BaseCommand):
    help = "Compile the translations below locale/."

    def handle(self, *args: Any, **options: Any) -> None:
        for texts in catalogs():
            texts.with_suffix(".mo").write_bytes(compiled(texts))
