"""What a page that was opened some time ago still knows of a case: nobody overwrites what he has not seen."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils import timezone

from feedback.models import Feedback, FeedbackEvent

Verb = FeedbackEvent.Verb
OF_THE_SENDER = (Verb.VERIFIED, Verb.RATED)  # change nothing that an officer decides by


def last_act(feedback: Feedback) -> FeedbackEvent | None:
    """Return the last act that an officer has to know of before the next one."""
    acts = feedback.events.exclude(verb__in=OF_THE_SENDER)
    return acts.select_related("by", "agency").order_by("-happened_at", "-pk").first()


def require_seen(feedback: Feedback, seen: int | None) -> None:
    """Raise ValidationError if something was done to a case after the act `seen`; lock the case until the end.

    Within the transaction of the act that follows. None is somebody who has opened no page: the state alone guards.
    """
    Feedback.objects.locked().get(pk=feedback.pk)
    last = last_act(feedback)
    if seen is None or last is None or last.pk == seen:
        return
    who = str(last.by) if last.by else "hệ thống"
    when = timezone.localtime(last.happened_at)
    raise ValidationError(
        f"Trong lúc bạn mở trang này đã có việc mới: {last.get_verb_display().lower()} ({who}, {when:%H:%M %d/%m/%Y}). "
        "Chưa ghi gì của bạn. Hãy xem lại rồi gửi lần nữa."
    )
