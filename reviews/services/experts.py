"""Writing the expert pool below its acts: the person, his way in, his way out (S3 三(四))."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.enums import AccountKind
from accounts.models import User
from accounts.services import journal
from reviews.enums import MembershipStage
from reviews.models import Committee, Expert, ExpertEmployment, Membership
from zcps import clock
from zcps.encryption import blind_index, blind_indexes

# (name, code, from, until) of an employer before the present one.
Job = tuple[str, str, dt.date | None, dt.date | None]


class NameDiffers(Exception):
    """The account with this ID number has another name. The message is a Chinese sentence."""


class AlreadyThere(Exception):
    """The person is in the pool, or waits to be admitted to it. The message is a Chinese sentence."""


@transaction.atomic
def draft_memberships(
    *, name: str, id_number: str, committees: Iterable[Committee], jobs: Sequence[Job] = (), **fields: Any
) -> list[Membership]:
    """Write down a person and one membership for each committee; who is in no pool yet is only proposed by this.

    Args:
        name: as on the identity card.
        id_number: checked and normal; the account of the person is found or made by it.
        committees: of the officer's own office.
        jobs: where the person worked before.
        fields: specialty, specialties, title, title_level, employer_name, employer_code, is_skilled, skill_level.

    Raises:
        NameDiffers: the number belongs to somebody else.
        AlreadyThere: he is in one of these pools, or waits to be.
    """
    user = _account(name, id_number)
    wanted = list(committees)
    _refuse_twice(user, wanted)
    expert, _ = Expert.objects.update_or_create(
        user=user, defaults=fields, create_defaults={**fields, "joined_on": clock.today()}
    )
    set_jobs(expert, jobs)
    return [Membership.objects.create(expert=expert, committee=committee) for committee in wanted]


def _refuse_twice(user: User, committees: Iterable[Committee]) -> None:
    over = (MembershipStage.REMOVED, MembershipStage.DECLINED)
    known = Membership.objects.filter(expert__user=user, committee__in=committees).exclude(stage__in=over)
    twice = [f"{row.committee.name}（{row.get_stage_display()}）" for row in known.select_related("committee")]
    if twice:
        raise AlreadyThere(f"{user.name}已在{'、'.join(twice)}的专家库中，不必再次提名。")


def _account(name: str, id_number: str) -> User:
    # The same key as a sign-in by the government service makes: the person finds his hat at the next sign-in.
    key = blind_index(id_number, "id_number")
    user = User.objects.filter(key__in=blind_indexes(id_number, "id_number")).first()
    if user is None:
        return User.objects.create_user(key, name, AccountKind.PERSONAL, id_number=id_number)
    if user.name != name:
        raise NameDiffers("该身份证号已有账号，姓名与填写的不一致，请核对姓名和身份证号。")
    return user


def set_jobs(expert: Expert, jobs: Iterable[Job]) -> None:
    """Write anew where an expert worked before."""
    expert.employments.all().delete()
    ExpertEmployment.objects.bulk_create(
        ExpertEmployment(expert=expert, employer_name=name, employer_code=code, started_on=began, ended_on=ended)
        for name, code, began, ended in jobs
    )


@transaction.atomic
def revise(by: Actor, expert: Expert, jobs: Sequence[Job], **fields: Any) -> None:
    """Bring an expert's particulars up to date; the journal keeps what changed, as the draw compares employers."""
    fresh = Expert.objects.select_for_update(of=("self",), no_key=True).get(pk=expert.pk)
    changed = {
        name: [str(getattr(fresh, name)), str(value)] for name, value in fields.items() if getattr(fresh, name) != value
    }
    for name, value in fields.items():
        setattr(fresh, name, value)
    fresh.save(update_fields=list(fields))
    set_jobs(fresh, jobs)
    journal.record("revise_expert", fresh, by, changed=changed, jobs=[job[0] for job in jobs])


def join(membership: Membership) -> None:
    """Let a person into a pool, and offer him the hat."""
    expert = membership.expert
    if expert.left_on is not None or not expert.committees.exists():
        # The pools he left long ago are not his again because another one takes him.
        expert.committees.clear()
        expert.joined_on, expert.left_on = clock.today(), None
        expert.save(update_fields=["joined_on", "left_on"])
    expert.committees.add(membership.committee)
    expert.user.is_expert = True
    expert.user.save(update_fields=["is_expert"])


def leave(membership: Membership) -> None:
    """Take a person out of a pool; the hat goes with the last one."""
    expert = membership.expert
    if expert.committees.exclude(pk=membership.committee_id).exists():
        expert.committees.remove(membership.committee)
        return
    expert.left_on = clock.today()
    expert.save(update_fields=["left_on"])
    expert.user.is_expert = False
    expert.user.save(update_fields=["is_expert"])


def begin_term(membership: Membership) -> None:
    """Give a person his next term, if the committee has terms: from today, or from the day after the present one."""
    years = membership.committee.expert_term_years
    last = membership.term_until
    membership.term_number += 1
    starts = max(clock.today(), last + dt.timedelta(days=1)) if last else clock.today()
    membership.term_from = starts
    membership.term_until = _years_later(starts, years) - dt.timedelta(days=1) if years else None


def _years_later(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)
