"""The trigger that keeps the events of dossiers."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial"), ("agencies", "0002_kept_by_the_database")]

    operations = [
        migrations.RunSQL((SQL / "0002_append_only.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
    ]
