"""From the bytes of a file to its text: what can be read for certain is read, the rest refused with the reason."""

from __future__ import annotations

import unicodedata

import pytest

from procedures.reading import Unreadable, decode, read_text
from tests.procedures.samples import TEXT


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_and_without_its_mark(encoding):
    assert read_text(decode(TEXT.encode(encoding))) == read_text(TEXT)


def test_windows_1258_is_read_where_it_makes_an_export():
    """The Vietnamese code page writes most tones behind their letter."""
    parted = "".join(_apart(letter) for letter in TEXT)

    assert read_text(decode(parted.encode("cp1258"))) == read_text(TEXT)


def _apart(letter: str) -> str:
    """Return a letter as Windows-1258 writes it: as one of its own, or with the tone behind."""
    try:
        letter.encode("cp1258")
        return letter
    except UnicodeEncodeError:
        base, *marks = unicodedata.normalize("NFD", letter)
        tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
        kept = [mark for mark in marks if mark not in tones]
        return unicodedata.normalize("NFC", "".join([base, *kept])) + "".join(tones)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_read(end):
    assert read_text(decode(TEXT.replace("\n", end).encode())) == read_text(TEXT)


def test_letters_with_marks_apart_are_the_same_letters():
    assert read_text(decode(unicodedata.normalize("NFD", TEXT).encode())) == read_text(TEXT)


def test_a_character_that_no_database_takes_is_left_out():
    assert decode(b"M\x00a") == "Ma"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "Tệp trống"),
        (b"\xff\xfe", "Tệp trống"),
        (TEXT.encode().decode("cp1252", errors="replace").encode(), "bị đọc nhầm bảng mã|đã mất"),
        (TEXT.encode().decode("latin-1").encode(), "bị đọc nhầm bảng mã"),
        (TEXT.encode("ascii", errors="replace").replace(b"?", "\ufffd".encode()), "đã mất"),
        (TEXT.encode()[: TEXT.encode().index("ủ".encode()) + 1], "cắt cụt giữa một chữ"),
        (TEXT.encode("utf-16")[:-1], "cắt cụt giữa một chữ"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe\xfd", "không ở bảng mã UTF-8"),
    ],
)
def test_what_was_damaged_is_refused_with_the_reason(content, reason):
    with pytest.raises(Unreadable, match=reason):
        read_text(decode(content))


def test_no_bytes_whatever_make_it_fail_otherwise():
    for size in range(0, 3000, 7):
        for content in (TEXT.encode()[:size], TEXT.encode("utf-16")[:size], bytes(range(256)) * (size // 100)):
            try:
                read_text(decode(content))
            except Unreadable:
                continue
