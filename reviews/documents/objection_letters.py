"""What came of an objection: the decision for the body's file, the answer to whoever raised it (S0 一(一)6).

Neither names who objected. The answer names nobody at all: it may be shown around.
"""

from reviews.documents.letter import Letter
from reviews.documents.paper import Paper
from reviews.enums import ObjectionStage
from reviews.models import Document, Objection, Publicity
from reviews.steps.objections import OBJECTION_CLAUSE
from zcps.templatetags.chinese import cn_plain


def decision(document: Document) -> Paper:
    """Return the decision, as it lies in the body's file and before who supervises it."""
    found = _objection_of(document)
    about = dict(found.entry.shown).get("姓名", "") if found.entry else "整份公示"
    return Letter(
        heading="异议处理决定",
        number=document.number,
        to=_publisher(found.publicity),
        opening=[f"{cn_plain(found.raised_at)}收到的一件异议（受理编号 {found.receipt}），现已核查完毕，决定如下。"],
        facts=[("公示", found.publicity.title), ("所涉对象", about), *_outcome(found)],
        closing=[_consequence(found), "本决定不载明异议提出人。请依规为其保密，并将结论答复提出人。"],
        body=_publisher(found.publicity),
        dated=cn_plain(found.resolved_at),
    ).paper()


def answer(document: Document) -> Paper:
    """Return the answer to whoever objected, without anybody's name."""
    found = _objection_of(document)
    return Letter(
        heading="异议答复书",
        number=document.number,
        to="异议提出人",
        opening=[
            (
                f"您于{cn_plain(found.raised_at)}就“{found.publicity.title}”提出的异议（受理编号 {found.receipt}），"
                "我单位已经核查，现答复如下。"
            )
        ],
        facts=_outcome(found),
        closing=[
            _consequence(found),
            (
                f"对核查结论有不同意见或者有新的证据的，可以向{found.publicity.plan.hr_bureau.name}反映。"
                "凭受理编号和查询码，可以随时在平台查看办理情况。"
            ),
        ],
        body=_publisher(found.publicity),
        dated=cn_plain(found.resolved_at),
    ).paper()


def _objection_of(document: Document) -> Objection:
    found = document.objection
    assert found is not None, "the letter belongs to an objection"  # noqa: S101 - the row's kind promises it
    return found


def _publisher(publicity: Publicity) -> str:
    by = publicity.employer or publicity.agency
    return by.name if by else publicity.plan.office.name


def _outcome(found: Objection) -> list[tuple[str, str]]:
    upheld = found.stage == ObjectionStage.UPHELD
    return [
        ("结论", "异议成立" if upheld else "异议不成立"),
        ("核查情况和理由", found.reasons),
        ("依据", found.clause or OBJECTION_CLAUSE),
    ]


def _consequence(found: Objection) -> str:
    whole = found.entry is None
    if found.stage != ObjectionStage.UPHELD:
        return "公示期满后，该公示继续办理。" if whole else "公示期满后，所涉申报继续办理。"
    if whole:
        return "该公示的名单将重新公示。"
    return "公示单位将对所涉申报依规作出退回补正、终止申报或复评的处理。"
