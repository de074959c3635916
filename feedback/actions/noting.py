"""What officers write for each other, and sending again what could not be told."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.actions import require
from agencies.models import User
from feedback.models import Feedback, Note, Notice
from feedback.notices import ring_after_commit
from feedback.rights import ADMINISTRATORS, OFFICERS
from notices.promises import MOST_TRIES


@transaction.atomic
def write_note(feedback: Feedback, text: str, *, by: User) -> Note:
    """Keep a note for those who handle a case. Raises PermissionDenied; ValidationError for an empty or endless one."""
    case = Feedback.objects.select_related("holder").get(pk=feedback.pk)
    require(by, OFFICERS, case.holder)
    note = Note(feedback=case, text=text.strip(), by=by)
    note.clean_fields(exclude=["feedback", "by"])
    note.save()
    return note


@transaction.atomic
def retry(notice: Notice, *, by: User) -> None:
    """Have a message that was given up tried anew. Raises PermissionDenied; ValidationError if it was not given up."""
    require(by, ADMINISTRATORS, notice.event.feedback.holder)
    if not Notice.objects.failed().filter(pk=notice.pk).update(tries=0):
        raise ValidationError(f"Tin báo này đã gửi, hoặc chưa thử đủ {MOST_TRIES} lần.")
    ring_after_commit(notice.pk)
