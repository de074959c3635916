"""When a message that failed may be tried again."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0003_the_desk")]

    operations = [
        migrations.AddField(
            "notice", "next_at", models.DateTimeField("thử từ lúc", default=django.utils.timezone.now)
        ),
        migrations.RemoveIndex("notice", "notice_to_be_sent"),
        migrations.AddIndex(
            "notice",
            models.Index(
                condition=models.Q(("sent_at", None), ("tries__lt", 5)), fields=["next_at"], name="notice_to_be_sent"
            ),
        ),
    ]
