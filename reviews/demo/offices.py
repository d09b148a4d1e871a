"""The offices of the season and the accounts of those who work there; their passwords and one-time codes are known."""

from base64 import b32encode
from hashlib import sha1

from accounts.actor import CLOCK, Actor
from accounts.enums import AgencyKind
from accounts.models import Agency, Phone, User
from accounts.services import recovery
from accounts.services.enrolment import PHONE
from accounts.services.office_accounts import issue
from reviews.demo.cast import Person
from reviews.services.committees import HR_BUREAU

# Known on purpose: these accounts exist in the demonstration alone.
PASSWORD = "sanqu-demo-2022"  # noqa: S105 - see above
COUNTIES = {
    "330000": "zhejiang",
    "330100": "hangzhou",
    "330800": "quzhou",
    "330802": "kecheng",
    "330803": "qujiang",
    "330822": "changshan",
    "330824": "kaihua",
    "330825": "longyou",
    "330881": "jiangshan",
}
_SHORT = {
    AgencyKind.INDUSTRY_BUREAU: "jx",
    AgencyKind.HR_BUREAU: "rs",
    AgencyKind.COMMITTEE_OFFICE: "pwb",
    AgencyKind.FOUNDING_BODY: "zj",
    AgencyKind.SUPERVISION: "jd",
    AgencyKind.REGISTRAR: "xs",
}
# Only the first of these offices takes part where the committees of other trades have theirs in the same region.
ARTS_OFFICE = "衢州市工艺美术专业技术资格评审委员会办公室"


def agencies_involved() -> list[Agency]:
    """Return every office that acts in the season, the city's first."""
    found = Agency.objects.filter(kind__in=_SHORT, region__code__in=COUNTIES).select_related("region")
    is_other_trade = {AgencyKind.COMMITTEE_OFFICE: ARTS_OFFICE, AgencyKind.HR_BUREAU: HR_BUREAU}
    return [
        agency
        for agency in found.order_by("region__code", "kind", "pk")
        if agency.region.code != "330800" or is_other_trade.get(AgencyKind(agency.kind), agency.name) == agency.name
    ]


def user_name_of(agency: Agency) -> str:
    """Return the user name of the office's first account, such as changshan-jx."""
    return f"{COUNTIES[agency.region.code]}-{_SHORT[AgencyKind(agency.kind)]}"


def secret_of(user_name: str) -> str:
    """Return the base32 key of the account's one-time codes, to be typed into an authenticator."""
    return b32encode(_key(user_name)).decode()


def open_account(agency: Agency, person: Person, *, second: str = "") -> Actor:
    """Give an office an account with the known password and the known key; return who acts with it.

    Args:
        agency: the office.
        person: who works there.
        second: what is put behind the user name of a further account.
    """
    user_name = user_name_of(agency) + second
    officer, _ = issue(agency, user_name, person.name, by=CLOCK, id_number=person.id_number)
    user = officer.user
    user.set_password(PASSWORD)
    user.email = f"{user_name}@example.com"
    user.save()
    Phone.objects.create(user=user, name=PHONE, secret=_key(user_name).hex(), confirmed=True)
    # As after binding a phone; nobody wrote them down, so a visitor makes new ones at 我的账号.
    recovery.renew(user)
    return Actor(agency.role, user, agency)


def actor_of(agency: Agency) -> Actor:
    """Return who acts for an office that has its account."""
    return Actor(agency.role, User.objects.get(key=user_name_of(agency)), agency)


def _key(user_name: str) -> bytes:
    return sha1(f"zcps-demo:{user_name}".encode(), usedforsecurity=False).digest()
