"""Reads about plans: lists for the public, conditions as tables, the deadlines with their holidays."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import F, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from law.rulebook import Rulebook
from reviews.aliases import alternatives
from reviews.enums import PlanStage
from reviews.models import Plan, PlanTitle, Publicity
from reviews.routes import Leg, named
from reviews.rulebooks import book_of
from reviews.selectors.calendar import known_calendar
from reviews.selectors.deadlines import closes_of, holiday_of, last_day, working_days_left
from zcps import clock
from zcps.templatetags.chinese import cn_date, cn_day, cn_weekday

STATES = {"open": "正在申报", "coming": "即将开始", "ended": "申报已截止"}
_KINDS = {"public": "公需科目（一般公需、行业公需）", "professional": "专业科目", "total": "总学时"}


def published_plans() -> QuerySet[Plan]:
    """Return every plan that the public may see."""
    return Plan.objects.filter(stage__in=[PlanStage.PUBLISHED, PlanStage.CLOSED]).select_related(
        "office", "hr_bureau", "region"
    )


def in_state(plans: QuerySet[Plan], state: str) -> QuerySet[Plan]:
    """Return the plans of a state of STATES by the clock; all of them for anything else."""
    moment = clock.now()
    chosen = {
        "open": Q(filing_opens__lte=moment, filing_closes__gt=moment),
        "coming": Q(filing_opens__gt=moment),
        "ended": Q(filing_closes__lte=moment),
    }
    return plans.filter(chosen[state]) if state in chosen else plans


def search(plans: QuerySet[Plan], text: str) -> QuerySet[Plan]:
    """Return the plans that mention every word or another name for it (reviews/aliases.yaml).

    Looked through: name, number, series, specialties, cited documents, titles and who decides on them.
    """
    plans = plans.annotate(
        crafts=Func(F("specialties"), Value(" "), function="array_to_string", output_field=TextField()),
        cited=Cast("cited_documents", TextField()),
    )
    for word in text.split():
        plans = plans.filter(reduce(or_, map(_mentions, alternatives(word))))
    return plans


def _mentions(word: str) -> Q:
    columns = ("name", "document_number", "document_title", "series", "crafts", "cited")
    of_titles = ("name", "committee__name", "committee__former_names")
    titles = reduce(or_, (Q(**{f"{column}__icontains": word}) for column in of_titles))
    found = reduce(or_, (Q(**{f"{column}__icontains": word}) for column in columns))
    return found | Q(pk__in=PlanTitle.objects.filter(titles).values("plan_id"))


def state_of(plan: Plan) -> str:
    """Return the key of STATES that holds now."""
    moment = clock.now()
    if moment < plan.filing_opens:
        return "coming"
    return "open" if moment < plan.filing_closes else "ended"


def publicities_now(limit: int) -> list[Publicity]:
    """Return the publicities that are running, the newest first."""
    rows = Publicity.objects.filter(closed_at=None).select_related("employer", "agency", "plan")
    return list(rows.order_by("-opened_at", "-pk")[:limit])


@dataclass(frozen=True)
class Deadline:
    """One deadline of a plan. `remark` says what a holiday means for it; `left` counts working days.

    `moment` is absent where the notice gives words alone; `words` is what it says (R108).
    """

    name: str
    who: str
    moment: dt.datetime | None
    left: int | None
    remark: str = ""
    words: str = ""

    @property
    def is_over(self) -> bool:
        """Whether it has passed."""
        return self.moment is not None and self.moment <= clock.now()


def deadlines_of(plan: Plan) -> list[Deadline]:
    """Return the deadlines in order. One on a holiday says that it is not moved (AMB-22: 逾期不再受理)."""
    return [
        _deadline(plan, "filing", "个人申报截止", "申报人", plan.filing_closes),
        _deadline(plan, "employer", "单位推荐截止", "用人单位", plan.employer_closes),
        *(_of_leg(leg) for leg in plan.route),
        *_later(plan),
    ]


def _deadline(plan: Plan, stage: str, name: str, who: str, moment: dt.datetime | None) -> Deadline:
    words = plan.deadline_texts.get(stage, "")
    moved = plan.named_days.get(f"{stage}_closes", "")
    remark = f"公告所写的{cn_date(moved)}是假日，按公告顺延。" if moved else _remark(moment)
    return Deadline(name, who, moment, working_days_left(moment), remark, words)


def _of_leg(leg: Leg) -> Deadline:
    closes = closes_of(leg)
    moved = leg.get("named", "")
    remark = f"公告所写的{cn_date(moved)}是假日，按公告顺延。" if moved else _remark(closes)
    return Deadline("审核推荐截止", named(leg), closes, working_days_left(closes), remark, leg.get("text", ""))


def _later(plan: Plan) -> Iterator[Deadline]:
    if plan.paper_closes or plan.deadline_texts.get("paper"):
        yield _deadline(plan, "paper", "纸质材料截止", "申报人", plan.paper_closes)
    if words := plan.deadline_texts.get("meeting"):
        yield Deadline("预计评审", plan.office.name, None, None, "", words)


def _remark(moment: dt.datetime | None) -> str:
    if moment is None:
        return ""
    holiday = holiday_of(moment)
    if not holiday:
        return ""
    calendar, working = known_calendar(), last_day(moment)
    while not calendar.is_working_day(working):
        working -= dt.timedelta(days=1)
    return (
        f"截止日为{holiday}，公告未写明顺延（AMB-22），平台按公告所定日期截止；"
        f"假日期间可以在线办理，需要单位或经办机构协助的，请在{cn_day(working)}（{cn_weekday(working)}）下班前联系。"
    )


@dataclass(frozen=True)
class Condition:
    """One row of a table of conditions."""

    who: str
    needs: str
    clause: str


@dataclass(frozen=True)
class TitleConditions:
    """What a title asks for: its conditions by route, its credits."""

    name: str
    level: str
    # Who decides, and what he does: reviews, recommends, or determines without a ballot.
    decided: str
    routes: list[tuple[str, list[Condition]]]
    credits: list[Condition]


def conditions_of(plan: Plan) -> list[TitleConditions]:
    """Return the conditions of every title of a plan, from its rulebook."""
    book = book_of(plan)
    return [
        TitleConditions(
            title.name,
            title.get_level_display(),
            _decided(plan, title),
            [(route, rows) for route in book.routes if (rows := _conditions(book, title.name, route))],
            list(_credits(book, title.name)),
        )
        for title in plan.titles.select_related("committee")
    ]


def _decided(plan: Plan, title: PlanTitle) -> str:
    if plan.is_initial:
        return f"{plan.determiner.name}初定，不经评审"
    return f"{title.committee}{title.get_mode_display()}"


def _conditions(book: Rulebook, title: str, route: str) -> list[Condition]:
    return [condition_row(rule.asks, rule.clause) for rule in book.rules[title] if rule.route == route]


def condition_row(asks: str, clause: str) -> Condition:
    """Return a rule as a row: its sentence begins with whom it is for, up to the first comma."""
    who, comma, needs = asks.partition("，")
    if not comma or "（" in who:
        return Condition(asks, "由评委会办公室人工核定" if "人工核定" in asks else "", clause)
    return Condition(who, needs, clause)


def gates_of(plan: Plan) -> list[Condition]:
    """Return what everybody must meet, whatever the title."""
    return [Condition(gate.asks, "", gate.clause) for gate in book_of(plan).gates]


def _credits(book: Rulebook, title: str) -> Iterator[Condition]:
    policy_id = book.target(title).credit_policy
    if not policy_id:
        return
    policy = book.policies[policy_id]
    for row in policy["checks"]:
        yield from (Condition(span, needs, policy["clause"]) for span, needs in _needs(row))


def _needs(row: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Say one line of a credit policy; its grammar stands at the head of law/data/credit_policies.yaml."""
    years = row.get("years")
    if isinstance(years, list):
        span = f"{years[0]} 年度" if len(years) == 1 else f"{years[0]}—{years[-1]} 年累计"
        yield (
            span,
            f"{_KINDS[str(row['sum'])]}{'一般' if 'soft' in row else ''}不少于 {row['least']} 学时{_instead(row)}",
        )
    for key, span in (("each_year", "每年度"), ("required_years", "与专业工作年限要求相符，按每年")):
        kinds = row.get(key)
        if isinstance(kinds, dict):
            yield span, "，".join(f"{_KINDS[kind]}不少于 {least} 学时" for kind, least in kinds.items())


def _instead(row: dict[str, object]) -> str:
    other = row.get("instead")
    return (
        f"（{other['education']}及以上学历申报{other['grade']}职称的，不少于 {other['least']} 学时）"
        if isinstance(other, dict)
        else ""
    )
