"""Who may do what with a case, a plan, a meeting. Each rule says whom it lets in, and why."""

import datetime as dt

from django.db.models import Q

from accounts.actor import Actor
from accounts.enums import AdminLevel, Role
from accounts.models import Agency
from credits.permissions import place_of
from employers.permissions import acts_for, sees_version
from reviews.enums import ConflictStage, DocumentKind, FilingStage, ItemStage, MeetingStage, PlanStage, Stage, Verdict
from reviews.models import (
    Application,
    CalendarNotice,
    Certificate,
    CertificateCorrection,
    Committee,
    Complaint,
    Conflict,
    Document,
    Draw,
    DryRun,
    ErrorReport,
    Expert,
    Inspection,
    IntegrityRecord,
    Meeting,
    MeetingItem,
    Membership,
    Objection,
    PanelSeat,
    Plan,
    Publicity,
    ResultFiling,
    Revocation,
    SpotCheck,
    SpotCheckItem,
    TableEdition,
)
from zcps import clock

# From here what a meeting decided can no longer be touched by knowing who was in the pool.
RESULTS_STAND = frozenset({MeetingStage.CLOSED, MeetingStage.REPORTED, MeetingStage.APPROVED, MeetingStage.CANCELLED})
# The offices that examine cases on the way; which of them holds a case is written on the case.
BODIES = frozenset(
    {
        Role.INDUSTRY_BUREAU,
        Role.HR_BUREAU,
        Role.COMPETENT_DEPARTMENT,
        Role.PERSONNEL_AGENCY,
        Role.RECEIVING_POINT,
        Role.COMMITTEE_OFFICE,
    }
)


# Whoever works for an office at all; which of them is meant is asked of each subject.
OFFICES = BODIES | {Role.FOUNDING_BODY}


def owns(actor: Actor, application: Application) -> bool:
    """The applicant, and nobody in his name."""
    return actor.role == Role.APPLICANT and actor.user is not None and application.applicant.user_id == actor.user.pk


def employs(actor: Actor, application: Application) -> bool:
    """An officer of the employer under which the case was filed, also after the person has moved on."""
    return actor.role == Role.EMPLOYER and acts_for(actor, application.employer)


def holds(actor: Actor, application: Application) -> bool:
    """The one who has to act now: the office named as holder; at a joint leg every office that has not signed yet."""
    if actor.role not in BODIES or actor.agency is None or application.holder_id is None:
        return False
    return application.holder_id == actor.agency.pk or _signs_too(actor.agency, application)


def _signs_too(agency: Agency, application: Application) -> bool:
    due = application.sign_offs.filter(agency=agency, opinion=None, ended_at=None)
    return application.stage == Stage.RECOMMENDATION and due.exists()


# While a case is in one of these, its employer has to act and nobody else.
WITH_EMPLOYER = frozenset(
    {Stage.EMPLOYER_REVIEW, Stage.EMPLOYER_PUBLICITY_DUE, Stage.EMPLOYER_PUBLICITY, Stage.EMPLOYER_OPINION_DUE}
)


def has_turn(actor: Actor, application: Application) -> bool:
    """The body whose act comes next: the employer while the case is with it, afterwards the office that holds it."""
    if application.stage in WITH_EMPLOYER:
        return employs(actor, application)
    return holds(actor, application)


def has_examined(actor: Actor, application: Application) -> bool:
    """An office that the case has passed keeps sight of it: it answers for its opinion."""
    return actor.agency is not None and application.opinions.filter(body=actor.agency.name).exists()


def has_recommended(actor: Actor, application: Application) -> bool:
    """The employer or an office whose recommendation of the version in force stands."""
    if actor.role == Role.EMPLOYER:
        body = application.employer.name if employs(actor, application) and application.employer else ""
    else:
        body = actor.agency.name if actor.role in BODIES and actor.agency else ""
    given = application.opinions.filter(
        body=body,
        verdict=Verdict.AGREE,
        voided_at=None,
        stage__in=(Stage.EMPLOYER_OPINION_DUE, Stage.RECOMMENDATION),
        snapshot=application.snapshot,
    )
    return bool(body) and given.exists()


