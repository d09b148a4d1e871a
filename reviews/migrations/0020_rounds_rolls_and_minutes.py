"""Votes in rounds with a roll of rows, sealed ballots, every stay in the room, signed minutes.

What was voted before becomes the first round of its item; its roll is read from the times of arrival and departure.
"""

import django.db.models.deletion
from django.db import migrations, models

import reviews.models.vote
from zcps.encryption import seal

ITEM_STAGES = [
    ("waiting", "待评议"),
    ("discussion", "评议中"),
    ("open", "表决中"),
    ("counted", "已计票"),
    ("closed", "表决结束"),
    ("deferred", "移至下次会议"),
]
REVOTE = [
    ("never", "不再次表决"),
    ("tie", "同意与不同意票数相等时可再次表决一次"),
    ("short", "未通过且所差票数不多时可再次表决一次"),
]
KINDS = [
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
]
# A box holds as many ballots as people have voted, at the end of every transaction, whoever writes.
FORBID = """
CREATE FUNCTION ballots_equal_turnout() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE of_round bigint := COALESCE(NEW.round_id, OLD.round_id);
BEGIN
    IF (SELECT count(*) FROM reviews_ballot WHERE round_id = of_round)
       <> (SELECT count(*) FROM reviews_turnout WHERE round_id = of_round) THEN
        RAISE EXCEPTION 'ballots and turnout differ' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ballots_equal_turnout AFTER INSERT OR UPDATE OR DELETE ON reviews_ballot
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ballots_equal_turnout();
CREATE CONSTRAINT TRIGGER turnout_equals_ballots AFTER INSERT OR UPDATE OR DELETE ON reviews_turnout
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ballots_equal_turnout();
"""
ALLOW = """
DROP TRIGGER turnout_equals_ballots ON reviews_turnout;
DROP TRIGGER ballots_equal_turnout ON reviews_ballot;
DROP FUNCTION ballots_equal_turnout();
"""


def to_rounds(apps, schema_editor):
    """Make the first round of every item that was opened, seal its ballots, keep who was there."""
    item_model, seat_model = apps.get_model("reviews", "MeetingItem"), apps.get_model("reviews", "PanelSeat")
    stays = apps.get_model("reviews", "Attendance")
    for seat in seat_model.objects.exclude(arrived_at=None):
        stays.objects.create(seat=seat, arrived_at=seat.arrived_at, left_at=seat.left_at)
    # Until now every recusal was the expert's own.
    apps.get_model("reviews", "Recusal").objects.update(is_own=True)
    for item in item_model.objects.exclude(opened_at=None):
        _round_of(apps, schema_editor, item)
    # Nothing may still wait for the end of the transaction when the tables change below.
    schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _round_of(apps, schema_editor, item):
    counted = item.stage == "closed"
    cast = (item.yes or 0) + (item.no or 0) + (item.abstained or 0)
    first = apps.get_model("reviews", "VoteRound").objects.create(
        item=item, number=1, stage="counted" if counted else "open", present=item.present, recused=item.recused,
        opened_at=item.opened_at, closed_at=item.closed_at, cast=cast if counted else None, yes=item.yes, no=item.no,
        abstained=item.abstained, spoiled=0 if counted else None, passed=item.passed, arithmetic=item.arithmetic,
    )  # fmt: skip
    item.spoiled = 0 if counted else None
    item.save()
    out = set(apps.get_model("reviews", "Recusal").objects.filter(item=item).values_list("seat_id", flat=True))
    for seat in apps.get_model("reviews", "PanelSeat").objects.filter(meeting_id=item.meeting_id):
        came = seat.arrived_at is not None and seat.arrived_at <= item.opened_at
        present = came and (seat.left_at is None or seat.left_at > item.opened_at)
        first.roll.create(seat=seat, present=present, recused=seat.pk in out)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("UPDATE reviews_turnout SET round_id = %s WHERE item_id = %s", [first.pk, item.pk])
        cursor.execute("SELECT id, choice FROM reviews_ballot WHERE item_id = %s", [item.pk])
        for key, choice in cursor.fetchall():
            sealed = seal(f"{choice:<12}", "reviews_ballot.choice")
            cursor.execute(
                "UPDATE reviews_ballot SET round_id = %s, choice = %s WHERE id = %s", [first.pk, sealed, key]
            )


