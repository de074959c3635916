"""Staff pages of what stands below agencies and so cannot ask for rights itself: the working calendar."""

from portal.admin.calendar import CalendarDayAdmin, DeadlineRuleAdmin, OfficeHoursAdmin
from portal.admin.desk import the_calendar

__all__ = ["CalendarDayAdmin", "DeadlineRuleAdmin", "OfficeHoursAdmin", "the_calendar"]
