"""What cannot be reckoned, said in words that people can act on."""

from __future__ import annotations

import datetime

from django.utils.translation import gettext as _


class DeadlineError(ValueError):
    """A time that cannot be reckoned. Its text is for people, in the language in use."""


class OutsideCalendarError(DeadlineError):
    """A moment in a year whose days are not loaded."""

    def __init__(self, day: datetime.date | None, first: datetime.date, last: datetime.date) -> None:
        """Say which years there are, and how the others come in; `day` is None where it lies beyond the last."""
        place = {"first": first.year, "last": last.year, "year": day.year if day else last.year + 1}
        super().__init__(
            _(
                "Lịch làm việc có các năm %(first)s–%(last)s; thiếu năm %(year)s. "
                "Hãy nạp: manage.py seed_holidays --years %(year)s-%(year)s"
            )
            % place
        )


class RuleMissingError(DeadlineError):
    """No rule of that code is in force on a day."""

    def __init__(self, code: str, on: datetime.date) -> None:
        """Name the rule and the day."""
        place = {"code": code, "day": f"{on:%d/%m/%Y}"}
        super().__init__(_("Không có quy định “%(code)s” có hiệu lực ngày %(day)s: hãy bổ sung.") % place)


class ClockError(DeadlineError):
    """Events of a clock that cannot have happened in that order."""
