"""The accounts of offices: given, reset and ended by an HR bureau, each act in the journal (S3 一 L19)."""

import secrets
from typing import Any

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.enums import AccountKind
from accounts.guardian import grant, revoke
from accounts.models import Agency, AgencyOfficer, JournalEntry, Phone, User
from accounts.selectors.offices import users_of
from accounts.services import journal, lockout, notices, recovery, sessions
from accounts.services.notices import Message
from accounts.services.proof import decisive
from zcps import clock
from zcps.encryption import blind_indexes

PERMISSION = "act_for_agency"
# No letters or digits that are mistaken for one another when read out.
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


class OfficeAccountRefused(Exception):
    """Nothing was changed; the message is a Chinese sentence that says why and what to do."""


@decisive("issue_office_account", "分配账号")
def issue(
    agency: Agency, user_name: str, name: str, by: Actor, *, id_number: str = "", is_namesake: bool = False
) -> tuple[AgencyOfficer, str]:
    """Give an account for an agency; return it with the initial password, which is kept nowhere.

    Args:
        agency: for which office.
        user_name: under which the person signs in.
        name: the person's.
        by: the officer of the bureau.
        id_number: the person's, where it is given; nobody with this number has two accounts for one office.
        is_namesake: that somebody of this name has an account already, and this is another person.

    Raises:
        OfficeAccountRefused: the user name is taken, or the person seems to have an account already.
    """
    password = _initial_password()
    try:
        with transaction.atomic():
            # Two officers who give the same person an account at once wait for each other here.
            Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=agency.pk)
            _check_one_account(agency, name, id_number, is_namesake=is_namesake)
            user = User.objects.create_user(user_name, name, AccountKind.OFFICE, password, id_number=id_number)
            officer = AgencyOfficer.objects.create(
                agency=agency, user=user, started_on=clock.today(), assigned_by=by.user
            )
            grant(user, PERMISSION, agency)
            kept: dict[str, Any] = {"agency": agency.name, "user_name": user_name, "name": name}
            entry = journal.record("issue_office_account", officer, by, **kept)
            tell_colleagues(entry, officer, by, f"为{name}开设了账号“{user_name}”")
    except IntegrityError as taken:
        raise OfficeAccountRefused(f"用户名“{user_name}”已被使用，请另取一个。") from taken
    return officer, password


@decisive("reset_office_account", "重置密码")
@transaction.atomic
def reset(officer: AgencyOfficer, by: Actor) -> str:
    """Return a new initial password; the phone bound so far no longer counts, and open sessions end.

    Raises:
        OfficeAccountRefused: the account has been ended.
    """
    fresh = _live(officer)
    password = _initial_password()
    _forget_devices(fresh.user)
    fresh.user.set_password(password)
    fresh.user.save()
    sessions.end_all(fresh.user)
    lockout.lift(fresh.user.key)
    entry = journal.record("reset_office_account", fresh, by, agency=fresh.agency.name, user_name=fresh.user.key)
    tell_colleagues(entry, fresh, by, f"重置了{fresh.user.name}的账号“{fresh.user.key}”的密码和手机动态口令")
    return password


@decisive("end_office_account", "停用账号")
@transaction.atomic
def end(officer: AgencyOfficer, by: Actor) -> None:
    """End a person's work for an agency: grant and sessions are gone at once, with the last office the account.

    Raises:
        OfficeAccountRefused: it is one's own account, or has been ended already.
    """
    fresh = _live(officer)
    if by.user is not None and fresh.user_id == by.user.pk:
        raise OfficeAccountRefused("不能停用自己的账号。请由本局其他经办人或上级人力社保部门办理。")
    fresh.ended_on = clock.today()
    fresh.save()
    revoke(fresh.user, PERMISSION, fresh.agency)
    if not fresh.user.offices.filter(ended_on=None).exists():
        fresh.user.is_active = False
        fresh.user.set_unusable_password()
        fresh.user.save()
        _forget_devices(fresh.user)
    sessions.end_all(fresh.user)
    journal.record("end_office_account", fresh, by, agency=fresh.agency.name, user_name=fresh.user.key)


@decisive("unlock_office_account", "解除锁定")
@transaction.atomic
def unlock(officer: AgencyOfficer, by: Actor) -> None:
    """Let the owner of an account that was locked after wrong guesses try again.

    Raises:
        OfficeAccountRefused: the account has been ended.
    """
    fresh = _live(officer)
    journal.record("unlock_office_account", fresh, by, agency=fresh.agency.name, user_name=fresh.user.key)
    lockout.lift(fresh.user.key)


def tell_colleagues(entry: JournalEntry, officer: AgencyOfficer, by: Actor, what: str) -> None:
    """Tell the owner and those he works with: whoever makes himself a second officer is seen by them."""
    if by.user is None:
        return
    text = f"{by.label}{what}。与实际情况不符的，请立即向本机构负责人和上级人力社保部门反映。"
    people = [user for user in users_of(officer.agency) if user != by.user]
    notices.queue(entry.digest, [Message(user, "本机构账号有变动", text, "") for user in people])


def _check_one_account(agency: Agency, name: str, id_number: str, *, is_namesake: bool) -> None:
    live = agency.officers.filter(ended_on=None).select_related("user")
    same = live.filter(user__id_index__in=blind_indexes(id_number, "id_number")).first() if id_number else None
    if same:
        raise OfficeAccountRefused(
            f"{agency.name}已有此身份证号码的在用账号（{same.user.name}，用户名“{same.user.key}”）。"
            "一人一号，请勿重复开设；忘记密码的请重置，人员变动的请先停用原账号。"
        )
    taken = live.filter(user__name=name).first()
    if taken and not is_namesake:
        raise OfficeAccountRefused(
            f"{agency.name}已有{name}的在用账号（用户名“{taken.user.key}”）。一人一号，请勿重复开设；"
            "忘记密码的请重置。确为同名的另一人的，请勾选后再开设。"
        )


def _live(officer: AgencyOfficer) -> AgencyOfficer:
    rows = AgencyOfficer.objects.select_related("agency", "user").select_for_update(of=("self",), no_key=True)
    fresh = rows.get(pk=officer.pk)
    if fresh.ended_on is not None:
        raise OfficeAccountRefused(f"{fresh.user.name}的账号已于 {fresh.ended_on:%Y-%m-%d} 停用，不必再次办理。")
    return fresh


def _forget_devices(user: User) -> None:
    Phone.objects.filter(user=user).delete()
    recovery.forget(user)


def _initial_password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
