"""The triggers that keep the keywords of articles, and the national list of categories."""

import csv
from pathlib import Path

from django.db import migrations

APP = Path(__file__).parent.parent


def load_categories(apps, schema_editor):
    Category = apps.get_model("news", "Category")
    with (APP / "data" / "categories.csv").open(encoding="utf-8", newline="") as file:
        for order, row in enumerate(csv.DictReader(file), start=1):
            Category.objects.get_or_create(slug=row["slug"], defaults={**row, "order": 10 * order})


class Migration(migrations.Migration):
    dependencies = [("news", "0007_classified_and_counted")]

    operations = [
        migrations.RunSQL((APP / "sql" / "0008_keywords.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
        migrations.RunPython(load_categories, migrations.RunPython.noop),
    ]
