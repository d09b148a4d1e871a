"""Making one account of two that are one person's: proposed by one officer, found so by a second.

What belongs to the ended account goes over, whatever table it lies in: the relations are asked of the models, so that
a table that is added later is not forgotten. What its owner did stays signed as it was (columns that name who
acted, the journal, frozen snapshots), and the ended account stays as the row they point to.
"""

from django.db import IntegrityError, models, transaction
from django.db.models.functions import Concat

from accounts.actor import Actor
from accounts.enums import AccountKind
from accounts.models import Agency, FormerIdentity, Notice, RecoveryCode, User
from accounts.selectors.offices import users_of
from accounts.services import journal, notices, persons, sessions
from accounts.services.notices import Message
from accounts.services.proof import decisive
from applicants.enums import MergeStage
from applicants.models import AccountMerge, Profile
from zcps import clock

# What an account signs in with ends with it; FormerIdentity is written anew below.
_STAYS = frozenset({"otp_totp", "otp_static", "guardian"})
# The constraints of the tables that say why two accounts cannot be one yet.
_REASONS = {
    "one_live_application_per_plan_and_person": (
        "两个账号在同一申报计划中各有一件未办结的申报，请先由本人撤回其中一件，再合并。"
    ),
    "one_live_entrustment": "两个账号在同一年度各有一件未办结的委托评审，请先由本人撤回其中一件，再合并。",
    "one_allowance_per_person_and_year": "两个账号在同一年度各申报了一次人才津贴，请先撤回其中一项，再合并。",
    "one_open_change_per_account": "两个账号各有一项身份信息变更等待确认，请先办理或退回，再合并。",
}
PROPOSER = "合并由您提出，须由另一名经办人复核。"
ONESELF = "其中一个账号是您本人的，须由本机构其他经办人办理。"
BOTH_EXPERTS = (
    "两个账号都已入专家库，入库和抽取记录不能自动合并，请先将其中一个账号的专家移出专家库，再联系技术支持办理。"
)


class MergeRefused(Exception):
    """Nothing was changed; the message is a Chinese sentence that says why and what to do."""


@decisive("propose_merge", "提出合并账号")
@transaction.atomic
def propose(kept: User, ended: User, reason: str, by: Actor) -> AccountMerge:
    """Propose to make one of two accounts.

    Raises:
        MergeRefused: they are not two open personal accounts, one is the officer's own, it is proposed already, or no
            reason is given.
    """
    if kept.pk == ended.pk or not all(one.is_active and one.kind == AccountKind.PERSONAL for one in (kept, ended)):
        raise MergeRefused("只能合并两个在用的个人账号。")
    if by.agency is None or by.user is None:
        raise MergeRefused("只有人力社保部门的经办人可以提出合并。")
    if persons.is_numberless(by.user):
        raise MergeRefused(persons.NUMBERLESS)
    if persons.is_among(by.user, [kept.pk, ended.pk]):
        raise MergeRefused(ONESELF)
    if not reason.strip():
        raise MergeRefused("请填写认定为同一人的理由和核对过的材料。")
    try:
        with transaction.atomic():
            made = AccountMerge.objects.create(
                kept=kept,
                ended=ended,
                bureau=by.agency,
                reason=reason.strip(),
                proposed_by=by.user,
                proposed_at=clock.now(),
            )
    except IntegrityError as twice:
        raise MergeRefused("该账号的合并已经提出，正在等待复核。") from twice
    entry = journal.record("propose_merge", made, by, after=made.stage, kept=kept.pk, ended=ended.pk)
    text = f"{by.label}提出合并{kept.name}的两个账号，请由您或本机构另一名经办人核对材料后复核。"
    others = users_of(by.agency).exclude(pk=by.user.pk).order_by("pk")
    notices.queue(entry.digest, [Message(one, "账号合并待复核", text, _page_of(made)) for one in others])
    return made


@decisive("confirm_merge", "复核合并账号")
def confirm(merge: AccountMerge, by: Actor) -> AccountMerge:
    """Let all that belongs to the ended account go over, and end it with its sessions; all of it or nothing.

    Raises:
        MergeRefused: by the one who proposed it, decided meanwhile, or something stands in the way.
    """
    try:
        with transaction.atomic():
            return _merge(merge, by)
    except IntegrityError as stands_in_the_way:
        name = getattr(getattr(stands_in_the_way.__cause__, "diag", None), "constraint_name", "")
        reason = _REASONS.get(name, f"两个账号有不能并存的记录（{name}），请联系技术支持核对后再合并。")
        raise MergeRefused(reason) from stands_in_the_way


@transaction.atomic
def drop(merge: AccountMerge, by: Actor, answer: str) -> AccountMerge:
    """Say that they are two persons, or that it cannot be seen.

    Raises:
        MergeRefused: it was decided meanwhile, or no reason is given.
    """
    fresh = _open(merge)
    if not answer.strip():
        raise MergeRefused("请填写不予合并的理由。")
    return _decided(fresh, by, MergeStage.DROPPED, answer.strip())


