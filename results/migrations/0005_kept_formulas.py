"""What was done to formulas is kept, and their constraints say in words what is wrong."""

from pathlib import Path

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

SQL = Path(__file__).parent.parent / "sql" / "0005_kept_formulas.sql"


class Migration(migrations.Migration):

    dependencies = [
        ('results', '0004_rules_of_index'),
        ('agencies', '0002_kept_by_the_database'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='IndexRuleEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='lúc')),
                ('details', models.JSONField(default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder, verbose_name='chi tiết')),
                ('verb', models.CharField(choices=[('saved', 'ghi công thức')], max_length=20, verbose_name='việc')),
            ],
            options={
                'verbose_name': 'việc đã làm với công thức',
                'verbose_name_plural': 'nhật ký công thức',
                'ordering': ['-at', '-pk'],
                'abstract': False,
            },
        ),
        migrations.AlterConstraint(
            model_name='indexrule',
            name='index_rule_once',
            constraint=models.UniqueConstraint(fields=('criterion', 'begins'), name='index_rule_once', violation_error_message='Tiêu chí này đã có công thức từ ngày đó.'),
        ),
        migrations.AlterConstraint(
            model_name='indexrule',
            name='index_rule_ends_after_it_begins',
            constraint=models.CheckConstraint(condition=models.Q(('ends', None), ('ends__gte', models.F('begins')), _connector='OR'), name='index_rule_ends_after_it_begins', violation_error_message='Ngày hết hiệu lực không được trước ngày có hiệu lực.'),
        ),
        migrations.AlterConstraint(
            model_name='indexrule',
            name='index_rule_points',
            constraint=models.CheckConstraint(condition=models.Q(('most__gt', 0), ('most__lte', 100)), name='index_rule_points', violation_error_message='Điểm tối đa phải lớn hơn 0 và không quá 100.'),
        ),
        migrations.AlterConstraint(
            model_name='indexrule',
            name='index_rule_of_a_hundred',
            constraint=models.CheckConstraint(condition=models.Q(('full_at__gt', 0), ('full_at__lte', 100)), name='index_rule_of_a_hundred', violation_error_message='Mức đủ điểm phải lớn hơn 0 và không quá 100 phần trăm.'),
        ),
        migrations.AlterConstraint(
            model_name='indexrule',
            name='index_rule_measured_by_known_counts',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('denominator', ''), ('numerator', '')), models.Q(('denominator__in', ['tiep-nhan', 'du-noi-dung', 'thu-tuc-truc-tuyen', 'nop-truc-tuyen', 'dung-han', 'ty-le-dung-han', 'hai-long', 'danh-gia']), ('numerator__in', ['tiep-nhan', 'du-noi-dung', 'thu-tuc-truc-tuyen', 'nop-truc-tuyen', 'dung-han', 'ty-le-dung-han', 'hai-long', 'danh-gia'])), _connector='OR'), name='index_rule_measured_by_known_counts', violation_error_message='Tử số và mẫu số phải cùng được chọn, hoặc cùng bỏ trống.'),
        ),
        migrations.AddField(
            model_name='indexruleevent',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='người'),
        ),
        migrations.AddField(
            model_name='indexruleevent',
            name='rule',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='results.indexrule', verbose_name='công thức'),
        ),
        migrations.RunSQL(SQL.read_text(), reverse_sql=migrations.RunSQL.noop),
    ]
