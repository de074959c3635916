"""Handling a dossier, from the first look to the result in the citizen's hand (NĐ 61/2018/NĐ-CP art. 18–20)."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from agencies.models import Agency, User
from dossiers.actions.stepping import Step, Verb, take
from dossiers.models import Dossier, DossierEvent, Outcome, State
from dossiers.rights import OFFICERS, Hand, Side, require_hand

FORWARD = Step(Verb.FORWARDED, Side.DESK, None)
TAKE_UP = Step(Verb.TAKEN_UP, Side.OFFICE, State.PROCESSING, since=(State.ACCEPTED,))
ASSIGN = Step(Verb.ASSIGNED, Side.OFFICE, None)
ASK_PAYMENT = Step(Verb.PAYMENT_ASKED, Side.OFFICE, State.PAYING, says_why=True)
PAY = Step(Verb.PAID, Side.DESK, State.PROCESSING, since=(State.PAYING,))
STOP = Step(Verb.STOPPED, Side.OFFICE, State.STOPPED, says_why=True)
RESUME = Step(Verb.RESUMED, Side.OFFICE, State.PROCESSING, says_why=True)
WITHDRAW = Step(Verb.WITHDRAWN, Side.DESK, State.WITHDRAWN, says_why=True)
FINISH = Step(Verb.FINISHED, Side.OFFICE, State.FINISHED)
GIVE_BACK = Step(Verb.RETURNED, Side.DESK, State.RETURNED)


def forward(dossier: Dossier, *, to: Agency, by: Hand, at: datetime.datetime | None = None) -> DossierEvent:
    """Pass a dossier on to the agency that decides it. Raises as `take`, and if it is decided or closed."""
    if not dossier.is_running:
        raise ValidationError("Chỉ chuyển được hồ sơ đã tiếp nhận và chưa xử lý xong.")
    details = {"from": dossier.decider.short_name, "to": to.short_name}
    return take(FORWARD, dossier, by=by, at=at, details=details, decider=to, officer=None)


def take_up(
    dossier: Dossier, *, by: Hand, officer: User | None = None, at: datetime.datetime | None = None
) -> DossierEvent:
    """Begin to handle a dossier, which from now on is `officer`'s (the doer's own). Raises as `take`."""
    officer = officer or (by if isinstance(by, User) else None)
    require_hand(by, OFFICERS, dossier.decider)
    _check_officer(officer, dossier)
    return take(TAKE_UP, dossier, by=by, at=at, officer=officer, details=_named(officer))


def assign(dossier: Dossier, *, officer: User, by: Hand, at: datetime.datetime | None = None) -> DossierEvent:
    """Give a dossier to another officer of the deciding agency. Raises as `take`, and for one who is none."""
    if not dossier.is_open:
        raise ValidationError("Hồ sơ đã kết thúc, không giao được nữa.")
    require_hand(by, OFFICERS, dossier.decider)
    _check_officer(officer, dossier)
    return take(ASSIGN, dossier, by=by, at=at, officer=officer, details=_named(officer))


def ask_payment(dossier: Dossier, *, what: str, by: Hand, at: datetime.datetime | None = None) -> DossierEvent:
    """Ask for a financial duty, in words; the clock stands still until it is met. Raises as `take`."""
    return take(ASK_PAYMENT, dossier, by=by, reason=what, at=at)


def confirm_payment(dossier: Dossier, *, by: Hand, at: datetime.datetime | None = None) -> DossierEvent:
    """Write down that the financial duty is met: the clock runs on. Raises as `take`."""
    return take(PAY, dossier, by=by, at=at)


def stop(dossier: Dossier, *, reason: str, by: Hand, at: datetime.datetime | None = None) -> DossierEvent:
    """Suspend the handling, and say why; the clock stands still. Raises as `take`."""
    return take(STOP, dossier, by=by, reason=reason, at=at, waiting_since=None)


def resume(dossier: Dossier, *, reason: str, by: Hand, at: datetime.datetime | None = None) -> DossierEvent:
    """Go on with what was suspended, and say why. Raises as `take`."""
    if dossier.state != State.STOPPED or dossier.closed_at is not None:
        raise ValidationError("Chỉ xử lý tiếp được hồ sơ đang dừng xử lý, chưa kết thúc.")
    return take(RESUME, dossier, by=by, reason=reason, at=at)


def withdraw(dossier: Dossier, *, reason: str, by: Hand, at: datetime.datetime | None = None) -> DossierEvent:
    """Give a dossier back to the citizen who no longer wants it, in her words. Raises as `take`."""
    closed_at = at or timezone.now()
    return take(WITHDRAW, dossier, by=by, reason=reason, at=at, closed_at=closed_at, waiting_since=None)


def finish(
    dossier: Dossier,
    *,
    outcome: Outcome,
    by: Hand,
    result: str = "",
    reason: str = "",
    at: datetime.datetime | None = None,
) -> DossierEvent:
    """Decide a dossier: with a result, its number and subject; or refuse it in writing, with the reason.

    A refusal is a result, too, and is told within the limit (NĐ 61/2018 art. 19(8)). Raises as `take`; ValidationError
    for a result or a reason that is missing.
    """
    if outcome == Outcome.REFUSED and not reason.strip():
        raise ValidationError({"reason": "Từ chối phải nêu rõ lý do (Nghị định 61/2018/NĐ-CP, điều 19 khoản 8)."})
    if outcome == Outcome.GRANTED and not result.strip():
        raise ValidationError({"result": "Hãy ghi kết quả: số và nội dung văn bản, giấy tờ được cấp."})
    facts: dict[str, Any] = {"outcome": outcome, "result": result.strip(), "finished_at": at or timezone.now()}
    return take(FINISH, dossier, by=by, reason=reason, at=at, details={"outcome": outcome, "result": result}, **facts)


def give_back(dossier: Dossier, *, by: Hand, at: datetime.datetime | None = None) -> DossierEvent:
    """Hand the result to the citizen. Raises as `take`."""
    return take(GIVE_BACK, dossier, by=by, at=at, returned_at=at or timezone.now())


def _check_officer(officer: User | None, dossier: Dossier) -> None:
    if officer is not None and not officer.holds(OFFICERS, dossier.decider):
        raise ValidationError({"officer": f"{officer} không giải quyết hồ sơ tại {dossier.decider.short_name}."})


def _named(officer: User | None) -> dict[str, str]:
    return {"officer": str(officer)} if officer else {}
