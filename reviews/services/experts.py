"""Admitting people to the expert pool and ending their membership (S3 三(四))."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import AccountKind
from accounts.models import User
from accounts.services import journal
from reviews.models import Committee, Expert
from zcps import clock
from zcps.encryption import blind_index


class NameDiffers(Exception):
    """The account with this ID number has another name. The message is a Chinese sentence."""


@transaction.atomic
def admit(by: Actor, *, name: str, id_number: str, committees: Iterable[Committee], **fields: Any) -> Expert:
    """Admit a person; whoever was admitted before gets the new committees and the new particulars.

    Args:
        by: the officer.
        name: as on the identity card.
        id_number: checked and normal; the account of the person is found or made by it.
        committees: of the officer's own office.
        fields: specialty, title, employer_name, employer_code, is_skilled.

    Raises:
        NameDiffers: the number belongs to somebody else.
    """
    user = _account(name, id_number)
    expert, _ = Expert.objects.update_or_create(
        user=user, defaults={**fields, "left_on": None}, create_defaults={**fields, "joined_on": clock.today()}
    )
    expert.committees.add(*committees)
    user.is_expert = True
    user.save(update_fields=["is_expert"])
    journal.record("admit_expert", expert, by, committees=sorted(committee.pk for committee in committees))
    return expert


def _account(name: str, id_number: str) -> User:
    # The same key as a sign-in by the government service makes: the person finds his hat at the next sign-in.
    key = blind_index(id_number, "id_number")
    user = User.objects.filter(key=key).first()
    if user is None:
        return User.objects.create_user(key, name, AccountKind.PERSONAL, id_number=id_number)
    if user.name != name:
        raise NameDiffers("该身份证号已有账号，姓名与填写的不一致，请核对姓名和身份证号。")
    return user


@transaction.atomic
def end(by: Actor, expert: Expert) -> None:
    """End the membership in the pools of the officer's office; the hat goes with the last pool."""
    own = list(expert.committees.filter(office=by.agency))
    if expert.committees.exclude(office=by.agency).exists():
        expert.committees.remove(*own)
    else:
        # Whoever is in no other pool stays on the list of this one, as somebody who has left.
        expert.left_on = clock.today()
        expert.save(update_fields=["left_on"])
        expert.user.is_expert = False
        expert.user.save(update_fields=["is_expert"])
    journal.record("end_expert", expert, by, committees=sorted(committee.pk for committee in own))
