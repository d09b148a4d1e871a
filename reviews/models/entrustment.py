"""Entrusted reviews: our people reviewed elsewhere, and the answer to who entrusts his people to us (委托评审)."""

from django.db import models
from django.db.models import Q

from reviews.enums import (
    ENTRUSTMENT_LIVE,
    EntrustingBody,
    EntrustmentGround,
    EntrustmentStage,
    Level,
    OutsideOutcome,
    ReplyStage,
)


class Entrustment(models.Model):
    """A person's request to be reviewed elsewhere; the HR bureau alone may entrust it (S3 二(一)).

    It tells no more of the person than his name, employer and title. Who reads it: he himself, his employer, the
    offices that examine it, the HR bureau that keeps the register; the letter's code verifies it for everybody.
    """

    number = models.CharField("申请编号", max_length=30, unique=True)
    profile = models.ForeignKey("applicants.Profile", models.PROTECT, related_name="entrustments")
    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="entrustments")
    year = models.PositiveSmallIntegerField("年度")
    series = models.CharField("系列", max_length=40, blank=True)
    title = models.CharField("拟评审的资格", max_length=40, blank=True)
    level = models.CharField("级别", max_length=20, choices=Level, blank=True)
    specialty = models.CharField("专业", max_length=40, blank=True)
    # To whom the letter is addressed: a committee, or the office that receives for it.
    committee = models.CharField("受委托的评审委员会", max_length=120, blank=True)
    place = models.CharField("评审委员会所在地", max_length=60, blank=True)
    ground = models.CharField("委托事由", max_length=20, choices=EntrustmentGround, blank=True)
    reason = models.TextField("具体情况", blank=True)
    evidence = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")
    stage = models.CharField("状态", max_length=20, choices=EntrustmentStage, default=EntrustmentStage.DRAFT)
    # The office that has to act now; none while it is with the person or his employer.
    holder = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, related_name="+")
    # The HR bureau that entrusts, by the employer's place (按照权限).
    bureau = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="entrustments", verbose_name="出具机构")
    # [{"body": "…", "verdict": "同意", "text": "…", "at": "2022-09-01T…"}], the oldest first.
    opinions = models.JSONField("审核意见", default=list)
    letter_number = models.CharField("委托评审函文号", max_length=60, blank=True)
    issued_at = models.DateTimeField("出具时间", null=True)
    outcome = models.CharField("评审结果", max_length=20, choices=OutsideOutcome, blank=True)
    outcome_on = models.DateField("结果时间", null=True)
    certificate_number = models.CharField("证书编号", max_length=60, blank=True)
    outcome_file = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField("反馈时间", null=True)
    created_at = models.DateTimeField("申请时间")

    class Meta:
        verbose_name = "委托市外评审"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["profile", "year", "title"],
                condition=Q(stage__in=ENTRUSTMENT_LIVE),
                name="one_live_entrustment",
            ),
            models.UniqueConstraint(
                fields=["bureau", "letter_number"], condition=~Q(letter_number=""), name="one_letter_per_number"
            ),
        )
        indexes = (models.Index(fields=["bureau", "stage", "id"]), models.Index(fields=["holder", "id"]))

    def __str__(self) -> str:
        return self.number


class EntrustedReply(models.Model):
    """The results that go back to one body which entrusted its people to a committee here (委托评审结果函)."""

    filing = models.ForeignKey("reviews.ResultFiling", models.PROTECT, related_name="replies")
    number = models.CharField("编号", max_length=30, unique=True)
    body = models.CharField("委托单位", max_length=120)
    body_kind = models.CharField("委托单位类别", max_length=20, choices=EntrustingBody, blank=True)
    # For each person: application, name, title, specialty, letter (its number) and result.
    people = models.JSONField("人员")
    stage = models.CharField("状态", max_length=20, choices=ReplyStage, default=ReplyStage.DRAWN_UP)
    drawn_up_at = models.DateTimeField("生成时间")
    sent_on = models.DateField("送达日期", null=True)
    sent_how = models.CharField("送达方式", max_length=60, blank=True)

    class Meta:
        verbose_name = "委托评审结果函"
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=["filing", "body"], name="one_reply_per_body_and_filing"),)

    def __str__(self) -> str:
        return self.number
