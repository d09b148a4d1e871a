"""A season for tests, built through the acts themselves.

make_plan(code="QZ-2022-GYMS") → the published plan, with all offices; the clock stands at its first day, or at `at`.
office_actor(), bureau_actor(), body_actor(kind, region), officer_actor(employer), applicant_actor(profile) → who acts.
make_applicant(name, employer=…) → a profile that lacks nothing, with verified records that make a bachelor with an
    assistant's title since 2016 eligible for 工艺美术师, and credits of 2019–2022.
make_case(stage="draft"|"ready_to_file"|"employer_review"|…, plan=…, applicant=…) → an application at that stage.
sign(application), file_case(application) → the acts of the person. ANSWERS are the harmless answers to all questions.
"""

import itertools

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.models import Agency, Region
from accounts.services.seed import load_regions_and_agencies
from accounts.steps.base import perform
from applicants.enums import Module
from applicants.models import Profile
from credits.enums import CreditKind, CreditStage
from credits.models import CreditEntry
from employers.models import Employer
from reviews.enums import Stage
from reviews.models import Application, Plan
from reviews.plans import load_plan
from reviews.services.commitments import request_signature
from reviews.services.committees import load_committees, named
from reviews.services.drafts import save_answers, save_fields
from reviews.steps.file import FILE
from reviews.steps.sign import SIGN
from reviews.steps.start import start_application
from tests.accounts import people
from tests.applicants import archives
from tests.conftest import Clock
from zcps import clock

_count = itertools.count(1)
FIRST_DAY = {"QZ-2022-GYMS": "2022-08-22 09:00", "QZ-2021-GYMS": "2021-08-02 09:00"}
COMMITTEE = "衢州市工艺美术初级专业技术职务评审委员会"
COUNTY = "330822"
STATEMENT = "本人从事雕塑雕刻工艺设计与制作，独立完成多件作品。"
ANSWERS = {
    "person.on_post": "true",
    "person.retired": "false",
    "person.retires_before_cutoff": "false",
    "person.civil_servant": "false",
    "person.party_discipline_active": "false",
    "person.case_pending": "false",
    "person.sanction_active": "无",
    "post.won_competition_for_vacancy": "true",
    "post.exception_pending": "false",
    "person.entrust_letter": "true",
    "person.dispatched_and_filed": "false",
    "titles.assistant": "false",
    "tenure.assistant_post": "false",
    "tenure.clerk_post": "false",
    "work.probation_completed": "true",
    "work.traditional_craft": "true",
    "assess.doctor_examined": "true",
}


def load_offices() -> None:
    """Regions, agencies and committees, as at set-up."""
    load_regions_and_agencies()
    load_committees()


def office_actor() -> Actor:
    """An officer of the committee office for arts and crafts."""
    return _agency_actor(named(COMMITTEE).office)


def bureau_actor() -> Actor:
    """An officer of the HR bureau of the city."""
    return _agency_actor(named(COMMITTEE).hr_bureau)


def body_actor(kind: AgencyKind, region: str = COUNTY) -> Actor:
    """An officer of the bureau of a county (or city) by its region's code."""
    return _agency_actor(Agency.objects.get(kind=kind, region__code=region))


def _agency_actor(agency: Agency) -> Actor:
    office = agency.officers.filter(ended_on=None).select_related("user").first()
    user = office.user if office else people.make_office_user(agency, f"某干部{next(_count)}")
    return Actor(agency.role, user, agency)


def officer_actor(employer: Employer) -> Actor:
    """An officer of an employer."""
    return archives.officer_of(employer)


def applicant_actor(profile: Profile) -> Actor:
    """The person."""
    return Actor(Role.APPLICANT, profile.user)


def make_plan(code: str = "QZ-2022-GYMS", at: str = "") -> Plan:
    """The published plan. The clock is moved to its first day of filing, or to `at`."""
    Clock().set(at or FIRST_DAY[code])
    known = Plan.objects.filter(code=code).first()
    if known:
        return known
    load_offices()
    return load_plan(code, office_actor(), bureau_actor())


def make_employer(name: str = "", region: str = COUNTY, **fields) -> Employer:
    """A bound employer with an officer."""
    load_regions_and_agencies()
    name = name or f"某雕刻有限公司{next(_count)}"
    employer = people.make_employer(name, Region.objects.get(code=region), **fields)
    archives.make_hr(employer)
    return employer


def make_applicant(name: str = "某甲", employer: Employer | None = None, *, records: bool = True, **fields) -> Profile:
    """A complete profile; with records and credits unless told otherwise."""
    employer = employer or make_employer()
    profile = archives.make_profile(people.make_person(name), employer, **fields)
    if records:
        archives.make_record(profile, Module.EDUCATION)
        archives.make_record(profile, Module.WORK, title=employer.name)
        for module in (Module.TITLE_HELD, Module.APPOINTMENT, Module.ASSESSMENT, Module.AWARD, Module.PAPER):
            archives.make_record(profile, module)
        archives.verify_all(profile)
        make_credits(profile)
    return profile


def make_credits(profile: Profile, years: range = range(2019, 2023), **hours: int) -> None:
    """Recognised hours for each year: 9 + 9 + 72 unless told otherwise."""
    for year in years:
        for kind in CreditKind:
            usual = 72 if kind == CreditKind.PROFESSIONAL else 9
            CreditEntry.objects.create(
                profile=profile,
                year=year,
                kind=kind,
                title=f"{year}年{kind.label}",
                hours=hours.get(kind, usual),
                stage=CreditStage.RECOGNISED,
                recognised_at=clock.now(),
                created_at=clock.now(),
            )


def make_draft(
    plan: Plan | None = None, profile: Profile | None = None, title: str = "工艺美术师", specialty: str = "雕塑雕刻工艺"
) -> Application:
    """A draft as `start` leaves it."""
    plan = plan or make_plan()
    profile = profile or make_applicant(f"某申报人{next(_count)}")
    wanted = plan.titles.get(name=title)
    application = start_application(plan, profile, applicant_actor(profile), wanted, specialty)
    return fresh(application)


def fill_in(application: Application) -> Application:
    """Statement and answers, so that only the signature is missing."""
    save_fields(application, {"statement": STATEMENT})
    save_answers(fresh(application), ANSWERS)
    return fresh(application)


def sign(application: Application) -> Application:
    """The signature as from the phone."""
    commitment = request_signature(fresh(application))
    user = application.applicant.user
    return perform(
        SIGN,
        application,
        Actor(Role.APPLICANT, user),
        commitment=commitment,
        name=user.name,
        last_four=user.id_number[-4:],
        signature="M1 1L9 9",
        device="测试设备",
        address="127.0.0.1",
    )


def file_case(application: Application) -> Application:
    """Hand it to the employer."""
    return perform(FILE, application, applicant_actor(application.applicant))


def fresh(application: Application) -> Application:
    """The row as it is now."""
    rows = Application.objects.select_related("plan", "applicant__user", "applicant__employer", "title", "snapshot")
    return rows.get(pk=application.pk)


def make_case(
    stage: str = Stage.EMPLOYER_REVIEW, plan: Plan | None = None, applicant: Profile | None = None, **draft
) -> Application:
    """A case at a stage: draft, ready_to_file (signed, not filed) or employer_review."""
    application = make_draft(plan, applicant, **draft)
    if stage == Stage.DRAFT:
        return application
    application = fresh(sign(fill_in(application)))
    if stage == "ready_to_file":
        return application
    application = fresh(file_case(application))
    if stage == Stage.EMPLOYER_REVIEW:
        return application
    raise NotImplementedError(f"tests.reviews.cases does not lead to {stage} yet")
