"""What the plan asks of the materials themselves, checked on what is taken into an application (law/materials.py)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from applicants.enums import Module
from applicants.models import ArchiveRecord
from credits.enums import CreditStage
from law.answers import Answer
from law.dossier import Dossier, Record
from law.examination import Examination
from law.materials import judge
from reviews.facts.application import facts_of, taken_records
from reviews.models import Application
from reviews.terms import materials_for, terms_for
from zcps import clock


@dataclass(frozen=True, slots=True)
class MaterialFinding:
    """What was found about one row of the plan's materials; `answer` as of law.answers."""

    key: str
    name: str
    clause: str
    answer: str
    because: str

    def as_json(self) -> dict[str, str]:
        """Return it as a snapshot keeps it."""
        return asdict(self)


def material_findings(
    application: Application, examination: Examination | None, *, is_signed: bool
) -> list[MaterialFinding]:
    """Check every material of the case that says how; nothing before a title is chosen.

    Args:
        application: with the records that are taken in.
        examination: what the rulebook says of it, for the route.
        is_signed: whether the commitment stands for the present content.
    """
    rows = list(_checked(application))
    if not rows:
        return []
    dossier = dossier_of(application, examination, is_signed=is_signed)
    return [finding for row in rows for finding in _findings(row, dossier)]


def _checked(application: Application) -> Iterator[Mapping[str, Any]]:
    if application.title:
        yield from (row for row in materials_for(application) if row.get("check"))


def _findings(row: Mapping[str, Any], dossier: Dossier) -> Iterable[MaterialFinding]:
    for found in judge(row["check"], dossier):
        yield MaterialFinding(row["key"], row["name"], row["clause"], found.answer.value, found.because)


def dossier_of(application: Application, examination: Examination | None, *, is_signed: bool) -> Dossier:
    """Return what is filed as plain data."""
    records = taken_records(application)
    cards = application.applicant.credit_entries.filter(card__isnull=False).exclude(
        stage__in=[CreditStage.RETURNED, CreditStage.CANCELLED]
    )
    return Dossier(
        records=tuple(_record(record) for record in records),
        on=clock.today(),
        route=(examination.route if examination else None) or _claimed(examination),
        present_since=present_since(records),
        statement=application.statement,
        is_signed=is_signed,
        cards=frozenset(cards.values_list("year", "card__source")),
        card_sources=frozenset(terms_for(application).credit_sources),
        facts=facts_of(application),
    )


def _claimed(examination: Examination | None) -> str:
    """The route that waits for a person, where none is open for certain: the one that is not refused."""
    routes = [finding for finding in (examination.findings if examination else ()) if finding.route]
    return next((finding.route for finding in routes if finding.answer != Answer.NOT_MET.value), "")


def present_since(records: Sequence[ArchiveRecord]) -> tuple[str, ...]:
    """Return since when the present title is held: by its certificate, and by its appointment (AMB-09)."""
    held = [record for record in records if record.module == Module.TITLE_HELD and record.started]
    if not held:
        return ()
    present = max(held, key=lambda record: record.started)
    posts = [
        record.started
        for record in records
        if record.module == Module.APPOINTMENT and record.started and _level(record) == _level(present)
    ]
    return tuple(dict.fromkeys([present.started, *sorted(posts)[:1]]))


def _level(record: ArchiveRecord) -> Any:
    return record.data.get("level")


def _record(record: ArchiveRecord) -> Record:
    labels = frozenset(proof.label for proof in record.evidence.all())
    return Record(record.module, record.title, record.started, record.ended, record.data, labels)
