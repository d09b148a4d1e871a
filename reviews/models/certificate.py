"""Certificates, and the record of dishonesty."""

import datetime as dt

from django.db import models

from reviews.enums import CertificateState, CredentialKind, IntegrityStage
from zcps.encryption import EncryptedTextField, RowKey


class Certificate(models.Model):
    """An e-certificate (电子证书), as valid as one on paper (S0 五(三)). Its fields are frozen at issue.

    A correction writes a new one; the former stays and says by which it was replaced. Where a plan issues no
    certificates, this is the written proof instead (S1 四(五)).
    """

    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="certificates")
    kind = models.CharField("类别", max_length=20, choices=CredentialKind, default=CredentialKind.CERTIFICATE)
    number = models.CharField("证书编号", max_length=30, unique=True)
    state = models.CharField("状态", max_length=10, choices=CertificateState, default=CertificateState.VALID)
    # Fields of the certificate as printed (name, title, specialty, level, way, committee, approval document …).
    content = models.JSONField()
    issued_at = models.DateTimeField("签发时间")
    revoked_at = models.DateTimeField("撤销时间", null=True)
    revocation_reason = EncryptedTextField("撤销理由", blank=True)
    corrected_at = models.DateTimeField("更正时间", null=True)
    replaced_by = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaces")

    class Meta:
        verbose_name = "电子证书"
        constraints = (
            models.UniqueConstraint(
                fields=["application"],
                condition=~models.Q(state=CertificateState.CORRECTED),
                name="one_certificate_in_force",
            ),
        )

    def __str__(self) -> str:
        return self.number


class IntegrityRecord(models.Model):
    """A record of dishonesty (诚信档案).

    For a title won by deceit it is kept three years (S0 三(二)). For falsified credits S0 附件2 第八条 takes the right
    to file and names no period: none is invented. Such a record has no known end (`ends_on` is NO_END), so that it
    is in force, which leads an application to a person (AMB-23) and refuses nobody; the HR bureau settles the period.
    """

    # The last day there is: whoever asks for records in force finds what has no known end.
    NO_END = dt.date.max

    id = RowKey(verbose_name="ID", primary_key=True)
    profile = models.ForeignKey("applicants.Profile", models.PROTECT, related_name="integrity_records")
    application = models.ForeignKey("reviews.Application", models.PROTECT, null=True, related_name="+")
    reason = EncryptedTextField("事由")
    clause = models.CharField("依据", max_length=120)
    starts_on = models.DateField("起")
    ends_on = models.DateField("止")
    # The second clock: how long the public credit platforms keep it (浙江省公共信用信息管理条例 第十六条); none where
    # the record is not handed to them.
    credit_ends_on = models.DateField("公共信用信息保存至", null=True)
    decision_number = models.CharField("决定文书号", max_length=60, blank=True)
    recorded_by = models.CharField("记录机构", max_length=120)
    stage = models.CharField("记录期限", max_length=20, choices=IntegrityStage, default=IntegrityStage.SETTLED)
    # Why the period is what it is, where an office had to settle it.
    period_reason = EncryptedTextField("期限核定理由", blank=True)
    period_clause = models.CharField("期限依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "诚信记录"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.profile_id} {self.starts_on}"
