"""Notices on holidays in the database; what was approved stays as it is, past Django too."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


FORBID = """
CREATE FUNCTION approved_calendar_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.stage = 'approved' THEN
        IF TG_OP = 'DELETE' THEN
            RAISE EXCEPTION 'an approved calendar notice is frozen';
        END IF;
        -- Only that the open periods were counted anew is noted afterwards.
        IF (to_jsonb(NEW) - 'recounted_at') IS DISTINCT FROM (to_jsonb(OLD) - 'recounted_at') THEN
            RAISE EXCEPTION 'an approved calendar notice is frozen';
        END IF;
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER approved_calendar_is_frozen BEFORE UPDATE OR DELETE ON reviews_calendarnotice
FOR EACH ROW EXECUTE FUNCTION approved_calendar_is_frozen();

CREATE FUNCTION calendar_days_change_in_drafts_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM reviews_calendarnotice WHERE id IN (NEW.notice_id, OLD.notice_id) AND stage <> 'draft'
    ) THEN
        RAISE EXCEPTION 'the days of a calendar notice change in its draft only';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER calendar_days_change_in_drafts_only BEFORE INSERT OR UPDATE OR DELETE ON reviews_calendarday
FOR EACH ROW EXECUTE FUNCTION calendar_days_change_in_drafts_only();
"""
ALLOW = """
DROP TRIGGER calendar_days_change_in_drafts_only ON reviews_calendarday;
DROP FUNCTION calendar_days_change_in_drafts_only();
DROP TRIGGER approved_calendar_is_frozen ON reviews_calendarnotice;
DROP FUNCTION approved_calendar_is_frozen();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('reviews', '0014_committees_pools_conflicts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='SweepRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('work', models.CharField(max_length=30, unique=True, verbose_name='事项')),
                ('begun_at', models.DateTimeField(verbose_name='开始')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='结束')),
                ('done', models.JSONField(default=dict, verbose_name='结果')),
            ],
            options={
                'verbose_name': '到期办理记录',
            },
        ),
        migrations.CreateModel(
            name='CalendarNotice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('document', models.CharField(max_length=40, verbose_name='文号')),
                ('title', models.CharField(max_length=160, verbose_name='标题')),
                ('published_on', models.DateField(verbose_name='发布日期')),
                ('stage', models.CharField(choices=[('draft', '草稿'), ('submitted', '待复核'), ('approved', '已生效'), ('discarded', '已放弃')], default='draft', max_length=20, verbose_name='状态')),
                ('created_at', models.DateTimeField(verbose_name='录入时间')),
                ('imported_at', models.DateTimeField(null=True, verbose_name='提交时间')),
                ('approved_at', models.DateTimeField(null=True, verbose_name='生效时间')),
                ('return_reason', models.TextField(blank=True, verbose_name='退回理由')),
                ('recounted_at', models.DateTimeField(null=True, verbose_name='公示期重新计算时间')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='复核')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('imported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='提交')),
            ],
            options={
                'verbose_name': '放假通知',
                'ordering': ('-published_on', '-pk'),
            },
        ),
        migrations.CreateModel(
            name='CalendarDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日期')),
                ('is_working', models.BooleanField(verbose_name='上班')),
                ('occasion', models.CharField(max_length=20, verbose_name='节日')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='reviews.calendarnotice')),
            ],
            options={
                'verbose_name': '放假和调休日',
                'ordering': ('day',),
            },
        ),
        migrations.AddConstraint(
            model_name='calendarnotice',
            constraint=models.UniqueConstraint(condition=models.Q(('stage', 'discarded'), _negated=True), fields=('document',), name='one_calendar_notice_per_number'),
        ),
        migrations.AddConstraint(
            model_name='calendarnotice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('stage', 'approved'), _negated=True), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='calendar_notice_counts_once_approved'),
        ),
        migrations.AddConstraint(
            model_name='calendarnotice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_by', models.F('imported_by')), _negated=True), models.Q(('approved_by', models.F('created_by')), _negated=True)), name='calendar_notice_approved_by_a_second_person'),
        ),
        migrations.AddConstraint(
            model_name='calendarday',
            constraint=models.UniqueConstraint(fields=('notice', 'day'), name='once_in_a_calendar_notice'),
        ),
        migrations.RunSQL(FORBID, ALLOW),
    ]
