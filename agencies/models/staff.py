"""The people who work for agencies, and what they may do where.

A membership (phân công) gives a person a role at an agency and at everything below it, until a day. Nothing else gives
rights, but for superusers, who operate the portal.
"""

from __future__ import annotations

import datetime
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property

from agencies.models.agency import Agency
from agencies.prepared import Prepared


class Role(models.TextChoices):
    """What a person may do at an agency and below it."""

    AUTHOR = "author", "Người viết bài"
    EDITOR = "editor", "Biên tập viên"
    ADMINISTRATOR = "administrator", "Quản trị cơ quan"
    DESK = "desk", "Cán bộ một cửa"
    OFFICER = "officer", "Người giải quyết hồ sơ"
    FEEDBACK = "feedback", "Người xử lý phản ánh, kiến nghị"
    AUDITOR = "auditor", "Người kiểm tra (chỉ xem)"


class UserQuerySet(models.QuerySet["User"]):
    """Which accounts."""

    def managed_by(self, administrator: User) -> Self:
        """Return the accounts that `administrator` manages: of people who work for, and hold rights at, nothing else.

        Whoever can set the password of an account holds all its rights, so one right outside takes it out of her hands.
        """
        if administrator.is_superuser:
            return self.all()
        administered = (
            Agency.objects.entrusted_to(administrator, frozenset({Role.ADMINISTRATOR})).order_by().values("pk")
        )
        outside = Membership.objects.filter(user=OuterRef("pk")).exclude(agency__in=administered)
        return self.filter(~Exists(outside), agency__in=administered, is_superuser=False)


class AccountManager(UserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes and finds accounts."""

    use_in_migrations = False


class User(AbstractUser):
    """A person with an account: an officer of an agency, or an operator of the portal."""

    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="staff",
        verbose_name="cơ quan công tác",
        help_text="Quản trị của cơ quan này và của các cơ quan cấp trên quản lý tài khoản.",
    )

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta(AbstractUser.Meta):
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def holds(self, roles: frozenset[Role], agency: Agency) -> bool:
        """Tell whether this person holds one of `roles` at `agency` today, there or anywhere above. One query.

        As `AgencyQuerySet.entrusted_to` says it of many agencies; every act asks it of one, so it is prepared.
        """
        if not self.is_active or self.is_superuser:
            return self.is_active
        today = timezone.localdate()
        return any(
            role in roles and begins <= today and (ends is None or ends >= today)
            for role, begins, ends in _HELD_AT.rows(self.pk, agency.pk)
        )

    def holds_anywhere(self, roles: frozenset[Role]) -> bool:
        """Tell whether this person holds one of `roles` at any agency today. One query, however often asked."""
        return self.is_active and (self.is_superuser or any(role in roles for role, _at_the_top in self._held_today))

    def holds_at_the_top(self, roles: frozenset[Role]) -> bool:
        """Tell whether this person holds one of `roles` at the highest agency. Asks no more than `holds_anywhere`."""
        if not self.is_active or self.is_superuser:
            return self.is_active
        return any(role in roles and at_the_top for role, at_the_top in self._held_today)

    @cached_property
    def _held_today(self) -> frozenset[tuple[str, bool]]:
        """Each role held today, and whether it is held at the highest agency."""
        held = self.memberships.in_force().values_list("role", "agency__parent")
        return frozenset((role, parent is None) for role, parent in held)


GIVEN_ALREADY = "Người này đã có vai trò đó tại cơ quan; hãy sửa phân công cũ."
ENDS_TOO_EARLY = "Ngày kết thúc phải sau ngày bắt đầu."


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Which memberships count."""

    def in_force(self, on: datetime.date | None = None) -> Self:
        """Return the memberships that give rights on that day, today if none is named."""
        day = on or timezone.localdate()
        return self.filter(Q(starts_on__lte=day), Q(ends_on=None) | Q(ends_on__gte=day))


class Membership(models.Model):
    """One role of one person at one agency and everything below it."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name="người")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="memberships", verbose_name="cơ quan")
    role = models.CharField("vai trò", max_length=20, choices=Role)
    starts_on = models.DateField("từ ngày", default=timezone.localdate)
    ends_on = models.DateField("đến hết ngày", null=True, blank=True, help_text="Bỏ trống: không thời hạn.")

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = "phân công"
        verbose_name_plural = "phân công"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "agency", "role"],
                name="membership_once",
                violation_error_message=GIVEN_ALREADY,
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="membership_ends_after_it_starts",
                violation_error_message=ENDS_TOO_EARLY,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()} tại {self.agency}"


def _held_at(user: int, agency: int) -> models.QuerySet[Membership, tuple[str, datetime.date, datetime.date | None]]:
    """Return the role and days of each membership of a person that reaches an agency: there, or above it."""
    below = Agency.objects.filter(
        pk=agency,
        tree_id=OuterRef("agency__tree_id"),
        lft__gte=OuterRef("agency__lft"),
        rght__lte=OuterRef("agency__rght"),
    )
    reaching = Membership.objects.filter(Exists(below), user=user)
    return reaching.order_by().values_list("role", "starts_on", "ends_on")


_HELD_AT = Prepared(_held_at, 2)
