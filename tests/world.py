"""A small world in which everything exists that could leak, and everybody who might look; built through the acts.

Two employers, six cases: `won` (announced, with certificate and papers), `voted` (its vote is open), `shown` (in the
pre-review publicity, with an objection), `held` (before the county's industry bureau), `mending` (sent back by it), and
`draft`, which was never filed; all of the first employer.
"""

from dataclasses import dataclass, field
from typing import Any

from accounts.actor import Actor
from accounts.enums import AgencyKind, Role
from accounts.models import Agency, Notice, SignIn, StoredFile, User
from accounts.services import jobs
from accounts.services.anchors import anchor
from accounts.services.files import keep
from accounts.services.partners import propose as propose_partner
from accounts.services.seed import load_regions_and_agencies
from accounts.steps.base import perform
from applicants.enums import Module
from applicants.models import AccountMerge, ArchiveRecord, PersonChange, Profile
from applicants.steps.submit_record import submit_record
from credits.services.imports import hand_in
from employers.models import Employer, SelfFiling
from employers.services.post_tables import Listed, add_people
from law.calendar import CalendarDay
from law.calendar import CalendarNotice as Content
from reviews.demo import acts, archives, employers, meetings
from reviews.demo.careers import INTERMEDIATE
from reviews.demo.cast import cast, people
from reviews.demo.offices import actor_of
from reviews.demo.season import Season, at, bureau_of, open_offices
from reviews.demo.sheets import sheet
from reviews.enums import CheckKind, CredentialKind, FilingStage, PlanKind, PlanStage, PublicityKind, TableKind
from reviews.models import (
    Allowance,
    Application,
    CalendarNotice,
    Certificate,
    CertificateCorrection,
    CommonQuestion,
    Document,
    DryRun,
    EntrustedReply,
    Entrustment,
    Objection,
    Plan,
    Publicity,
    ResultFiling,
    SpotCheckItem,
)
from reviews.rulebooks import as_text, data_of
from reviews.services.calendar_notices import begin as begin_calendar
from reviews.services.certificates import content_of
from reviews.services.demo_clock import go_to
from reviews.services.dry_runs import start_run
from reviews.services.error_reports import receive
from reviews.services.inquiries import receive as ask
from reviews.services.rulebook_edit import shifted_rules
from reviews.services.tables import begin
from reviews.steps.ask_correction import ASK_CORRECTION
from reviews.steps.name_chair import NAME_CHAIR
from reviews.steps.open_spot_check import OPEN_SPOT_CHECK
from reviews.steps.record_finding import RECORD_FINDING
from tests.accounts.people import id_number, make_office_user
from tests.accounts.work import make_job
from tests.credits.tables import TRAINING, upload
from tests.reviews.api.asking import terms
from zcps import clock

CASES = ("won", "voted", "shown", "held", "mending", "draft")


@dataclass
class World:
    """Who is there, and the subjects of the addresses by the name of their place in them."""

    actors: dict[str, Actor | None] = field(default_factory=dict)
    cases: dict[str, Application] = field(default_factory=dict)
    found: dict[str, Any] = field(default_factory=dict)


def build() -> World:
    """Build it. The clock stands at 2022-09-27 09:30 afterwards."""
    clock.move_to(at("2022-08-15 09:00"))
    load_regions_and_agencies()
    season = open_offices(lambda _: None)
    officers = _employers(season)
    season.publish_plan("QZ-2022-GYMS")
    _file(season)
    _review(season)
    world = World(cases={name: acts.fresh(season[name][0]) for name in CASES})
    _papers()
    world.actors = _actors(season, world, officers)
    world.found = _subjects(season, world)
    return world


def _employers(season: Season) -> list[Actor]:
    staff = people("hr")
    # The second is a public institution, so that its posts can be looked at.
    rows = [cast()["employers"][0], cast()["employers"][4]]
    officers = [employers.officer(row["name"], next(staff)) for row in rows]
    own, other = (employers.register(row, by, bureau_of) for row, by in zip(rows, officers, strict=True))
    employers.add_officer(own, next(staff), officers[0])
    listed = next(staff)
    add_people(other, 2022, [Listed(listed.name, listed.id_number, "intermediate")])
    employers.open_posts(other, 2022, officers[1], bureau_of)
    employers.appoint_itself(other, 2022, officers[1], bureau_of)
    season.employers = [own] * len(cast()["employers"])
    waiting = {**cast()["waiting_employer"], "region": rows[1]["region"]}
    employers.submit(waiting, employers.officer(waiting["name"], next(staff)))
    return officers


