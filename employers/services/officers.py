"""Who acts for an employer: authorised, invited, ended, each in the journal (S1 附件1-1; S2 附件2-2)."""

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import AccountKind, Role
from accounts.guardian import grant, revoke
from accounts.models import User
from accounts.services import journal
from employers.enums import EmployerStage, OfficerDuty
from employers.models import Employer, EmployerOfficer
from zcps import clock
from zcps.encryption import blind_index, blind_indexes

PERMISSION = "act_for_employer"


class OfficerRefused(Exception):
    """Nothing was changed; the message is a Chinese sentence that says why and what to do."""


def authorise(employer: Employer, user: User, duty: OfficerDuty) -> EmployerOfficer:
    """Let an account act for an employer; part of a larger act, which writes the journal."""
    officer = EmployerOfficer.objects.filter(employer=employer, id_index__in=user.id_indexes, ended_on=None).first()
    if officer is None:
        officer, _ = EmployerOfficer.objects.get_or_create(
            employer=employer,
            id_index=user.id_index,
            ended_on=None,
            defaults={"user": user, "name": user.name, "duty": duty, "started_on": clock.today()},
        )
    grant(user, PERMISSION, employer)
    return officer


@transaction.atomic
def invite(employer: Employer, name: str, id_number: str, duty: OfficerDuty, by: Actor) -> EmployerOfficer:
    """Name another officer; he may act from his first sign-in for this legal person, at once if that has been.

    Raises:
        OfficerRefused: he is an officer already.
    """
    _lock(employer)
    index, known = blind_index(id_number, "id_number"), blind_indexes(id_number, "id_number")
    if EmployerOfficer.objects.filter(employer=employer, id_index__in=known, ended_on=None).exists():
        raise OfficerRefused("此人已是本单位经办人，不必重复添加。")
    user = User.objects.filter(kind=AccountKind.LEGAL_PERSON, uscc=employer.uscc, id_index__in=known).first()
    officer = EmployerOfficer.objects.create(
        employer=employer, user=user, name=name, id_index=index, duty=duty, started_on=clock.today()
    )
    if user:
        grant(user, PERMISSION, employer)
    journal.record("invite_officer", employer, by, officer=name, duty=duty)
    return officer


@transaction.atomic
def end(officer: EmployerOfficer, by: Actor) -> None:
    """End an authorisation at once.

    Raises:
        OfficerRefused: nobody who can act would be left, or it has been ended already.
    """
    _lock(officer.employer)
    officer = EmployerOfficer.objects.select_related("employer", "user").get(pk=officer.pk)
    if officer.ended_on is not None:
        raise OfficerRefused(f"{officer.name}的授权已于 {officer.ended_on:%Y-%m-%d} 终止，不必再次办理。")
    others = EmployerOfficer.objects.filter(employer=officer.employer, ended_on=None, user__isnull=False)
    if not others.exclude(pk=officer.pk).exists():
        raise OfficerRefused("终止后本单位将没有可以登录办理的经办人。请先添加其他经办人，待其首次登录后再终止。")
    officer.ended_on = clock.today()
    officer.save()
    if officer.user:
        revoke(officer.user, PERMISSION, officer.employer)
    journal.record("end_officer", officer.employer, by, officer=officer.name)


@transaction.atomic
def bind_invited(user: User) -> None:
    """At a sign-in for a legal person, take up the invitations that wait for this number."""
    waiting = EmployerOfficer.objects.filter(
        employer__uscc=user.uscc,
        employer__stage=EmployerStage.BOUND,
        id_index__in=user.id_indexes,
        user=None,
        ended_on=None,
    )
    for officer in waiting.select_related("employer").select_for_update(of=("self",), no_key=True):
        # The invitation keeps no number: with the account it follows a change of INDEX_KEY.
        officer.user, officer.name, officer.id_index = user, user.name, user.id_index
        officer.save()
        grant(user, PERMISSION, officer.employer)
        journal.record("bind_officer", officer.employer, Actor(Role.EMPLOYER, user), officer=user.name)


def _lock(employer: Employer) -> None:
    # Two officers who end each other at the same moment must not both succeed.
    Employer.objects.select_for_update(of=("self",), no_key=True).get(pk=employer.pk)
