"""Whether a record is complete: every field and every evidence that is missing, all at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from applicants.models import ArchiveRecord
from applicants.modules import definition_of, values_of
from applicants.modules.definition import Definition, Values


@dataclass(frozen=True)
class Gap:
    """Something a record lacks: the sentence, and the id of the field where it is mended."""

    sentence: str
    anchor: str


def gaps_of(record: ArchiveRecord, labels: Iterable[str]) -> list[Gap]:
    """Return everything that is missing; `labels` are those of the evidence files the record has."""
    definition, values = definition_of(record), values_of(record)
    return [
        *_missing_fields(definition, values),
        *_wrong_order(values),
        *_missing_proofs(definition, values, set(labels)),
    ]


def _missing_fields(definition: Definition, values: Values) -> Iterable[Gap]:
    for field in definition.fields:
        if field.name not in values and field.required(values):
            verb = "选择" if field.choices or field.kind == "bool" else "填写"
            yield Gap(f"尚未{verb}“{field.label}”，请{verb}后再提交。", f"id_{field.name}")


def _wrong_order(values: Values) -> Iterable[Gap]:
    started, ended = str(values.get("started", "")), str(values.get("ended", ""))
    # Compared to the month where one of them names only the month.
    length = min(len(started), len(ended))
    if length and ended[:length] < started[:length]:
        yield Gap("结束时间早于开始时间，请核对两个日期。", "id_ended")


def _missing_proofs(definition: Definition, values: Values, labels: set[str]) -> Iterable[Gap]:
    for proof in definition.proofs:
        if proof.needed(values) and not labels & set(proof.labels):
            why = f"（{proof.why}）" if proof.why else ""
            yield Gap(f"缺少佐证材料：{proof.asks}{why}，请上传。", "id_evidence")
