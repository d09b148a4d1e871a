"""Everything that stands in the way of filing, at once: the act `file` and the task list read the same."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from applicants.enums import RecordStage
from applicants.models import ArchiveRecord
from applicants.selectors.profiles import missing_of
from employers.enums import EmployerStage
from law.answers import Answer
from law.errors import BadInput
from law.examination import Examination, Finding, Group, Outcome
from reviews.facts import Question, examination_of, questions_of, recorded_facts, taken_records
from reviews.facts.materials import MaterialFinding, material_findings
from reviews.models import Application
from reviews.selectors.task_list import Gap, Task, task_list
from reviews.services.commitments import CommitmentState, state_of
from reviews.services.entrusting import CLAIM, missing_letter, wrong_letter
from reviews.services.recommendations import missing_recommendation
from reviews.services.snapshots import content_of
from reviews.terms import materials_for

_ARCHIVED = ("education", "work", "titles", "appointments", "assessments", "papers", "others", "achievements")
# Which parts of a snapshot's content belong to which section, to tell what was mended after a return.
_PARTS = {
    "target": ("application",),
    "profile": ("profile",),
    "records": _ARCHIVED,
    "statement": ("statement",),
    "answers": ("answers",),
    "credits": ("credits",),
    "materials": (*_ARCHIVED, "credits", "statement"),
    "findings": (*_ARCHIVED, "credits", "answers", "application"),
}


@dataclass(frozen=True)
class Readiness:
    """How far a draft is."""

    application: Application
    records: list[ArchiveRecord]
    questions: list[Question]
    examination: Examination | None
    commitment: CommitmentState
    gaps: list[Gap]
    materials: list[MaterialFinding] = field(default_factory=list)

    @property
    def reasons(self) -> list[str]:
        """The sentences alone."""
        return [gap.sentence for gap in self.gaps]

    def gaps_in(self, section: str) -> list[Gap]:
        """What is missing in one section."""
        return [gap for gap in self.gaps if gap.section == section]

    @property
    def tasks(self) -> list[Task]:
        """The task list."""
        return task_list(self.application, self.gaps, self._touched(), mended_sections(self.application))

    def _touched(self) -> set[str]:
        application = self.application
        done = {
            "target": application.title is not None,
            "profile": application.applicant.updated_at is not None,
            "records": bool(self.records),
            "statement": bool(application.statement.strip()),
            "answers": bool(application.answers),
            "commitment": self.commitment.commitment is not None,
        }
        return {key for key, touched in done.items() if touched}


def readiness_of(application: Application) -> Readiness:
    """Examine a draft once and return everything about it."""
    records = taken_records(application)
    recorded = recorded_facts(application, records)
    questions = questions_of(application, recorded)
    examination, broken = _examined(application, recorded)
    commitment = state_of(application)
    materials = material_findings(application, examination, is_signed=commitment.is_good)
    gaps = [
        *_target_gaps(application),
        *_profile_gaps(application),
        *_record_gaps(application, records),
        *_letter_gaps(application, records, questions),
        *_material_gaps(application, materials),
        *_statement_gaps(application),
        *_answer_gaps(application, questions),
        *broken,
        *_finding_gaps(application, examination),
        *_commitment_gaps(application, commitment),
    ]
    return Readiness(application, records, questions, examination, commitment, gaps, materials)


def _examined(application: Application, recorded: dict[str, Any]) -> tuple[Examination | None, list[Gap]]:
    """A record with a date that nobody can read must not take the page down: it is one more thing to mend."""
    try:
        return examination_of(application, recorded), []
    except BadInput as wrong:
        return None, [Gap("findings", f"资格预检未能完成：{wrong}", _page(application, "records"))]


def _page(application: Application, section: str) -> str:
    return reverse(f"application_{section}", args=[application.pk])


def _target_gaps(application: Application) -> Iterator[Gap]:
    if application.title is None:
        yield Gap("target", "尚未选择申报资格。", _page(application, "target"))
    if application.specialty not in application.plan.specialties:
        yield Gap("target", "尚未选择申报专业。", _page(application, "target"))


def _profile_gaps(application: Application) -> Iterator[Gap]:
    profile = application.applicant
    for missing in missing_of(profile):
        yield Gap("profile", missing.sentence, missing.url)
    if profile.employer and profile.employer.stage != EmployerStage.BOUND:
        yield Gap(
            "profile", f"{profile.employer.name}尚未完成单位注册，请联系单位人事部门先行注册。", reverse("profile")
        )


def _record_gaps(application: Application, records: list[ArchiveRecord]) -> Iterator[Gap]:
    url = _page(application, "records")
    for row in wanted_materials(application):
        if row["source"] == "archive" and not any(record.module in row["modules"] for record in records):
            yield Gap("records", f"“{row['name']}”尚未选取，请从业绩档案中选取至少一项（{row['clause']}）。", url)
    lost = application.records.exclude(stage=RecordStage.VERIFIED, deleted_at=None)
    for record in lost.order_by("pk"):
        yield Gap("records", f"“{record.title}”{_why_lost(record)}，请重新选取，或取消选取。", url)


def _letter_gaps(application: Application, records: list[ArchiveRecord], questions: list[Question]) -> Iterator[Gap]:
    """What other bodies issue: a lower committee's recommendation, a letter of entrustment."""
    for sentence in missing_recommendation(application, records):
        yield Gap("target", sentence, _page(application, "target"))
    asked = any(question.path == CLAIM for question in questions)
    claimed = asked and application.answers.get(CLAIM) is True
    for sentence in (*missing_letter(records, claimed=claimed), *wrong_letter(application, records)):
        yield Gap("records", sentence, _page(application, "records"))


