"""Photos become pictures, kept once each; articles may carry attachments.

The files stay where they are: each photo that an article or one of its editions has becomes one row.
"""

from pathlib import Path

import uploads.pictures
import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import news.models.attachment
import news.models.picture
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql"


class Migration(migrations.Migration):

    dependencies = [
        ('agencies', '0005_fields_of_work'),
        ('news', '0010_rich_text'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # It names the columns that go; 0011_public_editions_stay.sql makes it anew, with those that come.
        migrations.RunSQL(
            "DROP TRIGGER IF EXISTS public_edition_stays ON news_edition",
            (SQL / "0006_public_editions_stay.sql").read_text(),
        ),
        migrations.RenameField('article', 'photo', 'former_photo'),
        migrations.RenameField('edition', 'photo', 'former_photo'),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.ImageField(height_field='height', help_text='JPEG, PNG hoặc WebP, tối đa 10 MB.', upload_to=news.models.picture.picture_path, validators=[uploads.pictures.check_picture], verbose_name='ảnh', width_field='width')),
                ('width', models.PositiveIntegerField(editable=False, verbose_name='rộng')),
                ('height', models.PositiveIntegerField(editable=False, verbose_name='cao')),
                ('alt', models.CharField(blank=True, help_text='Dùng khi đặt ảnh vào bài, nếu ở đó không viết câu khác.', max_length=250, verbose_name='mô tả ảnh')),
                ('credit', models.CharField(blank=True, help_text='Người chụp hoặc nơi cung cấp; hiện dưới ảnh.', max_length=120, verbose_name='nguồn ảnh')),
                ('focus_x', models.PositiveSmallIntegerField(default=50, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='tâm ảnh, ngang')),
                ('focus_y', models.PositiveSmallIntegerField(default=50, validators=[django.core.validators.MaxValueValidator(100)], verbose_name='tâm ảnh, dọc')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='tải lên lúc')),
                ('widths', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), default=list, editable=False, size=None, verbose_name='các bề rộng')),
                ('rendered_at', models.DateTimeField(editable=False, null=True, verbose_name='làm xong các cỡ lúc')),
                ('claimed_at', models.DateTimeField(editable=False, null=True, verbose_name='bắt đầu làm lúc')),
                ('attempts', models.PositiveSmallIntegerField(default=0, editable=False, verbose_name='số lần làm')),
                ('is_known', models.BooleanField(default=False, editable=False, verbose_name='địa chỉ đã công khai')),
                ('next_name', models.CharField(blank=True, editable=False, max_length=100, verbose_name='chuyển đến')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='agencies.agency', verbose_name='cơ quan')),
                ('uploaded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tải lên')),
            ],
            options={
                'verbose_name': 'ảnh',
                'verbose_name_plural': 'ảnh',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(upload_to=news.models.attachment.attachment_path, verbose_name='tệp')),
                ('title', models.CharField(max_length=200, verbose_name='tên tài liệu')),
                ('kind', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'DOCX'), ('xlsx', 'XLSX'), ('odt', 'ODT'), ('ods', 'ODS')], max_length=4, verbose_name='loại tệp')),
                ('size', models.PositiveIntegerField(help_text='Byte.', verbose_name='dung lượng')),
                ('uploaded_at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='tải lên lúc')),
                ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='agencies.agency', verbose_name='cơ quan')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người tải lên')),
            ],
            options={
                'verbose_name': 'tệp đính kèm',
                'verbose_name_plural': 'tệp đính kèm',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('file',), name='attachment_file_once'), models.CheckConstraint(condition=models.Q(('title__regex', '\\S')), name='attachment_has_a_title'), models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'docx', 'xlsx', 'odt', 'ods'])), name='attachment_kind_of_ours'), models.CheckConstraint(condition=models.Q(('size__gt', 0), ('size__lte', 20000000)), name='attachment_size')],
            },
        ),
        migrations.AddIndex(
            model_name='picture',
            index=models.Index(condition=models.Q(('attempts__lt', 3), ('rendered_at', None)), fields=['id'], name='picture_to_render'),
        ),
        migrations.AddIndex(
            model_name='picture',
            index=models.Index(condition=models.Q(('next_name', ''), _negated=True), fields=['id'], name='picture_to_move'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.UniqueConstraint(fields=('file',), name='picture_file_once'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(('file', ''), _negated=True), name='picture_has_a_file'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(('focus_x__lte', 100), ('focus_y__lte', 100)), name='picture_focus_percent'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('rendered_at', None), ('widths', [])), models.Q(('rendered_at__isnull', False), models.Q(('widths', []), _negated=True)), _connector='OR'), name='picture_rendered_with_widths'),
        ),
        migrations.AddConstraint(
            model_name='picture',
            constraint=models.CheckConstraint(condition=models.Q(('attempts__lte', 3)), name='picture_attempts'),
        ),

        migrations.AddField(
            model_name='article',
            name='attachments',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None, verbose_name='tệp đính kèm'),
        ),
        migrations.AddField(
            model_name='edition',
            name='attachments',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), blank=True, default=list, editable=False, size=None, verbose_name='tệp đính kèm'),
        ),
        migrations.AddField(
            model_name='article',
            name='pictures',
            field=models.ManyToManyField(editable=False, related_name='articles', to='news.picture', verbose_name='các ảnh'),
        ),
        migrations.AddField(
            model_name='article',
            name='photo',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_photos', to='news.picture', verbose_name='ảnh'),
        ),
        migrations.AddField(
            model_name='edition',
            name='photo',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)s_photos', to='news.picture', verbose_name='ảnh'),
        ),
        migrations.RunSQL((SQL / "0011_photos_are_pictures.sql").read_text(), migrations.RunSQL.noop),
        migrations.RemoveField('article', 'former_photo'),
        migrations.RemoveField('edition', 'former_photo'),
        migrations.RemoveField(
            model_name='article',
            name='photo_height',
        ),
        migrations.RemoveField(
            model_name='article',
            name='photo_width',
        ),
        migrations.RemoveField(
            model_name='edition',
            name='photo_height',
        ),
        migrations.RemoveField(
            model_name='edition',
            name='photo_width',
        ),
        migrations.RunSQL(
            (SQL / "0011_public_editions_stay.sql").read_text(),
            "DROP TRIGGER IF EXISTS public_edition_stays ON news_edition",
        ),
    ]
