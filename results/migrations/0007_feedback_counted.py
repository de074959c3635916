"""The triggers that tell which agencies to count anew, and the formula by which answers in time give points."""

import datetime
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"
COUNT_ANEW = "INSERT INTO results_feedbackchange (agency_id) SELECT NULL WHERE EXISTS (SELECT FROM feedback_feedback)"
BEGINS = datetime.date(2026, 11, 1)  # the month in which the portal began to take reports and proposals


def add_formula(apps, _editor):
    rules = apps.get_model("results", "IndexRule")
    former = rules.objects.filter(criterion="tra-loi").order_by("-begins").first()
    if former is None or former.begins >= BEGINS:
        return
    rules.objects.create(
        group=former.group,
        criterion=former.criterion,
        order=former.order,
        most=former.most,
        numerator="tra-loi-dung-han",
        denominator="phai-tra-loi",
        full_at=100,
        source=former.source,
        begins=BEGINS,
        to_check=True,
    )


class Migration(migrations.Migration):
    dependencies = [("results", "0006_feedback_tallies"), ("feedback", "0006_public_pages")]

    operations = [
        migrations.RunPython(add_formula, migrations.RunPython.noop),
        migrations.RunSQL((SQL / "0007_feedback.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL(COUNT_ANEW, reverse_sql=migrations.RunSQL.noop),
    ]
