"""The answer to a complaint (复查答复书): whether the decision stands, why, and what follows (S3 三(二))."""

from reviews.documents.letter import Letter
from reviews.documents.paper import Paper
from reviews.enums import ComplaintStage
from reviews.models import Document
from reviews.steps.file_complaint import COMPLAINT_CLAUSE
from zcps.templatetags.chinese import cn_plain

_DISMISSED = "原决定仍然有效。您今后符合条件的，可以按新的评审计划重新申报。"
_UPHELD = "原决定撤回，由原决定机构重新办理。办理进展可以在申报进度页查看。"


def view_of(document: Document) -> Paper:
    """Return the answer as it was given."""
    found = document.complaint
    assert found is not None, "the answer belongs to a complaint"  # noqa: S101 - the row's kind promises it
    upheld, case = found.stage == ComplaintStage.UPHELD, found.application
    return Letter(
        heading="复查答复书",
        number=document.number,
        to=case.applicant.user.name,
        opening=[
            (
                f"您于{cn_plain(found.filed_at)}对{_body(found.decided_by)}就您申报{case.title}专业技术职务任职资格"
                f"（“{case.plan.name}”）作出的决定申请复查（受理编号 {found.receipt}）。我单位已经复查，现答复如下。"
            )
        ],
        facts=[
            ("结论", "请求成立，原决定撤回，重新办理" if upheld else "维持原决定"),
            ("复查情况和理由", found.reasons),
            ("依据", COMPLAINT_CLAUSE),
        ],
        closing=[_UPHELD if upheld else _DISMISSED],
        body=found.agency.name,
        dated=cn_plain(found.answered_at),
    ).paper()


def _body(decided_by: str) -> str:
    """Return the office alone: who worked on it for the office is no matter of the letter."""
    return decided_by.rpartition("（")[0] or decided_by
