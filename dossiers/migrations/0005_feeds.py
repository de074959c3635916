"""Feeds anew: no version that was ever released had any row of the former tables."""

from pathlib import Path

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0007_roles_of_dossiers'),
        ('dossiers', '0004_notices_wait'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.DeleteModel(
            name='FeedEvent',
        ),
        migrations.DeleteModel(
            name='Feed',
        ),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=150, verbose_name='hệ thống')),
                ('key', models.CharField(editable=False, max_length=32, unique=True, verbose_name='mã khóa')),
                ('salt', models.CharField(editable=False, max_length=64, verbose_name='muối của khóa bí mật')),
                ('former_salt', models.CharField(blank=True, editable=False, max_length=64, verbose_name='muối của khóa bí mật trước')),
                ('former_until', models.DateTimeField(editable=False, null=True, verbose_name='khóa trước dùng được đến')),
                ('opened_at', models.DateTimeField(auto_now_add=True, verbose_name='mở lúc')),
                ('closed_at', models.DateTimeField(editable=False, null=True, verbose_name='đóng lúc')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feeds', to='agencies.agency', verbose_name='cơ quan')),
            ],
            options={
                'verbose_name': 'nguồn đồng bộ',
                'verbose_name_plural': 'nguồn đồng bộ',
            },
        ),
        migrations.CreateModel(
            name='FeedAct',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('details', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='chi tiết')),
                ('verb', models.CharField(choices=[('opened', 'mở nguồn đồng bộ'), ('rotated', 'đổi khóa bí mật'), ('closed', 'đóng nguồn đồng bộ'), ('uploaded', 'nhập sự kiện từ tệp'), ('retried', 'thử lại sự kiện')], max_length=20, verbose_name='việc')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người')),
                ('feed', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='dossiers.feed', verbose_name='nguồn')),
            ],
            options={
                'verbose_name': 'việc đã làm',
                'verbose_name_plural': 'nhật ký',
                'ordering': ['-at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='FeedEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('external_id', models.CharField(max_length=100, verbose_name='mã sự kiện')),
                ('code_key', models.CharField(max_length=60, verbose_name='mã hồ sơ')),
                ('sequence', models.PositiveIntegerField(verbose_name='thứ tự trong hồ sơ')),
                ('kind', models.CharField(max_length=20, verbose_name='việc')),
                ('body', models.JSONField(verbose_name='nội dung')),
                ('digest', models.CharField(max_length=64, verbose_name='dấu nội dung')),
                ('happened_at', models.DateTimeField(verbose_name='xảy ra lúc')),
                ('state', models.CharField(choices=[('done', 'Đã ghi'), ('waiting', 'Chờ việc trước đó'), ('refused', 'Không ghi được')], default='waiting', max_length=10, verbose_name='tình trạng')),
                ('fault', models.CharField(blank=True, max_length=40, verbose_name='mã lỗi')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='lý do')),
                ('received_at', models.DateTimeField(auto_now_add=True, verbose_name='nhận lúc')),
                ('settled_at', models.DateTimeField(null=True, verbose_name='xong lúc')),
                ('feed', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='dossiers.feed', verbose_name='nguồn')),
                ('written', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='dossiers.dossierevent', verbose_name='việc đã ghi vào hồ sơ')),
            ],
            options={
                'verbose_name': 'sự kiện đồng bộ',
                'verbose_name_plural': 'sự kiện đồng bộ',
            },
        ),
        migrations.AddConstraint(
            model_name='feed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('former_salt', ''), ('former_until', None)), models.Q(models.Q(('former_salt', ''), _negated=True), ('former_until__isnull', False)), _connector='OR'), name='feed_former_secret_ends'),
        ),
        migrations.AddIndex(
            model_name='feedevent',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['code_key', 'sequence'], name='feed_event_waiting'),
        ),
        migrations.AddIndex(
            model_name='feedevent',
            index=models.Index(fields=['feed', 'code_key', 'sequence'], name='feed_event_in_order'),
        ),
        migrations.AddIndex(
            model_name='feedevent',
            index=models.Index(fields=['feed', '-received_at'], name='feed_event_by_feed'),
        ),
        migrations.AddConstraint(
            model_name='feedevent',
            constraint=models.UniqueConstraint(fields=('feed', 'external_id'), name='feed_event_once'),
        ),
        migrations.AddConstraint(
            model_name='feedevent',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'done')), fields=('feed', 'code_key', 'sequence'), name='feed_event_one_at_a_place'),
        ),
        migrations.AddConstraint(
            model_name='feedevent',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('state', 'waiting'), ('written', None)), models.Q(('fault', ''), ('settled_at__isnull', False), ('state', 'done'), ('written__isnull', False)), models.Q(('settled_at__isnull', False), ('state', 'refused'), ('written', None), models.Q(('fault', ''), _negated=True), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='feed_event_settled_as_a_whole'),
        ),
        migrations.RunSQL((SQL / "0005_feed_acts.sql").read_text(), reverse_sql=migrations.RunSQL.noop),
    ]
