"""Asking other agencies for their opinion, each within a limit of its own (NĐ 61/2018/NĐ-CP art. 19(5))."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from agencies.actions import require
from agencies.models import Agency, User
from dossiers.actions.stepping import Step, Verb, take, write
from dossiers.models import Consultation, Dossier
from dossiers.rights import OFFICERS, Side

CONSULT = Step(Verb.CONSULTED, Side.OFFICE, None, says_why=True)


@transaction.atomic
def consult(dossier: Dossier, agency: Agency, *, question: str, due_at: datetime.datetime, by: User) -> Consultation:
    """Ask `agency` about a dossier, to be answered until `due_at`. Raises as `take`, and for a time that is past."""
    if not dossier.is_running:
        raise ValidationError("Chỉ lấy ý kiến khi hồ sơ đang được xử lý.")
    if due_at <= timezone.now():
        raise ValidationError({"due_at": "Hạn trả lời phải ở sau lúc này."})
    if agency.pk == dossier.decider_id:
        raise ValidationError({"agency": "Cơ quan giải quyết không tự hỏi ý kiến của mình."})
    asked = Consultation(dossier=dossier, agency=agency, question=question.strip(), due_at=due_at, asked_by=by)
    asked.clean_fields(exclude=["dossier", "asked_by", "answered_by", "answered_at"])
    asked.validate_constraints()
    asked.save()
    details = {"agency": agency.short_name, "due_at": due_at}
    take(CONSULT, dossier, by=by, reason=question, details=details)
    return asked


@transaction.atomic
def answer(consultation: Consultation, *, text: str, by: User) -> Consultation:
    """Answer what one's own agency was asked. Raises PermissionDenied; ValidationError without an answer, or twice."""
    locked = Consultation.objects.select_for_update(of=("self",)).select_related("agency")
    asked = locked.get(pk=consultation.pk)
    require(by, OFFICERS, asked.agency)
    if asked.answered_at is not None:
        raise ValidationError("Ý kiến này đã được trả lời.")
    if not text.strip():
        raise ValidationError({"answer": "Hãy ghi ý kiến trả lời."})
    asked.answer, asked.answered_by, asked.answered_at = text.strip(), by, timezone.now()
    asked.save()
    write(
        Dossier.objects.locked().get(pk=asked.dossier_id),
        Verb.ANSWERED,
        by=by,
        agency=asked.agency,
        at=asked.answered_at,
        details={"agency": asked.agency.short_name},
    )
    return asked
