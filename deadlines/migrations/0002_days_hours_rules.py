"""The days, office hours and rules to begin with (deadlines/data/README.md), and the trigger that keeps the events."""

import csv
import datetime
from pathlib import Path

from django.db import migrations

from deadlines.seeding import YEARS, known_days

APP = Path(__file__).parent.parent


def load(apps, schema_editor):
    CalendarDay = apps.get_model("deadlines", "CalendarDay")
    CalendarDay.objects.bulk_create(
        CalendarDay(day=one.day, kind=one.kind.value, name=one.name, source=one.source, origin="loaded")
        for one in known_days(YEARS)
    )
    apps.get_model("deadlines", "OfficeHours").objects.create(
        schedule="chung",
        begins=datetime.date(YEARS[0], 1, 1),
        morning_from=datetime.time(8),
        morning_to=datetime.time(12),
        afternoon_from=datetime.time(13, 30),
        afternoon_to=datetime.time(17, 30),
        source="Mặc định của cổng (cần đối chiếu)",
        to_check=True,
    )
    DeadlineRule = apps.get_model("deadlines", "DeadlineRule")
    with (APP / "data" / "rules.csv").open(encoding="utf-8", newline="") as file:
        DeadlineRule.objects.bulk_create(
            DeadlineRule(**{**row, "ends": row["ends"] or None, "to_check": row["to_check"] == "1"})
            for row in csv.DictReader(file)
        )
    apps.get_model("deadlines", "CalendarVersion").objects.create(pk=1, number=1)


class Migration(migrations.Migration):
    dependencies = [("deadlines", "0001_initial")]

    operations = [
        migrations.RunSQL(
            (APP / "sql" / "0001_append_only.sql").read_text(), reverse_sql=migrations.RunSQL.noop
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
