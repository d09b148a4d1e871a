"""The truthfulness commitment: its text, asking for a signature by a link for the phone, and what it was signed for."""

import datetime as dt
import secrets
from dataclasses import dataclass
from hashlib import sha256

from django.db import transaction

from reviews.models import Application, Commitment
from reviews.services.snapshots import digest_to_sign
from reviews.terms import terms_for
from zcps import clock

VALID_FOR = dt.timedelta(minutes=30)


@dataclass(frozen=True)
class CommitmentState:
    """Where the signature stands. `commitment` is the signed one, else the pending one, else None."""

    commitment: Commitment | None
    is_signed: bool
    # Signed, but for a content that has changed since.
    is_stale: bool

    @property
    def is_good(self) -> bool:
        """Whether the filing can rest on it."""
        return self.is_signed and not self.is_stale


def state_of(application: Application) -> CommitmentState:
    """Return where the signature stands for the content as it is now."""
    signed = signed_of(application)
    if signed is None:
        return CommitmentState(pending_of(application), is_signed=False, is_stale=False)
    stale = signed.text != text_of(application)
    return CommitmentState(signed, is_signed=True, is_stale=stale)


def signed_of(application: Application) -> Commitment | None:
    """Return what was signed last, whether or not the content has changed since."""
    return application.commitments.exclude(signed_at=None).order_by("-signed_at").first()


def pending_of(application: Application) -> Commitment | None:
    """Return the open request for a signature, expired or not."""
    return application.commitments.filter(signed_at=None).first()


# What is promised where the plan has no words of its own (X51); what follows from breaking it is always added.
_PROMISE = (
    "一、所填报的个人信息、业绩档案、本人述职和补充事实，以及所提交的全部佐证材料真实、准确、完整。\n"
    "二、业绩成果为本人取得，不存在剽窃他人作品和学术成果的情形；集体项目中本人的作用如实填写。"
)


def text_of(application: Application) -> str:
    """Return what the person signs; it names the content by its hash, so it is good for this content alone."""
    name = application.applicant.user.name
    title = application.title.name if application.title else ""
    return (
        "专业技术职务任职资格评审材料真实性保证书\n\n"
        f"本人{name}，申报{application.plan.name}的“{title}”任职资格（申报专业：{application.specialty}）。本人郑重承诺：\n"
        f"{terms_for(application).commitment_text or _PROMISE}\n"
        "三、如有提供虚假材料、剽窃他人作品和学术成果或者通过其他不正当手段取得职称的，"
        "愿意接受撤销职称、记入职称评审诚信档案库并纳入信用信息共享平台（记录期限为3年）等处理。\n\n"
        f"申报内容校验值（SHA-256）：{digest_to_sign(application)}"
    )


@transaction.atomic
def request_signature(application: Application) -> Commitment:
    """Return a fresh request for a signature over the content as it is now; an older open one is replaced."""
    Application.objects.select_for_update(of=("self",), no_key=True).get(pk=application.pk)
    text = text_of(application)
    open_one = pending_of(application)
    if open_one and open_one.text == text and not is_expired(open_one):
        return open_one
    application.commitments.filter(signed_at=None).delete()
    return Commitment.objects.create(
        application=application,
        token=secrets.token_urlsafe(32),
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        requested_at=clock.now(),
    )


def is_expired(commitment: Commitment) -> bool:
    """Whether the link is too old to be used: whoever finds it later must not sign."""
    return commitment.signed_at is None and clock.now() > commitment.requested_at + VALID_FOR