def _file(season: Season) -> None:
    go_to(at("2022-08-22 09:00"))
    for name in CASES:
        season.prepare(name, INTERMEDIATE)
    season.file("won voted shown held mending")
    acts.approve(season["won voted shown held mending"])
    acts.publish(season["won voted shown held mending"])
    go_to(at("2022-08-30 09:00"))
    acts.give_opinion(season["won voted shown held mending"])


def _review(season: Season) -> None:
    who = season.who
    for _ in range(2):
        acts.recommend(season["won voted shown"])
    acts.qualify(season["won voted shown"])
    acts.show(PublicityKind.PRE_REVIEW, season["won voted"], who.office)
    go_to(at("2022-09-08 09:00"))
    _meeting(season, "won", "2022-09-15 09:00")
    _meeting(season, "voted", "2022-09-27 09:00")
    go_to(at("2022-09-12 09:00"))
    for name in ("won", "voted"):
        season.meetings[name] = meetings.draw(who, season.meetings[name])
    _part_the_panels(season)
    go_to(at("2022-09-15 09:00"))
    held = meetings.convene(season.meetings["won"])
    meetings.vote(held, held.items.all())
    held = meetings.close(held)
    acts.show(PublicityKind.RESULT, season["won"], who.office)
    go_to(at("2022-09-26 09:00"))
    season.meetings["won"] = meetings.announce(who, meetings.report(who, held), "衢人社职〔2022〕31号")
    acts.show(PublicityKind.PRE_REVIEW, season["shown"], who.office)
    acts.object_to(season["shown"][0], 0)
    acts.send_back(season["mending"])
    go_to(at("2022-09-27 09:30"))
    live = season.meetings["voted"] = meetings.convene(season.meetings["voted"])
    meetings.open_and_wait(live, live.items.get(), voted=2)


def _part_the_panels(season: Season) -> None:
    """Chance may draw an expert twice: let somebody preside who sits in the second meeting only."""
    both = set(season.meetings["won"].panel.values_list("expert_id", flat=True))
    alone = [seat for seat in meetings.seats(season.meetings["voted"]) if seat.expert_id not in both]
    if not alone[0].is_chair:
        perform(NAME_CHAIR, season.meetings["voted"], season.who.office, seat=alone[0])


def _meeting(season: Season, name: str, moment: str) -> None:
    assert season.plan
    made = meetings.schedule(season.who, season.plan, f"{name}评审会议", at(moment), season[name])
    made = meetings.confirm(season.who, meetings.submit(season.who, made))
    made = meetings.seal(season.who, made, "2022104", at("2022-09-11 21:30"))
    season.meetings[name] = made


def _papers() -> None:
    """Give every paper a file, as the worker would; what it shows does not matter here."""
    for document in Document.objects.filter(file=None):
        document.file = _stored(document.get_kind_display())
        document.built_at = clock.now()
        document.save()
    Objection.objects.get().files.add(_stored("异议佐证"))


def _stored(name: str) -> StoredFile:
    file = keep(sheet(name, (), as_pdf=True), User.objects.filter(is_expert=True).latest("pk"))
    # What the platform makes has no owner.
    file.owner = None
    file.save()
    return file


def _actors(season: Season, world: World, officers: list[Actor]) -> dict[str, Actor | None]:
    """Everybody who might look, those nearest to the cases first."""
    offices = {
        "ind": ("industry_bureau", "330822"), "hr": ("hr_bureau", "330822"), "ind-else": ("industry_bureau", "330802"),
        "hr-else": ("hr_bureau", "330802"), "ind-city": ("industry_bureau", "330800"),
        "city-hr": ("hr_bureau", "330800"),
    }  # fmt: skip
    twice = set(season.meetings["won"].panel.values_list("expert_id", flat=True))
    live = [seat for seat in meetings.seats(season.meetings["voted"]) if seat.expert_id not in twice]
    seated = [seat.expert_id for name in ("won", "voted") for seat in meetings.seats(season.meetings[name])]
    committee = season["voted"][0].title.committee
    idle = committee.experts.exclude(pk__in=seated).select_related("user").first()
    other_trade = (
        Agency.objects.filter(kind=AgencyKind.COMMITTEE_OFFICE).exclude(pk=season.who.office.agency_id).first()
    )
    return {
        "public": None,
        "owner": acts.applicant(world.cases["won"]),
        "author": acts.applicant(world.cases["mending"]),
        "other": acts.applicant(world.cases["voted"]),
        "officer": officers[0],
        "officer-else": officers[1],
        **{name: _office(kind, region) for name, (kind, region) in offices.items()},
        "office": season.who.office,
        "office-else": _new_account(other_trade),
        "chair": meetings.expert(live[0]),
        "member": meetings.expert(live[-1]),
        "expert": Actor(Role.EXPERT, idle.user),
        "watch": _office("supervision", "330800"),
        "registrar": _office("registrar", "330800"),
        "founder": _office("founding_body", "330800"),
    }


