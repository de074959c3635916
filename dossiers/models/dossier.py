"""A dossier (hồ sơ): what a person or an organisation asks of the administration by one procedure; how it goes on."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from agencies.models import Agency
from deadlines.limits import Limit, Unit
from dossiers.codes import DossierCode
from dossiers.models.stages import DONE, OPEN, RECEIVED, RUNNING, TRANSITIONS, WAITING_FOR_CITIZEN, State
from procedures.models import ProcedureVersion

WARNING = datetime.timedelta(days=2)  # before the end of a limit, a dossier stands out in the queues


class Channel(models.TextChoices):
    """By which way a dossier came in (NĐ 61/2018/NĐ-CP art. 16)."""

    COUNTER = "counter", "Trực tiếp tại Bộ phận Một cửa"
    POST = "post", "Bưu chính công ích"
    PHONE = "phone", "Điện thoại"
    NATIONAL = "national", "Cổng Dịch vụ công quốc gia"


class Outcome(models.TextChoices):
    """How a dossier was decided."""

    GRANTED = "granted", "Đã giải quyết"
    REFUSED = "refused", "Từ chối giải quyết"


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Which dossiers."""

    def open(self) -> Self:
        """Return those in which something is still to be done, by the administration or by the citizen."""
        return self.filter(state__in=OPEN)

    def running(self) -> Self:
        """Return those whose clock runs."""
        return self.filter(state__in=RUNNING)

    def overdue(self) -> Self:
        """Return those that should have been decided by now, and are not."""
        return self.running().filter(due_at__lt=timezone.now())

    def due_today(self) -> Self:
        """Return those whose limit ends today and has not passed."""
        now = timezone.now()
        evening = timezone.localtime(now).replace(hour=23, minute=59, second=59, microsecond=999_999)
        return self.running().filter(due_at__gte=now, due_at__lte=evening)

    def warned_of(self) -> Self:
        """Return those whose limit ends soon, but not today."""
        evening = timezone.localtime().replace(hour=23, minute=59, second=59, microsecond=999_999)
        return self.running().filter(due_at__gt=evening, due_at__lte=evening + WARNING)

    def waiting_for_citizen(self) -> Self:
        """Return those that wait for papers or for a payment."""
        return self.filter(state__in=WAITING_FOR_CITIZEN)

    def of_officer(self, user: Any) -> Self:
        """Return those that a person handles."""
        return self.filter(officer=user)

    def received(self) -> Self:
        """Return those that the administration has taken in."""
        return self.filter(state__in=RECEIVED)

    def decided(self) -> Self:
        """Return those that are done."""
        return self.filter(state__in=DONE)

    def called(self, code: DossierCode) -> Self:
        """Return the dossier of a code, whichever form it was typed in."""
        return self.filter(code_key=code.key)

    def locked(self) -> Self:
        """Return dossiers locked for one act at a time.

        Their agencies are read afterwards: joined here, they would be those of before the wait, and a dossier that
        was forwarded meanwhile would not be found.
        """
        return self.select_for_update()


