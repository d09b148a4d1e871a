"""The notice of correction (补正通知书): every defect at once, and until when (人社部令第40号)."""

from reviews.documents.letter import Letter
from reviews.documents.paper import Paper
from reviews.models import Application, Correction, Defect, Document
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from zcps.templatetags.chinese import cn_deadline, cn_plain


def view_of(document: Document) -> Paper:
    """Return the notice of the return with which it was asked for."""
    application = document.application
    assert application is not None, "a notice belongs to a case"  # noqa: S101 - the row's kind promises it
    found = application.corrections.filter(returned_at__lte=document.requested_at).order_by("-pk")
    return _letter(document, application, found.prefetch_related("defects")[0]).paper()


def _letter(document: Document, application: Application, made: Correction) -> Letter:
    defects = list(made.defects.all())
    due = cn_deadline(made.due_at)
    return Letter(
        heading="补正通知书",
        number=document.number,
        to=application.applicant.user.name,
        opening=[
            (
                f"您在“{application.plan.name}”中申报{application.title}专业技术职务任职资格的材料，经我单位审核，"
                f"有下列 {len(defects)} 项需要补正。"
            ),
            f"根据{RETURN_FOR_CORRECTION.clause}，现将需要补正的全部内容一次性告知您。",
        ],
        items_heading="需要补正的内容",
        items=[_row(each) for each in defects],
        closing=[
            f"请于{due}前登录平台，在“我的申报”中改完全部事项并重新提交。补正后的申报重新经所在单位审核。",
            "逾期没有重新提交的，本次申报失效。对补正内容不清楚的，请在期限内向我单位询问。",
        ],
        body=made.body,
        dated=cn_plain(made.returned_at),
    )


def _row(defect: Defect) -> dict[str, str]:
    return {"place": defect.label, "text": defect.text, "clause": defect.clause}
