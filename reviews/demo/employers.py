"""The employers of the season: registered, examined and bound as any other."""

from collections.abc import Callable
from typing import Any

from accounts.actor import Actor
from accounts.enums import AccountKind, Role
from accounts.identity import GovAssertion, LegalPerson
from accounts.models import Region
from accounts.services.sign_in import account_of
from accounts.steps.base import perform
from employers.enums import EmployerKind, OfficerDuty, PostLevel
from employers.models import Employer
from employers.services.officers import invite
from employers.services.post_tables import Posts, confirm, fingerprint, write
from employers.services.registration import save_draft
from employers.steps.approve_registration import approve_registration
from employers.steps.return_registration import return_registration
from employers.steps.submit_registration import submit_registration
from reviews.demo.cast import Person, cast, chance, code_of
from reviews.demo.sheets import sheet

Bureau = Callable[[str], Actor]
# How many posts a public institution has opened this year at each level.
_POSTS = {
    PostLevel.SENIOR: Posts(1, 1, 0),
    PostLevel.ASSOCIATE_SENIOR: Posts(4, 3, 0),
    PostLevel.INTERMEDIATE: Posts(12, 4, 6),
    PostLevel.ASSISTANT: Posts(16, 5, 8),
    PostLevel.TECHNICIAN: Posts(6, 2, 3),
}


def officer(name: str, person: Person) -> Actor:
    """Return the handling officer of a legal person, signed in by the government service."""
    legal = LegalPerson(code_of(name), name, _representative(name))
    said = GovAssertion(AccountKind.LEGAL_PERSON, person.name, person.id_number, 3, person.phone, legal_person=legal)
    user = account_of(said)
    user.email = person.email
    user.save()
    return Actor(Role.EMPLOYER, user)


def _representative(name: str) -> str:
    pick = chance(name)
    return str(pick.choice(cast()["surnames"]) + pick.choice(cast()["given"]["male"]))


def submit(row: dict[str, Any], by: Actor) -> Employer:
    """Fill in and submit a registration with its letter of authorisation."""
    assert by.user is not None  # noqa: S101 - officers are accounts
    name, pick = row["name"], chance(row["name"])
    region = Region.objects.get(code=row["region"])
    lines = (
        f"委托单位：{name}",
        f"受委托人：{by.user.name}",
        "委托事项：办理职称申报管理服务平台",
        "　　　　　各项业务。",
    )
    save_draft(
        by.user,
        {
            "kind": EmployerKind(row["kind"]),
            "region": region,
            "address": f"{_place(region)}{pick.choice(cast()['addresses'])}{pick.randrange(1, 200)}号",
            "phone": f"0570-0{pick.randrange(10**6):06d}",
            "email": by.user.email,
            "authorisation_letter": sheet("授权委托书", lines, as_pdf=True),
        },
    )
    return perform(submit_registration, Employer.objects.get(uscc=by.user.uscc), by)


def _place(region: Region) -> str:
    return (
        region.name if region.parent is None or region.parent.code == "330000" else f"{region.parent.name}{region.name}"
    )


def register(row: dict[str, Any], by: Actor, bureau: Bureau) -> Employer:
    """Take a registration through to its binding; a public institution files its posts as well."""
    examiner = bureau(row["region"])
    return perform(approve_registration, submit(row, by), examiner)


def send_back(row: dict[str, Any], by: Actor, bureau: Bureau) -> Employer:
    """Submit a registration that its bureau returns with its defects."""
    return perform(return_registration, submit(row, by), bureau(row["region"]), defects=cast()["returned_defects"])


def open_posts(employer: Employer, year: int, by: Actor, bureau: Bureau) -> None:
    """Write and confirm the post table of a public institution."""
    assert employer.region is not None  # noqa: S101 - it is bound
    write(employer, year, _POSTS, by)
    table = employer.post_tables.filter(year=year)
    confirm(employer, year, fingerprint(table), bureau(employer.region.code))


def add_officer(employer: Employer, person: Person, by: Actor) -> Actor:
    """Invite a second officer, who signs in and may act at once."""
    second = officer(employer.name, person)
    invite(employer, person.name, person.id_number, OfficerDuty.HANDLER, by)
    return second
