"""One actor of every role, for access tests."""

from accounts.actor import PUBLIC, Actor
from accounts.enums import AgencyKind, Role
from accounts.models import Region
from employers.models import Employer
from tests.accounts.people import make_agency, make_employer, make_office_user, make_person
from tests.applicants.archives import make_hr


def everybody_else(region: Region, employer: Employer) -> list[Actor]:
    """Actors of every role, none of whom is a party: strangers of the same region and kind."""
    stranger, expert = (
        make_person("某乙"),
        make_person(
            "某专家",
        ),
    )
    expert.is_expert = True
    expert.save()
    other = make_employer("别的单位", region=region)
    offices = [(kind, make_agency(kind, region)) for kind in AgencyKind]
    return [
        PUBLIC,
        Actor(Role.APPLICANT, stranger),
        Actor(Role.EXPERT, expert),
        Actor(Role.EMPLOYER, make_hr(other, "某外单位经办")),
        *(Actor(Role(kind), make_office_user(agency), agency) for kind, agency in offices),
    ]
