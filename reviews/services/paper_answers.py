"""The answer to somebody who asks whether a file is genuine: the signature's, then the platform's record's."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from credits.models import CreditCard
from credits.services.cards import standing_of
from reviews.enums import CertificateState
from reviews.models import Certificate, Document, PaperStamp
from reviews.selectors.signed_papers import Paper, chain_of, paper_of
from zcps.clock import SHANGHAI
from zcps.signed.verdicts import Finding, Verdict
from zcps.templatetags.chinese import cn_date, cn_datetime

ADVICE = {
    Finding.ALTERED: "请以持证人登录平台重新下载的文件为准，或者用编号和姓名查验。",
    Finding.CUT: "请以持证人登录平台重新下载的文件为准。",
    Finding.UNSIGNED: "打印后扫描、另存或截图会去掉签章，请使用平台下载的原文件；纸质文书请扫描页面上的二维码查验。",
    Finding.FOREIGN: "请用编号和姓名查验；文件来源可疑的，可以向发证机关反映。",
    Finding.EXPIRED: "请用编号和姓名查验，并向发证机关核实。",
    Finding.KEY_REVOKED: "请用编号和姓名查验，并向发证机关核实。",
    Finding.UNSTAMPED: "请以持证人登录平台重新下载的文件为准。",
    Finding.UNREADABLE: "请选择从平台下载的 PDF 原文件。",
}


@dataclass(frozen=True)
class Answer:
    """What the page shows: how it stands (done, due or stop), a heading, a sentence, and the facts in rows."""

    tone: str
    heading: str
    sentence: str
    rows: list[tuple[str, str]]
    certificate: Certificate | None = None


def answer(verdict: Verdict) -> Answer:
    """Return what is to be said of a file."""
    fingerprint = ("文件指纹（SHA-256）", verdict.sha256)
    if (former := _former(verdict)) is not None:
        tone, heading, sentence, rows = _standing(paper_of(replace(verdict, number=former.number)))
        noted = ("平台登记", f"{cn_datetime(former.noted_at.astimezone(SHANGHAI))}已登记此文件的指纹，签章当时有效")
        said = f"{sentence}文件中的时间戳已经到期，登录平台可以下载补加时间戳的同一份文书。"
        return Answer(tone, heading, said, [*rows, noted, fingerprint])
    if not verdict.holds:
        heading = {
            Finding.ALTERED: "文件被改动",
            Finding.UNSIGNED: "文件没有签章",
            Finding.CUT: "签章不完整",
            Finding.UNREADABLE: "文件无法读取",
        }.get(verdict.finding, "签章无效")
        return Answer("stop", heading, verdict.sentence + ADVICE[verdict.finding], [fingerprint])
    paper = paper_of(verdict)
    tone, heading, sentence, rows = _standing(paper)
    rows += [("案卷包", verdict.contents)] if verdict.contents else []
    return Answer(tone, heading, sentence, [*rows, *_signature(verdict), fingerprint], paper.certificate)


def _former(verdict: Verdict) -> PaperStamp | None:
    """Return what the platform noted of a file while its time stamp still held; its own record outlives the stamp."""
    if verdict.finding is not Finding.UNSTAMPED:
        return None
    return PaperStamp.objects.filter(sha256=verdict.sha256, failure="", replaced_at__isnull=False).first()


def _signature(verdict: Verdict) -> Iterator[tuple[str, str]]:
    yield "签章", f"{verdict.signer}（密钥 {verdict.key}）"
    if verdict.signed_at:
        yield "签章时间", f"{cn_datetime(verdict.signed_at.astimezone(SHANGHAI))}（{verdict.stamped_by}）"


Standing = tuple[str, str, str, list[tuple[str, str]]]


def _standing(paper: Paper) -> Standing:
    if paper.certificate:
        return _of_certificate(paper.certificate)
    if paper.document:
        return _of_document(paper.document, paper.newer)
    if paper.card:
        return _of_card(paper.card)
    return "due", "平台没有此文书的记录", "签章有效，但平台没有登记此文书，请向出具单位核实。", []


def _of_certificate(certificate: Certificate) -> Standing:
    rows = list(_facts(certificate))
    if certificate.state == CertificateState.REVOKED:
        when = cn_date(certificate.revoked_at)
        said = f"文件是平台出具的原件，但已于{when}撤销，不再有效。事由：{certificate.revocation_reason}"
        return "stop", f"{certificate.get_kind_display()}已撤销", said, rows
    later = list(chain_of(certificate))
    if later:
        rows += [("更正后的编号", f"{each.number}（{cn_date(each.issued_at)}）") for each in later]
        when, present = cn_date(certificate.corrected_at), later[-1].number
        said = f"文件是平台出具的原件，但已于{when}更正，请以编号 {present} 的证书为准。"
        return "stop", f"{certificate.get_kind_display()}已更正", said, rows
    return "done", f"{certificate.get_kind_display()}有效", "文件是平台出具的原件，没有改动。", rows


def _facts(certificate: Certificate) -> Iterator[tuple[str, str]]:
    content: dict[str, Any] = certificate.content
    yield "文书", certificate.get_kind_display()
    yield "编号", certificate.number
    yield "姓名", content["name"]
    yield "证件号码", content["id_masked"]
    yield "资格名称", f"{content['title']}（{content['level']}）"
    yield "出具单位", content["issued_by"]


def _of_document(document: Document, newer: Document | None) -> Standing:
    subject = document.application or document.meeting or document.filing
    rows = [("文书", document.get_kind_display()), ("编号", document.number)]
    rows += [("评审计划", subject.plan.name)] if subject else []
    if document.voided_at is None:
        return "done", "文书有效，是现行版本", "文件是平台出具的原件，没有改动。", rows
    when = cn_date(document.voided_at)
    if newer:
        said = f"文件是平台出具的原件，但已于{when}被新的版本替代，请以编号 {newer.number} 的文书为准。"
        return "stop", "文书已被替代", said, [*rows, ("现行版本", newer.number)]
    return "stop", "文书已作废", f"文件是平台出具的原件，但已于{when}作废，不能作为依据。", rows


def _of_card(card: CreditCard) -> Standing:
    standing = standing_of(card)
    rows = [
        ("文书", "继续教育学时卡"),
        ("校验码", card.code),
        ("姓名", card.content["name"]),
        ("年度", f"{card.year} 年度"),
    ]
    if not standing.holds:
        said = f"文件是平台出具的原件，但出具后有 {standing.cancelled} 学时被撤销，不能再按此卡计算。"
        return "stop", "卡上有学时已被撤销", said, rows
    more = f"出具后又认定 {standing.added} 学时。" if standing.added else ""
    return "done", "学时卡有效", f"文件是平台出具的原件，没有改动。{more}", rows
