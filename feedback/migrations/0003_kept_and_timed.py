"""The triggers that keep what happened, and the limits that hold for the whole country."""

import datetime
from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"
PASSED_ON = "Nghị định 20/2008/NĐ-CP, điều 9"
ANSWERED = "Nghị định 43/2011/NĐ-CP, điều 17 khoản 2"
OURS = "Chưa có quy định chung; địa phương quy định"
SINCE = datetime.date(2008, 3, 1)

# Term, classification, working days, source, whether the figure still has to be held against the texts.
RULES = (
    ("intake", "", 5, PASSED_ON, False),
    ("acceptance", "", 2, OURS, True),
    ("answer", "", 15, ANSWERED, False),
    ("extension", "", 10, OURS, True),
    ("grace", "", 5, OURS, True),
)


def fill(apps, _editor):
    rules = apps.get_model("feedback", "TimeRule")
    for term, classification, value, source, to_check in RULES:
        rules.objects.get_or_create(
            term=term,
            classification=classification,
            agency=None,
            begins=SINCE,
            defaults={"value": value, "unit": "working_days", "source": source, "to_check": to_check},
        )
    apps.get_model("feedback", "RetentionRule").objects.get_or_create(
        begins=SINCE, defaults={"months": 24, "source": OURS, "to_check": True}
    )


class Migration(migrations.Migration):
    dependencies = [("feedback", "0002_reports_and_proposals"), ("agencies", "0008_role_of_feedback")]

    operations = [
        migrations.RunSQL((SQL / "0003_append_only.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
