"""The groups into which a meeting's agenda falls (分组)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models


class MeetingGroup(models.Model):
    """One group: the specialties it reviews, or the skilled workers, who may be reviewed apart (S4 二).

    With bounds of its own it is a group of seats as well: so many of the panel are drawn from its experts, and they
    alone vote on its people where the plan says so.
    """

    meeting = models.ForeignKey("reviews.Meeting", models.CASCADE, related_name="groups")
    name = models.CharField("组别", max_length=40)
    specialties = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name="专业")
    is_skilled = models.BooleanField("高技能人才组", default=False)
    order = models.PositiveSmallIntegerField("顺序")
    least = models.PositiveSmallIntegerField("最少席位", null=True)
    most = models.PositiveSmallIntegerField("最多席位", null=True)
    # As it was filed, by the plan's rule of that day: a correction of the plan does not change who votes.
    votes_alone = models.BooleanField("本组单独表决", default=False)

    class Meta:
        verbose_name = "评审分组"
        ordering = ("order", "pk")
        constraints = (
            models.UniqueConstraint(fields=["meeting", "name"], name="one_group_per_name"),
            models.UniqueConstraint(
                fields=["meeting"], condition=models.Q(is_skilled=True), name="one_group_of_skilled_workers"
            ),
            models.CheckConstraint(
                condition=models.Q(votes_alone=False) | models.Q(least__isnull=False),
                name="only_a_group_with_seats_votes_alone",
            ),
            models.CheckConstraint(
                condition=models.Q(least=None, most=None) | models.Q(least__lte=models.F("most")),
                name="least_seats_not_above_most",
            ),
        )

    def __str__(self) -> str:
        return self.name