def _merge(merge: AccountMerge, by: Actor) -> AccountMerge:
    fresh = _open(merge)
    if against := persons.against_second(by.user, [fresh.proposed_by_id], PROPOSER):
        raise MergeRefused(against)
    if persons.is_among(by.user, [fresh.kept_id, fresh.ended_id]):
        raise MergeRefused(ONESELF)
    both = User.objects.select_for_update(no_key=True).filter(pk__in=[fresh.kept_id, fresh.ended_id]).order_by("pk")
    found = {user.pk: user for user in both}
    kept, ended = found[fresh.kept_id], found[fresh.ended_id]
    if not (kept.is_active and ended.is_active):
        raise MergeRefused("其中一个账号已经停用，不能合并。请刷新页面查看最新情况。")
    fresh.moved = _hand_over(ended, kept)
    _end(ended, kept)
    _decided(fresh, by, MergeStage.DONE, "")
    text = (
        f"{fresh.bureau.name}经两名经办人核对，已将您的两个账号合并为一个。"
        "原有的业绩档案、申报、学时、证书等记录都在此账号下，用原来任一证件登录都进入此账号。"
        f"不是您本人的账号被合并的，请立即联系{fresh.bureau.name}{_reach(fresh.bureau)}。"
    )
    notices.queue(f"merge:{fresh.pk}", [Message(kept, "您的两个账号已合并", text, "/account/")])
    return fresh


def _hand_over(ended: User, kept: User) -> dict[str, int]:
    moved: dict[str, int] = {}
    Notice.objects.filter(recipient=ended, event__in=Notice.objects.filter(recipient=kept).values("event")).update(
        event=Concat(models.F("event"), models.Value(f":{ended.pk}"))
    )
    RecoveryCode.objects.filter(user=ended).delete()
    for relation in User._meta.related_objects:
        if relation.related_model._meta.app_label not in _STAYS:
            _hand_over_rows(relation, ended, kept, moved)
    if ended.is_expert:
        kept.is_expert = True
    for name in ("phone", "email"):
        if not getattr(kept, name):
            setattr(kept, name, getattr(ended, name))
    kept.save()
    return moved


def _hand_over_rows(relation: models.ForeignObjectRel, ended: User, kept: User, moved: dict[str, int]) -> None:
    rows = relation.related_model._default_manager
    name, place = relation.field.name, relation.related_model._meta.label
    own = rows.filter(**{name: ended})
    if relation.one_to_one and rows.filter(**{name: kept}).exists():
        if relation.related_model is Profile:
            _join_profiles(Profile.objects.get(user=ended), Profile.objects.get(user=kept), moved)
        elif own.exists():
            raise MergeRefused(BOTH_EXPERTS)
        return
    number = own.update(**{name: kept})
    if number:
        moved[place] = moved.get(place, 0) + number


def _join_profiles(ended: Profile, kept: Profile, moved: dict[str, int]) -> None:
    """Let the rows of one profile go over to the other, which takes what it does not say itself."""
    for relation in Profile._meta.related_objects:
        rows = relation.related_model._default_manager
        number = rows.filter(**{relation.field.name: ended}).update(**{relation.field.name: kept})
        if number:
            moved[relation.related_model._meta.label] = number
    for field in Profile._meta.concrete_fields:
        if not field.primary_key and getattr(kept, field.attname) in (None, ""):
            setattr(kept, field.attname, getattr(ended, field.attname))
    kept.save()


def _end(ended: User, kept: User) -> None:
    FormerIdentity.objects.create(
        user=kept, name=ended.name, id_type=ended.id_type, id_number=ended.id_number, until=clock.now()
    )
    ended.is_active, ended.is_expert = False, False
    ended.set_unusable_password()
    ended.save()
    sessions.end_all(ended)
    if ended.name != kept.name:
        persons.name_changed.send(User, user=kept, former=ended.name)


def _open(merge: AccountMerge) -> AccountMerge:
    fresh = AccountMerge.objects.select_for_update(of=("self",), no_key=True).get(pk=merge.pk)
    if fresh.stage != MergeStage.PROPOSED:
        raise MergeRefused("此项合并已经办理，请刷新页面查看结果。")
    return fresh


def _decided(fresh: AccountMerge, by: Actor, stage: MergeStage, answer: str) -> AccountMerge:
    before, fresh.stage, fresh.answer = fresh.stage, stage, answer
    fresh.decided_by, fresh.decided_at = by.user, clock.now()
    fresh.save()
    act = "confirm_merge" if stage == MergeStage.DONE else "drop_merge"
    kept = {"kept": fresh.kept_id, "ended": fresh.ended_id, "moved": fresh.moved, "answer": answer}
    entry = journal.record(act, fresh, by, before=before, after=stage, **kept)
    if by.user is not None and by.user.pk != fresh.proposed_by_id:
        text = f"您提出的{fresh.kept.name}两个账号的合并，{by.user.name}办理为“{stage.label}”。{answer}".strip()
        notices.queue(entry.digest, [Message(fresh.proposed_by, "账号合并已办理", text, _page_of(fresh))])
    return fresh


def _page_of(merge: AccountMerge) -> str:
    return f"/persons/merges/{merge.pk}/"


def _reach(bureau: Agency) -> str:
    return f"（{bureau.contact}）" if bureau.contact else ""
