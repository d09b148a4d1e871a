"""What must be true at any moment, whoever did what: asked every minute, and told on the page of the watch.

Each is a small function that returns a sentence for what it found, and nothing where all is well. Those that would have
to read everything follow a piece at a time: what came since the last look, and a stretch of the rest.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.apps import apps
from django.db import connection
from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.services import clock_doubt, journal_watch, timekeeping
from reviews.enums import PublicityKind, RoundStage
from reviews.models import Ballot, Certificate, PublicityEntry, SweepRun, Turnout, VoteRound
from reviews.services import history_watch
from zcps import clock

log = logging.getLogger(__name__)
WORK, PLACES = "invariants", "invariants-at"
# So many rows of each kind are compared with the journal in a minute.
STRETCH = 5000
_SHOWN = 5
_JOURNALED = ("reviews.application", "reviews.meeting", "reviews.objection", "reviews.resultfiling")
# The last act that led to a stage, of every row of a stretch; a row that no act has touched yet says nothing.
_STAGES = """
SELECT o.id, o.stage <> coalesce(j.after, o.stage)
FROM (SELECT id, stage FROM {table} WHERE id > %s ORDER BY id LIMIT %s) o
LEFT JOIN LATERAL (SELECT after FROM accounts_journalentry WHERE subject_type = %s AND subject_id = o.id AND after <> ''
                   ORDER BY number DESC LIMIT 1) j ON true ORDER BY o.id
"""


@dataclass(frozen=True)
class Invariant:
    """One thing that is always true."""

    name: str
    title: str
    holds: str
    ask: Callable[[], str]
    remedy: str = "请保留现场，向监督机构报告，并核对备份。"


def ballots_equal_turnout() -> str:
    """As many ballots lie in each box as people have voted; what was counted is what was cast."""
    rounds = VoteRound.objects.annotate(ballots_in=_number(Ballot), voted=_number(Turnout))
    differ = ~Q(ballots_in=F("voted")) | Q(stage=RoundStage.COUNTED) & ~Q(cast=F("ballots_in"))
    return _told(rounds.filter(differ).order_by("pk"), "轮表决的选票数与投票登记或计票不一致：表决轮次")


def stages_equal_journal() -> str:
    """Every case stands where its last act in the journal left it."""
    places = _places()
    wrong = [f"{_called(kind)} {key}" for kind in _JOURNALED for key in _standing_elsewhere(kind, places)]
    SweepRun.objects.update_or_create(work=PLACES, defaults={"begun_at": clock.now(), "done": places})
    return f"{len(wrong)} 件的状态与办理日志不一致：{'、'.join(wrong[:_SHOWN])}" if wrong else ""


def _called(label: str) -> str:
    """What a kind of rows is called on screen."""
    return str(apps.get_model(label)._meta.verbose_name)


def no_result_before_its_publicity_ended() -> str:
    """Nobody has a certificate whose results are still shown to the public, or were when it was issued."""
    entries = PublicityEntry.objects.filter(publicity__kind=PublicityKind.RESULT, following=None)
    ended = Subquery(entries.filter(application=OuterRef("application")).order_by("-pk").values("released_at")[:1])
    shown = PublicityEntry.objects.filter(publicity__kind=PublicityKind.RESULT, following=None, released_at=None)
    early = Certificate.objects.annotate(ended=ended).filter(
        Q(ended__gt=F("issued_at")) | Q(application__in=shown.values("application"))
    )
    return _told(early.order_by("pk"), "份证书在结果公示结束前签发：证书")


def no_period_shortened() -> str:
    """Nobody was released from a publicity before its earliest end."""
    early = PublicityEntry.objects.filter(released_at__lt=F("publicity__earliest_close"), publicity__closed_at=None)
    return _told(early.order_by("pk"), "人次的公示提前结束：公示人员")


def chain_intact() -> str:
    """The journal is as it was written."""
    return journal_watch.look().broken


def no_change_without_act() -> str:
    """What decides is changed by acts alone."""
    found = history_watch.look()
    names = {model._meta.db_table: model._meta.verbose_name for model in apps.get_models()}
    words = "、".join(f"{names.get(change.relation, change.relation)} {change.row}" for change in found[:_SHOWN])
    return f"近 7 日有 {len(found)} 处未经办理程序的变更：{words}" if found else ""


def clocks_agree() -> str:
    """The machine's clock can be believed, and nothing in the journal was written before what precedes it."""
    return "；".join(said for said in (timekeeping.doubt(), timekeeping.backwards()) if said)


_SET_RIGHT = f"按时间办理和清理的事项已经暂停。{clock_doubt.SET_RIGHT}。"
INVARIANTS = (
    Invariant("ballots", "选票与投票登记", "每轮表决的选票数与投票登记、计票一致。", ballots_equal_turnout),
    Invariant("stages", "状态与办理日志", "各件的状态与办理日志一致。", stages_equal_journal),
    Invariant("results", "结果公示", "没有在结果公示结束前签发的证书。", no_result_before_its_publicity_ended),
    Invariant("periods", "公示期", "没有提前结束的公示。", no_period_shortened),
    Invariant("chain", "办理日志的完整", "办理日志没有改动、缺失或者插入。", chain_intact),
    Invariant("history", "数据变更", "没有未经办理程序的变更。", no_change_without_act),
    Invariant("clock", "时钟", "本机时钟与数据库、办理日志一致。", clocks_agree, _SET_RIGHT),
)


def look() -> dict[str, str]:
    """Ask all of them and note what was found; one that cannot be asked says so and keeps none of the others back."""
    begun = clock.now()
    found = {each.name: _asked(each) for each in INVARIANTS}
    done = {name: said for name, said in found.items() if said}
    SweepRun.objects.update_or_create(work=WORK, defaults={"begun_at": begun, "ended_at": clock.now(), "done": done})
    return done


def _asked(invariant: Invariant) -> str:
    try:
        return invariant.ask()
    except Exception:
        log.exception("the invariant %s could not be asked", invariant.name)
        return "核对没有完成，请查看服务器日志中的错误。"


def _number(model: type[Ballot] | type[Turnout]) -> Coalesce:
    counted = model._default_manager.filter(round=OuterRef("pk")).order_by().values("round").annotate(n=Count("pk"))
    return Coalesce(Subquery(counted.values("n")), 0)


def _told(found: "QuerySet[VoteRound] | QuerySet[Certificate] | QuerySet[PublicityEntry]", words: str) -> str:
    keys = list(found.values_list("pk", flat=True)[:_SHOWN])
    return f"{found.count()} {words} {'、'.join(map(str, keys))}" if keys else ""


def _places() -> dict[str, int]:
    return SweepRun.objects.filter(work=PLACES).values_list("done", flat=True).first() or {}


def _standing_elsewhere(kind: str, places: dict[str, int]) -> list[int]:
    """Compare one stretch; go on behind it the next time, from the beginning where it was the last."""
    with connection.cursor() as cursor:
        cursor.execute(_STAGES.format(table=kind.replace(".", "_")), [places.get(kind, 0), STRETCH, kind])
        found = cursor.fetchall()
    places[kind] = found[-1][0] if len(found) == STRETCH else 0
    return [key for key, differs in found if differs]
