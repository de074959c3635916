"""Who holds a case: handing it over, accepting, declining, and where it goes when nobody wants it.

A case has one holder at every moment (NĐ 20/2008 art. 9, 12): whoever offers it answers for it until it is accepted.
What comes back a second time, or what its holder does not find the right place for, climbs to the lowest agency that
is above both. An agency may order one below it, which cannot decline.
"""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from agencies.actions import require
from agencies.models import Agency, User
from feedback.actions.stepping import Verb, give, locked, moment, require_officer, require_state, said, write
from feedback.clock import ends
from feedback.models import Classification, Feedback, FeedbackEvent, HandOver, State, Term
from feedback.rights import OFFICERS

CLIMBS_AT = 2  # times that it came back from others while the same agency held it


@transaction.atomic
def hand_over(feedback: Feedback, to: Agency, *, reason: str, by: User) -> HandOver | None:
    """Offer a case to another agency, or order it to one below; return the offer, None for an order.

    Raises PermissionDenied unless `by` handles cases of its holder; ValidationError without a reason, to itself, to an
    agency that has closed, or when the case is not being classified or examined.
    """
    case = locked(feedback, by=by)
    require_state(case, State.RECEIVED, State.EXAMINING)
    reason = said(reason)
    if to.pk == case.holder_id:
        raise ValidationError({"to": "Hãy chọn cơ quan khác cơ quan đang giữ."})
    if not to.is_live:
        raise ValidationError({"to": f"{to.short_name} đã kết thúc hoạt động."})
    offer = None if _is_above(case.holder, to) else _offered(case, to, reason, by)
    if offer is None:
        _ordered(case, to, reason, by)
    feedback.refresh_from_db()
    return offer


def _offered(case: Feedback, to: Agency, reason: str, by: User) -> HandOver:
    now = moment(case)
    due_at = ends(Term.ACCEPTANCE, to, since=now)
    case.move_to(State.HANDED_OVER, due_at=due_at)
    write(case, Verb.HANDED_OVER, by=by, reason=reason, to=to.short_name)
    return HandOver.objects.create(
        feedback=case, giver=case.holder, receiver=to, by=by, reason=reason, offered_at=now, due_at=due_at
    )


def _ordered(case: Feedback, to: Agency, reason: str, by: User) -> None:
    giver, now = case.holder, moment(case)
    give(case, to, at=now)
    _examined_from(case, Classification.OWN, now)
    write(case, Verb.ORDERED, by=by, agency=giver, reason=reason)


@transaction.atomic
def accept(feedback: Feedback, *, by: User) -> FeedbackEvent:
    """Accept what was offered: from now on the receiver holds it, and owes the answer.

    Raises PermissionDenied unless `by` handles cases of the receiver; ValidationError if nothing is offered any more.
    """
    case = Feedback.objects.locked().get(pk=feedback.pk)
    offer = _open_offer(case)
    require(by, OFFICERS, offer.receiver)
    now = moment(case)
    _settle(offer, HandOver.State.ACCEPTED, by, now)
    give(case, offer.receiver, at=now)
    kind = Classification.CONDUCT if case.classification == Classification.CONDUCT else Classification.OWN
    _examined_from(case, kind, now)
    event = write(case, Verb.ACCEPTED, by=by)
    feedback.refresh_from_db()
    return event


@transaction.atomic
def decline(feedback: Feedback, *, reason: str, by: User) -> FeedbackEvent:
    """Decline what was offered, and say why: the sender reads it. It goes back, or climbs. Raises as `accept`."""
    case = Feedback.objects.locked().get(pk=feedback.pk)
    offer = _open_offer(case)
    require(by, OFFICERS, offer.receiver)
    offer.why_not = said(reason)
    event = _bounced(case, offer, HandOver.State.DECLINED, by)
    feedback.refresh_from_db()
    return event


