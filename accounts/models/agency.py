"""Offices and the people who work in them."""

from django.db import models
from guardian.models import UserObjectPermissionBase

from accounts.enums import AdminLevel, AgencyKind, Role


class Agency(models.Model):
    """An office that acts in the procedure: a bureau, a committee office, a supervision office."""

    name = models.CharField("名称", max_length=80, unique=True)
    kind = models.CharField("类别", max_length=30, choices=AgencyKind)
    level = models.CharField("级别", max_length=10, choices=AdminLevel)
    region = models.ForeignKey("accounts.Region", models.PROTECT, related_name="agencies")
    contact = models.CharField("联系处室", max_length=80, blank=True)

    class Meta:
        verbose_name = "机构"
        ordering = ("name",)
        # What an officer may do follows from the steps; this grant only says for which office he may do it.
        permissions = (("act_for_agency", "以本机构名义办理"),)
        indexes = (models.Index(fields=["kind", "region"]),)

    def __str__(self) -> str:
        return self.name

    @property
    def role(self) -> Role:
        """The role of everybody who works here."""
        return Role(self.kind)


class AgencyUserPermission(UserObjectPermissionBase):
    """guardian's grants on agencies, with a direct foreign key so that a look-up stays flat."""

    content_object = models.ForeignKey(Agency, models.CASCADE)


class AgencyOfficer(models.Model):
    """A person's work for an agency, with its dates; ended rows stay as history (S3 一: accounts are assigned)."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="officers")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="offices")
    started_on = models.DateField("起")
    ended_on = models.DateField("止", null=True, blank=True)
    assigned_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "机构经办人"
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "user"], condition=models.Q(ended_on=None), name="one_live_office_per_user"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.agency}"
