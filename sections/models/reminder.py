"""A word from above to those who answer for a site: what it must still say, and by when.

It is for whoever edits or administers that very agency on the day it is read, so that a new colleague finds it too;
who they were when it was written stands in the event. It waits on their desks until the site says all of it.
"""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef

from agencies.models import Agency, Membership, Role, User
from sections.models.code import SectionCode


class ReminderQuerySet(models.QuerySet["Reminder"]):
    """Which reminders."""

    def last_of_each(self) -> Self:
        """Return of each agency the last one: it says all that the ones before it still wait for."""
        later = Reminder.objects.filter(agency=OuterRef("agency"), pk__gt=OuterRef("pk"))
        return self.filter(~Exists(later))

    def for_user(self, user: User, roles: frozenset[Role]) -> Self:
        """Return those to people who hold one of `roles` at the very agency: what is above has sent them."""
        held = user.memberships.in_force().filter(role__in=roles, agency=OuterRef("agency"))
        return self.filter(Exists(held))


class Reminder(models.Model):
    """One reminder to those who speak for an agency."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="reminders", verbose_name="cơ quan")
    sections = ArrayField(models.CharField(max_length=30, choices=SectionCode), verbose_name="các mục cần bổ sung")
    due = models.DateField("hạn bổ sung")
    note = models.CharField("lời nhắn", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="người nhắc")
    at = models.DateTimeField("nhắc lúc", auto_now_add=True)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "lời nhắc bổ sung nội dung"
        verbose_name_plural = "lời nhắc bổ sung nội dung"
        constraints = [
            models.CheckConstraint(condition=models.Q(sections__len__gt=0), name="reminder_of_something"),
        ]

    def __str__(self) -> str:
        return f"Nhắc {self.agency}, hạn {self.due:%d/%m/%Y}"

    @property
    def in_words(self) -> str:
        """The names of the sections."""
        return ", ".join(str(SectionCode(code).label) for code in self.sections)

    @classmethod
    def people_told(cls, agencies: models.QuerySet[Agency], roles: frozenset[Role]) -> models.QuerySet[Membership]:
        """Return the roles at these very agencies by which people find a reminder on their desks today."""
        found = Membership.objects.in_force().filter(agency__in=agencies, role__in=roles, user__is_active=True)
        return found.select_related("user").order_by("agency", "user__username")
