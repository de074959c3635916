"""The triggers that keep the tree and the events. To change one, write it whole in a new file for a new migration."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("agencies", "0001_initial")]

    operations = [
        migrations.RunSQL((SQL / "0002_arrange.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
        migrations.RunSQL((SQL / "0002_append_only.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
    ]
