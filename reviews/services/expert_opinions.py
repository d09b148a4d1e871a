"""Experts' opinions before the vote: a draft that saves itself, what has been handed in, what the others may see."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from law.answers import Answer
from law.scoring import CRITERIA, Judgement, judge, key_of, open_items, overall
from reviews.enums import ExpertVerdict, ItemStage, MeetingStage
from reviews.models import ExpertOpinion, MeetingItem, PanelSeat
from reviews.terms import sheet_for
from zcps import clock

LONGEST = 1000
BEFORE_THE_VOTE = frozenset({ItemStage.WAITING, ItemStage.DISCUSSION})
OPEN_STAGES = frozenset({MeetingStage.DRAWN, MeetingStage.CONVENED})


class OpinionClosedError(Exception):
    """The vote has begun, or the meeting is over: what was typed comes too late."""


@dataclass(frozen=True)
class Summary:
    """What the panel has handed in on an item, nobody named: how many chose what, and the comments."""

    handed_in: int
    verdicts: list[tuple[str, int]]
    sections: list[tuple[str, list[tuple[str, str]]]]
    comments: list[str]


def opinion_of(item: MeetingItem, seat: PanelSeat) -> ExpertOpinion:
    """Return the expert's opinion on an item, empty where he has not begun."""
    known = ExpertOpinion.objects.filter(item=item, seat=seat).first()
    return known or ExpertOpinion(item=item, seat=seat)


def is_open(item: MeetingItem) -> bool:
    """Whether opinions on an item are still taken: before its vote."""
    return item.stage in BEFORE_THE_VOTE and item.meeting.stage in OPEN_STAGES


def save_draft(item: MeetingItem, seat: PanelSeat, typed: Mapping[str, Any]) -> ExpertOpinion:
    """Keep what was typed so far; fields that are not among `typed` stay as they were.

    Raises:
        OpinionClosedError: the vote on the item has begun.

    """
    with transaction.atomic():
        fresh = (
            MeetingItem.objects.select_for_update(of=("self",), no_key=True).select_related("meeting").get(pk=item.pk)
        )
        if not is_open(fresh):
            raise OpinionClosedError
        opinion, _ = ExpertOpinion.objects.get_or_create(item=item, seat=seat)
        marks = {**opinion.draft.get("marks", {}), **typed.get("marks", {})}
        opinion.draft = {
            **opinion.draft,
            **typed,
            "marks": {key: mark for key, mark in marks.items() if mark is not None},
        }
        opinion.saved_at = clock.now()
        opinion.save()
    return opinion


def judgements_of(item: MeetingItem, content: Mapping[str, Any]) -> list[Judgement]:
    """Return what the sheet gives for what was marked; empty for a plan without a sheet."""
    return judge(sheet_for(item.application), content.get("marks", {}))


def lacks(item: MeetingItem, content: Mapping[str, Any]) -> Iterator[str]:
    """Yield what an opinion lacks before it can be handed in, all at once."""
    sheet = sheet_for(item.application)
    waiting = open_items(sheet, content.get("marks", {}))
    if waiting:
        more = f"等 {len(waiting)} 项" if len(waiting) > 1 else ""
        yield f"评审标准还没有评完：{waiting[0]}{more}，请逐项评议。"
    verdict = str(content.get("verdict", ""))
    if verdict not in ExpertVerdict.values:
        yield "请选择评议结论：符合、基本符合或不符合。"
    if not str(content.get("comment", "")).strip():
        yield "请填写评语。"
    found = overall(judge(sheet, content.get("marks", {}))) if sheet and not waiting else Answer.UNKNOWN
    departs = (found is Answer.NOT_MET and verdict == ExpertVerdict.FIT) or (
        found is Answer.MET and verdict == ExpertVerdict.UNFIT
    )
    if departs and not str(content.get("reason", "")).strip():
        told = "未达到" if found is Answer.NOT_MET else "达到"
        yield f"评审标准为“{told}”，您的结论为“{ExpertVerdict(verdict).label}”，两者不一致的请写明理由。"


def hand_in(opinion: ExpertOpinion, *, is_discussed: bool) -> None:
    """Keep the draft as handed in: as the independent opinion while nobody has seen the others', else beside it."""
    content = dict(opinion.draft)
    if not is_discussed:
        opinion.first, opinion.first_at = content, clock.now()
    opinion.last = content
    opinion.save()


def summary_of(item: MeetingItem) -> Summary:
    """Return what was handed in; the order of the comments tells nothing of who wrote them or when."""
    found = [each.last for each in item.expert_opinions.exclude(last=None) if each.last]
    sheet = sheet_for(item.application)
    return Summary(
        handed_in=len(found),
        verdicts=[(v.label, sum(each.get("verdict") == v for each in found)) for v in ExpertVerdict],
        sections=[(section["section"], _marked(number, section, found)) for number, section in enumerate(sheet)],
        comments=sorted(str(each.get("comment", "")).strip() for each in found if each.get("comment")),
    )


def _marked(number: int, section: Mapping[str, Any], found: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [
        (item["text"], _counted(section["kind"], [each["marks"].get(key_of(number, place)) for each in found]))
        for place, item in enumerate(section["items"])
    ]


def _counted(kind: str, marks: list[Any]) -> str:
    if kind == CRITERIA:
        return f"{sum(mark is True for mark in marks)} 人认为符合"
    given = [mark for mark in marks if isinstance(mark, int)]
    return f"平均 {10 * sum(given) // len(given) / 10:g} 分" if given else "无人评分"
