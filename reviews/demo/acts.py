"""The acts of a season on cases, each by whoever has to act; as on the pages, never around them."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from typing import Any

from accounts.actor import PUBLIC, Actor
from accounts.enums import AgencyKind, Role
from accounts.models import Agency, User
from accounts.steps.base import perform
from applicants.models import Profile
from employers.models import Employer
from employers.steps.record_appointment import record_appointment
from reviews.demo.cast import cast
from reviews.demo.employers import open_posts
from reviews.demo.offices import actor_of
from reviews.demo.sheets import sheet
from reviews.enums import InspectionKind, PublicityKind, WithdrawalGround
from reviews.facts import Question, questions_of
from reviews.models import Application, Objection, Plan, Publicity
from reviews.selectors.ambiguities import doubts_of
from reviews.selectors.inspections import kinds_asked
from reviews.selectors.qualification import items_of
from reviews.services.commitments import request_signature
from reviews.services.drafts import save_answers, save_fields
from reviews.services.handover import bodies_at
from reviews.services.objections import new_receipt
from reviews.services.publicity import open_for
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER, DUTIES
from reviews.steps.archive import ARCHIVE
from reviews.steps.ask_correction import ASK_CORRECTION
from reviews.steps.file import FILE
from reviews.steps.file_complaint import FILE_COMPLAINT
from reviews.steps.not_accept import NOT_ACCEPT
from reviews.steps.not_recommend import NOT_RECOMMEND
from reviews.steps.object import OBJECT
from reviews.steps.qualify import QUALIFY
from reviews.steps.receive_paper import RECEIVE_PAPER
from reviews.steps.recommend import RECOMMEND
from reviews.steps.record_inspection import NUMBERS, RECORD_INSPECTION
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.return_paper import RETURN_PAPER
from reviews.steps.settle_ambiguity import SETTLE_AMBIGUITY
from reviews.steps.sign import SIGN
from reviews.steps.start import start_application
from reviews.steps.state_defence import STATE_DEFENCE
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION
from reviews.steps.veto import VETO
from reviews.steps.withdraw import WITHDRAW
from reviews.steps.withdraw_recommendation import WITHDRAW_RECOMMENDATION
from zcps import clock
from zcps.uploads import CleanFile

Cases = Iterable[Application]
# What an honest person without anything special answers; the questions themselves come from the rulebook.
_NO = (
    "retired",
    "retires_before_cutoff",
    "civil_servant",
    "party_discipline_active",
    "case_pending",
    "exception_pending",
    "degree_only",
    "continuity_broken",
)
# What the HR bureau answers where the ambiguity is its to settle.
_REPLY = "衢人社函〔2022〕7号"
# Of an appraisal: sheets given out and returned, then what they say from the best answer down.
_APPRAISED = (13, 12, 8, 3, 1, 0, 0)
_STROKE = "M12 60L30 20L52 80L80 35L110 66L140 30"


def fresh(case: Application) -> Application:
    """Return a case as it is now."""
    known = Application.objects.select_related(
        "plan", "applicant__user", "applicant__employer__region", "title__committee", "employer__region"
    )
    return known.select_related("snapshot", "holder").get(pk=case.pk)


def _bureau_of(region: str) -> Actor:
    return actor_of(Agency.objects.get(kind=AgencyKind.HR_BUREAU, region__code=region))


def applicant(case: Application) -> Actor:
    """Return the person of a case."""
    return Actor(Role.APPLICANT, case.applicant.user)


def officer(employer: Employer | None) -> Actor:
    """Return the first officer of an employer."""
    user = (
        User.objects.filter(employer_offices__employer=employer, employer_offices__ended_on=None).order_by("pk").first()
    )
    return Actor(Role.EMPLOYER, user)


def holder(case: Application) -> Actor:
    """Return the officer of the office that holds a case."""
    assert case.holder is not None  # noqa: S101 - the season calls it for offices only
    return actor_of(case.holder)


def start(plan: Plan, profile: Profile, title: str, specialty: str) -> Application:
    """Begin an application."""
    by = Actor(Role.APPLICANT, profile.user)
    return fresh(start_application(plan, profile, by, plan.titles.get(name=title), specialty))


def write_statement(case: Application, addition: str = "") -> None:
    """Fill in the statement."""
    work = cast()["works"].get(case.applicant.craft, ["作品"])[0]
    text = cast()["statement"].format(craft=case.applicant.craft, work=work)
    save_fields(case, {"statement": text + addition})


def answer(case: Application) -> None:
    """Answer every question."""
    save_answers(case, {each.path: _answer(each) for each in questions_of(fresh(case))})


def _answer(question: Question) -> str:
    if "无" in question.choices:
        return "无"
    # What only a record proves and no record tells is not there.
    if question.proof:
        return str(question.denial).lower()
    return "false" if question.path.partition(".")[2] in _NO else "true"


def file(case: Application, addition: str = "") -> None:
    """Fill in what is missing, sign on the phone and hand over to the employer."""
    write_statement(case, addition)
    answer(case)
    case = fresh(case)
    user = case.applicant.user
    signed: dict[str, Any] = {
        "commitment": request_signature(case),
        "name": user.name,
        "last_four": user.id_number[-4:],
    }
    perform(SIGN, case, applicant(case), **signed, signature=_STROKE, device="演示手机", address="127.0.0.1")
    perform(FILE, fresh(case), applicant(case))


def approve(cases: Cases) -> None:
    """Have the employers vouch for the materials; a public institution lists its people before (S3 二(四))."""
    cases = list(cases)
    for employer, year in dict.fromkeys((case.applicant.employer, case.plan.year) for case in cases):
        if employer is not None and employer.is_public_institution:
            open_posts(employer, year, officer(employer), _bureau_of)
    duties = dict.fromkeys(DUTIES, True)
    words = {"text": cast()["opinions"]["employer"], "answers": True}
    for case in cases:
        perform(APPROVE_BY_EMPLOYER, case, officer(case.applicant.employer), **words, **duties)


def publish(cases: Cases) -> None:
    """Open one publicity for each employer."""
    together: dict[Employer | None, list[Application]] = defaultdict(list)
    for case in cases:
        together[case.applicant.employer].append(fresh(case))
    for employer, shown in together.items():
        open_for(PublicityKind.EMPLOYER, shown[0].plan, shown, officer(employer))


def inspect(cases: Cases) -> None:
    """Have the employers look at people's work on the spot and let their colleagues appraise them, as the plan asks."""
    for case in cases:
        for kind in kinds_asked(case):
            counted = dict(zip(NUMBERS, _APPRAISED, strict=True)) if kind == InspectionKind.APPRAISAL else {}
            told = {**cast()["inspection"], **counted, "held_on": clock.today(), "file": _inspected(kind)}
            perform(RECORD_INSPECTION, case, officer(case.applicant.employer), kind=kind, **told)


