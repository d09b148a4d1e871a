"""sign: the applicant signs the truthfulness commitment, by the link of its QR code."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import Stage
from reviews.models import Application, Commitment
from reviews.permissions import owns
from reviews.services.commitments import is_expired, text_of
from reviews.steps.base import CaseStep
from zcps import clock


class Sign(CaseStep):
    """A mark without a stage. Data: commitment, name, last_four, signature, device, address."""

    name = "sign"
    verb = "签署真实性保证书"
    clause = "浙经信消费〔2022〕203号 附件1第2条；衢经信产融〔2022〕44号 三(二)"
    roles = frozenset({Role.APPLICANT})
    before = frozenset({Stage.DRAFT})

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The applicant alone."""
        return owns(actor, subject)

    def obstacles(self, subject: Application, actor: Actor, **data: Any) -> Iterable[str]:
        """The link must be fresh, the content unchanged, and the one who holds the phone the applicant."""
        commitment: Commitment = data["commitment"]
        if commitment.signed_at:
            yield "这份保证书已经签署，不需要再次签署。"
        elif is_expired(commitment):
            yield "签署链接已超过 30 分钟，请在申报页面重新生成二维码后再扫码。"
        elif commitment.text != text_of(subject):
            yield "二维码生成之后申报内容有变动，请在申报页面重新生成二维码后再扫码。"
        user = subject.applicant.user
        if data["name"].strip() != user.name:
            yield "填写的姓名与申报人不一致，请填写申报人本人的姓名。"
        if data["last_four"].strip().upper() != user.id_number[-4:].upper():
            yield "证件号码后四位与申报人不一致，请核对后重新填写。"

    def act(self, subject: Application, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep when, on what device, and with what handwriting it was signed."""
        commitment: Commitment = data["commitment"]
        commitment.signed_at = clock.now()
        commitment.signature = data["signature"]
        commitment.user_agent = data["device"][:200]
        commitment.address = data["address"]
        commitment.save()
        return {"commitment": commitment.pk, "sha256": commitment.sha256}


SIGN = Sign()
