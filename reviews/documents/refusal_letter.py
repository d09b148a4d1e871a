"""The letters by which a case ends (不予受理、不予推荐、不予初定): reasons, clause, how to complain (S3 三(二))."""

from reviews import workflow
from reviews.documents.letter import Letter
from reviews.documents.paper import Paper
from reviews.documents.remedy import remedy
from reviews.enums import Verdict
from reviews.models import Application, Document, Opinion
from reviews.selectors.vetoes import standing_veto
from reviews.services.complaints import decision_against
from zcps.templatetags.chinese import cn_plain

# Acts that end a case in the same stage, and are not called after it.
_HEADINGS = {"withdraw_recommendation": "取消推荐资格决定书", "veto": "学术造假一票否决决定书"}
_CLAUSES = {step.name: step.clause for step in workflow.PROCEDURE}


def view_of(document: Document) -> Paper:
    """Return the letter on the decision that ended the case."""
    application = document.application
    assert application is not None, "a letter of refusal belongs to a case"  # noqa: S101 - the row's kind promises it
    spoken = application.opinions.filter(verdict=Verdict.REFUSE, voided_at=None).latest("pk")
    return _letter(document, application, spoken).paper()


def _letter(document: Document, application: Application, spoken: Opinion) -> Letter:
    decision = decision_against(application)
    act = decision.act if decision else ""
    heading = _HEADINGS.get(act, document.get_kind_display())
    return Letter(
        heading=heading,
        number=document.number,
        to=application.applicant.user.name,
        opening=[
            (
                f"您在“{application.plan.name}”中申报{application.title}专业技术职务任职资格，"
                f"我单位经审核，作出{heading.removesuffix('决定书')}的决定，本次申报终止。"
            )
        ],
        facts=[("理由", spoken.text), ("依据", _clause(application, act))],
        items_heading="不符合的事项",
        items=[_row(each) for each in spoken.items if each["ok"] is False],
        closing=[*_heard(application), remedy(application, spoken.given_at)],
        body=spoken.body,
        dated=cn_plain(spoken.given_at),
    )


def _clause(application: Application, act: str) -> str:
    veto = standing_veto(application) if act == "veto" else None
    return veto.clause if veto else _CLAUSES.get(act, "")


def _row(item: dict[str, str]) -> dict[str, str]:
    return {"place": item["item"], "text": item["reason"], "clause": item["clause"]}


def _heard(application: Application) -> list[str]:
    if standing_veto(application) is None:
        return []
    return ["您有权陈述申辩：可以登录平台查看证据材料，提交书面陈述和材料，由作出机构或人力社保部门复核并答复。"]
