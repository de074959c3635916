"""What only holds once every article has its editions."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("news", "0005_what_was_written_is_an_edition")]

    operations = [
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['withdrawn', 'removed']), ('withdrawn_at__isnull', False)), models.Q(('status__in', ['draft', 'published']), ('withdrawn_at', None), ('withdrawn_reason', '')), _connector='OR'), name='article_dated_when_withdrawn'),
        ),
        migrations.RunSQL((SQL / "0006_public_editions_stay.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
    ]
