"""What every objection has now is asked of every one to come; what was shown to the public cannot be changed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import zcps.encryption

FREEZE = """
CREATE FUNCTION what_was_shown_is_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'what was shown to the public is kept';
    END IF;
    IF (NEW.shown, NEW.snapshot_id, NEW.application_id, NEW.publicity_id)
        IS DISTINCT FROM (OLD.shown, OLD.snapshot_id, OLD.application_id, OLD.publicity_id) THEN
        RAISE EXCEPTION 'what was shown to the public is frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER what_was_shown_is_frozen BEFORE UPDATE OR DELETE ON reviews_publicityentry
FOR EACH ROW EXECUTE FUNCTION what_was_shown_is_frozen();

CREATE FUNCTION a_publicity_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a publicity is kept';
    END IF;
    IF OLD.content_hash <> '' AND NEW.content_hash <> OLD.content_hash THEN
        RAISE EXCEPTION 'the hash of a publicity is frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER a_publicity_is_kept BEFORE UPDATE OR DELETE ON reviews_publicity
FOR EACH ROW EXECUTE FUNCTION a_publicity_is_kept();
"""
RELEASE = """
DROP TRIGGER a_publicity_is_kept ON reviews_publicity;
DROP FUNCTION a_publicity_is_kept();
DROP TRIGGER what_was_shown_is_frozen ON reviews_publicityentry;
DROP FUNCTION what_was_shown_is_frozen();
"""


class Migration(migrations.Migration):
    dependencies = (("reviews", "0018_objections_as_cases"),)
    operations = (
        migrations.RemoveField("objection", "evidence"),
        migrations.AlterField("objection", "name", zcps.encryption.EncryptedTextField("姓名", blank=True)),
        migrations.AlterField("objection", "contact", zcps.encryption.EncryptedTextField("联系方式", blank=True)),
        migrations.AlterField("objection", "due_at", models.DateTimeField("答复期限")),
        migrations.AlterField(
            "objection",
            "entry",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="objections",
                to="reviews.publicityentry",
            ),
        ),
        migrations.AlterField(
            "objection",
            "publicity",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="reviews.publicity"
            ),
        ),
        migrations.AddIndex(
            "objection", models.Index(condition=models.Q(("stage", "open")), fields=["due_at"], name="objection_due")
        ),
        migrations.CreateModel(
            "ObjectionNote",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        "事项",
                        choices=[
                            ("accepted", "受理"),
                            ("finding", "核查记录"),
                            ("extended", "延长期限"),
                            ("answered", "送达答复"),
                        ],
                        max_length=12,
                    ),
                ),
                ("text", models.TextField("内容")),
                ("written_at", models.DateTimeField("记录时间")),
                ("files", models.ManyToManyField(blank=True, related_name="+", to="accounts.storedfile")),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="reviews.objection"
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={"verbose_name": "异议核查记录", "ordering": ("pk",)},
        ),
        migrations.AlterField(
            "document",
            "kind",
            models.CharField(
                "类别",
                max_length=30,
                choices=[
                    ("review_form", "专业技术职务任职资格评审表"),
                    ("publicity_notice", "公示"),
                    ("publicity_confirmation", "公示确认表"),
                    ("result_filing_form", "评审结果备案表"),
                    ("name_list", "评审通过人员名单"),
                    ("publication", "评审结果公布通知"),
                    ("certificate", "职称电子证书"),
                    ("proof", "评审通过证明"),
                    ("commitment", "材料真实性保证书"),
                ],
            ),
        ),
        migrations.RunSQL(FREEZE, RELEASE),
    )
