"""Early warnings (跟踪预警, S3 三(二)): what an office that watches over reviews should look at, each with its figures.

A warning accuses nobody: it says what is unusual and where to look. Every rule is one query over the plans overseen.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, F, Min, Q, When
from django.db.models.functions import Coalesce, TruncMinute
from django.urls import reverse

from law.calendar import period
from reviews.enums import LAPSING, CheckItemStage, ItemStage, Stage, Verdict
from reviews.models import Application, Meeting, Objection, Opinion, Plan, Publicity, SpotCheckItem
from reviews.selectors.calendar import known_calendar
from reviews.selectors.objections import overdue
from reviews.selectors.statistics import percent
from zcps import clock
from zcps.templatetags.chinese import cn_close, cn_date

LAW = "衢市人社专〔2021〕61号 三(二)"
PUBLICITY = "衢经信产融〔2022〕44号 一(一)2、5、6"
DRAW = "衢市人社专〔2021〕61号 一(四)"
SOON, LEAST_DAYS = 3, 5
# A body is judged by its rate only once it has decided often enough, and where chance explains the rate in one of
# several hundred bodies at most (three standard deviations).
FEWEST, DEVIATIONS = 20, 3
FEWEST_VOTES = 10
# More decisions by one person in one minute than anybody can have read.
FASTEST, RECENT = 20, dt.timedelta(days=180)
MOST = 50


@dataclass(frozen=True)
class EarlyWarning:
    """One thing to look at: its kind, how pressing it is (stop, due), what is unusual, by which rule, and where."""

    kind: str
    tone: str
    sentence: str
    clause: str
    url: str
    plan: str


Plans = Sequence[Plan]


def warnings_for(plans: Plans, kind: str = "") -> list[EarlyWarning]:
    """Return the warnings about some plans, of one kind or of all; the pressing ones first."""
    rules = [KINDS[kind][1]] if kind in KINDS else [rule for _, rule in KINDS.values()]
    found = [warning for rule in rules for warning in rule(plans)]
    return sorted(found, key=lambda warning: warning.tone != "stop")


def _deadlines(plans: Plans) -> Iterator[EarlyWarning]:
    """Cases that lapse within three working days, by the body that holds them."""
    now = clock.now()
    ahead = period(now.astimezone(clock.SHANGHAI), SOON, known_calendar(), count_start_day=True).earliest_close
    cases = Application.objects.filter(plan__in=plans, stage__in=LAPSING, due_at__gt=now, due_at__lte=ahead)
    # The office that holds the case, whosever it is; the employer only where it lies there.
    held = cases.annotate(
        employer_due=Case(When(holder=None, then=F("employer"))), body=Coalesce("holder__name", "employer__name")
    )
    rows = held.exclude(stage=Stage.DRAFT).order_by().values("plan", "holder", "employer_due", "body")
    for row in rows.annotate(number=Count("pk"), first=Min("due_at")).order_by("first")[:MOST]:
        words = f"{row['body']}有 {row['number']} 件申报即将到期，最早{cn_close(row['first'])}，请督促办理。"
        yield _about("deadline", "due", words, LAW, plans, row["plan"], reverse("season", args=[row["plan"]]))


def _short_publicities(plans: Plans) -> Iterator[EarlyWarning]:
    """Publicities of fewer working days than the notices ask."""
    for shown in Publicity.objects.filter(plan__in=plans, working_days__lt=LEAST_DAYS).order_by("-pk")[:MOST]:
        words = f"“{shown.title}”公示期 {shown.working_days} 个工作日，少于规定的 {LEAST_DAYS} 个工作日。"
        address = reverse("publicity", args=[shown.pk])
        yield _about("publicity", "stop", words, PUBLICITY, plans, shown.plan_id, address)


def _slow_objections(plans: Plans) -> Iterator[EarlyWarning]:
    """Objections whose time limit has passed without an answer."""
    late = overdue(Objection.objects.filter(publicity__plan__in=plans)).select_related("publicity")
    for each in late.order_by("due_at")[:MOST]:
        shown = each.publicity
        words = f"“{shown.title}”的异议（{each.receipt}）答复期限{cn_close(each.due_at)}，尚未答复。"
        address = reverse("publicity", args=[shown.pk])
        yield _about("objection", "stop", words, LAW, plans, shown.plan_id, address)


def _return_rates(plans: Plans) -> Iterator[EarlyWarning]:
    """Bodies that send back far more, or far fewer, cases than the others of the same plan."""
    rows = Opinion.objects.filter(application__plan__in=plans).order_by().values("application__plan", "body")
    rows = rows.annotate(total=Count("pk"), sent=Count("pk", filter=Q(verdict=Verdict.RETURN)))
    counted = list(rows.order_by("application__plan", "body"))
    all_total, all_sent = Counter[int](), Counter[int]()
    for row in counted:
        all_total[row["application__plan"]] += row["total"]
        all_sent[row["application__plan"]] += row["sent"]
    for row in counted:
        plan = row["application__plan"]
        total, sent = all_total[plan] - row["total"], all_sent[plan] - row["sent"]
        if is_unusual(row["sent"], row["total"], sent, total):
            words = (
                f"{row['body']}退回补正 {row['sent']} 件，占 {percent(row['sent'], row['total'])}；"
                f"本计划其他机构占 {percent(sent, total)}，差异明显，请了解原因。"
            )
            yield _about("returns", "due", words, LAW, plans, plan, reverse("season", args=[plan]))


def is_unusual(sent: int, total: int, others_sent: int, others_total: int) -> bool:
    """Say whether a body's returns lie three standard deviations from what the others' rate would give.

    Args:
        sent: how many cases the body sent back.
        total: how many it decided on.
        others_sent: the same of all other bodies.
        others_total: likewise.
    """
    if total < FEWEST or others_total < FEWEST:
        return False
    # In integers, squared: (sent·T − total·S)² > 9 · total · S' · (T − S'), with S' kept away from none and all.
    rate = min(max(others_sent, 1), others_total - 1)
    distance = sent * others_total - total * rate
    return distance * distance > DEVIATIONS * DEVIATIONS * total * rate * (others_total - rate)


def _votes(plans: Plans) -> Iterator[EarlyWarning]:
    """Meetings in which everybody passed, or nobody."""
    # A vote that is held anew counts no more.
    closed = Q(items__stage=ItemStage.CLOSED, items__re_review=None)
    held = Meeting.objects.filter(plan__in=plans).annotate(
        voted=Count("items", filter=closed), won=Count("items", filter=closed & Q(items__passed=True))
    )
    for meeting in held.filter(voted__gte=FEWEST_VOTES).order_by("-pk")[:MOST]:
        if meeting.won in {0, meeting.voted}:
            outcome = "全部通过" if meeting.won else "无人通过"
            words = f"“{meeting.name}”表决 {meeting.voted} 人，{outcome}，请抽查评审质量。"
            yield _about("votes", "due", words, LAW, plans, meeting.plan_id, reverse("meeting", args=[meeting.pk]))


def _draws(plans: Plans) -> Iterator[EarlyWarning]:
    """Pools that were frozen again and again before one panel was drawn."""
    frozen = Meeting.objects.filter(plan__in=plans).annotate(pools=Count("draws")).filter(pools__gt=1)
    for meeting in frozen.order_by("-pools", "-pk")[:MOST]:
        words = f"“{meeting.name}”的专家库冻结了 {meeting.pools} 次，请核对每次重新冻结的理由。"
        yield _about("draw", "due", words, DRAW, plans, meeting.plan_id, reverse("meeting", args=[meeting.pk]))


def _speed(plans: Plans) -> Iterator[EarlyWarning]:
    """Officers who spoke on more cases in a minute than can have been read."""
    since = clock.now() - RECENT
    said = Opinion.objects.filter(application__plan__in=plans, given_at__gte=since).order_by()
    rows = said.values("application__plan", "body", minute=TruncMinute("given_at")).annotate(number=Count("pk"))
    for row in rows.filter(number__gte=FASTEST).order_by("-minute")[:MOST]:
        plan = row["application__plan"]
        words = f"{row['body']}在{cn_date(row['minute'])}的一分钟内对 {row['number']} 件申报提出意见，请抽查审核质量。"
        yield _about("speed", "due", words, LAW, plans, plan, reverse("season", args=[plan]))


def _findings(plans: Plans) -> Iterator[EarlyWarning]:
    """Faults of spot checks that wait to be put right."""
    waiting = SpotCheckItem.objects.filter(spot_check__plan__in=plans, stage=CheckItemStage.FAULTY)
    rows = waiting.order_by().values("spot_check", "spot_check__number", "spot_check__plan")
    for row in rows.annotate(number=Count("pk")).order_by("spot_check")[:MOST]:
        words = f"抽查（{row['spot_check__number']}）发现的 {row['number']} 件问题尚未整改反馈。"
        address = reverse("spot_check", args=[row["spot_check"]])
        yield _about("findings", "due", words, LAW, plans, row["spot_check__plan"], address)


def _about(kind: str, tone: str, words: str, clause: str, plans: Plans, plan: int, url: str) -> EarlyWarning:  # noqa: PLR0913, PLR0917 - the parts of a warning
    name = next((each.name for each in plans if each.pk == plan), "")
    return EarlyWarning(KINDS[kind][0], tone, words, clause, url, name)


KINDS: dict[str, tuple[str, Callable[[Plans], Iterator[EarlyWarning]]]] = {
    "deadline": ("临近时限", _deadlines),
    "publicity": ("公示期不足", _short_publicities),
    "objection": ("异议逾期未答复", _slow_objections),
    "returns": ("退回率异常", _return_rates),
    "votes": ("通过率异常", _votes),
    "draw": ("反复冻结", _draws),
    "speed": ("审核过快", _speed),
    "findings": ("整改未反馈", _findings),
}