@cache
def _inspected(kind: InspectionKind) -> CleanFile:
    return sheet(f"{kind.label}记录", ("考察对象：本单位申报人员", "参加人员签名：略"), as_pdf=True)


def give_opinion(cases: Cases) -> None:
    """Have the employers recommend."""
    for case in cases:
        text = cast()["opinions"]["recommendation"]
        perform(SUBMIT_EMPLOYER_OPINION, case, officer(case.applicant.employer), text=text)


def recommend(cases: Cases) -> None:
    """Have the bodies recommend that hold the cases now."""
    for case in map(fresh, cases):
        perform(RECOMMEND, case, holder(case), text=cast()["opinions"]["body"])


def refuse(case: Application) -> None:
    """Have the body that holds the case refuse to recommend it."""
    perform(NOT_RECOMMEND, case, holder(fresh(case)), text=cast()["opinions"]["not_recommended"])


def settle(case: Application) -> Application:
    """Have the committee office settle, in favour of the person, what the notice leaves open in a case."""
    for doubt in doubts_of(case):
        if doubt.standing is None:
            words = {"text": cast()["opinions"]["settled"], "clause": doubt.clauses[0], "document": _REPLY}
            perform(SETTLE_AMBIGUITY, fresh(case), holder(case), code=doubt.word.code, favours=True, **words)
    return fresh(case)


def qualify(cases: Cases) -> None:
    """Have the committee office find every item fulfilled, with reasons where the examination left it open."""
    for case in map(settle, map(fresh, cases)):
        decided = {item.key: {"ok": True, "reason": cast()["opinions"]["reason"]} for item in items_of(case)}
        perform(QUALIFY, case, holder(case), answers=decided)


