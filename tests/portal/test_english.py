"""All that the public pages say is said in English too."""

from __future__ import annotations

import re
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from django.conf import settings

LOCALE = Path(settings.BASE_DIR) / "locale"
KEYWORDS = {
    "gettext": None,
    "_": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
PLACE = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


def catalog(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


def said(message: Message) -> str:
    """Return what is translated; of a text with a plural, the singular."""
    return message.id if isinstance(message.id, str) else message.id[0]


def texts() -> set[str]:
    """Return what the public templates and the code wrap for translation."""
    with (LOCALE / "babel.cfg").open() as file:
        method_map, options_map = parse_mapping_cfg(file)
    found = extract_from_dir(settings.BASE_DIR, method_map, options_map, keywords=KEYWORDS)
    return {text if isinstance(text, str) else text[0] for _file, _line, text, _comments, _context in found}


def test_everything_the_pages_say_is_said_in_english():
    english = {said(message): message.string for message in catalog("en") if message.id and not message.fuzzy}

    assert [text for text in texts() if not english.get(text)] == []


def test_nothing_is_translated_that_nobody_says():
    assert {said(message) for message in catalog("en") if message.id} - texts() == set()


def test_translations_have_the_same_places_for_values():
    assert [
        message.id
        for message in catalog("en")
        if isinstance(message.string, str) and set(PLACE.findall(message.id)) != set(PLACE.findall(message.string))
    ] == []
