"""Why a deadline is when it is: facts, and the words that are made of them in the language in use."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from deadlines.calendars import SpecialDay, local
from deadlines.limits import Limit

MOST_DAYS_NAMED = 8


class Why(StrEnum):
    """What a reason says; in the order in which they are told."""

    RECEIVED = "received"
    ON_DAY_OFF = "on_day_off"
    AFTER_HOURS = "after_hours"
    IN_LAST_HOUR = "in_last_hour"
    AFTER_CUT_OFF = "after_cut_off"
    DAYS_OFF = "days_off"
    MAKE_UP_DAYS = "make_up_days"
    COUNTED_FROM = "counted_from"
    LIMIT = "limit"
    END_OF_MONTH = "end_of_month"
    LAST_DAY_OFF = "last_day_off"
    RESTARTED = "restarted"
    PAUSED = "paused"
    EXTENDED = "extended"
    DUE = "due"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of a derivation, with whatever facts it is about."""

    why: Why
    at: datetime.datetime | None = None
    until: datetime.datetime | None = None
    day: datetime.date | None = None
    days: tuple[SpecialDay, ...] = ()
    limit: Limit | None = None
    sources: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the step in the language in use, without a full stop."""
        return WORDS[self.why](self)


@dataclass(frozen=True, slots=True)
class Derivation:
    """All the steps of one deadline."""

    reasons: tuple[Reason, ...]

    @property
    def steps(self) -> list[str]:
        """The steps in the language in use."""
        return [str(reason) for reason in self.reasons]

    def __str__(self) -> str:
        """Return one sentence: "Nhận lúc 16:40 thứ Tư 29/4/2026, trong giờ làm việc cuối cùng; 30/4 và…"."""
        told = ""
        for reason in self.reasons:
            joint = ", " if reason.why in JOINED else "; "
            told += f"{joint if told else ''}{reason}"
        return told[:1].upper() + told[1:] + "."


# Said of the receipt, in the same breath.
JOINED = frozenset({Why.ON_DAY_OFF, Why.AFTER_HOURS, Why.IN_LAST_HOUR, Why.AFTER_CUT_OFF})


def weekday(day: datetime.date) -> str:
    """Return the name of the weekday, as it stands within a sentence."""
    names = (_("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"))
    return names[day.weekday()]


def day_in_words(day: datetime.date) -> str:
    """Return "thứ Tư 29/4/2026"."""
    date = date_format(day, _("j/n/Y"))  # not within the braces: what stands there is not collected
    return f"{weekday(day)} {date}"


def moment_in_words(moment: datetime.datetime) -> str:
    """Return "16:40 thứ Tư 29/4/2026"."""
    here = local(moment)
    return _("%(time)s %(day)s") % {"time": f"{here:%H:%M}", "day": day_in_words(here.date())}


def in_a_row(parts: list[str]) -> str:
    """Return "30/4, 1/5 và 2/5"."""
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s và %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def _days_off(reason: Reason) -> str:
    if len(reason.days) > MOST_DAYS_NAMED:
        return _("%(count)s ngày nghỉ lễ trong thời hạn không tính") % {"count": len(reason.days)}
    return _("%(days)s là ngày nghỉ lễ") % {"days": _short(reason.days)}


def _short(days: Iterable[SpecialDay]) -> str:
    return in_a_row([date_format(one.day, _("j/n")) for one in days])


def _paused(reason: Reason) -> str:
    assert reason.at  # noqa: S101
    if reason.until is None:
        return _("tạm dừng từ %(start)s") % {"start": moment_in_words(reason.at)}
    place = {"start": moment_in_words(reason.at), "end": moment_in_words(reason.until)}
    return _("tạm dừng từ %(start)s đến %(end)s") % place


def _at(words: Callable[[], str]) -> Callable[[Reason], str]:
    return lambda reason: words() % {"moment": moment_in_words(reason.at) if reason.at else ""}


def _on(words: Callable[[], str]) -> Callable[[Reason], str]:
    return lambda reason: words() % {"day": day_in_words(reason.day) if reason.day else ""}


WORDS: dict[Why, Callable[[Reason], str]] = {
    Why.RECEIVED: _at(lambda: _("nhận lúc %(moment)s")),
    Why.ON_DAY_OFF: lambda _reason: _("vào ngày nghỉ"),
    Why.AFTER_HOURS: lambda _reason: _("sau giờ làm việc"),
    Why.IN_LAST_HOUR: lambda _reason: _("trong giờ làm việc cuối cùng"),
    Why.AFTER_CUT_OFF: lambda reason: _("sau %(time)s") % {"time": f"{reason.at:%H:%M}"},
    Why.DAYS_OFF: _days_off,
    Why.MAKE_UP_DAYS: lambda reason: _("%(days)s là ngày làm bù") % {"days": _short(reason.days)},
    Why.COUNTED_FROM: _on(lambda: _("tính từ %(day)s")),
    Why.LIMIT: lambda reason: _("thời hạn %(limit)s") % {"limit": reason.limit},
    Why.END_OF_MONTH: _on(lambda: _("tháng cuối không có ngày tương ứng, nên hết hạn vào ngày cuối tháng, %(day)s")),
    Why.LAST_DAY_OFF: _on(lambda: _("%(day)s là ngày nghỉ, nên hết hạn vào ngày làm việc tiếp theo")),
    Why.RESTARTED: _at(lambda: _("bổ sung đủ lúc %(moment)s, thời hạn tính lại từ đầu")),
    Why.PAUSED: _paused,
    Why.EXTENDED: _at(lambda: _("hẹn lại một lần, đến %(moment)s")),
    Why.DUE: _at(lambda: _("hết hạn lúc %(moment)s")),
    Why.SOURCES: lambda reason: _("nguồn: %(sources)s") % {"sources": ", ".join(reason.sources)},
}