def complain(case: Application) -> None:
    """Have the person ask for a second look at the decision that ended his case."""
    perform(FILE_COMPLAINT, case, applicant(case), text="所报获奖作品为本人独立设计制作，佐证材料齐全，请求复查。")


def find_wrong(case: Application, office: Actor) -> None:
    """Have the office find that a certificate names the wrong employer, and begin to put it right."""
    content = case.certificate.content if case.certificate else {}
    wanted = {"employer": f"{content.get('employer', '')}（更名后）"}
    perform(ASK_CORRECTION, case, office, changes=wanted, reason="单位已更名，证书所载为原名称。")


def not_accept(case: Application) -> None:
    """Have the committee office end a case at qualification."""
    case, text = fresh(case), cast()["opinions"]["not_accepted"]
    decided = {
        item.key: {"ok": place > 0, "reason": text if place == 0 else ""} for place, item in enumerate(items_of(case))
    }
    perform(NOT_ACCEPT, case, holder(case), text=text, answers=decided)


def send_back(cases: Cases, number: int = 2) -> None:
    """Have the body that holds the cases return them with some defects."""
    for case in map(fresh, cases):
        perform(RETURN_FOR_CORRECTION, case, holder(case), defects=cast()["defects"][:number])


def show(kind: PublicityKind, cases: Cases, office: Actor) -> Publicity:
    """Open a publicity of the committee office."""
    shown = [fresh(case) for case in cases]
    item = shown[0].meeting_items.select_related("meeting").order_by("-pk").first()
    return open_for(kind, shown[0].plan, shown, office, item.meeting if item and kind == PublicityKind.RESULT else None)


def object_to(case: Application, number: int) -> Objection:
    """Raise an objection under the publicity in which the case stands."""
    entry = case.publicity_entries.filter(released_at=None).select_related("publicity").latest("pk")
    receipt = new_receipt()
    perform(OBJECT, case, PUBLIC, entry=entry, receipt=receipt, **cast()["objections"][number])
    return Objection.objects.get(receipt=receipt)


def take_paper(cases: Cases, office: Actor) -> None:
    """Receive the paper forms with their seals."""
    for case in map(fresh, cases):
        code = case.snapshot.short_code if case.snapshot else ""
        perform(RECEIVE_PAPER, case, office, code=code, copies=case.plan.paper_copies, seals=case.plan.stamp_chain)


def put_away(cases: Cases, office: Actor) -> None:
    """Return the paper and archive the cases."""
    for case in cases:
        perform(RETURN_PAPER, case, office)
        perform(ARCHIVE, case, office)


def veto(case: Application) -> None:
    """Have the body that holds a case find academic fraud, and the person state what he has to say to it."""
    words, case = cast()["opinions"], fresh(case)
    evidence = sheet("论文比对报告", (words["fraud"],), as_pdf=True)
    given = {"reason": words["fraud"], "clause": words["fraud_clause"], "evidence": evidence}
    done = perform(VETO, case, holder(case), **given)
    perform(STATE_DEFENCE, done, applicant(done), text=words["defence"])


def take_back(case: Application) -> None:
    """Have the body that recommended a case first take its recommendation back."""
    case = fresh(case)
    first = bodies_at(case, 0)[0]
    words = {"ground": WithdrawalGround.LITTLE_RECOGNITION, "text": cast()["opinions"]["taken_back"]}
    perform(WITHDRAW_RECOMMENDATION, case, actor_of(first), **words)


def appoint(cases: Cases) -> None:
    """Have the public institutions appoint their people who won, as they pledged."""
    for case in map(fresh, cases):
        employer, year = case.applicant.employer, case.plan.year
        if employer is not None and employer.is_public_institution and case.title is not None:
            table = employer.post_tables.get(year=year)
            person = table.people.get(id_index__in=case.applicant.user.id_indexes)
            told = {"post": case.title.name, "appointed_on": clock.today(), "document": ""}
            perform(record_appointment, table, officer(employer), person=person, **told)


def withdraw(case: Application) -> None:
    """Have the person take the application back."""
    perform(WITHDRAW, fresh(case), applicant(case), reason=cast()["withdrawal"])
