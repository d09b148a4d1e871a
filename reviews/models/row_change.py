"""What was changed in which row: written by triggers, so that what is done past Django is not missed."""

from django.db import models


class Operation(models.TextChoices):
    """What was done to a row, or to a whole table."""

    INSERT = "I", "新增"
    UPDATE = "U", "修改"
    DELETE = "D", "删除"
    TRUNCATE = "T", "清空"


class RowChange(models.Model):
    """One change of one row: which columns, from what to what. Sealed columns are kept as they are, sealed."""

    number = models.BigAutoField(primary_key=True)
    relation = models.CharField(max_length=63)
    row = models.CharField(max_length=40)
    operation = models.CharField(max_length=1, choices=Operation)
    # The machine's time, which the demonstration's clock does not move.
    at = models.DateTimeField()
    # By these two the entry of the journal is found that was written in the same transaction: the act that changed it.
    begun = models.DateTimeField()
    txid = models.BigIntegerField()
    # As whom, and with which program, somebody was connected.
    login = models.CharField(max_length=63)
    program = models.CharField(max_length=40, blank=True)
    # {column: [before, after]}; of a deleted row {column: before}; of a new one nothing: the row says it.
    changes = models.JSONField()

    class Meta:
        verbose_name = "变更"
        ordering = ("-number",)
        indexes = (models.Index(fields=["relation", "row", "number"], name="history_of_row"),)

    def __str__(self) -> str:
        return f"{self.relation} {self.row} {self.operation}"
