"""Staff pages about what sites contain: one subject a file."""

from sections.admin.desk import reminders_to_me
from sections.admin.leader import LeaderAdmin
from sections.admin.overview import ContentAdmin
from sections.admin.reminder import ReminderAdmin
from sections.admin.section import SectionAdmin

__all__ = ["ContentAdmin", "LeaderAdmin", "ReminderAdmin", "SectionAdmin", "reminders_to_me"]
