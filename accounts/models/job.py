"""Long work: a row written with the act that asks for it; a worker does it and says how far it is."""

from django.db import models

from accounts.enums import JobStage, Role


class Job(models.Model):
    """One piece of work too long for a request. The row is the truth; the queue only tells a worker to look at it."""

    kind = models.CharField("事项", max_length=40)
    owner = models.ForeignKey("accounts.User", models.PROTECT, related_name="jobs")
    # The hat under which it was begun: the work is done in that capacity.
    role = models.CharField("身份", max_length=30, choices=Role)
    agency = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, related_name="+")
    stage = models.CharField("状态", max_length=10, choices=JobStage, default=JobStage.QUEUED)
    done = models.PositiveIntegerField("已办", default=0)
    total = models.PositiveIntegerField("总数", default=0)
    # What is being done just now; of a failed job, why it failed and what to do.
    note = models.CharField("说明", max_length=300, blank=True)
    input = models.JSONField(default=dict)
    input_file = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")
    result = models.JSONField(default=dict)
    result_file = models.ForeignKey("accounts.StoredFile", models.PROTECT, null=True, related_name="+")
    # How often a worker took it up; a run whose number is no longer this one has lost the job to another.
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField("提交时间")
    started_at = models.DateTimeField("开始时间", null=True)
    finished_at = models.DateTimeField("结束时间", null=True)
    # Running: the last sign of life. Queued: when a worker was last told of it.
    heartbeat_at = models.DateTimeField()

    class Meta:
        verbose_name = "后台办理"
        indexes = (
            models.Index(
                fields=["heartbeat_at"],
                condition=models.Q(stage__in=[JobStage.QUEUED, JobStage.RUNNING]),
                name="job_to_sweep",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_over(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.stage in (JobStage.DONE, JobStage.FAILED)
