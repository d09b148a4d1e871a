"""Certificates, and the record of dishonesty."""

from django.db import models

from reviews.enums import CertificateState


class Certificate(models.Model):
    """An e-certificate (电子证书), as valid as one on paper (S0 五(三)). Its fields are frozen at issue."""

    application = models.OneToOneField("reviews.Application", models.PROTECT, related_name="certificate")
    number = models.CharField("证书编号", max_length=30, unique=True)
    state = models.CharField("状态", max_length=10, choices=CertificateState, default=CertificateState.VALID)
    # Fields of the certificate as printed (name, title, specialty, level, way, committee, approval document …).
    content = models.JSONField()
    issued_at = models.DateTimeField("签发时间")
    revoked_at = models.DateTimeField("撤销时间", null=True)
    revocation_reason = models.TextField("撤销理由", blank=True)

    class Meta:
        verbose_name = "电子证书"

    def __str__(self) -> str:
        return self.number


class IntegrityRecord(models.Model):
    """A record of dishonesty (诚信档案), kept three years (S0 三(二))."""

    profile = models.ForeignKey("applicants.Profile", models.PROTECT, related_name="integrity_records")
    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="+")
    reason = models.TextField("事由")
    clause = models.CharField("依据", max_length=120)
    starts_on = models.DateField("起")
    ends_on = models.DateField("止")
    recorded_by = models.CharField("记录机构", max_length=120)

    class Meta:
        verbose_name = "诚信记录"

    def __str__(self) -> str:
        return f"{self.profile_id} {self.starts_on}"
