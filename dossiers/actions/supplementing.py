"""Asking for what is missing, once and completely; receiving it; and closing what nobody answers.

NĐ 61/2018/NĐ-CP art. 19(4): within three working days of receipt, and the limit begins anew when all is there.
"""

from __future__ import annotations

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone

from deadlines.loading import current_calendar
from deadlines.reckoning import due
from deadlines.rules import RuleCode
from dossiers.actions.stepping import Step, Verb, take
from dossiers.models import Dossier, DossierEvent, State
from dossiers.rights import Hand, Side

ASK_AT_DESK = Step(Verb.SUPPLEMENT_ASKED, Side.DESK, State.WAITING, says_why=True)
ASK_AT_OFFICE = Step(Verb.SUPPLEMENT_ASKED, Side.OFFICE, State.WAITING, says_why=True)
COMPLETE = Step(Verb.SUPPLEMENTED, Side.DESK, State.ACCEPTED)
GO_ON = Step(Verb.SUPPLEMENTED, Side.DESK, State.PROCESSING)


def ask_supplement(dossier: Dossier, *, what: str, by: Hand, at: datetime.datetime | None = None) -> DossierEvent:
    """Ask the citizen for all that is missing: once, and in time. The clock stands still meanwhile.

    Raises as `take`; ValidationError for a second request, or one that comes too late.
    """
    at = at or timezone.now()
    if reasons := why_not_ask(dossier, at):
        raise ValidationError(reasons)
    step = ASK_AT_OFFICE if dossier.state == State.PROCESSING else ASK_AT_DESK
    return take(step, dossier, by=by, reason=what, at=at, supplemented=1, waiting_since=at)


def why_not_ask(dossier: Dossier, at: datetime.datetime) -> list[str]:
    """Return why papers can no longer be asked for at `at`, in words: an empty list if they can."""
    if dossier.supplemented:
        return ["Hồ sơ đã được yêu cầu bổ sung một lần; mọi giấy tờ còn thiếu phải nêu đủ trong lần đó."]
    latest = latest_request(dossier)
    if at > latest:
        said = f"{timezone.localtime(latest):%H:%M %d/%m/%Y}; Nghị định 61/2018/NĐ-CP, điều 19 khoản 4"
        return [f"Đã quá hạn yêu cầu bổ sung ({said})."]
    return []


def latest_request(dossier: Dossier) -> datetime.datetime:
    """Return until when papers may still be asked for: so many working days after receipt, as the rule says."""
    calendar = current_calendar()
    rule = calendar.rule(RuleCode.SUPPLEMENT_REQUEST, timezone.localdate(dossier.received_at))
    return due(dossier.received_at, rule.limit, calendar).at


def supplement(dossier: Dossier, *, by: Hand, note: str = "", at: datetime.datetime | None = None) -> DossierEvent:
    """Receive all that was asked for: the limit begins anew, from zero. Raises as `take`."""
    if dossier.state != State.WAITING:
        raise ValidationError("Hồ sơ không chờ bổ sung giấy tờ.")
    step = GO_ON if dossier.events.filter(verb=Verb.TAKEN_UP).exists() else COMPLETE
    return take(step, dossier, by=by, reason=note, at=at, waiting_since=None)
