"""The people who act for an employer."""

from django.db import models

from employers.enums import OfficerDuty
from zcps.encryption import BlindIndexField


class EmployerOfficer(models.Model):
    """An account's work for an employer, with its dates; ended rows stay as history."""

    employer = models.ForeignKey("employers.Employer", models.PROTECT, related_name="officers")
    user = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="employer_offices")
    # An officer is invited by name and ID number; the account is bound at the first sign-in with that number.
    name = models.CharField("姓名", max_length=60)
    id_index = BlindIndexField(purpose="id_number", db_index=True)
    duty = models.CharField("职责", max_length=20, choices=OfficerDuty, default=OfficerDuty.HANDLER)
    started_on = models.DateField("起")
    ended_on = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "单位经办人"
        constraints = (
            models.UniqueConstraint(
                fields=["employer", "id_index"], condition=models.Q(ended_on=None), name="one_live_officer_per_employer"
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} · {self.employer}"