# What the section of its own already says.
_SAID = {"statement", "commitment"}
_SECTION = {"credits": "credits"}


def _material_gaps(application: Application, materials: list[MaterialFinding]) -> Iterator[Gap]:
    """Only what is plainly missing stands in the way; what a machine cannot see goes on to a person."""
    for found in materials:
        if found.answer == Answer.NOT_MET and found.key not in _SAID:
            section = _SECTION.get(found.key, "records")
            yield Gap(section, f"{found.because.rstrip('。')}（{found.clause}）。", _page(application, section))


def _why_lost(record: ArchiveRecord) -> str:
    if record.deleted_at:
        return "已从业绩档案中删除"
    return (
        "已有新版本"
        if record.stage == RecordStage.SUPERSEDED
        else f"目前为“{record.get_stage_display()}”，不再是已审核的材料"
    )


def wanted_materials(application: Application) -> list[dict[str, Any]]:
    """Return the materials that this application must have; some are asked for certain titles only."""
    return [row for row in materials_for(application) if row["required"]]


def _statement_gaps(application: Application) -> Iterator[Gap]:
    wanted = {row["key"]: row for row in wanted_materials(application)}
    if "statement" in wanted and not application.statement.strip():
        yield Gap(
            "statement", f"本人述职尚未填写（{wanted['statement']['clause']}）。", _page(application, "statement")
        )


def _answer_gaps(application: Application, questions: list[Question]) -> Iterator[Gap]:
    for question in questions:
        if question.path not in application.answers:
            url = f"{_page(application, 'answers')}#id_{question.path}"
            yield Gap("answers", f"尚未回答“{question.text}”（{question.clause}）。", url)
        elif question.wants_record(application.answers[question.path]):
            given = question.shown(application.answers[question.path])
            asks = f"您对“{question.text}”回答“{given}”，请在业绩档案“{question.proof}”板块登记，经单位审核后选取。"
            yield Gap("records", asks, _page(application, "records"))


def _finding_gaps(application: Application, examination: Examination | None) -> Iterator[Gap]:
    """Only what is certain stands in the way; what a person has to settle goes on to that person."""
    if examination is None or examination.outcome is not Outcome.NOT_ELIGIBLE:
        return
    for finding in decisive(examination):
        section = "credits" if finding.group is Group.CREDITS else "findings"
        yield Gap(section, refusal(finding), _page(application, section))
    if examination.earliest:
        day = f"{examination.earliest.year}年{examination.earliest.month}月{examination.earliest.day}日"
        yield Gap("findings", f"其他情况不变的，年限最早于{day}达到要求。", _page(application, "findings"))


def decisive(examination: Examination) -> list[Finding]:
    """Return the findings that refuse; routes refuse only together, so an unmet one beside a possible one does not."""
    routes = [finding for finding in examination.findings if finding.group is Group.ROUTE]
    is_closed = all(finding.answer == "not_met" for finding in routes)
    return [f for f in examination.failures if f.group is not Group.ROUTE or is_closed]


def refusal(finding: Finding) -> str:
    """Say what a finding refuses and by which clause."""
    lead = f"{finding.route}：{finding.asks}。" if finding.group is Group.ROUTE else ""
    return f"{lead}{finding.because.rstrip('。')}（{finding.clause}）。"


def _commitment_gaps(application: Application, state: CommitmentState) -> Iterator[Gap]:
    url = _page(application, "commitment")
    if not state.is_signed:
        yield Gap("commitment", "材料真实性保证书尚未签署，请扫码签署。", url)
    elif state.is_stale:
        yield Gap("commitment", "签署保证书之后申报内容有变动，原签署不再适用，请重新签署。", url)


def mended_sections(application: Application) -> set[str]:
    """Return the sections whose content differs from the version that was returned; empty for a first filing."""
    if application.snapshot is None:
        return set()
    filed, present = application.snapshot.content, content_of(application, None)
    present["application"]["way"] = filed["application"]["way"]
    changed = {key for key, parts in _PARTS.items() if any(filed[part] != present[part] for part in parts)}
    return {*changed, "check", "commitment"} if changed else changed