def may_see_plan(actor: Actor, plan: Plan) -> bool:
    """A published plan is the public's (政策公开); one that is being drafted is its office's and its bureau's."""
    is_public = plan.stage in (PlanStage.PUBLISHED, PlanStage.CLOSED)
    return is_public or runs_plan(actor, plan) or supervises_plan(actor, plan)


def runs_plan(actor: Actor, plan: Plan) -> bool:
    """The committee office of the plan."""
    return actor.role == Role.COMMITTEE_OFFICE and actor.agency_id == plan.office_id


def supervises_plan(actor: Actor, plan: Plan) -> bool:
    """The HR bureau that approves the plan, confirms its meetings and approves its results (S3 一)."""
    return actor.role == Role.HR_BUREAU and actor.agency_id == plan.hr_bureau_id


def watches_plan(actor: Actor, plan: Plan) -> bool:
    """The supervision office of one of the plan's committees sees everything but ballots (S3 三(二))."""
    return actor.role == Role.SUPERVISION and plan.titles.filter(committee__supervisor_id=actor.agency_id).exists()


def sits_on(actor: Actor, meeting: Meeting) -> bool:
    """An expert drawn into the panel."""
    return (
        actor.role == Role.EXPERT
        and actor.user is not None
        and meeting.panel.filter(expert__user_id=actor.user.pk).exists()
    )


def reviews_case(actor: Actor, application: Application) -> bool:
    """An expert reads the cases of a meeting he was drawn into, once he has declared his ties, if none forbids it.

    A recusal, or a tie that was confirmed, closes the case to him.
    """
    if actor.role != Role.EXPERT or actor.user is None:
        return False
    me = actor.user.pk
    seats = PanelSeat.objects.filter(expert__user_id=me, declaration__isnull=False)
    tied = Conflict.objects.filter(expert__user_id=me, profile=application.applicant_id, stage=ConflictStage.CONFIRMED)
    items = application.meeting_items.filter(meeting__panel__in=seats).exclude(recusals__seat__expert__user_id=me)
    return items.exists() and not tied.exists()


def may_read_case(actor: Actor, application: Application) -> bool:
    """Whoever files, employs, holds, has examined, runs, supervises or reviews the case; a draft is its author's."""
    if owns(actor, application):
        return True
    if application.filed_at is None:
        return False
    return (
        employs(actor, application)
        or holds(actor, application)
        or has_examined(actor, application)
        or runs_plan(actor, application.plan)
        or supervises_plan(actor, application.plan)
        or watches_plan(actor, application.plan)
        or reviews_case(actor, application)
    )


def may_read_inspection(actor: Actor, inspection: Inspection) -> bool:
    """Offices and the employer: the sheets may show who appraised whom, so neither the applicant nor experts."""
    case = inspection.application
    return actor.role not in {Role.APPLICANT, Role.EXPERT} and may_read_case(actor, case)


def may_sign(actor: Actor, application: Application) -> bool:
    """The applicant signs while the case is being filled in."""
    return owns(actor, application) and application.stage == Stage.DRAFT


def is_shown(publicity: Publicity) -> bool:
    """Names are public while the period runs, and as long after its end as the plan has them stay (Q26)."""
    runs = publicity.closed_at is None and publicity.is_provisional
    return runs or clock.now() < publicity.earliest_close + dt.timedelta(days=publicity.shown_days)


def names_are_shown(filing: ResultFiling) -> bool:
    """Names of a publication stay as long as the plan says, or without end."""
    days = filing.meeting.plan.result_shown_days
    if not filing.approved_at or not filing.publication_number:
        return False
    return not days or clock.now() < filing.approved_at + dt.timedelta(days=days)


def may_open_publicity(_: Actor, publicity: Publicity) -> bool:
    """Anybody: that there was a publicity is public for ever. Whom its page names is decided by rows_for()."""
    return publicity.pk is not None


def may_resolve(actor: Actor, objection: Objection) -> bool:
    """An objection goes to the one who published: the employer, or the office."""
    return publishes(actor, objection.publicity)


def publishes(actor: Actor, publicity: Publicity) -> bool:
    """The employer, or the office, that has published."""
    if publicity.employer_id is not None:
        return actor.role == Role.EMPLOYER and acts_for(actor, publicity.employer)
    return publicity.agency_id is not None and actor.agency_id == publicity.agency_id


