"""Sending what was promised: at most once at a time, and again after a failure, until it is given up."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from celery import current_app
from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from kombu.exceptions import OperationalError

from notices.promises import Promise, PromiseQuerySet
from notices.sms import sms_backend

AT_A_TIME = 1_000
PATIENCE = 40.0  # seconds of one sweep, below the limit of a task: a server may be slow to say that it is away

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Message:
    """One message, as a letter and as a short text."""

    subject: str
    body: str
    short: str


@dataclass(frozen=True)
class Reached:
    """Where somebody can be reached."""

    email: str
    phone: str

    @property
    def ways(self) -> list[str]:
        """By which ways a message is promised: text messages only where somebody sends them."""
        known = ((Promise.Way.EMAIL, self.email), (Promise.Way.SMS, settings.SMS_BACKEND and self.phone))
        return [way for way, address in known if address]


@dataclass(frozen=True)
class Post:
    """The post of one app: its promises, the task that sends one, who is reached, and what a promise says."""

    promises: Callable[[], PromiseQuerySet]
    task: str
    reached: Callable[[Any], Reached | None]  # by a promise; None when the data of the person are gone
    message: Callable[[Any], Message]

    def ring_after_commit(self, pk: int) -> None:
        """Ring for a worker to send a message, once what promises it is kept."""
        transaction.on_commit(lambda: self._ring(pk), robust=True)

    def _ring(self, pk: int) -> None:
        try:
            current_app.send_task(self.task, args=[pk])
        except OperationalError as error:
            logger.warning("No worker was told of notice %s, the sweeper will find it: %s", pk, error)

    def send(self, pk: int) -> bool:
        """Send one message, unless it was sent, or somebody else is sending it; tell whether it is done.

        At most once at a time; a worker that dies between sending and writing that down sends it once more.
        """
        with transaction.atomic():
            locked = self.promises().to_be_sent().select_for_update(skip_locked=True, of=("self",))
            promise = locked.filter(pk=pk).first()
            if promise is None:
                return False
            error = self._sent(promise)
            promise.tried(error)
        return not error

    def send_all(self, *, seconds: float = PATIENCE) -> int:
        """Send what nobody sent, the longest waiting first, for at most about so many seconds; return how many went."""
        until, sent = time.monotonic() + seconds, 0
        waiting = self.promises().to_be_sent().order_by("next_at", "pk")
        for pk in waiting.values_list("pk", flat=True)[:AT_A_TIME]:
            if time.monotonic() > until:
                break
            sent += self.send(pk)
        return sent

    def _sent(self, promise: Promise) -> str:
        """Send a message; return what went wrong, without any address, nothing if it went.

        Whatever is wrong with one must not keep the others from being sent: it is tried again, and put aside.
        """
        reached = self.reached(promise)
        if reached is None:
            return "Dữ liệu người nhận đã được xóa."
        try:
            message = self.message(promise)
            if promise.way == Promise.Way.EMAIL:
                EmailMessage(message.subject, message.body, to=[reached.email]).send()
            else:
                sms_backend().send(reached.phone, message.short)
        except SoftTimeLimitExceeded:
            raise
        except Exception as error:
            # What servers and Django say often repeats the address, which must stay where it is.
            logger.warning("Notice %s was not sent: %s", promise.pk, type(error).__name__)
            return f"{type(error).__name__} {getattr(error, 'smtp_code', '')}".strip()
        return ""
