"""The truthfulness commitment (真实性保证书), signed on a phone by scanning a QR code (S1 附件1-2)."""

from django.db import models


class Commitment(models.Model):
    """One request for a signature; signed when `signed_at` is set. The text and its hash are what was signed."""

    application = models.ForeignKey("reviews.Application", models.PROTECT, related_name="commitments")
    token = models.CharField(max_length=43, unique=True)
    text = models.TextField("保证书内容")
    sha256 = models.CharField(max_length=64)
    requested_at = models.DateTimeField()
    signed_at = models.DateTimeField("签署时间", null=True)
    signature = models.TextField("手写签名", blank=True)
    user_agent = models.CharField("签署设备", max_length=200, blank=True)
    address = models.GenericIPAddressField(null=True)

    class Meta:
        verbose_name = "真实性保证书"
        constraints = (
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(signed_at=None),
                name="one_pending_commitment_per_application",
            ),
        )

    def __str__(self) -> str:
        return self.sha256[:12]
