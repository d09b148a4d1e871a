"""Questions on policy and on the platform (咨询求助), and the answers that an office publishes (热点难点解答)."""

from django.db import models
from django.db.models import Q

from reviews.enums import InquiryStage, InquiryTopic, QuestionStage
from zcps.encryption import EncryptedTextField, RowKey


class Inquiry(models.Model):
    """One question of one person, answered to the address that he left (S2 附件2 一).

    The address lies encrypted. Who reads it: the officers of the office that was asked, and the worker that mails.
    """

    id = RowKey(verbose_name="ID", primary_key=True)
    receipt = models.CharField("受理编号", max_length=20, unique=True)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="inquiries", verbose_name="咨询机构")
    topic = models.CharField("咨询事项", max_length=20, choices=InquiryTopic)
    plan = models.ForeignKey("reviews.Plan", models.PROTECT, null=True, related_name="+", verbose_name="申报计划")
    name = models.CharField("姓名", max_length=60)
    employer = models.CharField("工作单位", max_length=120, blank=True)
    email = EncryptedTextField("电子邮箱")
    text = models.TextField("问题")
    asked_at = models.DateTimeField("提出时间")
    due_at = models.DateTimeField("答复期限")
    stage = models.CharField("状态", max_length=20, choices=InquiryStage, default=InquiryStage.OPEN)
    answer = models.TextField("答复", blank=True)
    clause = models.CharField("依据", max_length=160, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    answered_by = models.CharField("答复人", max_length=160, blank=True)
    mailed_at = models.DateTimeField("邮件发出时间", null=True)
    # Why no mail could be sent to the address; the answer is then looked up by its number.
    mail_error = models.CharField("邮件未发出的原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "咨询"
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=["agency", "due_at"], condition=Q(stage="open"), name="inquiry_open"),
            models.Index(
                fields=["id"], condition=Q(stage="answered", mailed_at=None, mail_error=""), name="inquiry_to_mail"
            ),
        )

    def __str__(self) -> str:
        return self.receipt


class CommonQuestion(models.Model):
    """What many ask, with its answer (衢市人社专〔2021〕61号 三(五)): published, withdrawn, never changed."""

    topic = models.CharField("类别", max_length=20, choices=InquiryTopic)
    question = models.CharField("问题", max_length=200)
    answer = models.TextField("解答")
    clause = models.CharField("依据", max_length=160)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="questions", verbose_name="发布机构")
    stage = models.CharField("状态", max_length=20, choices=QuestionStage, default=QuestionStage.DRAFT)
    published_at = models.DateTimeField("发布时间", null=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True)

    class Meta:
        verbose_name = "常见问题"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.question
