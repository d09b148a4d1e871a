import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("employers", "0005_former_post_rows_are_gone"),
        ("reviews", "0020_rounds_rolls_and_minutes"),
    ]
    operations = [
        migrations.AddField(
            model_name="document",
            name="post_table",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="employers.posttableversion",
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
    ]
