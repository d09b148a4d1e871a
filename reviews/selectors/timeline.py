"""The timeline of a case: what was done by whom, who holds it until when, what is to come by which rule."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from accounts.enums import Role
from accounts.models import JournalEntry
from accounts.services import clock_doubt
from accounts.steps.base import Step, verbs
from reviews.enums import ENDED_WITHOUT_TITLE, CredentialKind, PublicityKind, Stage
from reviews.models import Application, Opinion, Plan
from reviews.outcomes import credential_for
from reviews.routes import binds, named
from reviews.selectors.deadlines import words_of_leg, working_days_left
from reviews.selectors.joint import due_of, names, words_of
from zcps.templatetags.chinese import cn_deadline

# How an act reads when it is done; the others read as the verb on their button.
DONE_WORDS = {
    "start": "开始填报",
    "sign": "签署材料真实性保证书",
    "file": "提交申报",
    "withdraw": "撤回申报",
    "recompute_time_limit": "办理期限按新的节假日安排顺延",
    "ask_for_certificate": "申请出具证书或证明",
    "issue_certificate_refused": "申请出具证书或证明，未予办理",
}
# What the reader may know of an act besides who and when: key in the journal's data → how it is said.
_NOTES = {
    "reason": "理由：{}",
    "opinion": "{}",
    "short_code": "校验码 {}",
    "awaits": "会同审核，尚待{}签署。",
    "voids": "{}在本轮会同审核中签署的意见失效。",
}
# How the end of the way reads, by what comes of the case.
_OUTCOMES = {
    CredentialKind.CERTIFICATE: "公布结果，签发电子证书",
    CredentialKind.PROOF: "出具评审通过证明，不发文公布",
    CredentialKind.RECOMMENDATION: "确认推荐，出具推荐函",
}
_ONE_ACT = dt.timedelta(seconds=10)


@dataclass(frozen=True)
class Done:
    """One act of the past."""

    title: str
    who: str
    when: dt.datetime
    note: str = ""
    url: str = ""


@dataclass(frozen=True)
class Present:
    """Who holds the case now. `left` counts working days, today included; None where none is left or nothing is due."""

    title: str
    who: str
    until: dt.datetime | None
    left: int | None
    note: str = ""
    # How the notice words the time limit where it gives no day.
    words: str = ""


@dataclass(frozen=True)
class ToCome:
    """A step that still lies ahead, with its rule."""

    title: str
    who: str = ""
    rule: str = ""


# The stages of a step with the leg of the route, and how it reads while it lies ahead.
Station = tuple[list[tuple[Stage, int]], ToCome]


@dataclass(frozen=True)
class Timeline:
    """The three parts, as the component reads them."""

    past: list[Done]
    present: Present | None
    future: list[ToCome] = field(default_factory=list)


def timeline_of(application: Application) -> Timeline:
    """Return the timeline of a case (two queries: the journal and the opinions)."""
    return Timeline(_past(application), _present(application), _future(application))


def standing_of(application: Application) -> dict[str, Any]:
    """Return the four things a person sees without searching, as {% standing %} takes them."""
    present, ahead = _present(application), _future(application)
    return {
        "where": application.stage_word,
        "holder": present.who if present else "",
        "until": present.until if present else None,
        "left": present.left if present else None,
        "words": present.words if present else "",
        "following": ahead[0].title if ahead else "",
    }


def holder_name(application: Application) -> str:
    """Return who has to act now: the office, the employer, the person; empty where the case has ended."""
    stage = application.stage
    if stage == Stage.DRAFT:
        return application.applicant.user.name
    if application.holder:
        return names(due_of(application))
    if stage in _EMPLOYERS and application.employer:
        return application.employer.name
    return application.plan.office.name if stage in _OFFICES else ""


_EMPLOYERS = frozenset(
    {Stage.EMPLOYER_REVIEW, Stage.EMPLOYER_PUBLICITY_DUE, Stage.EMPLOYER_PUBLICITY, Stage.EMPLOYER_OPINION_DUE}
)
_OFFICES = frozenset(
    {
        Stage.QUALIFICATION,
        Stage.QUALIFIED,
        Stage.PRE_REVIEW_PUBLICITY,
        Stage.READY,
        Stage.IN_REVIEW,
        Stage.PASSED,
        Stage.DETERMINATION,
        Stage.DETERMINED,
        Stage.RESULT_PUBLICITY,
    }
)
_OVER = frozenset({*ENDED_WITHOUT_TITLE, Stage.ARCHIVED})


def _past(application: Application) -> list[Done]:
    words = verbs()
    entries = JournalEntry.objects.filter(case_id=application.pk).order_by("number")
    opinions = list(application.opinions.all())
    return [_done(entry, words, _opinion(entry, opinions)) for entry in entries]


def _opinion(entry: JournalEntry, opinions: Iterable[Opinion]) -> str:
    """The opinion given with an act: it was written within the same act, by the same body."""
    # Two acts may follow one another within seconds; the opinion belongs to the one that left its stage.
    given = (
        each
        for each in opinions
        if each.stage == entry.before and dt.timedelta() <= entry.at - each.given_at < _ONE_ACT
    )
    return next((each.text for each in given if each.body in entry.actor_label), "")


def _done(entry: JournalEntry, verbs: dict[str, str], opinion: str) -> Done:
    title = DONE_WORDS.get(entry.act) or verbs.get(entry.act, entry.act)
    if entry.act == "file" and entry.data.get("version", 1) > 1:
        title = f"补正后重新提交（第 {entry.data['version']} 版）"
    who = "系统按期办理" if entry.role == Role.CLOCK else entry.actor_label
    return Done(title, who, entry.at, _note({**entry.data, "opinion": opinion}))


def _note(data: dict[str, Any]) -> str:
    known = (words.format(data[key]) for key, words in _NOTES.items() if isinstance(data.get(key), str) and data[key])
    return "\n".join([*known, *in_doubt(data)])


def in_doubt(data: Mapping[str, Any]) -> Iterator[str]:
    """Say that an act was done while the clock was in doubt, by how much, and whether its deadline is left open."""
    if not (doubt := data.get(clock_doubt.KEY)):
        return
    yield f"办理时平台时钟存疑：{doubt['said']}。"
    if deadline := doubt.get("deadline"):
        yield f"是否在期限内办理（{cn_deadline(dt.datetime.fromisoformat(deadline))}），由评委会办公室核定。"


def _present(application: Application) -> Present | None:
    if application.stage in _OVER:
        return None
    due = application.due_at
    return Present(
        application.stage_word,
        holder_name(application),
        due,
        working_days_left(due),
        _present_note(application),
        words_of_leg(application),
    )


def _present_note(application: Application) -> str:
    if application.stage == Stage.DRAFT and application.is_correction:
        return "已退回补正，请按退回意见修改后重新提交。"
    if application.stage == Stage.ANNOUNCED:
        if application.is_put_forward:
            return "已推荐至上级评委会，可凭推荐函继续申报。"
        return "初定结果已公布。" if application.plan.is_initial else "评审结果已公布。"
    together = words_of(application)
    return f"{together}。" if together else ""


def _future(application: Application) -> list[ToCome]:
    """What lies ahead when everything goes well; nothing once the case has ended."""
    if application.stage in _OVER:
        return []
    path = list(_path(application))
    here = next((place for place, (stages, _) in enumerate(path) if _is_here(application, stages)), -1)
    return [step for _, step in path[here + 1 :]]


def _is_here(application: Application, stages: Iterable[tuple[Stage, int]]) -> bool:
    leg = application.leg if application.stage == Stage.RECOMMENDATION else 0
    return (Stage(application.stage), leg) in stages


def _path(application: Application) -> Iterator[Station]:
    """The whole procedure of this plan: the stages of each step, and how it reads while it lies ahead."""
    plan, days = application.plan, f"不少于 {application.plan.publicity_days} 个工作日"
    rule = partial(_ruled, clauses=dict(_clauses(Step)))
    employer = application.employer or application.applicant.employer
    yield _steps(Stage.EMPLOYER_REVIEW), ToCome("单位审核", "用人单位", rule("approve_by_employer"))
    yield (
        _steps(Stage.EMPLOYER_PUBLICITY_DUE, Stage.EMPLOYER_PUBLICITY),
        ToCome("单位公示", "用人单位", rule("open_employer_publicity", rule=days)),
    )
    yield _steps(Stage.EMPLOYER_OPINION_DUE), ToCome("单位填写推荐意见", "用人单位", rule("submit_employer_opinion"))
    for number, leg in enumerate(plan.route):
        if binds(leg, employer):
            yield [(Stage.RECOMMENDATION, number)], ToCome("审核推荐", named(leg), rule("recommend"))
    yield from (_determined(plan, days, rule) if plan.is_initial else _reviewed(application, days, rule))
    approval = "announce_determinations" if plan.is_initial else "approve_results"
    yield _steps(Stage.APPROVAL), ToCome("核准", plan.hr_bureau.name, rule(approval))
    yield _steps(Stage.ANNOUNCED), ToCome(_OUTCOMES[credential_for(application)])


def _determined(plan: Plan, days: str, rule: Callable[..., str]) -> Iterator[Station]:
    """Of an initial determination: no panel and no ballot, the office determines."""
    yield (
        _steps(Stage.DETERMINATION),
        ToCome("初定", plan.determiner.name, rule("determine", rule="由其审核决定，不开评审会议")),
    )
    if PublicityKind.RESULT in plan.publicity_kinds:
        shown = ToCome("结果公示", plan.determiner.name, rule("open_result_publicity", rule=days))
        yield _steps(Stage.DETERMINED, Stage.RESULT_PUBLICITY), shown


def _reviewed(application: Application, days: str, rule: Callable[..., str]) -> Iterator[Station]:
    plan, title = application.plan, application.title
    committee = title.committee.name if title else "评审委员会"
    yield _steps(Stage.QUALIFICATION), ToCome("资格审查", plan.office.name, rule("qualify"))
    yield (
        _steps(Stage.QUALIFIED, Stage.PRE_REVIEW_PUBLICITY),
        ToCome("评前公示", plan.office.name, rule("open_pre_review_publicity", rule=days)),
    )
    yield (
        _steps(Stage.READY, Stage.IN_REVIEW),
        ToCome("评审会议", committee, rule("close_item", rule="同意票达到出席会议专家总数 2/3 以上")),
    )
    yield (
        _steps(Stage.PASSED, Stage.RESULT_PUBLICITY),
        ToCome("结果公示", plan.office.name, rule("open_result_publicity", rule=days)),
    )


def _clauses(kind: type[Any]) -> Iterator[tuple[str, str]]:
    for step in kind.__subclasses__():
        if "clause" in vars(step) and "name" in vars(step):
            yield step.name, step.clause
        yield from _clauses(step)


def _ruled(act: str, clauses: dict[str, str], rule: str = "") -> str:
    """The rule of a step in a few words, then the clause it stands in."""
    return "　".join(part for part in (rule, clauses.get(act, "")) if part)


def _steps(*stages: Stage) -> list[tuple[Stage, int]]:
    return [(stage, 0) for stage in stages]
