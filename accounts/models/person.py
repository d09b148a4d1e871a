"""Who an account's owner was called before, and by which document he was known."""

from django.db import models

from zcps.encryption import BlindIndexField, EncryptedTextField, RowKey


class FormerIdentity(models.Model):
    """A name or a document that a person had until a day; by either document he still comes to the same account.

    The number is read in clear by nobody: its index finds the account, and pages show the mask.
    """

    id = RowKey(verbose_name="ID", primary_key=True)
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="former_identities")
    name = models.CharField("姓名", max_length=60)
    id_type = models.CharField("证件类型", max_length=20)
    id_number = EncryptedTextField("证件号码", blank=True, default="")
    id_index = BlindIndexField(purpose="id_number", of="id_number", blank=True, default="", db_index=True)
    until = models.DateTimeField("至")

    class Meta:
        verbose_name = "曾用身份信息"

    def __str__(self) -> str:
        return f"{self.user} {self.until}"
