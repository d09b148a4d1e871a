"""Another name, another document: declared by the person, found to be so by an HR bureau."""

from typing import Any

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.enums import AgencyKind
from accounts.models import Agency, User
from accounts.selectors.offices import users_of
from accounts.services import journal, notices, persons
from accounts.services.files import keep
from accounts.services.notices import Message
from accounts.services.proof import decisive
from applicants.enums import ChangeStage
from applicants.models import PersonChange, Profile
from zcps import clock
from zcps.uploads import CleanFile

_LONGEST = 60


class ChangeRefused(Exception):
    """Nothing was changed; the message is a Chinese sentence that says why and what to do."""


def keep_former_name(sender: object, user: User, former: str, **_: object) -> None:  # noqa: ARG001 - a signal's form
    """Write a former name into the profile, after those that are there."""
    profile = Profile.objects.filter(user=user).first()
    if profile is None:
        return
    known = [name for name in profile.former_name.split("、") if name]
    names = "、".join(dict.fromkeys([*known, former]))
    if len(names) <= _LONGEST:
        profile.former_name = names
        profile.save(update_fields=["former_name"])


def bureaus() -> Any:
    """Return the offices that may be asked."""
    return Agency.objects.filter(kind=AgencyKind.HR_BUREAU).select_related("region").order_by("region__code", "name")


@transaction.atomic
def declare(by: Actor, *, evidence: CleanFile, **said: Any) -> PersonChange:
    """Keep what a person declares, and tell the bureau.

    Raises:
        ChangeRefused: one is under way, or nothing is different.
    """
    user = by.user
    assert user is not None, "the view's rule lets in nobody else"  # noqa: S101 - for the type checker
    if (said["name"], said["id_type"], said["id_number"]) == (user.name, user.id_type, user.id_number):
        raise ChangeRefused("填写的姓名和证件与现有信息相同，不需要申报变更。")
    kept = keep(evidence, user)
    try:
        with transaction.atomic():
            made = PersonChange.objects.create(user=user, evidence=kept, declared_at=clock.now(), **said)
    except IntegrityError as open_one:
        raise ChangeRefused("您已有一项变更等待确认，请等待办理结果。") from open_one
    entry = journal.record("declare_person_change", made, by, after=made.stage, bureau=made.bureau.name)
    text = f"{user.name}申报身份信息变更，请核对证明材料后确认或退回。"
    told = [
        Message(officer, "身份信息变更待确认", text, f"/persons/changes/{made.pk}/")
        for officer in users_of(made.bureau)
    ]
    notices.queue(entry.digest, told)
    return made


@decisive("confirm_person_change", "确认身份信息变更")
@transaction.atomic
def confirm(change: PersonChange, by: Actor) -> PersonChange:
    """Let the account say what was declared; its key moves with the number.

    Raises:
        ChangeRefused: it was decided meanwhile, it is about the officer himself, or the number is another account's.
    """
    fresh = _open(change)
    if persons.is_numberless(by.user):
        raise ChangeRefused(persons.PERHAPS_ONESELF)
    if persons.is_among(by.user, [fresh.user_id]):
        raise ChangeRefused("此项变更由您本人申报，须由本机构另一名经办人办理。")
    user = User.objects.select_for_update(no_key=True).get(pk=fresh.user_id)
    other = persons.holder_of(fresh.id_number)
    if other is not None and other.pk != user.pk:
        raise ChangeRefused("该证件号码已有另一个账号，不能直接变更。请按“提出合并账号”办理，由另一名经办人复核。")
    former = persons.known_by_former(fresh.id_number)
    if former is not None and former.pk != user.pk:
        raise ChangeRefused("该证件号码是另一个账号曾用的证件，不能直接变更。请退回并说明，由本人携带证件到窗口核实。")
    persons.identify_anew(user, fresh.name, fresh.id_type, fresh.id_number)
    text = (
        "您申报的身份信息变更已确认，今后用新证件在浙江政务服务网登录，仍进入原账号，原有材料不变。"
        "已提交的申报材料和已颁发的证书保持原样；证书需要更正的，请在证书页面申请更正。"
    )
    return _decide(fresh, by, ChangeStage.CONFIRMED, "", "身份信息变更已确认", text)


@transaction.atomic
def send_back(change: PersonChange, by: Actor, answer: str) -> PersonChange:
    """Say why it is not found so.

    Raises:
        ChangeRefused: it was decided meanwhile, or no reason is given.
    """
    fresh = _open(change)
    if not answer.strip():
        raise ChangeRefused("请填写退回理由，说明缺少什么或哪里不符。")
    text = f"您申报的身份信息变更已退回：{answer.strip()}。请补充后重新申报。"
    return _decide(fresh, by, ChangeStage.RETURNED, answer.strip(), "身份信息变更已退回", text)


def _open(change: PersonChange) -> PersonChange:
    fresh = PersonChange.objects.select_for_update(of=("self",), no_key=True).get(pk=change.pk)
    if fresh.stage != ChangeStage.SUBMITTED:
        raise ChangeRefused("此项变更已经办理，请刷新页面查看结果。")
    return fresh


def _decide(fresh: PersonChange, by: Actor, stage: ChangeStage, answer: str, title: str, text: str) -> PersonChange:
    before, fresh.stage, fresh.answer = fresh.stage, stage, answer
    fresh.decided_by, fresh.decided_at = by.user, clock.now()
    fresh.save()
    act = "confirm_person_change" if stage == ChangeStage.CONFIRMED else "return_person_change"
    entry = journal.record(act, fresh, by, before=before, after=stage, answer=answer)
    notices.queue(entry.digest, [Message(fresh.user, title, text, "/profile/identity/")])
    return fresh
