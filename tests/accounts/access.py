"""Everybody there is, and what a page answers each of them."""

from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import AdminLevel, AgencyKind, Role
from accounts.models import Region, User
from accounts.services.sign_in import account_of
from employers.services.officers import end
from tests.accounts import people

# What an answer means, whatever the page: 302 to the sign-in is a closed door, 405 is an open one.
OPEN, CLOSED = "open", "closed"


def everybody(region: Region | None = None) -> dict[str, User | None]:
    """Return one of each kind: the public, an applicant, an expert, officers of employers, one of every office."""
    region = region or people.make_region()
    employer = people.make_employer("甲单位", region)
    ended = people.make_officer(employer, "某离职")
    row = ended.employer_offices.get()
    expert, officer = people.make_person("某专家"), people.make_officer(employer)
    expert.is_expert = True
    expert.save()
    end(row, Actor(Role.EMPLOYER, officer))
    cast: dict[str, User | None] = {"public": None, "applicant": people.make_person(), "expert": expert}
    cast |= {"officer": officer, "ended_officer": ended, "unregistered": account_of(people.legal("乙单位"))}
    for kind in AgencyKind:
        cast[kind.value] = people.make_office_user(people.make_agency(kind, region))
    elsewhere = people.make_region("330100", "杭州市", AdminLevel.CITY)
    cast["hr_elsewhere"] = people.make_office_user(people.make_agency(AgencyKind.HR_BUREAU, elsewhere))
    return cast


def answers(cast: dict[str, User | None], name: str, *args: object, method: str = "get") -> set[str]:
    """Return who may open a page."""
    return {who for who, user in cast.items() if _answer(user, reverse(name, args=args), method) == OPEN}


def _answer(user: User | None, address: str, method: str) -> str:
    client = Client()
    if user:
        people.sign_in(client, user, "expert:" if user.is_expert else None)
    answer = getattr(client, method)(address)
    sent_away = answer.status_code == 302 and answer.url.startswith(reverse("sign_in") + "?next=")
    return CLOSED if sent_away or answer.status_code in (403, 404) else OPEN
