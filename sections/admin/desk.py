"""What waits for those who have been reminded of what their sites must say (agencies.desk)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from agencies import desk
from agencies.actions import SPEAKERS
from sections.models import Reminder, SectionRule
from sections.reminding import still_waited_for

MOST = 200  # reminders looked at: each agency has one that counts, and people speak for few


@desk.waits
def reminders_to_me(person: desk.Person) -> Iterator[desk.Task]:
    """Tell those who speak for an agency what they were reminded of, until its site says it."""
    if not person.user.holds_anywhere(SPEAKERS):
        return
    sent = Reminder.objects.for_user(person.user, SPEAKERS).last_of_each().select_related("agency", "by")
    reminders = list(sent.order_by("due", "pk")[:MOST])
    if not reminders:
        return
    waited_for = still_waited_for(reminders, list(SectionRule.objects.in_force()))
    waiting = [reminder for reminder in reminders if waited_for[reminder.pk]]
    yield desk.Task(
        title="Được nhắc bổ sung nội dung trang",
        advice="Viết các mục còn thiếu. Lời nhắc tự mất khi trang đã có đủ.",
        address=reverse("admin:sections_reminder_changelist"),
        count=len(waiting),
        rank=1,
        rows=tuple(
            desk.Row(
                label=f"{reminder.agency}: {', '.join(str(code.label) for code in waited_for[reminder.pk])}",
                address=reverse("admin:sections_agencycontent_change", args=[reminder.agency_id]),
                note=_note(reminder),
            )
            for reminder in waiting[: desk.ROWS]
        ),
    )


def _note(reminder: Reminder) -> str:
    told = f"hạn {reminder.due:%d/%m/%Y}, {reminder.by} nhắc"
    return f"{told}: “{reminder.note}”" if reminder.note else told
