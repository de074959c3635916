"""The formulas to begin with (results/index/data/rules.csv), and the trigger that keeps closed months."""

import csv
from pathlib import Path

from django.db import migrations

APP = Path(__file__).parent.parent


def load(apps, schema_editor):
    IndexRule = apps.get_model("results", "IndexRule")
    with (APP / "index" / "data" / "rules.csv").open(encoding="utf-8", newline="") as file:
        IndexRule.objects.bulk_create(
            IndexRule(**{**row, "ends": row["ends"] or None, "to_check": row["to_check"] == "1"})
            for row in csv.DictReader(file)
        )


class Migration(migrations.Migration):
    dependencies = [("results", "0003_service_index"), ("agencies", "0002_kept_by_the_database")]

    operations = [
        migrations.RunPython(load, migrations.RunPython.noop),
        migrations.RunSQL((APP / "sql" / "0004_frozen.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
    ]
