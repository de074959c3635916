"""The words of published cases as they are looked up, and the triggers that keep them."""

from pathlib import Path

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):
    dependencies = [("feedback", "0006_public_pages")]

    operations = [
        migrations.CreateModel(
            name="PublicWords",
            fields=[
                (
                    "feedback",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="public_words",
                        serialize=False,
                        to="feedback.feedback",
                        verbose_name="phản ánh, kiến nghị",
                    ),
                ),
                ("words", django.contrib.postgres.search.SearchVectorField(editable=False, verbose_name="các từ")),
            ],
            options={
                "verbose_name": "các từ của phản ánh công khai",
                "verbose_name_plural": "các từ của phản ánh công khai",
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="feedback_public_words")
                ],
            },
        ),
        migrations.RunSQL(
            (SQL / "0007_public_words.sql").read_text(),
            reverse_sql="""
                DROP TRIGGER keep_public_words ON feedback_feedback;
                DROP TRIGGER keep_public_words_of_new ON feedback_feedback;
                DROP FUNCTION feedback_keep_public_words, feedback_words, feedback_syllables;
            """,
        ),
    ]
