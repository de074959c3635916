"""The translations are compiled, and nothing that staff read in Vietnamese is left in English."""

from __future__ import annotations

import pytest
from babel.messages.pofile import read_po
from django.utils import translation

from portal.management.commands.compile_catalogs import catalogs, compiled


@pytest.mark.parametrize("texts", list(catalogs()), ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_what_is_compiled_is_what_is_written(texts):
    assert texts.with_suffix(".mo").read_bytes() == compiled(texts)


@pytest.mark.parametrize("texts", list(catalogs()), ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_every_text_is_translated_with_what_it_holds_places_for(texts):
    with texts.open("rb") as file:
        messages = [message for message in read_po(file, locale=texts.parent.parent.name) if message.id]

    assert [message.id for message in messages if not all(_texts(message.string))] == []
    assert [message.id for message in messages if list(message.check())] == []


def _texts(said) -> list[str]:
    return [said] if isinstance(said, str) else list(said)


@pytest.mark.parametrize(
    ("english", "vietnamese"),
    [
        ("Skip to main content", "Đến nội dung chính"),
        ("View selected %(model)s", "Xem %(model)s đã chọn"),
        ("Raw passwords are not stored", None),
        ("Export", "Xuất dữ liệu"),
        ("This field is required.", "Hãy điền mục này."),
    ],
)
def test_stock_texts_come_in_vietnamese(english: str, vietnamese: str | None):
    with translation.override("vi"):
        assert translation.gettext(english) == (vietnamese or english)