def oversees_publicity(actor: Actor, publicity: Publicity) -> bool:
    """Whoever published, runs, supervises or watches it reads its record with every row, for ever."""
    plan = publicity.plan
    parties = runs_plan(actor, plan) or supervises_plan(actor, plan) or watches_plan(actor, plan)
    return publishes(actor, publicity) or parties


def stands_in(actor: Actor, publicity: Publicity) -> bool:
    """A person who was shown in it: he reads the record with his own row alone."""
    if actor.role != Role.APPLICANT or actor.user is None:
        return False
    return publicity.entries.filter(application__applicant__user_id=actor.user.pk).exists()


def may_read_record(actor: Actor, publicity: Publicity) -> bool:
    """What was shown, when and for how long: the parties, and whoever stood in it."""
    return oversees_publicity(actor, publicity) or stands_in(actor, publicity)


def may_look_into(actor: Actor, objection: Objection) -> bool:
    """The body that decides on it; whoever supervises or watches the plan reads it without who raised it."""
    plan = objection.publicity.plan
    return may_resolve(actor, objection) or supervises_plan(actor, plan) or watches_plan(actor, plan)


def may_read_confirmation(actor: Actor, publicity: Publicity) -> bool:
    """The parties, and the offices to which the cases in it go on: the sheet goes with their papers."""
    if oversees_publicity(actor, publicity):
        return True
    if actor.role not in BODIES:
        return False
    cases = Application.objects.filter(publicity_entries__publicity=publicity)
    here = cases.filter(holder=actor.agency) | cases.filter(opinions__body=actor.agency.name if actor.agency else "")
    return here.exists()


# The form can be printed from the moment of qualification (S0 一(一)4), and stays available afterwards.
_NOT_YET_QUALIFIED = frozenset(
    {
        Stage.DRAFT,
        Stage.EMPLOYER_REVIEW,
        Stage.EMPLOYER_PUBLICITY_DUE,
        Stage.EMPLOYER_PUBLICITY,
        Stage.EMPLOYER_OPINION_DUE,
        Stage.RECOMMENDATION,
        Stage.QUALIFICATION,
        Stage.NOT_RECOMMENDED,
        Stage.NOT_ACCEPTED,
        Stage.WITHDRAWN,
        Stage.LAPSED,
    }
)


def may_print_review_form(actor: Actor, application: Application) -> bool:
    """The applicant, his employer and the offices, once the case is qualified; experts read on the screen."""
    return (
        application.stage not in _NOT_YET_QUALIFIED and actor.role != Role.EXPERT and may_read_case(actor, application)
    )


def exports_credit(actor: Actor) -> bool:
    """The HR bureau of a city or of the province hands records to the credit platforms (R318); no county does."""
    return actor.role == Role.HR_BUREAU and actor.agency is not None and actor.agency.level != AdminLevel.COUNTY


def settles_integrity(actor: Actor, record: IntegrityRecord) -> bool:
    """The HR bureau of the person's place, or one above it."""
    if actor.role != Role.HR_BUREAU or actor.agency is None:
        return False
    here = place_of(record.profile)
    while here is not None:
        if here.pk == actor.agency.region_id:
            return True
        here = here.parent
    return False


def _may_read_results(actor: Actor, document: Document, filing: ResultFiling) -> bool:
    """What was announced is everybody's while its names are shown."""
    is_public = document.kind == DocumentKind.PUBLICATION and names_are_shown(filing)
    return is_public or may_see_filing(actor, filing)


def _may_read_of_case(actor: Actor, document: Document, case: Application) -> bool:
    if document.kind not in {DocumentKind.CERTIFICATE, DocumentKind.PROOF}:
        return actor.role != Role.EXPERT and may_read_case(actor, case)
    found = case.certificate
    return found is not None and may_see_certificate(actor, found)


