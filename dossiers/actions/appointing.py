"""Being late with decency: an apology with the reason and a new date, in time and once (NĐ 61/2018 art. 19(9))."""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from deadlines.loading import current_calendar
from deadlines.reckoning import apology_by
from dossiers.actions.stepping import Step, Verb, take
from dossiers.models import Dossier, DossierEvent
from dossiers.rights import Hand, Side

APOLOGISE = Step(Verb.APOLOGISED, Side.OFFICE, None, says_why=True)


def why_not_appoint(dossier: Dossier, at: datetime.datetime) -> list[str]:
    """Return why no new date can be given at `at`, in words: an empty list if it can."""
    if not dossier.is_running:
        return ["Chỉ hẹn lại được hồ sơ đang trong thời hạn giải quyết."]
    if dossier.due_at is None:
        return ["Thủ tục này không ghi thời hạn, nên không có ngày hẹn để hẹn lại."]
    if dossier.promised_at is not None:
        return ["Hồ sơ đã được hẹn lại một lần; pháp luật không cho hẹn lại lần thứ hai."]
    latest = apology_by(dossier.due_at, current_calendar())
    if at > latest:
        return [f"Thư xin lỗi phải gửi chậm nhất {timezone.localtime(latest):%H:%M %d/%m/%Y}, trước ngày hết hạn."]
    return []


def apologise(
    dossier: Dossier, *, reason: str, until: datetime.datetime, by: Hand, at: datetime.datetime | None = None
) -> DossierEvent:
    """Apologise to the citizen before the limit ends, with the reason and a new date.

    The end by law stays as it is, and so does the dossier late. Raises as `take`; ValidationError when it is too late
    for that, for a second time, or for a date that is no later than the one that was promised.
    """
    at = at or timezone.now()
    if reasons := why_not_appoint(dossier, at):
        raise ValidationError(reasons)
    if dossier.due_at is None or until <= dossier.due_at:
        raise ValidationError({"until": "Ngày hẹn mới phải ở sau ngày hẹn cũ."})
    return take(APOLOGISE, dossier, by=by, reason=reason, at=at, promised_at=until, details={"until": until})
