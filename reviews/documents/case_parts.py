"""What a case bundle tells of one application, part by part: each field that goes in is named here, and nothing else.

Two readers: whoever is in charge of the case, and its applicant. He gets no names of experts or objectors, no count
before the result was shown, and no clerk's name. Ballots are in neither: a count is all that a box leaves.
"""

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q

from reviews.documents import case_fields as fields
from reviews.enums import MeetingStage, PublicityKind
from reviews.models import (
    Application,
    Complaint,
    Defect,
    Document,
    Draw,
    ExpertOpinion,
    Objection,
    PanelSeat,
    PublicityEntry,
    Recusal,
    VoteRound,
)
from zcps.clock import SHANGHAI

Fields = dict[str, str]
Row = dict[str, Any]
_DONE = (MeetingStage.CLOSED, MeetingStage.REPORTED, MeetingStage.APPROVED)


@dataclass(frozen=True)
class Part:
    """One part: its file's name, its rows, its fields by their labels, and those of the applicant's copy."""

    name: str
    rows: Callable[[Application], Iterable[Model]]
    fields: Fields
    # Nothing: not in the applicant's copy.
    own: Fields | None = None

    def of(self, case: Application, *, is_own: bool) -> list[Row] | None:
        """Return the rows as they are written; None where the reader does not get this part."""
        told = self.own if is_own else self.fields
        if told is None:
            return None
        return [{label: _said(_got(row, path)) for label, path in told.items()} for row in self.rows(case)]


def _got(row: Any, path: str) -> Any:
    for name in path.split("."):
        words = getattr(row, f"get_{name}_display", None)
        row = words() if words else getattr(row, name, None)
        row = row() if callable(row) and name == "as_json" else row
    return row


def _said(value: Any) -> Any:
    """Write a value down as plain data: moments by the clock of China."""
    if isinstance(value, dt.datetime):
        return value.astimezone(SHANGHAI).isoformat()
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dt.date):
        return value.isoformat()
    return "" if value is None else value


def _without(told: Fields, *labels: str) -> Fields:
    return {label: path for label, path in told.items() if label not in labels}


def _meetings(case: Application) -> list[int]:
    return list(case.meeting_items.values_list("meeting", flat=True))


def _shown_results(case: Application) -> bool:
    """Whether the applicant knows the result: it was shown to everybody, or approved."""
    return case.publicity_entries.filter(publicity__kind=PublicityKind.RESULT).exists() or case.certificates.exists()


def _rounds(case: Application) -> Iterable[VoteRound]:
    of = VoteRound.objects.filter(item__application=case, closed_at__isnull=False)
    return of.select_related("item__meeting").order_by("item_id", "number")


def _known_rounds(case: Application) -> Iterable[VoteRound]:
    return _rounds(case) if _shown_results(case) else ()


def _opinions_of_experts(case: Application) -> list[ExpertOpinion]:
    """What experts thought, once their meeting is over; in the order of the texts, which tells nothing of who wrote."""
    rows = ExpertOpinion.objects.filter(item__application=case, item__meeting__stage__in=_DONE, first__isnull=False)
    return sorted(rows, key=lambda row: str(row.last or row.first))


def _recusals(case: Application) -> Iterable[Recusal]:
    rows = Recusal.objects.filter(item__application=case).select_related("item__meeting", "seat")
    return rows.order_by("item_id", "seat__label")


def _related(case: Application) -> Iterable[Document]:
    """Papers of a publicity, a meeting or a list in which the case stands among others, and letters on objections."""
    publicities = case.publicity_entries.values("publicity")
    of_it = (
        Q(publicity__in=publicities)
        | Q(meeting__in=case.meeting_items.values("meeting"))
        | Q(filing__in=case.result_lines.values("filing"))
        | Q(objection__entry__application=case)
    )
    rows = Document.objects.filter(of_it, application=None, file__isnull=False).select_related("file")
    return rows.order_by("kind", "number")


def without_order(name: str) -> str:
    """Return the name of a part without the number by which its file is sorted."""
    return name.partition("_")[2]