def may_read_document(actor: Actor, document: Document) -> bool:
    """A publicity notice while it is public; a certificate for who may see it; others for who reads the case.

    A post table carries whole ID numbers: its institution and the offices before which it lay.
    """
    if document.kind == DocumentKind.PUBLICITY_NOTICE and document.publicity is not None:
        return is_shown(document.publicity) or oversees_publicity(actor, document.publicity)
    if document.kind == DocumentKind.PUBLICITY_CONFIRMATION:
        return document.publicity is not None and may_read_confirmation(actor, document.publicity)
    if document.post_table is not None:
        return sees_version(actor, document.post_table)
    if document.filing is not None:
        return _may_read_results(actor, document, document.filing)
    if document.application is not None:
        return _may_read_of_case(actor, document, document.application)
    plan = document.meeting.plan if document.meeting else None
    return plan is not None and (runs_plan(actor, plan) or supervises_plan(actor, plan) or watches_plan(actor, plan))


def is_committee_office(actor: Actor) -> bool:
    """Somebody of a committee office."""
    return actor.role == Role.COMMITTEE_OFFICE


def prepares_plan(actor: Actor, plan: Plan) -> bool:
    """The office that draws the plan up and publishes it, and the bureau that approves it (S3 一(一))."""
    return runs_plan(actor, plan) or supervises_plan(actor, plan)


def edits_plan(actor: Actor, plan: Plan) -> bool:
    """The office writes its plan while that is a draft; afterwards it stands as it was reported (S3 一(一))."""
    return runs_plan(actor, plan) and plan.stage == PlanStage.DRAFT


def writes_rules(actor: Actor, plan: Plan) -> bool:
    """The office writes the rules of its plan while that is a draft; afterwards they stand as they were approved."""
    return runs_plan(actor, plan) and plan.stage == PlanStage.DRAFT


def made_dry_run(actor: Actor, run: DryRun) -> bool:
    """Whoever prepares the plan whose rules were tried."""
    return prepares_plan(actor, run.plan)


def meets(actor: Actor) -> bool:
    """Whoever has to do with review meetings at all; which ones, is asked of each meeting."""
    return actor.role in {Role.COMMITTEE_OFFICE, Role.HR_BUREAU, Role.SUPERVISION, Role.FOUNDING_BODY, Role.EXPERT}


def runs_meeting(actor: Actor, meeting: Meeting) -> bool:
    """The committee office whose plan the meeting serves."""
    return runs_plan(actor, meeting.plan)


def oversees_meeting(actor: Actor, meeting: Meeting) -> bool:
    """The supervision office of the committee; the HR bureau where the committee has none (S3 三(二))."""
    if meeting.committee.supervisor_id is None:
        return supervises_plan(actor, meeting.plan)
    return actor.role == Role.SUPERVISION and actor.agency_id == meeting.committee.supervisor_id


def chairs(actor: Actor, meeting: Meeting) -> bool:
    """The expert who was named chair of this very panel."""
    return (
        actor.role == Role.EXPERT
        and actor.user is not None
        and meeting.panel.filter(expert__user_id=actor.user.pk, is_chair=True).exists()
    )


def may_see_meeting(actor: Actor, meeting: Meeting) -> bool:
    """Its office, its bureau, its supervisors, its founding body, the experts drawn into it; no other expert."""
    return (
        runs_meeting(actor, meeting)
        or supervises_plan(actor, meeting.plan)
        or oversees_meeting(actor, meeting)
        or founded_committee(actor, meeting)
        or copublishes(actor, meeting)
        or sits_on(actor, meeting)
    )


def founded_committee(actor: Actor, meeting: Meeting) -> bool:
    """The body that founded the committee seals its results and may revoke a title (S0 三(二))."""
    return actor.role in OFFICES and actor.agency_id == meeting.committee.founding_body_id


def copublishes(actor: Actor, meeting: Meeting) -> bool:
    """The office that announces results together with the HR bureau, where the plan names one (S1 四(五))."""
    return actor.agency_id is not None and actor.agency_id == meeting.plan.co_publisher_id


def acts_on_meeting(actor: Actor, meeting: Meeting) -> bool:
    """Whoever may have something to do with a meeting; which act is whose, the act itself says."""
    return (
        runs_meeting(actor, meeting)
        or supervises_plan(actor, meeting.plan)
        or founded_committee(actor, meeting)
        or copublishes(actor, meeting)
        or sits_on(actor, meeting)
    )


def may_see_filing(actor: Actor, filing: ResultFiling) -> bool:
    """Its office, its bureau, the founding body, the second publisher, the supervisors; no expert."""
    return actor.role != Role.EXPERT and may_see_meeting(actor, filing.meeting)


