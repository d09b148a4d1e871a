"""Deadlines of a plan: which fall on holidays, and by when a person had better file.

A deadline on a holiday is not moved silently: 民法典 第203条 would move it, the notice says 逾期不再受理 (AMB-22),
so the plan's publisher must decide. Source: 衢经信产融〔2022〕44号 五(二).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from law.calendar import WorkingCalendar, next_working_day, seeded_calendar, subtract_working_days
from law.errors import BadInput

HOLIDAY_DEADLINE = "AMB-22"
MIN_PUBLICITY_DAYS = 5
_NAMES = {"filing": "个人申报", "employer": "单位推荐", "recommendation": "审核推荐", "paper": "纸质材料报送"}
_ORDER = ("filing", "employer", "recommendation", "paper")


@dataclass(frozen=True, slots=True)
class DeadlineWarning:
    """Something about a plan's deadlines that its publisher must confirm; `ambiguity` when the law leaves it open."""

    stage: str
    because: str
    ambiguity: str = ""


def lint_deadlines(deadlines: Mapping[str, date], calendar: WorkingCalendar | None = None) -> list[DeadlineWarning]:
    """Return what the publisher must confirm: holidays, wrong order, too little time for the employer's publicity.

    `deadlines` by stage: filing, employer, recommendation, paper; others are checked for holidays only.
    """
    known = calendar or seeded_calendar()
    warnings = [_holiday(stage, day, known) for stage, day in deadlines.items() if not known.is_working_day(day)]
    return warnings + _disorder(deadlines) + _haste(deadlines, known)


def _holiday(stage: str, day: date, known: WorkingCalendar) -> DeadlineWarning:
    because = (
        f"{_NAMES.get(stage, stage)}截止日 {day} 是{known.reason(day)}，下一个工作日是 {next_working_day(day, known)}。"
        "请写明是否顺延。"
    )
    return DeadlineWarning(stage, because, HOLIDAY_DEADLINE)


def _disorder(deadlines: Mapping[str, date]) -> list[DeadlineWarning]:
    stages = [stage for stage in _ORDER[:3] if stage in deadlines]
    return [
        DeadlineWarning(later, f"{_NAMES[later]}截止日早于{_NAMES[sooner]}截止日，请核对。")
        for sooner, later in pairwise(stages)
        if deadlines[later] < deadlines[sooner]
    ]


def _haste(deadlines: Mapping[str, date], known: WorkingCalendar) -> list[DeadlineWarning]:
    if not {"filing", "employer"} <= deadlines.keys():
        return []
    suggested = latest_filing_day(deadlines["employer"], calendar=known)
    if suggested >= deadlines["filing"]:
        return []
    because = (
        f"按单位推荐截止日 {deadlines['employer']} 倒推，单位须公示不少于 {MIN_PUBLICITY_DAYS} 个工作日，"
        f"{suggested} 之后申报的来不及完成公示，而个人申报截止日为 {deadlines['filing']}。请调整或提示申报人。"
    )
    return [DeadlineWarning("filing", because)]


def latest_filing_day(
    employer_deadline: date,
    *,
    publicity_days: int = MIN_PUBLICITY_DAYS,
    review_days: int = 1,
    calendar: WorkingCalendar | None = None,
) -> date:
    """Return the suggested latest filing day 建议最晚提交日, a working day.

    Counted back from the employer's deadline, on which the employer still signs its opinion: before it `publicity_days`
    whole working days of publicity, before those the opening day, which does not count. `review_days` working days
    lie between filing and opening (0: publicity opens on the day of filing). Raises BadInput when fewer than 5
    publicity days are asked for.
    """
    if publicity_days < MIN_PUBLICITY_DAYS or review_days < 0:
        raise BadInput(f"单位公示不得少于 {MIN_PUBLICITY_DAYS} 个工作日，审核天数不得为负，请核对。")
    known = calendar or seeded_calendar()
    last_publicity_day = employer_deadline - timedelta(days=1)
    opening = subtract_working_days(last_publicity_day, publicity_days, known)
    day = subtract_working_days(_working_day_before(opening, known), review_days, known)
    return _working_day_before(day, known)


def _working_day_before(day: date, known: WorkingCalendar) -> date:
    while not known.is_working_day(day):
        day -= timedelta(days=1)
    return day
