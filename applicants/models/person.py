"""A person who is called otherwise, or known by another document; and two accounts that are one person's."""

from django.db import models

from applicants.enums import ChangeStage, MergeStage
from zcps.encryption import BlindIndexField, EncryptedTextField, RowKey


class PersonChange(models.Model):
    """What a person declares of himself anew, with evidence; an HR bureau finds it so or sends it back.

    The number is read by the officer who decides, as a mask beside the evidence that shows it.
    """

    id = RowKey(verbose_name="ID", primary_key=True)
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="person_changes")
    bureau = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+", verbose_name="办理机构")
    name = models.CharField("姓名", max_length=60)
    id_type = models.CharField("证件类型", max_length=20)
    id_number = EncryptedTextField("证件号码")
    id_index = BlindIndexField(purpose="id_number", of="id_number", db_index=True)
    reason = models.TextField("变更情况", max_length=500)
    evidence = models.ForeignKey("accounts.StoredFile", models.PROTECT, related_name="+", verbose_name="证明材料")
    stage = models.CharField("状态", max_length=20, choices=ChangeStage, default=ChangeStage.SUBMITTED)
    declared_at = models.DateTimeField("申报时间")
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("办理时间", null=True)
    answer = models.TextField("办理意见", blank=True)

    class Meta:
        verbose_name = "身份信息变更"
        constraints = (
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(stage=ChangeStage.SUBMITTED), name="one_open_change_per_account"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} {self.declared_at}"


class AccountMerge(models.Model):
    """Two accounts of one person: one officer proposes to make them one, a second finds it so."""

    kept = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="保留的账号")
    ended = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", verbose_name="并入的账号")
    bureau = models.ForeignKey("accounts.Agency", models.PROTECT, related_name="+", verbose_name="办理机构")
    reason = models.TextField("理由", max_length=500)
    stage = models.CharField("状态", max_length=20, choices=MergeStage, default=MergeStage.PROPOSED)
    proposed_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("提出时间")
    decided_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("复核时间", null=True)
    answer = models.TextField("复核意见", blank=True)
    # What went over: table → number of rows.
    moved = models.JSONField(default=dict)

    class Meta:
        verbose_name = "账号合并"
        constraints = (
            models.UniqueConstraint(
                fields=["ended"], condition=models.Q(stage=MergeStage.PROPOSED), name="one_open_merge_per_account"
            ),
        )

    def __str__(self) -> str:
        return f"{self.ended} → {self.kept}"
