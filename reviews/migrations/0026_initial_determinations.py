"""Initial determination (初定): its stages, what a plan says of it, lists of results that no meeting voted on."""

from typing import Any

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def give_plans(apps: Any, schema_editor: Any) -> None:
    """Every list so far is a meeting's, and of the plan of that meeting."""
    filings, meetings = apps.get_model("reviews", "ResultFiling"), apps.get_model("reviews", "Meeting")
    own = meetings.objects.filter(pk=OuterRef("meeting_id")).values("plan_id")[:1]
    filings.objects.filter(plan=None).update(plan_id=Subquery(own))
    # The checks of the new key are due at the end; a table with such checks pending cannot be altered.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


class Migration(migrations.Migration):
    """See above."""

    dependencies = [("reviews", "0026_votes_by_group")]
    operations = [
        migrations.RemoveConstraint(
            model_name="application",
            name="one_live_application_per_plan_and_person",
        ),
        migrations.AddField(
            model_name="plan",
            name="determined_by",
            field=models.CharField(
                choices=[("hr_bureau", "计划的人力社保部门"), ("office", "计划的承办机构（评委会办公室）")],
                default="hr_bureau",
                max_length=20,
                verbose_name="初定机关",
            ),
        ),
        migrations.AddField(
            model_name="plan",
            name="exam_series",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=40),
                blank=True,
                default=list,
                size=None,
                verbose_name="以考代评、不再初定的系列",
            ),
        ),
        migrations.AddField(
            model_name="resultfiling",
            name="plan",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="filings", to="reviews.plan"
            ),
        ),
        migrations.RunPython(give_plans, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="resultfiling",
            name="plan",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="filings", to="reviews.plan"
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="stage",
            field=models.CharField(
                choices=[
                    ("draft", "填报中"),
                    ("employer_review", "单位审核"),
                    ("employer_publicity_due", "待单位公示"),
                    ("employer_publicity", "单位公示中"),
                    ("employer_opinion_due", "待单位填写推荐意见"),
                    ("recommendation", "审核推荐"),
                    ("qualification", "资格审查"),
                    ("determination", "待初定"),
                    ("determined", "同意初定"),
                    ("qualified", "资格审查通过"),
                    ("pre_review_publicity", "评前公示中"),
                    ("ready", "待评审"),
                    ("in_review", "评审中"),
                    ("passed", "评审通过"),
                    ("result_publicity", "结果公示中"),
                    ("approval", "待核准"),
                    ("announced", "已公布"),
                    ("archived", "已归档"),
                    ("not_passed", "评审未通过"),
                    ("not_determined", "不予初定"),
                    ("not_recommended", "不予推荐"),
                    ("not_accepted", "不予受理"),
                    ("withdrawn", "已撤回"),
                    ("lapsed", "逾期失效"),
                    ("revoked", "已撤销"),
                ],
                default="draft",
                max_length=30,
                verbose_name="状态",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(
                choices=[
                    ("review_form", "专业技术职务任职资格评审表"),
                    ("publicity_notice", "公示"),
                    ("publicity_confirmation", "公示确认表"),
                    ("meeting_filing", "评审会议备案表"),
                    ("result_filing_form", "评审结果备案表"),
                    ("name_list", "评审通过人员名单"),
                    ("determination_list", "职称初定人员名单"),
                    ("publication", "评审结果公布通知"),
                    ("certificate", "职称电子证书"),
                    ("proof", "评审通过证明"),
                    ("commitment", "材料真实性保证书"),
                    ("minutes", "评审会议纪要"),
                    ("post_table", "事业单位人员职称申报岗位信息表"),
                ],
                max_length=30,
                verbose_name="类别",
            ),
        ),
        migrations.AlterField(
            model_name="resultfiling",
            name="meeting",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="filings", to="reviews.meeting"
            ),
        ),
        migrations.AlterField(
            model_name="resultline",
            name="item",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="lines", to="reviews.meetingitem"
            ),
        ),
        migrations.AddConstraint(
            model_name="application",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    (
                        "stage__in",
                        (
                            "not_passed",
                            "not_determined",
                            "not_recommended",
                            "not_accepted",
                            "withdrawn",
                            "lapsed",
                            "revoked",
                        ),
                    ),
                    _negated=True,
                ),
                fields=("plan", "applicant"),
                name="one_live_application_per_plan_and_person",
            ),
        ),
        migrations.AddConstraint(
            model_name="resultfiling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("meeting", None)), fields=("plan", "order"), name="one_list_of_determined_per_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="resultfiling",
            constraint=models.UniqueConstraint(
                condition=models.Q(("meeting", None), models.Q(("stage", "approved"), _negated=True)),
                fields=("plan",),
                name="one_open_list_of_determined",
            ),
        ),
    ]