class Dossier(models.Model):
    """One dossier. It keeps the version of the procedure under which it was filed, whatever becomes of that."""

    code = models.CharField("mã hồ sơ", max_length=60, editable=False)
    code_key = models.CharField("mã hồ sơ, một cách viết", max_length=60, editable=False)
    version = models.ForeignKey(
        ProcedureVersion, models.PROTECT, related_name="dossiers", verbose_name="thủ tục, theo bản"
    )
    case = models.CharField("trường hợp", max_length=500, blank=True)
    receiver = models.ForeignKey(
        Agency, models.PROTECT, db_index=False, related_name="dossiers_received", verbose_name="cơ quan tiếp nhận"
    )
    decider = models.ForeignKey(
        Agency, models.PROTECT, db_index=False, related_name="dossiers_decided", verbose_name="cơ quan giải quyết"
    )
    # Where a dossier is handled does not depend on where the citizen lives.
    home = models.ForeignKey(
        Agency, models.PROTECT, null=True, blank=True, related_name="dossiers_of_residents", verbose_name="nơi cư trú"
    )
    channel = models.CharField("cách nộp", max_length=10, choices=Channel, default=Channel.COUNTER)
    state = models.PositiveSmallIntegerField("tình trạng", choices=State)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="người giải quyết",
    )
    limit_value = models.PositiveIntegerField("thời hạn", null=True, blank=True)
    limit_unit = models.CharField(
        "tính bằng", max_length=20, blank=True, choices=[(unit.value, unit.value) for unit in Unit]
    )
    received_at = models.DateTimeField("nhận lúc")
    due_at = models.DateTimeField("hạn giải quyết", null=True, editable=False)
    promised_at = models.DateTimeField("hẹn lại đến", null=True, editable=False)
    supplemented = models.PositiveSmallIntegerField("số lần yêu cầu bổ sung", default=0, editable=False)
    waiting_since = models.DateTimeField("chờ bổ sung từ", null=True, editable=False)
    outcome = models.CharField("kết quả", max_length=10, blank=True, choices=Outcome, editable=False)
    result = models.CharField("kết quả, số và nội dung", max_length=500, blank=True, editable=False)
    finished_at = models.DateTimeField("xong lúc", null=True, editable=False)
    returned_at = models.DateTimeField("trả lúc", null=True, editable=False)
    closed_at = models.DateTimeField("kết thúc lúc", null=True, editable=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = "hồ sơ"
        verbose_name_plural = "hồ sơ"
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["code_key"], name="dossier_code_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="dossier_state"),
            models.CheckConstraint(
                condition=Q(state__in=DONE, finished_at__isnull=False) & ~Q(outcome="")
                | ~Q(state__in=DONE) & Q(finished_at=None, outcome=""),
                name="dossier_decided_as_a_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=State.RETURNED, returned_at__isnull=False)
                | ~Q(state=State.RETURNED) & Q(returned_at=None),
                name="dossier_dated_when_returned",
            ),
            models.CheckConstraint(
                condition=Q(state=State.WAITING, waiting_since__isnull=False)
                | ~Q(state=State.WAITING) & Q(waiting_since=None),
                name="dossier_waits_since",
            ),
            models.CheckConstraint(
                condition=Q(limit_value=None, limit_unit="") | Q(limit_value__isnull=False) & ~Q(limit_unit=""),
                name="dossier_limit_has_its_unit",
            ),
            models.CheckConstraint(condition=Q(supplemented__lte=1), name="dossier_supplemented_once"),
            models.CheckConstraint(
                condition=Q(finished_at=None) | Q(finished_at__gte=F("received_at")),
                name="dossier_finished_after_receipt",
            ),
        ]
        indexes = [
            models.Index(fields=["decider", "due_at"], condition=Q(state__in=OPEN), name="dossier_queue"),
            models.Index(fields=["officer", "due_at"], condition=Q(state__in=OPEN), name="dossier_of_officer"),
            models.Index(fields=["receiver", "-received_at"], name="dossier_at_desk"),
            models.Index(fields=["decider", "-received_at"], name="dossier_at_decider"),
            models.Index(fields=["waiting_since"], condition=Q(state=State.WAITING), name="dossier_silent"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def limit(self) -> Limit | None:
        """The time limit as the procedure states it; None if it states none in figures."""
        return Limit(self.limit_value, Unit(self.limit_unit)) if self.limit_value is not None else None

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_overdue(self) -> bool:
        """Tell whether it should have been decided by now, or was decided too late."""
        reached = self.finished_at or (timezone.now() if self.is_running else None)
        return self.due_at is not None and reached is not None and reached > self.due_at

    def may_become(self, state: State) -> bool:
        """Tell whether the table of transitions leads from here to `state`."""
        return self.state in TRANSITIONS[state]

    def move_to(self, state: State, **facts: Any) -> None:
        """Bring the dossier into `state` with what is to be known of it, unless somebody else has moved it meanwhile.

        Raises ValidationError if it cannot come there from where it is.
        """
        moved = Dossier.objects.filter(pk=self.pk, state__in=TRANSITIONS[state])
        if not moved.update(state=state, **facts):
            now = Dossier.objects.get(pk=self.pk)
            raise ValidationError(
                f"Hồ sơ đang ở tình trạng “{now.get_state_display()}”, không chuyển sang “{state.label}” được."
            )
        self.state = state
        for name, value in facts.items():
            setattr(self, name, value)
