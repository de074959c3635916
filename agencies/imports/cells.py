"""What the cells of a file mean: each kind reads a text as people type it, says what is wrong with it, and writes it.

They are widgets of django-import-export; what they refuse is a ValueError with a Vietnamese sentence.
"""

from __future__ import annotations

import datetime
import unicodedata
from collections import defaultdict
from typing import Any

from import_export.widgets import Widget

from agencies.addresses import SITES
from agencies.models import Agency, Role, User


def folded(text: str) -> str:
    """Return a text as it is compared: however it is composed, spaced, and in whichever case."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


class TextCell(Widget):
    """A text."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> str:
        return unicodedata.normalize("NFC", value or "")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return str(value or "")


class NumberCell(Widget):
    """A whole number, none below nought."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        if not value:
            return None
        if not value.isdecimal() or len(value) > 9:
            raise ValueError(f"“{value}” không phải là số nguyên.")
        return int(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


class DayCell(Widget):
    """A day: 23/04/2015, or 2015-04-23."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> datetime.date | None:
        if not value:
            return None
        for written in ("%d/%m/%Y", "%Y-%m-%d"):
            try:
                return datetime.datetime.strptime(value, written).date()  # noqa: DTZ007 a day has no zone
            except ValueError:
                continue
        raise ValueError(f"“{value}” không phải là ngày. Hãy viết như 23/04/2015.")

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return f"{value:%d/%m/%Y}" if value else ""


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


class EntrustedAgencies:
    """The live agencies at which a person holds one of some roles, by what people call them. One query."""

    def __init__(self, user: User, roles: frozenset[Role]) -> None:
        self._by_path: dict[str, Agency] = {}
        self._by_name: defaultdict[str, list[Agency]] = defaultdict(list)
        for agency in Agency.objects.entrusted_to(user, roles).live():
            self._by_path[agency.path] = agency
            for name in {folded(agency.name), folded(agency.short_name)}:
                self._by_name[name].append(agency)

    def find(self, said: str) -> Agency:
        """Return the agency of an address, a path or a name. Raises ValueError: whatever is outside is not found."""
        path = said.strip("/").removeprefix(f"{SITES}/").strip("/")
        if path in self._by_path and (path or said == "/"):
            return self._by_path[path]
        named = self._by_name.get(folded(said), [])
        if len(named) > 1:
            raise ValueError(f"Có {len(named)} cơ quan tên “{said}”. Hãy ghi địa chỉ trang, ví dụ {named[0].path}.")
        if not named:
            raise ValueError(f"Không tìm thấy cơ quan “{said}” trong phạm vi của bạn.")
        return named[0]


class AgencyCell(Widget):
    """An agency: the address of its site, or its name where no other has it. Written as the address."""

    agencies: EntrustedAgencies | None = None  # whom the person may choose from; ImportResource sets it

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Agency | None:
        if not value or self.agencies is None:
            return None
        return self.agencies.find(value)

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return value.get_absolute_url() if value else ""