def may_open_publication(_: Actor, filing: ResultFiling) -> bool:
    """Anybody, once it is announced; a plan that announces nothing has no such page (S1 四(五))."""
    return filing.stage == FilingStage.APPROVED and bool(filing.publication_number)


def votes_on(actor: Actor, item: MeetingItem) -> bool:
    """An expert of the panel; whether he was present and is not recused is asked when he votes."""
    return sits_on(actor, item.meeting)


def reads_dossier(actor: Actor, item: MeetingItem) -> bool:
    """An expert of this panel who may read the case: he has declared his ties and is not recused."""
    return sits_on(actor, item.meeting) and reviews_case(actor, item.application)


def sees_opinions(actor: Actor, item: MeetingItem) -> bool:
    """The panel from the discussion on; office, bureau and supervision once the vote is closed. Nobody is named."""
    if reads_dossier(actor, item):
        return item.discussed_at is not None
    return item.stage == ItemStage.CLOSED and may_see_draw(actor, item.meeting)


def chairs_item(actor: Actor, item: MeetingItem) -> bool:
    """The chair of the meeting on whose agenda the case stands, or his deputy; whose turn it is, the act asks."""
    return presides_in(actor, item.meeting)


def presides_in(actor: Actor, meeting: Meeting) -> bool:
    """The chair, and the deputy who stands in for him (人社部令第40号: 主任或副主任委员主持)."""
    return (
        actor.role == Role.EXPERT
        and actor.user is not None
        and meeting.panel.filter(Q(is_chair=True) | Q(is_deputy=True), expert__user_id=actor.user.pk).exists()
    )


def conducts(actor: Actor, meeting: Meeting) -> bool:
    """Whoever presides, and the office that assists and puts the wall display up."""
    return presides_in(actor, meeting) or runs_meeting(actor, meeting)


def conducts_item(actor: Actor, item: MeetingItem) -> bool:
    """The same, for one item of the agenda."""
    return conducts(actor, item.meeting)


def reads_minutes(actor: Actor, meeting: Meeting) -> bool:
    """Office, bureau and supervision, and the experts who sign them."""
    return (
        runs_meeting(actor, meeting)
        or supervises_plan(actor, meeting.plan)
        or oversees_meeting(actor, meeting)
        or sits_on(actor, meeting)
    )


def takes_minutes(actor: Actor, meeting: Meeting) -> bool:
    """Whoever may carry the signed file away: office, bureau, supervision; an expert reads it here."""
    return reads_minutes(actor, meeting) and actor.role != Role.EXPERT


def may_see_certificate(actor: Actor, certificate: Certificate) -> bool:
    """Its holder, the office and the bureau of its plan, and the body that founded the committee. Others verify it."""
    application = certificate.application
    return (
        owns(actor, application)
        or runs_plan(actor, application.plan)
        or supervises_plan(actor, application.plan)
        or founded_committee_of(actor, application)
    )


def owns_certificate(actor: Actor, certificate: Certificate) -> bool:
    """Its holder alone."""
    return owns(actor, certificate.application)


def may_read_defence(actor: Actor, revocation: Revocation) -> bool:
    """The holder, the bureau and the founding body, which decide."""
    case = revocation.application
    return owns(actor, case) or supervises_plan(actor, case.plan) or founded_committee_of(actor, case)


def may_ask_correction(actor: Actor, certificate: Certificate) -> bool:
    """Its holder, and the office that found it to be wrong."""
    return owns(actor, certificate.application) or runs_plan(actor, certificate.application.plan)


def may_see_correction(actor: Actor, correction: CertificateCorrection) -> bool:
    """The holder, the office and the bureau; they read the evidence, and of a new ID number only what is shown."""
    plan = correction.certificate.application.plan
    asks = may_ask_correction(actor, correction.certificate)
    return asks or supervises_plan(actor, plan)


def answers_complaint(actor: Actor, complaint: Complaint) -> bool:
    """The body above the one that decided."""
    return actor.role == Role.HR_BUREAU and actor.agency_id == complaint.agency_id


