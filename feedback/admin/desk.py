"""What waits for those who handle cases, and what was done at their places (agencies.desk)."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from agencies import desk
from feedback.models import Feedback, FeedbackEvent, State
from feedback.queues import QUEUES, Reach, waiting_for
from feedback.rights import OFFICERS, READERS

LISTED = "admin:feedback_feedback_changelist"


@desk.waits
def queues(person: desk.Person) -> Iterator[desk.Task]:
    """Tell what stands in each of one's queues. As many queries for all as for one."""
    waiting = waiting_for(Reach(person.user, OFFICERS))
    for queue in QUEUES:
        if queue.code in waiting:
            count, found = waiting[queue.code]
            yield desk.Task(
                title=queue.title,
                advice=queue.advice,
                address=f"{reverse(LISTED)}?hang-doi={queue.code}",
                count=count,
                rank=queue.rank,
                rows=tuple(_row(case) for case in found),
            )


@desk.offers
def writing_down(person: desk.Person) -> Iterator[desk.Offer]:
    """Offer to write down a call or a letter."""
    if person.user.holds_anywhere(OFFICERS):
        yield desk.Offer("Ghi phản ánh qua điện thoại, thư", reverse("admin:feedback_feedback_add"))


@desk.happened
def done_to_cases(person: desk.Person) -> Iterator[desk.Happening]:
    """Tell what was done to cases at the agencies entrusted to the person."""
    if not person.user.holds_anywhere(READERS):
        return
    late = FeedbackEvent.objects.filter(agency__in=desk.entrusted(person, READERS), pk__gt=desk.latest(FeedbackEvent))
    for event in late.select_related("feedback", "by").order_by("-pk")[: desk.HAPPENINGS]:
        yield desk.Happening(
            at=event.at,
            who=str(event.by or "hệ thống"),
            what=event.get_verb_display(),
            about=event.feedback.code,
            address=reverse("admin:feedback_feedback_change", args=[event.feedback_id]),
        )


def _row(case: Feedback) -> desk.Row:
    """Return a line: how it begins, until when, who has it. Of what others offered or hold, the page tells."""
    until = f"hạn {timezone.localtime(case.due_at):%H:%M %d/%m/%Y}" if case.due_at else "đã trả lời"
    who = f", {case.officer}" if case.officer else ""
    words = case.public_title or Truncator(" ".join(case.text.split())).chars(80)
    at = f", {case.holder.short_name}" if case.state == State.HANDED_OVER else ""
    return desk.Row(
        label=case.code,
        address=reverse("admin:feedback_feedback_change", args=[case.pk]),
        note=f"{words}; {until}{at}{who}",
    )