def _office(kind: str, region: str) -> Actor:
    agency = Agency.objects.get(kind=kind, region__code=region)
    return actor_of(agency)


def _new_account(agency: Agency) -> Actor:
    return Actor(agency.role, make_office_user(agency), agency)


def _subjects(season: Season, world: World) -> dict[str, Any]:
    """One subject for each kind of address, by a name."""
    won, profile = world.cases["won"], world.cases["won"].applicant
    own, other = season.employers[0], Employer.objects.get(kind="public_institution")
    record = profile.records.filter(module=Module.AWARD).first() or profile.records.first()
    sent = _unverified(world)
    meeting = season.meetings["won"]
    live = season.meetings["voted"]
    return {
        "own": own, "sheet": other.post_tables.get(), "self_filing": SelfFiling.objects.get(employer=other),
        "record": record, "sent": sent, "meeting": meeting, "live": live,
        "item": live.items.get(), "certificate": won.certificate, "entry": profile.credit_entries.first(),
        "registration": Employer.objects.get(stage="review"), "officer_row": own.officers.order_by("pk").last(),
        "anchor": anchor(),
        "notice": Notice.objects.filter(recipient=profile.user).first(),
        "visit": SignIn.objects.create(user=profile.user, at=clock.now(), way="个人登录"),
        "objection": Objection.objects.get(),
        "expert": live.committee.experts.first(),
        "conflict": live.committee.conflicts.create(
            expert=live.committee.experts.first(), profile=profile, kind="kin", source="computed",
            created_at=clock.now(),
        ),
        "running": Publicity.objects.get(closed_at=None, kind=PublicityKind.PRE_REVIEW),
        "ended": Publicity.objects.filter(closed_at__isnull=False, kind=PublicityKind.EMPLOYER).first(),
        "office_row": season.who.office.agency.officers.get(),
        "defect": world.cases["held"].noted_defects.create(
            officer=_office("industry_bureau", "330822").user, label="述职", text="请补充。", noted_at=clock.now()
        ),
        "commitment": won.commitments.first(),
        "dishonest": profile.integrity_records.create(
            reason="事由", clause="附件2 第八条", starts_on=clock.today(), ends_on=clock.today(), recorded_by="某机构"
        ),
        "table": hand_in(upload([[""] * 7 + ["无"]]), TRAINING, _office("registrar", "330800")),
        # A draft of the city's HR bureau, which nobody else may see.
        "edition": begin(TableKind.ASSESSMENTS, _office("hr_bureau", "330800")),
        "calendar": _calendar_draft(_office("hr_bureau", "330800")),
        "job": make_job(_office("registrar", "330800").user),
        "partner": propose_partner(_office("hr_bureau", "330800"), **terms(name="某平台")),
        "paper": _latest_papers(),
        "lot": _spot_check(meeting.plan),
        "result_filing": season.meetings["won"].filings.get(),
        "determined": _list_of_determined(meeting.plan),
        "complaint": won.complaints.create(
            receipt="FC20220927ABCDEF", decision=1, act="revoke", before="announced", decided_by="某机构",
            agency=won.plan.hr_bureau, text="不服。", filed_at=clock.now(), due_at=clock.now(),
        ),
        "correction": _correction(world.cases["won"], season.who.office),
        "inquiry": ask(won.plan.office, None, topic="other", name="某", email="a@example.com", text="某"),
        "question": _question(won.plan.office),
        "report": receive(won.plan.hr_bureau, won.certificate, number="", name="某", contact="某", text="某"),
        "dry_run": _rules_tried(meeting.plan, season.who.office),
        **_persons(profile.user, world.cases["mending"].applicant.user),
        **_entrusted(season.meetings["won"].filings.get(), profile),
        "recommendation": _recommended(world.cases["shown"]),
    }  # fmt: skip


def _recommended(case: Application) -> Certificate:
    """A letter that recommends somebody to a higher committee."""
    content = content_of(case, clock.today(), "", CredentialKind.RECOMMENDATION)
    return case.certificates.create(
        kind=CredentialKind.RECOMMENDATION, number="TJ3308202220000001", content=content, issued_at=clock.now()
    )


