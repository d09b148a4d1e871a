"""People, officers and offices for tests, and a short way in for each.

make_person("某甲") → applicant; make_officer(employer) → bound officer; make_office_user(agency) → its officer;
sign_in(client, user, hat) → the client has a session as that user, wearing that hat.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Mapping

from django.test import Client

from accounts.actor import Actor
from accounts.demo_identity import STATE, issue_ticket
from accounts.enums import AccountKind, AdminLevel, AgencyKind
from accounts.guardian import grant
from accounts.identity import GovAssertion, LegalPerson
from accounts.models import Agency, AgencyOfficer, Region, User
from accounts.services.proof import PROVEN
from accounts.services.sign_in import HAT, account_of
from employers.enums import EmployerKind, EmployerStage
from employers.models import Employer, EmployerOfficer
from law.identity import make_idcard, make_uscc
from zcps import clock

_count = itertools.count(1)
# A district that was never given out, so that no number belongs to anybody.
NOWHERE = "330899"
PASSWORD = "correct-horse-battery"


def id_number(born: dt.date = dt.date(1980, 3, 7)) -> str:
    """Return a valid number that belongs to nobody, another one each time."""
    days, seq = divmod(next(_count), 1000)
    return make_idcard(NOWHERE, born + dt.timedelta(days=days), seq)


def uscc() -> str:
    """Return a valid code that belongs to nobody."""
    return make_uscc(f"91{NOWHERE}MA{next(_count):07}")


def personal(name: str = "某甲", **fields) -> GovAssertion:
    return GovAssertion(
        **{"kind": AccountKind.PERSONAL, "name": name, "id_number": id_number(), "assurance": 3, **fields}
    )


def legal(legal_name: str = "衢州市某单位", code: str = "", **fields) -> GovAssertion:
    legal_person = LegalPerson(code or uscc(), legal_name, "某法人")
    return GovAssertion(
        **{
            "kind": AccountKind.LEGAL_PERSON,
            "name": "某经办",
            "id_number": id_number(),
            "assurance": 3,
            "legal_person": legal_person,
            **fields,
        }
    )


def make_person(name: str = "某甲", **fields) -> User:
    return account_of(personal(name, **fields))


def make_region(code: str = "330802", name: str = "柯城区", level: AdminLevel = AdminLevel.COUNTY) -> Region:
    return Region.objects.get_or_create(code=code, defaults={"name": name, "level": level})[0]


def make_agency(kind: AgencyKind = AgencyKind.HR_BUREAU, region: Region | None = None, name: str = "") -> Agency:
    region = region or make_region()
    name = name or f"{region.name}{AgencyKind(kind).label}"
    return Agency.objects.get_or_create(name=name, defaults={"kind": kind, "level": region.level, "region": region})[0]


def make_employer(name: str = "衢州市某单位", region: Region | None = None, **fields) -> Employer:
    return Employer.objects.create(
        **{
            "uscc": uscc(),
            "name": name,
            "kind": EmployerKind.ENTERPRISE,
            "region": region or make_region(),
            "legal_representative": "某法人",
            "stage": EmployerStage.BOUND,
            "bound_at": clock.now(),
            **fields,
        }
    )


def make_officer(employer: Employer, name: str = "某经办") -> User:
    user = account_of(legal(employer.name, employer.uscc, name=name))
    grant(user, "act_for_employer", employer)
    EmployerOfficer.objects.create(
        employer=employer, user=user, name=name, id_index=user.id_index, started_on=clock.today()
    )
    return user


def make_office_user(agency: Agency, name: str = "某干部") -> User:
    number = id_number()
    user = User.objects.create_user(f"office{next(_count)}", name, AccountKind.OFFICE, PASSWORD, id_number=number)
    grant(user, "act_for_agency", agency)
    AgencyOfficer.objects.create(agency=agency, user=user, started_on=clock.today())
    return user


def sign_in(client: Client, user: User, hat: Actor | str | None = None) -> Client:
    """Give the client a session as the user who has just been asked who he is, wearing a hat.

    The hat is an Actor, its key, or the usual one.
    """
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    told: dict[str, object] = {HAT: hat.key if isinstance(hat, Actor) else hat} if hat else {}
    if user.kind != AccountKind.OFFICE:
        told[PROVEN] = clock.machine().timestamp()
    if told:
        session = client.session
        session.update(told)
        session.save()
    return client


def browsers(actors: Mapping[str, Actor | None], names: Iterable[str]) -> dict[str, Client]:
    """Give everybody named a browser in which he is signed in; errors become pages."""
    found = {name: Client(raise_request_exception=False) for name in names}
    for name, client in found.items():
        if actor := actors[name]:
            assert actor.user
            sign_in(client, actor.user, actor)
    return found


def come_back(client: Client, assertion: GovAssertion, **wrong):
    """Return from the government service with a ticket for the assertion."""
    client.post(f"/sign-in/begin/{assertion.kind}/")
    state = client.session[STATE]
    return client.get("/sign-in/return/", {"state": state, "ticket": issue_ticket(assertion, state), **wrong})