def may_see_complaint(actor: Actor, complaint: Complaint) -> bool:
    """Who complained, who answers, and the office and the bureau of the plan, whose decision it may be."""
    plan = complaint.application.plan
    return (
        answers_complaint(actor, complaint)
        or owns(actor, complaint.application)
        or runs_plan(actor, plan)
        or supervises_plan(actor, plan)
    )


def answers_report(actor: Actor, report: ErrorReport) -> bool:
    """The HR bureau to which somebody reported; it alone reads how he can be reached."""
    return actor.role == Role.HR_BUREAU and actor.agency_id == report.agency_id


def may_issue_certificate(actor: Actor, application: Application) -> bool:
    """The HR bureau of the plan, where a certificate is missing; whether there is a title at all, the act says."""
    return application.filed_at is not None and supervises_plan(actor, application.plan)


def may_revoke(actor: Actor, certificate: Certificate) -> bool:
    """The bureau of the plan, or the founding body of the committee (S0 三(二))."""
    return supervises_plan(actor, certificate.application.plan) or founded_committee_of(actor, certificate.application)


def founded_committee_of(actor: Actor, application: Application) -> bool:
    """The founding body of the committee that awarded the title; it may revoke it (S0 三(二))."""
    return (
        actor.agency_id is not None
        and application.title is not None
        and application.title.committee.founding_body_id == actor.agency_id
    )


def may_see_draw(actor: Actor, meeting: Meeting) -> bool:
    """Those who operate, oversee and supervise the draw; the drawn learn only that they were drawn."""
    return (
        runs_meeting(actor, meeting)
        or supervises_plan(actor, meeting.plan)
        or oversees_meeting(actor, meeting)
        or observes_draw(actor, meeting)
    )


def was_in_pool(actor: Actor, draw: Draw) -> bool:
    """An expert whose record was frozen for a draw gets his own leaf, once the bundle is public."""
    if actor.role != Role.EXPERT or actor.user is None or not hasattr(actor.user, "expert"):
        return False
    is_over = draw.drawn_at is not None and draw.meeting.stage in RESULTS_STAND
    return is_over and actor.user.expert.pk in draw.labels.values()


def observes_draw(actor: Actor, meeting: Meeting) -> bool:
    """The third party of the draw: the HR bureau or the founding body, as the office named it with the meeting."""
    return meeting.observer_id is not None and actor.agency_id == meeting.observer_id


def is_in_room(actor: Actor, meeting: Meeting) -> bool:
    """The panel, and the office that assists it. Bureau and supervisors see the outcome, not the vote as it goes."""
    return runs_meeting(actor, meeting) or sits_on(actor, meeting)


def keeps_expert(actor: Actor, expert: Expert) -> bool:
    """An office looks after those who are in the pools of its own committees, or proposed for them."""
    return is_committee_office(actor) and expert.memberships.filter(committee__office=actor.agency_id).exists()


def keeps_tables(actor: Actor) -> bool:
    """The HR bureau of a city keeps the tables of its notices up to date (S4 annexes 1, 3 and 4: 动态调整)."""
    return actor.role == Role.HR_BUREAU and actor.agency is not None and actor.agency.level == AdminLevel.CITY


# Notices of the State Council hold for the whole province: the bureaus of cities and of the province type them in.
KEEPING = (AdminLevel.CITY, AdminLevel.PROVINCE)


def keeps_calendar(actor: Actor) -> bool:
    """The HR bureau of a city or of the province types the notices on holidays in, and approves what others typed."""
    return actor.role == Role.HR_BUREAU and actor.agency is not None and actor.agency.level in KEEPING


def reads_calendar_notice(actor: Actor, _: CalendarNotice) -> bool:
    """Every HR bureau sees what is being typed in: it names no person."""
    return actor.role == Role.HR_BUREAU


def watches_platform(actor: Actor) -> bool:
    """HR bureaus and supervision see whether the clock, the outbox and the journal are in order."""
    return actor.role in {Role.HR_BUREAU, Role.SUPERVISION}


def keeps_table(actor: Actor, edition: TableEdition) -> bool:
    """The very bureau whose table it is; its drafts are nobody else's."""
    return keeps_tables(actor) and actor.agency_id == edition.keeper_id


