"""What the cells of a file mean: each kind reads a text as people type it, says what is wrong with it, and writes it.

They are widgets of django-import-export; what they refuse is a ValueError with a Vietnamese sentence.
"""

from __future__ import annotations

import datetime
import unicodedata
from typing import Any

from import_export.widgets import Widget

from agencies.imports.entrusted import EntrustedAgencies, folded
from agencies.models import Agency

FIRST_DAY = datetime.date(1899, 12, 30)  # from which spreadsheets count days
COUNTED_DAYS = range(10_000, 100_000)  # what may be such a count: 1927 to 2173
WRITTEN_DAYS = ("%d/%m/%Y", "%Y-%m-%d", "%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S")


class TextCell(Widget):
    """A text."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return unicodedata.normalize("NFC", value or "")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(value or "")


class LineCell(TextCell):
    """A text on one line, however it was broken and spaced."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return " ".join(super().clean(value).split())


class NumberCell(Widget):
    """A whole number, none below nought."""

    DIGITS = 9

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        if not value:
            return None
        if not value.isdecimal() or len(value) > self.DIGITS:
            raise ValueError(f"“{value}” không phải là số nguyên.")
        return int(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class DayCell(Widget):
    """A day: 23/04/2015, or 2015-04-23, or the number by which a spreadsheet knows it."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> datetime.date | None:
        if not value:
            return None
        if value.isdecimal() and len(value) < 6 and int(value) in COUNTED_DAYS:
            return FIRST_DAY + datetime.timedelta(days=int(value))
        for written in WRITTEN_DAYS:
            try:
                return datetime.datetime.strptime(value, written).date()  # noqa: DTZ007 a day has no zone
            except ValueError:
                continue
        raise ValueError(f"“{value}” không phải là ngày. Hãy viết như 23/04/2015.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return f"{value:%d/%m/%Y}" if value else ""


class YesNoCell(Widget):
    """Yes or no: có, không; also x, 1, 0, true, false."""

    YES = frozenset({"có", "co", "x", "1", "true", "yes"})
    NO = frozenset({"không", "khong", "0", "false", "no"})

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:
        """Return None for an empty cell."""
        if not value:
            return None
        if folded(value) not in self.YES | self.NO:
            raise ValueError(f"“{value}” không rõ là có hay không. Hãy ghi “có” hoặc “không”.")
        return folded(value) in self.YES

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return {True: "có", False: "không"}.get(value, "")


class ChoiceCell(Widget):
    """One of some values, by its name or as it is stored."""

    def __init__(self, choices: Any) -> None:
        super().__init__()
        self.labels = {str(value): str(label) for value, label in choices}
        self.known = {folded(text): value for value, label in self.labels.items() for text in (value, label)}

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        if not value:
            return ""
        if folded(value) not in self.known:
            raise ValueError(f"Không có “{value}”. Hãy chọn một trong: {', '.join(self.labels.values())}.")
        return self.known[folded(value)]

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return self.labels.get(str(value), "")


class AgencyCell(Widget):
    """An agency: the address of its site, or its name where no other has it. Written as the address."""

    agencies: EntrustedAgencies | None = None  # whom the person may choose from; ImportResource sets it

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Agency | None:
        if not value or self.agencies is None:
            return None
        return self.agencies.find(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.get_absolute_url() if value else ""
