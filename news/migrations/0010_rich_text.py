"""Bodies become rich text: what was plain, paragraphs between empty lines, is written as HTML."""

from pathlib import Path

from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("news", "0009_push_complete")]

    operations = [
        migrations.AlterField(model_name="article", name="body", field=models.TextField(verbose_name="nội dung")),
        migrations.AlterField(
            model_name="articletranslation", name="body", field=models.TextField(verbose_name="nội dung")
        ),
        migrations.AlterField(model_name="edition", name="body", field=models.TextField(verbose_name="nội dung")),
        migrations.RunSQL((SQL / "0010_rich_text.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
    ]
