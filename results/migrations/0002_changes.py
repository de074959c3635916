"""The triggers that write down what changes the tallies; whatever dossiers there are already is counted once."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"
COUNT_ANEW = "INSERT INTO results_tallychange (sign) SELECT 0 WHERE EXISTS (SELECT FROM dossiers_dossier)"


class Migration(migrations.Migration):
    dependencies = [("results", "0001_initial"), ("dossiers", "0002_kept_by_the_database")]

    operations = [
        migrations.RunSQL((SQL / "0002_changes.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL(COUNT_ANEW, reverse_sql=migrations.RunSQL.noop),
    ]
