"""What the law says about time, as dated values with their source. The rows are `deadlines.models.DeadlineRule`."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from deadlines.limits import Limit, Unit


class RuleCode(StrEnum):
    """The rules that this package itself applies or offers by name; other apps bring rows with codes of their own."""

    FORWARDING = "forward-cut-off"  # time of day: received later, passed on first thing on the next working day
    LAST_HOUR = "last-hour"  # working hours before closing: received then, counted from the next working day
    ONLINE_ANSWER = "online-answer"
    ONLINE_ACCEPTANCE = "online-acceptance"
    SUPPLEMENT_REQUEST = "supplement-request"
    SILENCE_CLOSES = "silence-closes"
    APOLOGY = "apology"  # working days before expiry
    REAPPOINTMENTS = "re-appointments"  # how often a date may be put off
    WARNING_SHARE = "warning-share"  # percent of the limit that is left when warning begins
    WARNING_DAYS = "warning-days"  # working days before the end at which it begins at the earliest


class RuleUnit(StrEnum):
    """What the value of a rule is: a limit's unit, or one of these."""

    MINUTE_OF_DAY = "minute_of_day"
    TIMES = "times"
    PERCENT = "percent"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule while it is in force; `ends` is its last day, None for open."""

    code: str
    value: int
    unit: str
    source: str
    begins: datetime.date
    ends: datetime.date | None = None

    @property
    def limit(self) -> Limit:
        """The value as a limit. Raises ValueError for a rule that is none."""
        return Limit(self.value, Unit(self.unit))

    def in_force(self, on: datetime.date) -> bool:
        """Tell whether the rule applies on a day."""
        return self.begins <= on and (self.ends is None or on <= self.ends)
