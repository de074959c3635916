"""Writing down what feeds tell: each event once, in a transaction of its own, when what comes before it is there.

Whoever calls again, a second worker or a sweeper, finds the rows as they are and goes on; nothing is done twice.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from agencies.models import User
from deadlines.errors import DeadlineError
from dossiers.actions.feed_dossiers import Refusal, Waits, write_down
from dossiers.actions.feeds import locked_feed
from dossiers.feed_format import Sent, Unreadable, read_event
from dossiers.models import KEPT_WITH_APPLICANT, WAITS_FOR, Feed, FeedAct, FeedEvent

State = FeedEvent.State
SWEPT = 500  # dossiers in one sweep
LONGEST_REASON = 500
PROMISED = "Đã nhận, sẽ được ghi trong ít phút."


@dataclass(frozen=True)
class Answer:
    """What is told of one event: whether it is done, waits, or is refused; and why."""

    external_id: str
    state: str
    fault: str = ""
    reason: str = ""


def take_in(feed: Feed, said: list[Any], *, within: float = math.inf) -> list[Answer]:
    """Keep the events of one request, do what can be done, and return what became of each, in their order.

    After so many seconds (`within`) no other dossier is begun: what is left waits for the sweeper, and is told to.
    """
    began = time.monotonic()
    read = [_read(one) for one in said]
    sent = [one for one in read if isinstance(one, Sent)]
    _keep(feed, sent)
    for code_key in dict.fromkeys(one.code.key for one in sent):
        if time.monotonic() - began > within:
            break
        settle(code_key)
    kept = {row.external_id: row for row in feed.events.filter(external_id__in={one.external_id for one in sent})}
    return [_answer(kept[one.external_id], one) if isinstance(one, Sent) else one for one in read]


def settle(code_key: str) -> None:
    """Do all that waits for a dossier and can be done now, one after the other."""
    while True:
        waiting = FeedEvent.objects.waiting().filter(code_key=code_key).in_order()
        done = [_attempt(pk, code_key) for pk in waiting.values_list("pk", flat=True)]
        if not any(done):
            return


def sweep() -> int:
    """Try again what waits, and forget who applied where that is refused for good; return how many dossiers."""
    # In any order, so that what waits in vain never keeps the rest from its turn.
    keys = set(FeedEvent.objects.waiting().order_by("?").values_list("code_key", flat=True)[:SWEPT])
    for key in keys:
        settle(key)
    forget_applicants()
    return len(keys)


def forget_applicants() -> int:
    """Take who applied out of what was refused long ago; return of how many."""
    long_ago = timezone.now() - KEPT_WITH_APPLICANT
    old = FeedEvent.objects.filter(state=State.REFUSED, settled_at__lt=long_ago, body__has_key="applicant")
    for event in old[:SWEPT]:
        FeedEvent.objects.filter(pk=event.pk).update(body=_without_applicant(event.body))
    return len(old)


@transaction.atomic
def _reopen(feed: Feed, events: Iterable[int], by: User) -> list[str]:
    feed = locked_feed(feed, by)
    refused = feed.events.filter(pk__in=events, state=State.REFUSED)
    keys = list(refused.values_list("code_key", flat=True).distinct().order_by("code_key"))
    count = refused.update(state=State.WAITING, fault="", reason="", settled_at=None, received_at=timezone.now())
    FeedAct.objects.create(feed=feed, verb=FeedAct.Verb.RETRIED, by=by, details={"events": count})
    return keys


def retry_events(feed: Feed, events: Iterable[int], *, by: User) -> None:
    """Try refused events once more, after what was wrong has been mended. Raises as `rotate_feed`."""
    for key in _reopen(feed, events, by):
        settle(key)


def _read(said: Any) -> Sent | Answer:
    try:
        return read_event(said)
    except Unreadable as error:
        return Answer(error.external_id, State.REFUSED, "invalid", str(error))


def _keep(feed: Feed, sent: list[Sent]) -> None:
    """Promise to do these events: they are not lost any more. In one order, so that no two batches block each other."""
    rows = [
        FeedEvent(
            feed=feed,
            external_id=one.external_id,
            code_key=one.code.key,
            sequence=one.sequence,
            kind=one.kind,
            body=one.body,
            digest=one.digest,
            happened_at=one.happened_at,
            reason=PROMISED,
        )
        for one in sorted(sent, key=lambda one: one.external_id)
    ]
    FeedEvent.objects.bulk_create(rows, ignore_conflicts=True)


def _answer(kept: FeedEvent, sent: Sent) -> Answer:
    if kept.digest != sent.digest:
        told = "Mã sự kiện này đã dùng cho một nội dung khác; nội dung gửi trước được giữ. Hãy dùng mã mới."
        return Answer(sent.external_id, State.REFUSED, "id_reused", told)
    return Answer(kept.external_id, kept.state, kept.fault, kept.reason)


@transaction.atomic
def _attempt(pk: int, code_key: str) -> bool:
    """Try one event, alone with its dossier; tell whether it was done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 5))", [code_key])
    locked = FeedEvent.objects.waiting().select_for_update(of=("self",)).select_related("feed__agency")
    event = locked.filter(pk=pk).first()
    if event is None:
        return False
    try:
        with transaction.atomic():
            event.written = write_down(event)
    except (Waits, DeadlineError, IntegrityError) as reason:
        _wait(event, reason)
    except Refusal as refusal:
        _refuse(event, refusal.fault, refusal.messages)
    except PermissionDenied as refusal:
        _refuse(event, "outside", [str(refusal)])
    except ValidationError as refusal:
        _refuse(event, "refused", refusal.messages)
    else:
        event.body, event.reason = _without_applicant(event.body), ""
        _settled(event, State.DONE)
    event.save()
    return event.state == State.DONE


def _wait(event: FeedEvent, reason: Exception) -> None:
    told = "Sẽ tự thử lại." if isinstance(reason, IntegrityError) else str(reason)
    if event.received_at < timezone.now() - WAITS_FOR:
        _refuse(event, "gave_up", [f"Đã chờ {WAITS_FOR.days} ngày.", told])
    else:
        event.reason = told[:LONGEST_REASON]


def _refuse(event: FeedEvent, fault: str, messages: list[str]) -> None:
    _settled(event, State.REFUSED, fault, " ".join(messages)[:LONGEST_REASON])


def _settled(event: FeedEvent, state: FeedEvent.State, fault: str = "", reason: str = "") -> None:
    event.state, event.fault, event.reason, event.settled_at = state, fault, reason, timezone.now()


def _without_applicant(body: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name != "applicant"}
