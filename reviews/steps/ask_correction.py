"""ask_correction: the holder asks, or the office begins, to have a certificate put right."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.files import keep
from accounts.services.notices import Message
from law.identity import check_idcard
from reviews.certificate_fields import FIELDS, present
from reviews.enums import CertificateCorrectionStage, CertificateState, Stage
from reviews.models import Application, CertificateCorrection
from reviews.permissions import owns, runs_plan
from reviews.steps.base import CaseStep, tell_agency
from reviews.steps.certificates import CERTIFICATE_CLAUSE
from reviews.steps.opinions import person
from zcps import clock
from zcps.templatetags.masking import mask_id
from zcps.uploads import CleanFile

LONGEST_REASON = 1000
_UNDER_WAY = (CertificateCorrectionStage.ASKED, CertificateCorrectionStage.EXAMINED)


class AskCorrection(CaseStep):
    """With evidence; the certificate stays valid until the HR bureau has approved the new one."""

    name = "ask_correction"
    verb = "申请更正证书"
    clause = CERTIFICATE_CLAUSE
    roles = frozenset({Role.APPLICANT, Role.COMMITTEE_OFFICE})
    before = frozenset({Stage.ANNOUNCED, Stage.ARCHIVED})
    numbers = frozenset({"changes"})

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The holder, or the office of the plan."""
        return owns(actor, subject) or runs_plan(actor, subject.plan)

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """There is a certificate in force, and one correction at a time."""
        found = subject.certificate
        if found is None or found.state != CertificateState.VALID:
            yield "该申报没有有效的证书或证明，不能申请更正。"
        elif found.corrections.filter(stage__in=_UNDER_WAY).exists():
            yield "该证书已有更正正在办理，请待办结后再申请。"

    def obstacles(
        self,
        subject: Application,
        actor: Actor,
        *,
        changes: Mapping[str, str] | None = None,
        reason: str = "",
        evidence: CleanFile | None = None,
        **data: Any,
    ) -> Iterable[str]:
        """Something is to be said otherwise, with reason and evidence."""
        yield from self.standing(subject, actor)
        found, wanted = subject.certificate, changes or {}
        if found is not None and not _real(found.content, wanted):
            yield "请至少填写一项与证书现有内容不同的更正内容。"
        number = wanted.get("id_number", "")
        if number and _is_card(subject, wanted) and not check_idcard(number).valid:
            yield "更正后的身份证号码有误：应为 18 位，末位为校验码，请逐位核对。"
        if wanted.get("obtained_on") and not _is_day(wanted["obtained_on"]):
            yield "取得时间无法识别，请按“2022-11-10”的形式填写。"
        if not reason.strip():
            yield "请写明更正的理由。"
        if len(reason) > LONGEST_REASON:
            yield f"理由超过 {LONGEST_REASON} 字，请精简。"
        if evidence is None and actor.role == Role.APPLICANT:
            yield "请上传证明更正内容的材料，例如身份证件、户籍更名证明。"

    def act(
        self,
        subject: Application,
        actor: Actor,
        *,
        changes: Mapping[str, str],
        reason: str,
        evidence: CleanFile | None = None,
        **data: Any,
    ) -> dict[str, Any]:
        """Keep it; no ID number goes into the journal, and none in clear beside the encrypted field."""
        found = subject.certificate
        assert found is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        wanted = _real(found.content, changes)
        number = wanted.pop("id_number", "")
        shown = {**wanted, **({"id_number": mask_id(number)} if number else {})}
        CertificateCorrection.objects.create(
            certificate=found,
            changes=shown,
            id_number=number,
            reason=reason.strip(),
            evidence=keep(evidence, actor.user) if evidence else None,
            asked_by=actor.hat_label if actor.agency else actor.label,
            is_holders=actor.role == Role.APPLICANT,
            asked_at=clock.now(),
        )
        return {"certificate": found.number, "fields": [FIELDS[field] for field in shown]}

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office where the holder asks, and the holder where the office begins."""
        if actor.role == Role.APPLICANT:
            text = f"{person(subject)}申请更正证书，请核查。"
            return tell_agency(subject.plan.office, "证书更正待核查", text, "/certificate-corrections/")
        return self.tell_applicant(
            subject, "证书更正已开始办理", f"{actor.hat_label}发现您的证书内容有误，已开始更正。"
        )


def _real(content: dict[str, str], changes: Mapping[str, str]) -> dict[str, str]:
    """Return what really differs; an ID number counts by its masked form, which is all that is known of the old one."""
    found = {}
    for field, value in changes.items():
        text = value.strip()
        shown = mask_id(text) if field == "id_number" else text
        if field in FIELDS and text and shown != present(content, field):
            found[field] = text
    return found


def _is_card(subject: Application, changes: Mapping[str, str]) -> bool:
    found = subject.certificate
    kind = changes.get("id_type") or (found.content.get("id_type") if found else "")
    return kind == "身份证"


def _is_day(text: str) -> bool:
    try:
        return bool(dt.date.fromisoformat(text.strip()))
    except ValueError:
        return False


ASK_CORRECTION = AskCorrection()
