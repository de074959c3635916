"""The running number of dossiers, from 1 each day at each receiving agency: given out once, whoever asks at once."""

from __future__ import annotations

import datetime

from django.db import connection, models, transaction

from agencies.models import Agency

NEXT = """
    INSERT INTO dossiers_daynumber AS known (agency_id, day, last) VALUES (%s, %s, 1)
    ON CONFLICT (agency_id, day) DO UPDATE SET last = known.last + 1
    RETURNING last
"""


class DayNumber(models.Model):
    """The last number that an agency gave out on one day."""

    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False, related_name="+", verbose_name="cơ quan")
    day = models.DateField("ngày")
    last = models.PositiveIntegerField("số cuối")

    class Meta:
        verbose_name = "số hồ sơ trong ngày"
        verbose_name_plural = "số hồ sơ trong ngày"
        constraints = [models.UniqueConstraint(fields=["agency", "day"], name="day_number_once")]

    def __str__(self) -> str:
        return f"{self.agency_id}, {self.day}: {self.last}"

    @classmethod
    def next_at(cls, agency: Agency, day: datetime.date) -> int:
        """Return the next number of `agency` on `day`. Raises RuntimeError inside a transaction.

        It is committed by itself, so that twenty officers at one desk wait for each other only while the row is
        written, and not for the disk: the log of the database keeps the order, so of whatever dossier survives a
        crash, the number survived, too. A dossier that then fails leaves a gap, as a spoiled form would.
        """
        with transaction.atomic(durable=True), connection.cursor() as cursor:
            cursor.execute("SET LOCAL synchronous_commit TO off")
            cursor.execute(NEXT, [agency.pk, day])
            return int(cursor.fetchone()[0])
