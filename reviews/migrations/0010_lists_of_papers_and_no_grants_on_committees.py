"""The list before the papers of many is a paper; nobody was ever granted anything on a committee: its office acts."""

from django.db import migrations, models


def forget(apps, _):
    """Take the permission itself and the kind of its grants out of Django's own tables, which no migration cleans."""
    apps.get_model("auth", "Permission").objects.filter(codename="run_committee").delete()
    kinds = apps.get_model("contenttypes", "ContentType").objects
    kinds.filter(app_label="reviews", model="committeeuserpermission").delete()


class Migration(migrations.Migration):

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ('reviews', '0009_forgetting_what_rows_said'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='committee',
            options={'ordering': ('name',), 'verbose_name': '评审委员会'},
        ),
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('review_form', '专业技术职务任职资格评审表'), ('publicity_notice', '公示'), ('publicity_confirmation', '公示确认表'), ('meeting_filing', '评审会议备案表'), ('result_filing_form', '评审结果备案表'), ('name_list', '评审通过人员名单'), ('determination_list', '职称初定人员名单'), ('publication', '评审结果公布通知'), ('certificate', '职称电子证书'), ('proof', '评审通过证明'), ('recommendation', '推荐函'), ('recommendation_list', '推荐人员名单'), ('entrusted_results', '委托评审结果函'), ('entrustment_letter', '委托评审函'), ('commitment', '材料真实性保证书'), ('minutes', '评审会议纪要'), ('post_table', '事业单位人员职称申报岗位信息表'), ('correction_notice', '补正通知书'), ('not_accepted_letter', '不予受理决定书'), ('not_recommended_letter', '不予推荐决定书'), ('not_determined_letter', '不予初定决定书'), ('objection_decision', '异议处理决定'), ('objection_answer', '异议答复书'), ('revocation_decision', '撤销职称决定书'), ('complaint_answer', '复查答复书'), ('direct_recommendation', '直接申报专家推荐表'), ('roster', '申报人员花名册'), ('summary', '申报人员情况综合表'), ('case_bundle', '案卷包封面和目录'), ('papers_list', '批量文书目录')], max_length=30, verbose_name='类别'),
        ),
        migrations.DeleteModel(
            name='CommitteeUserPermission',
        ),
        migrations.RunPython(forget, migrations.RunPython.noop, elidable=True),
    ]
