"""What was written before there were editions: of each article the first one."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("news", "0004_editions")]

    operations = [
        migrations.RunSQL((SQL / "0005_first_editions.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
    ]
