"""What the virus scanner said of a file, when it was deleted, and what was found wrong with it."""

import django.db.models.deletion
from django.db import migrations, models

_STATES = [
    ("unscanned", "未配置病毒检查"),
    ("waiting", "正在安全检查"),
    ("clean", "已通过安全检查"),
    ("infected", "发现病毒，已隔离"),
    ("failed", "安全检查未完成，将自动重试"),
    ("own", "平台生成"),
]


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_sealed_columns")]

    operations = [
        migrations.AddField(
            "storedfile",
            "scan",
            models.CharField(choices=_STATES, default="unscanned", max_length=12, verbose_name="病毒检查"),
        ),
        migrations.AddField(
            "storedfile",
            "scan_note",
            models.CharField(blank=True, default="", max_length=160, verbose_name="检查说明"),
        ),
        migrations.AddField("storedfile", "scanned_at", models.DateTimeField(null=True, verbose_name="检查时间")),
        migrations.AddField("storedfile", "forgotten_at", models.DateTimeField(null=True, verbose_name="删除时间")),
        migrations.AddIndex(
            "storedfile",
            models.Index(
                condition=models.Q(("scan__in", ["unscanned", "waiting", "failed"])),
                fields=["uploaded_at"],
                name="file_to_scan",
            ),
        ),
        migrations.AddIndex(
            "storedfile",
            models.Index(
                condition=models.Q(("forgotten_at__isnull", False)), fields=["forgotten_at"], name="file_forgotten"
            ),
        ),
        migrations.CreateModel(
            name="FileAlarm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "trouble",
                    models.CharField(
                        choices=[
                            ("changed", "内容与保存时不一致"),
                            ("missing", "存储中没有此文件"),
                            ("infected", "发现病毒"),
                        ],
                        max_length=12,
                        verbose_name="问题",
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=160, verbose_name="说明")),
                ("raised_at", models.DateTimeField(verbose_name="发现时间")),
                ("cleared_at", models.DateTimeField(null=True, verbose_name="解除时间")),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alarms",
                        to="accounts.storedfile",
                    ),
                ),
            ],
            options={
                "verbose_name": "文件异常",
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("cleared_at", None)),
                        fields=("file", "trouble"),
                        name="one_open_alarm_per_file",
                    )
                ],
            },
        ),
    ]
