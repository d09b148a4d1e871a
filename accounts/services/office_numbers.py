"""Whose an office account is: the number of the person behind it, without which two accounts may be one person's.

Accounts were given without a number before. Their owners are asked for it at the next sign-in and take part until then
in nothing for which two officers are needed (accounts.services.persons); the bureau writes it down for an account that
has ended, and looks at the card of whoever gave it himself.
"""

from django.db import transaction

from accounts.actor import Actor
from accounts.models import Agency, AgencyOfficer, JournalEntry, User
from accounts.services import journal
from accounts.services.office_accounts import tell_colleagues
from accounts.services.proof import decisive
from zcps import clock
from zcps.encryption import blind_indexes

TAKEN = "此身份证号码在同一机构已有另一个在用账号。一人一号，请核对号码；确有两个账号的，请人力社保部门停用其中一个。"
GIVEN = "此账号已登记身份证号码，不能自行修改。有误的，请联系为您分配账号的人力社保部门更正。"
OWN = "本人账号的身份证号码须由本局其他经办人或上级人力社保部门对照证件登记。"
ENDED = "此账号已停用，且已登记身份证号码，不能更正。"


class NumberRefused(Exception):
    """Nothing was written; the message is a Chinese sentence that says why and what to do."""


@transaction.atomic
def declare(user: User, id_number: str, by: Actor) -> None:
    """Let the owner say once who he is; the bureau sees that it was he who said so.

    Raises:
        NumberRefused: it is known already, or another account of the same office has this number.
    """
    fresh = _locked(user)
    if fresh.id_index:
        raise NumberRefused(GIVEN)
    fresh.number_declared_at = clock.now()
    _write(fresh, id_number, "declare_office_number", by)


@decisive("record_office_number", "登记身份证号码")
@transaction.atomic
def record(officer: AgencyOfficer, id_number: str, by: Actor) -> None:
    """Write down, or put right, the number as the bureau has seen it on the card; owner and colleagues are told.

    Raises:
        NumberRefused: it is one's own account, another of the same office has this number, or an ended account has one
            already.
    """
    fresh = _locked(officer.user)
    if by.user is not None and by.user.pk == fresh.pk:
        raise NumberRefused(OWN)
    if fresh.id_index and not fresh.is_active:
        raise NumberRefused(ENDED)
    fresh.number_declared_at = None
    entry = _write(fresh, id_number, "record_office_number", by)
    tell_colleagues(entry, officer, by, f"登记了{fresh.name}的账号“{fresh.key}”的身份证号码")


def _locked(user: User) -> User:
    # As in giving an account: two who write the same number for one office wait for each other here.
    offices = Agency.objects.filter(pk__in=user.offices.values("agency")).order_by("pk")
    list(offices.select_for_update(of=("self",), no_key=True))
    return User.objects.select_for_update(no_key=True).get(pk=user.pk)


def _write(user: User, id_number: str, act: str, by: Actor) -> JournalEntry:
    live = {"offices__ended_on": None, "offices__agency__in": user.offices.values("agency")}
    same = User.objects.filter(id_index__in=blind_indexes(id_number, "id_number"), **live)
    if same.exclude(pk=user.pk).exists():
        raise NumberRefused(TAKEN)
    user.id_number = id_number
    user.save()
    return journal.record(act, user, by, user_name=user.key)
