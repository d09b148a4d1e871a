"""What comes of a case besides a certificate: recommendations, entrusted reviews in and out; the yearly allowance."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

import reviews.models.plan


def name_proofs(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001 - the form of RunPython
    """Lists of plans that issue no certificates led to proofs."""
    lines = apps.get_model("reviews", "ResultLine").objects
    lines.filter(application__plan__issues_certificate=False).update(credential="proof")


class Migration(migrations.Migration):
    """See above."""

    dependencies = [
        ('accounts', '0006_journal_anchors'),
        ('applicants', '0002_initial'),
        ('employers', '0006_self_appointing_institutions'),
        ('reviews', '0026_initial_determinations'),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='recommendation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='used_by', to='reviews.certificate', verbose_name='下级评委会推荐函'),
        ),
        migrations.AddField(
            model_name='plan',
            name='entrusting_bodies',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('central_unit', '中央部属单位'), ('provincial_unit', '省部属单位'), ('provincial_hr', '省级人力社保部门'), ('city_hr', '市、县人力社保部门'), ('university', '高等学校')], max_length=20), blank=True, default=reviews.models.plan.entrusting_by_notice, size=None, verbose_name='委托评审函出具机构'),
        ),
        migrations.AddField(
            model_name='plan',
            name='needs_recommendation',
            field=models.BooleanField(default=False, verbose_name='须经下级评委会推荐'),
        ),
        migrations.AddField(
            model_name='plan',
            name='proof_bodies',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('central_unit', '中央部属单位'), ('provincial_unit', '省部属单位'), ('provincial_hr', '省级人力社保部门'), ('city_hr', '市、县人力社保部门'), ('university', '高等学校')], max_length=20), blank=True, default=list, size=None, verbose_name='只出具证明的委托机构'),
        ),
        migrations.AddField(
            model_name='resultline',
            name='credential',
            field=models.CharField(choices=[('certificate', '职称电子证书'), ('proof', '评审通过证明'), ('recommendation', '推荐函')], default='certificate', max_length=20, verbose_name='出具文书'),
        ),
        migrations.AlterField(
            model_name='certificate',
            name='kind',
            field=models.CharField(choices=[('certificate', '职称电子证书'), ('proof', '评审通过证明'), ('recommendation', '推荐函')], default='certificate', max_length=20, verbose_name='类别'),
        ),
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('review_form', '专业技术职务任职资格评审表'), ('publicity_notice', '公示'), ('publicity_confirmation', '公示确认表'), ('meeting_filing', '评审会议备案表'), ('result_filing_form', '评审结果备案表'), ('name_list', '评审通过人员名单'), ('determination_list', '职称初定人员名单'), ('publication', '评审结果公布通知'), ('certificate', '职称电子证书'), ('proof', '评审通过证明'), ('recommendation', '推荐函'), ('recommendation_list', '推荐人员名单'), ('entrusted_results', '委托评审结果函'), ('entrustment_letter', '委托评审函'), ('commitment', '材料真实性保证书'), ('minutes', '评审会议纪要'), ('post_table', '事业单位人员职称申报岗位信息表')], max_length=30, verbose_name='类别'),
        ),
        migrations.CreateModel(
            name='EntrustedReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='编号')),
                ('body', models.CharField(max_length=120, verbose_name='委托单位')),
                ('body_kind', models.CharField(blank=True, choices=[('central_unit', '中央部属单位'), ('provincial_unit', '省部属单位'), ('provincial_hr', '省级人力社保部门'), ('city_hr', '市、县人力社保部门'), ('university', '高等学校')], max_length=20, verbose_name='委托单位类别')),
                ('people', models.JSONField(verbose_name='人员')),
                ('stage', models.CharField(choices=[('drawn_up', '待送达'), ('sent', '已送达')], default='drawn_up', max_length=20, verbose_name='状态')),
                ('drawn_up_at', models.DateTimeField(verbose_name='生成时间')),
                ('sent_on', models.DateField(null=True, verbose_name='送达日期')),
                ('sent_how', models.CharField(blank=True, max_length=60, verbose_name='送达方式')),
                ('filing', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='reviews.resultfiling')),
            ],
            options={
                'verbose_name': '委托评审结果函',
                'ordering': ('-pk',),
            },
        ),
        migrations.AddField(
            model_name='document',
            name='reply',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='reviews.entrustedreply'),
        ),
        migrations.CreateModel(
            name='Entrustment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True, verbose_name='申请编号')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('series', models.CharField(blank=True, max_length=40, verbose_name='系列')),
                ('title', models.CharField(blank=True, max_length=40, verbose_name='拟评审的资格')),
                ('level', models.CharField(blank=True, choices=[('technician', '员级'), ('assistant', '助理级'), ('intermediate', '中级'), ('associate_senior', '副高级'), ('senior', '正高级')], max_length=20, verbose_name='级别')),
                ('specialty', models.CharField(blank=True, max_length=40, verbose_name='专业')),
                ('committee', models.CharField(blank=True, max_length=120, verbose_name='受委托的评审委员会')),
                ('place', models.CharField(blank=True, max_length=60, verbose_name='评审委员会所在地')),
                ('ground', models.CharField(blank=True, choices=[('no_committee', '本市暂无条件评审'), ('special', '其他特殊情况')], max_length=20, verbose_name='委托事由')),
                ('reason', models.TextField(blank=True, verbose_name='具体情况')),
                ('stage', models.CharField(choices=[('draft', '填写中'), ('employer', '待单位审核'), ('department', '待主管部门审核'), ('examination', '待人力社保部门办理'), ('issued', '已出具委托评审函'), ('reported', '已反馈评审结果'), ('returned', '已退回修改'), ('refused', '不予委托'), ('withdrawn', '已撤回')], default='draft', max_length=20, verbose_name='状态')),
                ('opinions', models.JSONField(default=list, verbose_name='审核意见')),
                ('letter_number', models.CharField(blank=True, max_length=60, verbose_name='委托评审函文号')),
                ('issued_at', models.DateTimeField(null=True, verbose_name='出具时间')),
                ('outcome', models.CharField(blank=True, choices=[('passed', '评审通过，取得资格'), ('not_passed', '评审未通过'), ('not_held', '未参加评审')], max_length=20, verbose_name='评审结果')),
                ('outcome_on', models.DateField(null=True, verbose_name='结果时间')),
                ('certificate_number', models.CharField(blank=True, max_length=60, verbose_name='证书编号')),
                ('reported_at', models.DateTimeField(null=True, verbose_name='反馈时间')),
                ('created_at', models.DateTimeField(verbose_name='申请时间')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entrustments', to='accounts.agency', verbose_name='出具机构')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entrustments', to='employers.employer')),
                ('evidence', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.storedfile')),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ('outcome_file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.storedfile')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entrustments', to='applicants.profile')),
            ],
            options={
                'verbose_name': '委托市外评审',
                'ordering': ('-pk',),
            },
        ),
        migrations.AddField(
            model_name='document',
            name='entrustment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='reviews.entrustment'),
        ),
        migrations.CreateModel(
            name='Allowance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('kind', models.CharField(choices=[('senior', '正高级职称人才津贴'), ('associate', '重点产业企业副高级职称人才津贴')], max_length=20, verbose_name='类别')),
                ('title', models.CharField(max_length=60, verbose_name='职称')),
                ('assessment', models.CharField(max_length=20, verbose_name='年度考核结果')),
                ('industry', models.CharField(blank=True, choices=[('digital', '数字经济'), ('manufacturing', '工业')], max_length=20, verbose_name='重点产业')),
                ('post', models.CharField(blank=True, max_length=60, verbose_name='专业技术岗位')),
                ('amount', models.PositiveIntegerField(verbose_name='津贴（元）')),
                ('clause', models.CharField(max_length=160, verbose_name='依据')),
                ('stage', models.CharField(choices=[('declared', '待核定'), ('confirmed', '已核定'), ('refused', '不予列入'), ('withdrawn', '单位已撤回')], default='declared', max_length=20, verbose_name='状态')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('declared_at', models.DateTimeField(verbose_name='申报时间')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='核定时间')),
                ('bureau', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency', verbose_name='核定机构')),
                ('certificate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reviews.certificate')),
                ('employer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allowances', to='employers.employer')),
                ('profile', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='allowances', to='applicants.profile')),
                ('record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applicants.archiverecord')),
            ],
            options={
                'verbose_name': '人才津贴',
                'ordering': ('-pk',),
                'indexes': [models.Index(fields=['bureau', 'year', 'id'], name='reviews_all_bureau__329b1d_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('stage__in', ['declared', 'confirmed'])), fields=('year', 'profile'), name='one_allowance_per_person_and_year')],
            },
        ),
        migrations.AddConstraint(
            model_name='entrustedreply',
            constraint=models.UniqueConstraint(fields=('filing', 'body'), name='one_reply_per_body_and_filing'),
        ),
        migrations.AddIndex(
            model_name='entrustment',
            index=models.Index(fields=['bureau', 'stage', 'id'], name='reviews_ent_bureau__7b2a16_idx'),
        ),
        migrations.AddIndex(
            model_name='entrustment',
            index=models.Index(fields=['holder', 'id'], name='reviews_ent_holder__548a29_idx'),
        ),
        migrations.AddConstraint(
            model_name='entrustment',
            constraint=models.UniqueConstraint(condition=models.Q(('stage__in', ('draft', 'employer', 'department', 'examination', 'issued', 'reported', 'returned'))), fields=('profile', 'year', 'title'), name='one_live_entrustment'),
        ),
        migrations.AddConstraint(
            model_name='entrustment',
            constraint=models.UniqueConstraint(condition=models.Q(('letter_number', ''), _negated=True), fields=('bureau', 'letter_number'), name='one_letter_per_number'),
        ),
        migrations.RunPython(name_proofs, migrations.RunPython.noop, elidable=True),
    ]
