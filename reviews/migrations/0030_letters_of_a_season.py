"""Letters on what was decided, and the form by which experts put somebody forward."""

import django.db.models.deletion
from django.db import migrations, models

KINDS = [
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
    ("recommendation", "推荐函"),
    ("recommendation_list", "推荐人员名单"),
    ("entrusted_results", "委托评审结果函"),
    ("entrustment_letter", "委托评审函"),
    ("commitment", "材料真实性保证书"),
    ("minutes", "评审会议纪要"),
    ("post_table", "事业单位人员职称申报岗位信息表"),
    ("correction_notice", "补正通知书"),
    ("not_accepted_letter", "不予受理决定书"),
    ("not_recommended_letter", "不予推荐决定书"),
    ("not_determined_letter", "不予初定决定书"),
    ("objection_decision", "异议处理决定"),
    ("objection_answer", "异议答复书"),
    ("revocation_decision", "撤销职称决定书"),
    ("complaint_answer", "复查答复书"),
    ("direct_recommendation", "直接申报专家推荐表"),
]


def _subject(model: str) -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="documents", to=f"reviews.{model}"
    )


class Migration(migrations.Migration):

    dependencies = [("reviews", "0029_questions_and_answers")]

    operations = [
        migrations.AddField(model_name="document", name="complaint", field=_subject("complaint")),
        migrations.AddField(model_name="document", name="objection", field=_subject("objection")),
        migrations.AlterField(
            model_name="document",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=30, verbose_name="类别"),
        ),
    ]
