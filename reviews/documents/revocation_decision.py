"""The decision that takes a title away (撤销职称决定书): facts, answer, basis, remedies (S0 三(二))."""

from reviews.documents.letter import Letter
from reviews.documents.paper import Paper
from reviews.documents.remedy import remedy
from reviews.enums import CredentialKind, RevocationStage
from reviews.models import Application, Document, IntegrityRecord, Revocation
from zcps.templatetags.chinese import cn_close, cn_plain


def view_of(document: Document) -> Paper:
    """Return the decision under its own number."""
    application = document.application
    assert application is not None, "a revocation belongs to a case"  # noqa: S101 - the row's kind promises it
    made = application.revocations.filter(stage=RevocationStage.DECIDED).latest("decided_at")
    return _letter(application, made).paper()


def _letter(application: Application, made: Revocation) -> Letter:
    certificate, record = application.certificate, _record(application, made)
    assert certificate is not None, "what is revoked was issued"  # noqa: S101 - the act needs a certificate
    assert made.decided_at is not None, "it was chosen as decided"  # noqa: S101 - for the type checker
    put_forward = certificate.kind == CredentialKind.RECOMMENDATION
    what = "推荐" if put_forward else "专业技术职务任职资格"
    return Letter(
        heading="撤销推荐决定书" if put_forward else "撤销职称决定书",
        number=made.decision_number,
        to=application.applicant.user.name,
        opening=[
            (
                f"您在“{application.plan.name}”中取得的{application.title}{what}，经查有下列事实。"
                f"{made.proposed_by}已于{cn_plain(made.proposed_at)}书面告知您拟撤销的事实、理由和依据。现决定予以撤销。"
            )
        ],
        facts=[
            (certificate.get_kind_display(), certificate.number),
            ("事实和理由", made.reason),
            ("依据", made.clause),
            ("陈述申辩", _heard(made)),
            ("诚信记录", _recorded(record) if record else "未记入"),
        ],
        closing=[
            f"自本决定作出之日起，上述{certificate.get_kind_display()}失效，查验时显示已撤销。",
            remedy(application, made.decided_at),
        ],
        body=record.recorded_by if record else made.proposed_by,
        dated=cn_plain(made.decided_at),
    )


def _record(application: Application, made: Revocation) -> IntegrityRecord | None:
    kept = IntegrityRecord.objects.filter(application=application, decision_number=made.decision_number)
    return kept.order_by("-pk").first()


def _heard(made: Revocation) -> str:
    if made.defence:
        return f"您于{cn_plain(made.defended_at)}陈述申辩。审查意见：{made.considered}"
    if made.defended_at:
        return "您书面表示放弃陈述申辩。"
    return f"您在期限（{cn_close(made.due_at)}）前没有陈述申辩。"


def _recorded(record: IntegrityRecord) -> str:
    said = f"记入职称评审诚信档案库，自{cn_plain(record.starts_on)}至{cn_plain(record.ends_on)}。"
    if record.credit_ends_on:
        said += f"纳入公共信用信息平台，保存至{cn_plain(record.credit_ends_on)}。"
    return said
