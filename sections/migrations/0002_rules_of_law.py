"""The rules as the law has them (sections/data/README.md), and the trigger that keeps the events."""

import csv
from pathlib import Path

from django.db import migrations

APP = Path(__file__).parent.parent


def rows(name):
    with (APP / "data" / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def load(apps, schema_editor):
    RuleSet = apps.get_model("sections", "RuleSet")
    SectionRule = apps.get_model("sections", "SectionRule")
    sets = {}
    for row in rows("rule_sets.csv"):
        facts = {**row, "in_force_to": row["in_force_to"] or None, "to_check": row["to_check"] == "1"}
        sets[row["code"]] = RuleSet.objects.create(**facts)
    SectionRule.objects.bulk_create(
        SectionRule(
            rule_set=sets[row["rule_set"]],
            kind=row["kind"],
            section=row["section"],
            source=row["source"],
            oldest_days=row["oldest_days"] or None,
            to_check=row["to_check"] == "1",
        )
        for row in rows("rules.csv")
    )


class Migration(migrations.Migration):
    dependencies = [("sections", "0001_initial"), ("agencies", "0002_kept_by_the_database")]

    operations = [
        migrations.RunSQL(
            (APP / "sql" / "0001_append_only.sql").read_text(), reverse_sql=migrations.RunSQL.noop
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