PARTS = (
    Part("01_申报", lambda case: [case], fields.APPLICATION, fields.APPLICATION),
    Part("02_历次提交版本", lambda case: case.snapshots.order_by("version"), fields.SNAPSHOT, fields.SNAPSHOT),
    Part(
        "03_歧义核定",
        lambda case: case.decisions.select_related("agency").order_by("pk"),
        fields.DECISION,
        fields.DECISION,
    ),
    Part(
        "03_核定后的复核结论",
        lambda case: case.reexaminations.select_related("snapshot").order_by("pk"),
        fields.REEXAMINATION,
        fields.REEXAMINATION,
    ),
    Part(
        "04_各级意见",
        lambda case: case.opinions.select_related("snapshot").order_by("pk"),
        fields.OPINION,
        _without(fields.OPINION, "经办人"),
    ),
    Part(
        "05_退回补正",
        lambda case: Defect.objects.filter(correction__application=case).select_related("correction").order_by("pk"),
        fields.DEFECT,
        fields.DEFECT,
    ),
    Part("06_考察", lambda case: case.inspections.order_by("pk"), fields.INSPECTION, fields.INSPECTION),
    Part(
        "07_公示",
        lambda case: (
            PublicityEntry.objects.filter(application=case)
            .select_related("publicity", "snapshot", "confirmation")
            .order_by("pk")
        ),
        fields.SHOWN,
        fields.SHOWN,
    ),
    Part(
        "08_异议",
        lambda case: Objection.objects.filter(entry__application=case).order_by("pk"),
        fields.OBJECTION,
        _without(fields.OBJECTION, "受理编号", "异议内容", "核查结论及理由", "匿名"),
    ),
    Part(
        "09_专家抽取",
        lambda case: Draw.objects.filter(meeting__in=_meetings(case)).select_related("meeting").order_by("pk"),
        fields.DRAW,
        _without(fields.DRAW, "封存内容", "抽取过程"),
    ),
    Part(
        "10_执行委员会",
        lambda case: (
            PanelSeat.objects.filter(meeting__in=_meetings(case))
            .select_related("meeting", "expert__user")
            .order_by("pk")
        ),
        fields.SEAT,
    ),
    Part(
        "10_回避申请",
        lambda case: case.recusal_requests.order_by("pk"),
        fields.RECUSAL_REQUEST,
        fields.RECUSAL_REQUEST,
    ),
    Part("10_评委回避", _recusals, fields.RECUSAL),
    Part("11_专家评议意见", _opinions_of_experts, {"提交时的意见": "first", "讨论后的意见": "last"}),
    Part("12_表决计票", _rounds, fields.ROUND),
    Part("12_表决结果", _known_rounds, {}, {"会议": "item.meeting.number", "轮次": "number", "通过": "passed"}),
    Part(
        "13_核准和公布",
        lambda case: case.result_lines.select_related("filing").order_by("pk"),
        fields.LINE,
    ),
    Part("14_证书", lambda case: case.certificates.order_by("pk"), fields.CERTIFICATE, fields.CERTIFICATE),
    Part("15_撤销", lambda case: case.revocations.order_by("pk"), fields.REVOCATION, fields.REVOCATION),
    Part(
        "16_复查",
        lambda case: Complaint.objects.filter(application=case).select_related("agency").order_by("pk"),
        fields.COMPLAINT,
        fields.COMPLAINT,
    ),
    Part("17_一票否决", lambda case: case.vetoes.order_by("pk"), fields.VETO, fields.VETO),
    Part("18_不在包内的关联文书", _related, fields.RELATED),
)


def parts_of(case: Application, *, is_own: bool) -> list[tuple[str, list[Row]]]:
    """Return each part that the reader gets, with its rows; a part without rows stays, saying that there is nothing."""
    told = ((part.name, part.of(case, is_own=is_own)) for part in PARTS if is_own or part.fields)
    return [(name, rows) for name, rows in told if rows is not None]
