"""The calendar as rows: days, office hours, rules, what was done to them, and its version."""

from deadlines.models.day import CalendarDay
from deadlines.models.event import CalendarEvent
from deadlines.models.hours import OfficeHours
from deadlines.models.rule import DeadlineRule
from deadlines.models.version import CalendarVersion

__all__ = ["CalendarDay", "CalendarEvent", "CalendarVersion", "DeadlineRule", "OfficeHours"]
