from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0002_kept_by_the_database'),
    ]

    operations = [
        migrations.CreateModel(
            name='SiteVersion',
            fields=[
                ('path', models.CharField(max_length=400, primary_key=True, serialize=False, verbose_name='đường dẫn')),
                ('version', models.BigIntegerField(default=1, verbose_name='phiên bản')),
            ],
            options={
                'verbose_name': 'phiên bản nội dung',
                'verbose_name_plural': 'phiên bản nội dung',
            },
        ),
    ]
