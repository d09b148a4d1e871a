"""The employers of the season: registered, examined and bound as any other."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from accounts.actor import Actor
from accounts.enums import AccountKind, Role
from accounts.identity import GovAssertion, LegalPerson
from accounts.models import Region
from accounts.services.sign_in import account_of
from accounts.steps.base import perform
from employers.enums import EmployerKind, OfficerDuty, PostLevel, SelfFilingKind
from employers.models import Employer, PostTable
from employers.selectors.posts import table_of
from employers.services.officers import invite
from employers.services.post_tables import fingerprint
from employers.services.post_tables import save_draft as save_posts
from employers.services.registration import save_draft
from employers.services.self_filings import Filed, save_filing
from employers.steps.approve_registration import approve_registration
from employers.steps.confirm_post_table import confirm_post_table
from employers.steps.return_registration import return_registration
from employers.steps.revise_post_table import revise_post_table
from employers.steps.settle_self_appointing import settle_self_appointing
from employers.steps.submit_post_table import submit_post_table
from employers.steps.submit_registration import submit_registration
from employers.steps.submit_self_filing import submit_self_filing
from reviews.demo.cast import Person, cast, chance, code_of
from reviews.demo.sheets import sheet
from reviews.services.post_people import take_from_cases
from zcps import clock

Bureau = Callable[[str], Actor]
# Approved, filled and opened posts of a public institution at each level.
_POSTS = {
    PostLevel.SENIOR: (1, 1, 0),
    PostLevel.ASSOCIATE_SENIOR: (4, 3, 0),
    PostLevel.INTERMEDIATE: (12, 4, 6),
    PostLevel.ASSISTANT: (16, 5, 8),
    PostLevel.TECHNICIAN: (6, 2, 3),
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
    """Write the post table of a public institution, with everybody who has filed, and have it confirmed."""
    assert employer.region is not None  # noqa: S101 - it is bound
    table = table_of(employer, year)
    if table is not None and table.is_confirmed:
        perform(revise_post_table, table, by)
    take_from_cases(employer, year)
    table = table_of(employer, year)
    save_posts(employer, year, _figures(table, _representative(f"{employer.name}岗位")))
    table = perform(submit_post_table, PostTable.objects.get(employer=employer, year=year), by)
    perform(confirm_post_table, table, bureau(employer.region.code), seen=fingerprint(table))


def _figures(table: PostTable | None, responsible: str) -> dict[str, Any]:
    """Return the whole form for the people who are on the list."""
    listed = Counter(table.people.values_list("level", flat=True)) if table else Counter()
    found: dict[str, Any] = {
        "announced_on": clock.today(),
        "responsible": responsible,
        "pledged": True,
    }
    for level, (approved, filled, opened) in _POSTS.items():
        told = {"approved": approved, "filled": filled, "vacancy": approved - filled, "opened": opened}
        told |= {"for_review": listed[level], "used_after": filled + listed[level]}
        found |= {f"{level}-{name}": value for name, value in told.items()}
    return found


def appoint_itself(employer: Employer, year: int, by: Actor, bureau: Bureau) -> None:
    """Have the bureau settle that an institution appoints its own researchers; it files its scheme of the year."""
    assert employer.region is not None  # noqa: S101 - it is bound
    assert by.user is not None  # noqa: S101 - officers are accounts
    examiner = bureau(employer.region.code)
    told = {"document_number": f"衢人社函〔{year}〕3号", "series": ["自然科学研究"], "dues": {"scheme": "06-30"}}
    perform(settle_self_appointing, employer, examiner, **told)
    scheme = sheet("当年评聘方案", (f"单位：{employer.name}", f"年度：{year}", "拟评聘中级 2 人。"), as_pdf=True)
    filing = save_filing(employer, SelfFilingKind.SCHEME, year, Filed({"intermediate": 2}, "", scheme), by.user)
    perform(submit_self_filing, filing, by)


def add_officer(employer: Employer, person: Person, by: Actor) -> Actor:
    """Invite a second officer, who signs in and may act at once."""
    second = officer(employer.name, person)
    invite(employer, person.name, person.id_number, OfficerDuty.HANDLER, by)
    return second