@transaction.atomic
def lapse(feedback: Feedback) -> FeedbackEvent | None:
    """Take back what was not accepted in time; None if it has been settled meanwhile. The clock does this."""
    case = Feedback.objects.locked().get(pk=feedback.pk)
    offer = case.hand_overs.waiting().select_related("giver", "receiver").first()
    if offer is None or offer.due_at > moment(case):
        return None
    return _bounced(case, offer, HandOver.State.LAPSED, None)


@transaction.atomic
def climb(feedback: Feedback, *, reason: str, by: User) -> FeedbackEvent:
    """Take a case for which no place was found to the agency above its holder. Raises as `hand_over`."""
    case = locked(feedback, by=by)
    require_state(case, State.RECEIVED, State.EXAMINING)
    if case.holder.parent is None:
        raise ValidationError("Không có cơ quan nào cao hơn.")
    event = rise(case, case.holder.parent, Verb.CLIMBED, by=by, reason=said(reason))
    feedback.refresh_from_db()
    return event


@transaction.atomic
def assign(feedback: Feedback, officer: User, *, by: User) -> FeedbackEvent:
    """Let one officer of the holder handle a case. Raises PermissionDenied, and ValidationError for one who may not."""
    case = locked(feedback, by=by)
    require_state(case, State.RECEIVED, State.HANDED_OVER, State.EXAMINING)
    require_officer(officer, case.holder)
    Feedback.objects.filter(pk=case.pk).update(officer=officer)
    case.officer = officer
    event = write(case, Verb.ASSIGNED, by=by, officer=str(officer))
    feedback.refresh_from_db()
    return event


def rise(case: Feedback, above: Agency, verb: Verb, *, by: User | None, reason: str, **facts: Any) -> FeedbackEvent:
    """Let an agency above hold a locked case: it is taken in there as if it had just come."""
    below, now = case.holder, moment(case)
    give(case, above, at=now)
    case.move_to(State.RECEIVED, classification="", due_at=ends(Term.INTAKE, above, since=now), **facts)
    return write(case, verb, by=by, reason=reason, below=below.short_name)


def _bounced(case: Feedback, offer: HandOver, state: HandOver.State, by: User | None) -> FeedbackEvent:
    now = moment(case)
    _settle(offer, state, by, now)
    case.move_to(State.RECEIVED, due_at=ends(Term.INTAKE, case.holder, since=now))
    verb = Verb.DECLINED if state == HandOver.State.DECLINED else Verb.LAPSED
    event = write(case, verb, by=by, agency=offer.receiver, reason=offer.why_not)
    if case.hand_overs.bounced().filter(offered_at__gte=case.held_since).count() >= CLIMBS_AT:
        above = _lowest_above(offer.giver, offer.receiver)
        if above.pk != case.holder_id:
            told = f"Đã chuyển {CLIMBS_AT} lần mà không cơ quan nào nhận."
            return rise(case, above, Verb.CLIMBED, by=None, reason=told)
    return event


def _examined_from(case: Feedback, kind: Classification, now: datetime.datetime) -> None:
    due_at = ends(Term.ANSWER, case.holder, since=now, classification=kind)
    case.move_to(State.EXAMINING, classification=kind, due_at=due_at)


def _settle(offer: HandOver, state: HandOver.State, by: User | None, now: datetime.datetime) -> None:
    offer.state, offer.settled_by, offer.settled_at = state, by, now
    offer.save()


def _open_offer(case: Feedback) -> HandOver:
    offer = case.hand_overs.waiting().select_related("giver", "receiver").first()
    if offer is None:
        raise ValidationError("Việc chuyển này đã xong: nơi khác đã tiếp nhận, chuyển trả, hoặc đã quá hạn.")
    return offer


def _is_above(agency: Agency, other: Agency) -> bool:
    return agency.tree_id == other.tree_id and agency.lft < other.lft and agency.rght > other.rght


def _lowest_above(one: Agency, other: Agency) -> Agency:
    """Return the lowest agency that is, or is above, both."""
    both = Agency.objects.filter(
        tree_id=one.tree_id, lft__lte=min(one.lft, other.lft), rght__gte=max(one.rght, other.rght)
    )
    return both.order_by("-lft")[0]
