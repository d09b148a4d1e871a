"""Failed sign-ins, the session each one opened, recovery codes, and an epoch by which all sessions end."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Adds columns that have a value for the rows that are there, and one table."""

    dependencies = [("accounts", "0004_scanned_and_forgotten_files")]

    operations = [
        migrations.AddField("user", "session_epoch", models.PositiveIntegerField(default=0)),
        migrations.AddField(
            "signin",
            "outcome",
            models.CharField(
                choices=[
                    ("entered", "登录成功"),
                    ("wrong_password", "密码不正确"),
                    ("wrong_code", "动态口令不正确"),
                ],
                default="entered",
                max_length=20,
                verbose_name="结果",
            ),
        ),
        migrations.AddField(
            "signin",
            "device",
            models.CharField(blank=True, default="", max_length=60, verbose_name="设备"),
            preserve_default=False,
        ),
        migrations.AddField("signin", "is_unusual", models.BooleanField(default=False, verbose_name="不常用网络")),
        migrations.AddField(
            "signin", "session_key", models.CharField(blank=True, default="", max_length=40), preserve_default=False
        ),
        migrations.AddIndex("signin", models.Index(fields=["user", "-at"], name="sign_ins_of_user")),
        migrations.CreateModel(
            name="RecoveryCode",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64)),
                ("used_at", models.DateTimeField(null=True, verbose_name="使用时间")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recovery_codes",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "恢复码",
                "constraints": [models.UniqueConstraint(fields=("user", "digest"), name="one_recovery_code_once")],
            },
        ),
    ]