def keeps_committees(actor: Actor) -> bool:
    """An HR bureau registers committees and their terms, and gives their offices accounts (S3 一)."""
    return actor.role == Role.HR_BUREAU


def keeps_committee(actor: Actor, committee: Committee) -> bool:
    """The bureau with which this very committee is registered."""
    return keeps_committees(actor) and actor.agency_id == committee.hr_bureau_id


def sees_pools(actor: Actor) -> bool:
    """The office that keeps a pool, the bureau that admits to it, the supervision office that reads it (S3 三(四))."""
    return actor.role in {Role.COMMITTEE_OFFICE, Role.HR_BUREAU, Role.SUPERVISION}


def keeps_pools(actor: Actor) -> bool:
    """The office proposes, the bureau may decide; the supervision office only reads."""
    return actor.role in {Role.COMMITTEE_OFFICE, Role.HR_BUREAU}


def handles_membership(actor: Actor, membership: Membership) -> bool:
    """The office of this very committee, and the HR bureau with which it is registered."""
    committee = membership.committee
    if actor.role == Role.COMMITTEE_OFFICE:
        return actor.agency_id == committee.office_id
    return actor.role == Role.HR_BUREAU and actor.agency_id == committee.hr_bureau_id


def sees_expert(actor: Actor, expert: Expert) -> bool:
    """Whoever keeps, confirms or oversees one of the pools the person is in, was in, or is proposed for."""
    if not sees_pools(actor) or actor.agency_id is None:
        return False
    mine = {
        Role.COMMITTEE_OFFICE: "committee__office",
        Role.HR_BUREAU: "committee__hr_bureau",
        Role.SUPERVISION: "committee__supervisor",
    }[actor.role]
    return expert.memberships.filter(**{mine: actor.agency_id}).exists()


def is_expert(actor: Actor) -> bool:
    """Somebody of an expert pool, in that capacity."""
    return actor.role == Role.EXPERT and actor.user is not None


def handles_conflict(actor: Actor, conflict: Conflict) -> bool:
    """The office of the committee under which a tie was found, and the HR bureau with which that is registered."""
    committee = conflict.committee
    if actor.role == Role.COMMITTEE_OFFICE:
        return actor.agency_id == committee.office_id
    return actor.role == Role.HR_BUREAU and actor.agency_id == committee.hr_bureau_id


def sees_conflict(actor: Actor, conflict: Conflict) -> bool:
    """Whoever handles it, and the supervision office: an exclusion nobody can look at could choose a panel."""
    watches = actor.role == Role.SUPERVISION and actor.agency_id == conflict.committee.supervisor_id
    return watches or handles_conflict(actor, conflict)


def oversees(actor: Actor) -> bool:
    """Who watches over reviews at all: supervision offices and HR bureaus (S3 三(二)); which, is asked of each plan."""
    return actor.role in {Role.SUPERVISION, Role.HR_BUREAU}


def oversees_plan(actor: Actor, plan: Plan) -> bool:
    """The supervision office of one of its committees, or the bureau that approved the plan (S3 三(二))."""
    is_public = plan.stage in (PlanStage.PUBLISHED, PlanStage.CLOSED)
    return is_public and (supervises_plan(actor, plan) or watches_plan(actor, plan))


def reads_statistics(actor: Actor, plan: Plan) -> bool:
    """Whoever oversees the plan, and its own office."""
    return oversees_plan(actor, plan) or (runs_plan(actor, plan) and plan.published_at is not None)


def makes_check(actor: Actor, check: SpotCheck) -> bool:
    """The office that drew it."""
    return actor.role in {Role.SUPERVISION, Role.HR_BUREAU} and actor.agency_id == check.agency_id


def sees_check(actor: Actor, check: SpotCheck) -> bool:
    """The office that drew it, the others that oversee the plan, and the office that is checked."""
    return makes_check(actor, check) or oversees_plan(actor, check.plan) or runs_plan(actor, check.plan)


def makes_finding(actor: Actor, item: SpotCheckItem) -> bool:
    """The office that drew the check."""
    return makes_check(actor, item.spot_check)


def answers_finding(actor: Actor, item: SpotCheckItem) -> bool:
    """The office of the plan puts right what was found."""
    return runs_plan(actor, item.spot_check.plan)