class Migration(migrations.Migration):
    """Adds them."""

    dependencies = [("reviews", "0019_objections_complete")]
    operations = [
        migrations.AddField(
            "plan",
            "revote_rule",
            models.CharField(choices=REVOTE, default="never", max_length=10, verbose_name="再次表决"),
        ),
        migrations.AddField(
            "plan", "revote_margin", models.PositiveSmallIntegerField(default=1, verbose_name="再次表决所差票数上限")
        ),
        migrations.AlterField(
            "document", "kind", models.CharField(choices=KINDS, max_length=30, verbose_name="类别")
        ),
        migrations.AlterField(
            "meetingitem",
            "stage",
            models.CharField(choices=ITEM_STAGES, default="waiting", max_length=10, verbose_name="状态"),
        ),
        migrations.AlterField(
            "meetingitem", "arithmetic", models.CharField(blank=True, max_length=300, verbose_name="计票")
        ),
        migrations.AddField(
            "meetingitem", "spoiled", models.PositiveSmallIntegerField(null=True, verbose_name="废票")
        ),
        migrations.AddField("meetingitem", "discussed_at", models.DateTimeField(null=True, verbose_name="开始评议")),
        migrations.AddField(
            "meetingitem",
            "deferred_reason",
            models.CharField(blank=True, max_length=200, verbose_name="移至下次会议的理由"),
        ),
        migrations.RemoveConstraint("meetingitem", "one_open_item_per_meeting"),
        migrations.AddConstraint(
            "meetingitem",
            models.UniqueConstraint(
                condition=models.Q(("stage__in", ("discussion", "open", "counted"))),
                fields=("meeting",),
                name="one_open_item_per_meeting",
            ),
        ),
        migrations.AddField("recusal", "is_own", models.BooleanField(default=False, verbose_name="本人申请")),
        migrations.AddField("panelseat", "is_deputy", models.BooleanField(default=False, verbose_name="副主任委员")),
        migrations.AddField(
            "panelseat", "absence_reason", models.CharField(blank=True, max_length=200, verbose_name="缺席理由")
        ),
        migrations.AddConstraint(
            "panelseat",
            models.UniqueConstraint(
                condition=models.Q(("is_deputy", True)), fields=("meeting",), name="one_deputy_per_meeting"
            ),
        ),
        migrations.CreateModel(
            "Attendance",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("arrived_at", models.DateTimeField(verbose_name="签到")),
                ("left_at", models.DateTimeField(null=True, verbose_name="离席")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="离席理由")),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stays", to="reviews.panelseat"
                    ),
                ),
            ],
            {"verbose_name": "到会记录", "ordering": ("arrived_at",)},
        ),
        migrations.AddConstraint(
            "attendance",
            models.UniqueConstraint(
                condition=models.Q(("left_at", None)), fields=("seat",), name="one_stay_at_a_time"
            ),
        ),
        migrations.CreateModel(
            "VoteRound",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="轮次")),
                (
                    "stage",
                    models.CharField(
                        choices=[("open", "表决中"), ("counted", "已计票"), ("void", "已中止")],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="再次表决的理由")),
                ("void_reason", models.CharField(blank=True, max_length=200, verbose_name="中止的理由")),
                ("present", models.PositiveSmallIntegerField(verbose_name="出席人数")),
                ("recused", models.PositiveSmallIntegerField(verbose_name="回避人数")),
                ("opened_at", models.DateTimeField(verbose_name="开始表决")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="结束表决")),
                ("cast", models.PositiveSmallIntegerField(null=True, verbose_name="收回选票")),
                ("yes", models.PositiveSmallIntegerField(null=True, verbose_name="同意")),
                ("no", models.PositiveSmallIntegerField(null=True, verbose_name="不同意")),
                ("abstained", models.PositiveSmallIntegerField(null=True, verbose_name="弃权")),
                ("spoiled", models.PositiveSmallIntegerField(null=True, verbose_name="废票")),
                ("base", models.PositiveSmallIntegerField(null=True, verbose_name="表决基数")),
                ("passed", models.BooleanField(null=True, verbose_name="通过")),
                ("arithmetic", models.CharField(blank=True, max_length=300, verbose_name="计票")),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="reviews.meetingitem"
                    ),
                ),
            ],
            {"verbose_name": "表决轮次", "ordering": ("item", "number")},
        ),
        migrations.AddConstraint(
            "voteround", models.UniqueConstraint(fields=("item", "number"), name="one_round_per_number_and_item")
        ),
        migrations.AddConstraint(
            "voteround",
            models.UniqueConstraint(
                condition=models.Q(("stage", "open")), fields=("item",), name="one_open_round_per_item"
            ),
        ),
        migrations.CreateModel(
            "RollEntry",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("present", models.BooleanField(verbose_name="出席")),
                ("recused", models.BooleanField(verbose_name="回避")),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roll", to="reviews.voteround"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rolls", to="reviews.panelseat"
                    ),
                ),
            ],
            {"verbose_name": "点名"},
        ),
        migrations.AddConstraint(
            "rollentry", models.UniqueConstraint(fields=("round", "seat"), name="once_on_a_roll")
        ),
        migrations.AddField(
            "ballot",
            "round",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="ballots",
                to="reviews.voteround",
            ),
        ),
        migrations.AddField(
            "turnout",
            "round",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="turnout",
                to="reviews.voteround",
            ),
        ),
        migrations.AlterField("ballot", "choice", reviews.models.vote.SealedChoice()),
        migrations.RunPython(to_rounds),
        migrations.RemoveConstraint("turnout", "one_ballot_per_seat_and_item"),
        migrations.RemoveField("ballot", "item"),
        migrations.RemoveField("turnout", "item"),
        migrations.AlterField(
            "ballot",
            "round",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="reviews.voteround"
            ),
        ),
        migrations.AlterField(
            "turnout",
            "round",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="turnout", to="reviews.voteround"
            ),
        ),
        migrations.AddConstraint(
            "turnout", models.UniqueConstraint(fields=("round", "seat"), name="one_ballot_per_seat_and_round")
        ),
        migrations.AddConstraint(
            "voteround",
            models.CheckConstraint(
                condition=~models.Q(stage="counted")
                | models.Q(cast=models.F("yes") + models.F("no") + models.F("abstained") + models.F("spoiled")),
                name="what_is_counted_was_cast",
            ),
        ),
        migrations.AddConstraint(
            "voteround",
            models.CheckConstraint(
                condition=models.Q(cast=None) | models.Q(cast__lte=models.F("present") - models.F("recused")),
                name="no_more_ballots_than_voters",
            ),
        ),
        migrations.RunSQL(FORBID, ALLOW),
        migrations.CreateModel(
            "Minutes",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                ("signature", models.CharField(max_length=120)),
                ("key", models.CharField(max_length=16)),
                ("roster", models.JSONField()),
                ("made_at", models.DateTimeField(verbose_name="生成时间")),
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="minutes", to="reviews.meeting"
                    ),
                ),
            ],
            {"verbose_name": "会议纪要"},
        ),
        migrations.CreateModel(
            "MinutesSignature",
            [
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("objection", models.TextField(blank=True, verbose_name="异议")),
                ("signed_at", models.DateTimeField(verbose_name="签署时间")),
                ("signature", models.CharField(max_length=120)),
                ("key", models.CharField(max_length=16)),
                (
                    "minutes",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="reviews.minutes"
                    ),
                ),
                (
                    "seat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reviews.panelseat"
                    ),
                ),
            ],
            {"verbose_name": "纪要签署", "ordering": ("signed_at",)},
        ),
        migrations.AddConstraint(
            "minutessignature",
            models.UniqueConstraint(fields=("minutes", "seat"), name="one_signature_per_seat"),
        ),
    ]
