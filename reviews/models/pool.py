"""A person's way into and out of an expert pool, and where he worked before."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from reviews.enums import MembershipStage


class Membership(models.Model):
    """An expert in the pool of one committee: proposed by one person, admitted, renewed and removed by another."""

    expert = models.ForeignKey("reviews.Expert", models.PROTECT, related_name="memberships")
    committee = models.ForeignKey("reviews.Committee", models.PROTECT, related_name="memberships")
    stage = models.CharField("状态", max_length=20, choices=MembershipStage, default=MembershipStage.DRAFT)
    # The criteria that were ticked, by their keys (reviews/pool_criteria.py).
    criteria = ArrayField(models.CharField(max_length=30), default=list, verbose_name="遴选标准")
    recommended_by = models.CharField("推荐单位", max_length=120, blank=True)
    recommended_on = models.DateField("推荐日期", null=True)
    # What is asked for now, by whom and why; what was decided before stands in the journal.
    proposed_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField("提出时间", null=True)
    reason = models.TextField("理由", blank=True)
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("办理时间", null=True)
    decision = models.TextField("办理意见", blank=True)
    # How many terms he has had without a break, and the first and last day of the present one.
    term_number = models.PositiveSmallIntegerField("届次", default=0)
    term_from = models.DateField("任期起", null=True)
    term_until = models.DateField("任期止", null=True)

    class Meta:
        verbose_name = "入库专家"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["expert", "committee"],
                condition=~models.Q(stage__in=(MembershipStage.REMOVED, MembershipStage.DECLINED)),
                name="one_live_membership_per_pool",
            ),
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("proposed_by")), name="membership_decided_by_a_second_person"
            ),
        )
        indexes = (models.Index(fields=["committee", "stage"]),)

    def __str__(self) -> str:
        return f"{self.expert_id} · {self.committee_id}"


class ExpertEmployment(models.Model):
    """Where an expert worked before, and when: colleagues of those years may not review each other unasked."""

    expert = models.ForeignKey("reviews.Expert", models.CASCADE, related_name="employments")
    employer_name = models.CharField("工作单位", max_length=120)
    employer_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    started_on = models.DateField("起", null=True)
    ended_on = models.DateField("止", null=True)

    class Meta:
        verbose_name = "曾任单位"
        ordering = ("expert", "-started_on", "pk")

    def __str__(self) -> str:
        return self.employer_name