def _persons(first: User, second: User) -> dict[str, Any]:
    """Somebody who declares the document of another account, so that the county's bureau may make them one."""
    by, moment = _office("hr_bureau", "330822"), clock.now()
    proof = keep(sheet("户口簿", (), as_pdf=True), first)
    return {
        "change": PersonChange.objects.create(
            user=first, bureau=by.agency, name="某", id_type="身份证", id_number=second.id_number, reason="某",
            evidence=proof, declared_at=moment,
        ),
        "merge": AccountMerge.objects.create(
            kept=first, ended=second, bureau=by.agency, reason="某", proposed_by=by.user, proposed_at=moment
        ),
    }  # fmt: skip


def _entrusted(filing: ResultFiling, profile: Profile) -> dict[str, Any]:
    """A request to be reviewed elsewhere, an answer to a university, somebody on the list of allowances."""
    own, moment = {"profile": profile, "employer": profile.employer}, clock.now()
    bureau = Agency.objects.get(kind=AgencyKind.HR_BUREAU, region__code="330800")
    return {
        "entrustment": Entrustment.objects.create(
            **own, number="WTSQ1", year=2022, title="律师", bureau=bureau, stage="issued", created_at=moment
        ),
        "reply": EntrustedReply.objects.create(
            filing=filing, number="WTJG1", body="某大学", people=[], drawn_up_at=moment
        ),
        "allowance": Allowance.objects.create(
            **own, year=2022, kind="senior", bureau=bureau, amount=20000, declared_at=moment
        ),
    }


def _calendar_draft(by: Actor) -> CalendarNotice:
    """A notice on holidays that an officer of the city is typing in: the bureaus see it, nobody else."""
    today = clock.today()
    day = CalendarDay(today.replace(month=12, day=31), False, "元旦")
    return begin_calendar(Content(today.year, "国办发明电〔2022〕99号", today, "关于放假的通知", (day,)), by)


def _list_of_determined(like: Plan) -> ResultFiling:
    """A list of a plan without meetings, under which the HR bureau of the city determines (初定)."""
    plan = Plan.objects.get(pk=like.pk)
    plan.pk, plan.code, plan.kind = None, "QZ-2022-CD", PlanKind.INITIAL
    plan.save()
    stage, moment = FilingStage.REPORTED, clock.now()
    return ResultFiling.objects.create(plan=plan, number="CD1", order=1, stage=stage, drawn_up_at=moment)


def _spot_check(plan: Plan) -> SpotCheckItem:
    """A case that the supervision office has drawn, and in which it found a fault."""
    watch = _office("supervision", "330800")
    perform(OPEN_SPOT_CHECK, plan, watch, kind=CheckKind.TITLES, size=1, purpose="例行抽查")
    item = SpotCheckItem.objects.get(spot_check__plan=plan)
    return perform(RECORD_FINDING, item, watch, is_sound=False, finding="缺少公章", clause="一(一)4")


def _question(office: Agency) -> CommonQuestion:
    """What an office answers to everybody."""
    return CommonQuestion.objects.create(
        topic="other", question="某", answer="某", clause="某", agency=office, stage="published"
    )


def _correction(won: Application, office: Actor) -> CertificateCorrection:
    perform(ASK_CORRECTION, won, office, changes={"employer": "某大学", "id_number": id_number()}, reason="录入错误。")
    return CertificateCorrection.objects.get()


def _rules_tried(plan: Plan, office: Actor) -> DryRun:
    """Next year's plan in draft, its rules tried on this year's cases: who would change is nobody else's to know."""
    draft = Plan.objects.get(pk=plan.pk)
    draft.pk, draft.code, draft.year, draft.stage = None, "NEXT-YEAR", plan.year + 1, PlanStage.DRAFT
    data = shifted_rules(data_of(plan), 1)
    data["rules"] = [rule for rule in data["rules"] if rule["route"] == "破格"] + data["rules"][:1]
    data["targets"] = {rule["target"]: data["targets"][rule["target"]] for rule in data["rules"]}
    draft.rules = as_text({**data, "vectors": data_of(plan)["vectors"]})
    draft.save(force_insert=True)
    run = start_run(draft, office, plan, plan.year, 1)
    jobs.run(run.job_id)
    return DryRun.objects.get(pk=run.pk)


def _latest_papers() -> dict[str, Document]:
    """The latest paper of each kind; the latest notice is that of the running publicity."""
    return {document.kind: document for document in Document.objects.filter(voided_at=None).order_by("pk")}


def _unverified(world: World) -> ArchiveRecord:
    """A record that its employer has not verified yet."""
    profile = world.cases["mending"].applicant
    record = archives.add_record(
        profile, Module.HONOUR,
        {"title": "先进工作者", "kind": "先进工作者", "level": "县(市、区)级", "started": "2021-05", "grantor": "某县",
         "grantor_kind": "党委、政府及其部门"},
    )  # fmt: skip
    return perform(submit_record, record, Actor(Role.APPLICANT, profile.user))
