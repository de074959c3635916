"""Which PDF files are accepted: whole, open to everybody, and doing nothing by themselves.

A search for "/JavaScript" in the bytes finds nothing where objects are packed, so every object is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import pikepdf
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_OBJECTS = 300_000
DEEPEST = 60  # arrays and dictionaries in one another; more is no document

# ISO 32000-1, 12.6.4: what may happen when a page is opened or a link followed, but for going to places and addresses.
FORBIDDEN_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/GoToE", "/SubmitForm", "/ImportData", "/Rendition", "/RichMediaExecute", "/Movie"}
)
FORBIDDEN_KEYS = {
    "/JS": _("đoạn mã JavaScript"),
    "/JavaScript": _("đoạn mã JavaScript"),
    "/EmbeddedFiles": _("tệp nhúng bên trong"),
    "/EF": _("tệp nhúng bên trong"),
    "/RichMediaContent": _("phim hoặc nội dung chạy được"),
    "/XFA": _("biểu mẫu XFA"),
}

ENCRYPTED = _("Tệp PDF này có mật khẩu hoặc bị khóa. Hãy lưu lại một bản không khóa.")
BROKEN = _("Tệp PDF này hỏng hoặc bị cắt cụt, không mở được. Hãy xuất lại tệp PDF.")
HOLDS = _("Tệp PDF này chứa %(what)s. Hãy in ra PDF mới (chỉ có nội dung) rồi tải lên.")
ACTS = _("Tệp PDF này tự làm một việc khi mở. Hãy in ra PDF mới (chỉ có nội dung) rồi tải lên.")
TOO_MUCH = _("Tệp PDF này quá phức tạp để kiểm tra. Hãy in ra PDF mới rồi tải lên.")


def check(content: BinaryIO) -> None:
    """Raise ValidationError unless `content` is a PDF that only shows something."""
    try:
        with pikepdf.open(content, attempt_recovery=False, suppress_warnings=True) as document:
            if document.is_encrypted:
                raise ValidationError(ENCRYPTED)
            _check_objects(document)
            if not len(document.pages):
                raise ValidationError(BROKEN)
    except pikepdf.PasswordError as error:
        raise ValidationError(ENCRYPTED) from error
    except (pikepdf.PdfError, ValueError, TypeError, RecursionError, OSError) as error:
        raise ValidationError(BROKEN) from error


def _check_objects(document: pikepdf.Pdf) -> None:
    if len(document.objects) > MOST_OBJECTS:
        raise ValidationError(TOO_MUCH)
    for thing in (document.trailer, *document.objects):
        for key, value in _entries(thing, 0):
            _check_entry(key, value)


def _entries(thing: Any, depth: int) -> Iterator[tuple[str, Any]]:
    """Yield all entries of the dictionaries in an object; what it only refers to is an object of its own."""
    if depth > DEEPEST:
        raise ValidationError(TOO_MUCH)
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        for key, value in thing.items():
            yield key, value
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from _entries(value, depth + 1)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            if not (isinstance(value, pikepdf.Object) and value.is_indirect):
                yield from _entries(value, depth + 1)


def _check_entry(key: str, value: Any) -> None:
    if told := FORBIDDEN_KEYS.get(key):
        raise ValidationError(HOLDS, params={"what": told})
    if key == "/S" and isinstance(value, pikepdf.Name) and str(value) in FORBIDDEN_ACTIONS:
        raise ValidationError(ACTS)
