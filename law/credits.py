"""Credit policies: how many hours of continuing education a plan asks for, judged three-valued.

A year without a record counts as no hours: the certificate comes from one system and is complete
(衢经信产融〔2022〕44号 四).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any

from law.answers import MET, MISSING, NOT_MET, Answer, Reading, Readings, Verdict, doubt, joined, lacking, verdict
from law.conditions import explain_reading
from law.errors import BadInput
from law.sources import cite
from law.vocabulary import ambiguity, vocabulary
from law.yaml_data import read_yaml

KINDS = {"public": "公需课", "professional": "专业课", "total": "总学时"}
_FIELDS = {"public", "general_public", "industry_public", "professional", "deemed", "total"}
# Whether training of skilled workers counts where the plan's own notice does not say so (S4 三 does).
DEEMED = "CRA-06"
_GRADES = {"员级": "初级", "助理级": "初级", "工艺美术员": "初级", "助理工艺美术师": "初级", "工艺美术师": "中级"}
Year = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Check:
    """The answer to one requirement of a policy; `kind` is empty where it could not be put into hours."""

    clause: str
    asks: str
    verdict: Verdict
    because: str
    kind: str = ""
    years: tuple[int, ...] = ()
    has: float = 0
    least: float = 0


@dataclass(frozen=True, slots=True)
class Holder:
    """Whose credits are judged. `level` as filed for (中级, 初级, 助理级 …); years as far as they are known."""

    level: str = ""
    education: str = ""
    started_year: int | None = None
    required_years: int | None = None

    @property
    def grade(self) -> str:
        """初级, 中级 or 高级."""
        return _GRADES.get(self.level, self.level)


Policy = Mapping[str, Any]


@cache
def policies() -> Mapping[str, Policy]:
    """Return the credit policies of the notices by id, their clauses written out."""
    rows = read_yaml("data/credit_policies.yaml")
    return {key: {**row, "clause": cite(row["clause"])} for key, row in rows.items()}


def policy(policy_id: str) -> Policy:
    """Return a policy of the notices. Raises BadInput for an unknown one."""
    if policy_id not in policies():
        raise BadInput(f"没有学时政策“{policy_id}”，可用的是：{'、'.join(policies())}。")
    return policies()[policy_id]


def parse_credits(credits: Mapping[Any, Any]) -> dict[int, Year]:  # noqa: A002 - the domain's word
    """Read hours by year into `public`, `professional` and `total`.

    `public` stands for both public kinds; a total left out is the sum of the others; `deemed` says how many of the
    professional hours are deemed ones (S4 三). Hours given without years are the totals of all years. Raises BadInput
    for an unknown kind or a negative number.
    """
    if credits and credits.keys() <= _FIELDS:
        return {0: _year(credits, "合计")}
    return {_year_number(year): _year(hours, year) for year, hours in credits.items()}


def _year_number(year: object) -> int:
    if isinstance(year, bool) or not str(year).isdecimal():
        raise BadInput(f"学时年度“{year}”无法识别，请按四位年份填写。")
    return int(str(year))


def _year(hours: object, year: object) -> Year:
    if not isinstance(hours, Mapping) or hours.keys() - _FIELDS:
        raise BadInput(f"{year} 年度的学时只能写明 {'、'.join(sorted(_FIELDS))}，请核对。")
    for kind, number in hours.items():
        if isinstance(number, bool) or not isinstance(number, int | float) or number < 0:
            raise BadInput(f"{year} 年度 {kind} 的学时“{number}”应为不小于 0 的数，请核对。")
    parts = hours.get("general_public", 0) + hours.get("industry_public", 0)
    public, professional = hours.get("public", parts), hours.get("professional", 0)
    total, deemed = hours.get("total", public + professional), min(hours.get("deemed", 0), professional)
    return {"public": public, "professional": professional, "deemed": deemed, "total": total}


def judge_policy(
    policy: Policy,
    credits: Mapping[Any, Any] | None,  # noqa: A002 - credits is the word of the notices
    holder: Holder,
    readings: Readings = MappingProxyType({}),
) -> list[Check]:
    """Judge every requirement of a policy; all of them, so that every shortage is told at once.

    `policy` is one of policies(), or of a rulebook's own; `credits` is hours by year, None when nothing was stated;
    `readings` may settle whether deemed hours count.
    """
    if credits is None and policy["checks"]:
        because = "您尚未填写“继续教育学时”，请补充后重新预检。"
        return [Check(policy["clause"], "继续教育学时达到规定要求", lacking("credits"), because)]
    years = parse_credits(credits or {})
    checks = _checks(policy, years, holder)
    if policy.get("deemed") or not any(year["deemed"] for year in years.values()):
        return checks
    # The policy does not name deemed hours: where they decide, a person does, or has.
    strictly = _checks(policy, {year: _without_deemed(hours) for year, hours in years.items()}, holder)
    return [_either(*both, readings.get(DEEMED)) for both in zip(checks, strictly, strict=True)]


def _checks(policy: Policy, years: Mapping[int, Year], holder: Holder) -> list[Check]:
    return [found for row in policy["checks"] for found in _check(row, policy["clause"], years, holder)]


def _without_deemed(hours: Year) -> Year:
    deemed = hours["deemed"]
    return {**hours, "professional": hours["professional"] - deemed, "total": hours["total"] - deemed, "deemed": 0}


def _either(counted: Check, strictly: Check, reading: Reading | None) -> Check:
    if reading:
        # What else is open in the hours that then count is still open.
        read = counted if reading.favours else strictly
        said = explain_reading(DEEMED, reading) if counted.has != strictly.has else ""
        return replace(read, because=read.because + said)
    if counted.verdict.answer is strictly.verdict.answer:
        return strictly
    said = f"{strictly.because}另有视同学时 {counted.has - strictly.has:g}，{ambiguity(DEEMED).say}（{DEEMED}）。"
    return replace(strictly, verdict=joined([doubt(DEEMED), counted.verdict]), because=said)


def overall(checks: Sequence[Check]) -> Verdict:
    """Return the answer of a policy from the answers of its requirements."""
    answers = {check.verdict.answer for check in checks}
    if Answer.NOT_MET in answers:
        return NOT_MET
    unknowns = [check.verdict for check in checks if check.verdict.answer is Answer.UNKNOWN]
    return joined(unknowns) if unknowns else MET


def _check(row: Mapping[str, Any], clause: str, years: Mapping[int, Year], holder: Holder) -> Iterator[Check]:
    if "sum" in row:
        yield _check_sum(row, clause, years, holder)
    elif "each_year" in row:
        yield from _check_each_year(row["each_year"], clause, years)
    elif "required_years" in row:
        yield from _check_required_years(row, clause, years, holder)
    else:
        yield from _check_table(row["table"], clause, years, holder)


def _hours(years: Mapping[int, Year], kind: str, wanted: Sequence[int]) -> float:
    return sum(years[year][kind] for year in wanted if year in years)


def _finding(clause: str, years: Sequence[int], kind: str, has: float, least: float, found: Verdict) -> Check:
    span, numbers = _span(years), (kind, tuple(years), has, least)
    asks = f"{span}{KINDS[kind]}不少于 {least:g} 学时"
    because = f"您 {span}{KINDS[kind]} {has:g} 学时"
    if has >= least:
        return Check(clause, asks, found, f"{because}。", *numbers)
    because += f"，还差 {least - has:g} 学时"
    said = "；".join(f"{ambiguity(code).say}（{code}）" for code in sorted(found.ambiguities - {MISSING}))
    return Check(clause, asks, found, f"{because}。{said or '请补充登记已有学时或补学后再申报'}。", *numbers)


def _span(years: Sequence[int]) -> str:
    if not years:
        return "累计"
    return f"{years[0]} 年度" if len(years) == 1 else f"{years[0]}—{years[-1]} 年累计"


def _check_sum(row: Mapping[str, Any], clause: str, years: Mapping[int, Year], holder: Holder) -> Check:
    wanted, kind = row["years"], row["sum"]
    has, leasts = _hours(years, kind, wanted), _leasts(row, holder)
    if len({has >= least for least in leasts}) > 1:
        missing = Verdict(Answer.UNKNOWN, frozenset({MISSING}), frozenset({"level", "edu.level"}))
        return Check(
            clause,
            f"{_span(wanted)}{KINDS[kind]}达到规定要求",
            missing,
            "申报级别和学历决定所需学时，请补充后重新预检。",
        )
    return _finding(clause, wanted, kind, has, leasts[-1], _shortage(row, has >= leasts[-1], holder))


def _shortage(row: Mapping[str, Any], enough: bool, holder: Holder) -> Verdict:  # noqa: FBT001 - handed on
    if enough or "soft" in row:
        return MET if enough else doubt(row["soft"])
    is_new = holder.started_year is not None and holder.started_year > row["years"][0]
    return doubt(row["short_history"]) if is_new and "short_history" in row else NOT_MET


def _leasts(row: Mapping[str, Any], holder: Holder) -> list[float]:
    """Return the minimum that applies, or both when level or education that would decide are not stated."""
    instead = row.get("instead")
    if not instead or (holder.grade and holder.grade != instead["grade"]):
        return [row["least"]]
    ranks = vocabulary().education_levels
    if holder.grade and holder.education:
        is_enough = ranks.index(holder.education) >= ranks.index(instead["education"])
        return [instead["least"] if is_enough else row["least"]]
    return [row["least"], instead["least"]]


def _check_each_year(leasts: Mapping[str, int], clause: str, years: Mapping[int, Year]) -> Iterator[Check]:
    if not years:
        yield Check(clause, "每年度学时达到规定要求", NOT_MET, "没有任何年度的学时记录，请登记后再申报。")
    for year, hours in sorted(years.items()):
        for kind, least in leasts.items():
            yield _finding(clause, [year], kind, hours[kind], least, verdict(hours[kind] >= least))


def _check_required_years(
    row: Mapping[str, Any], clause: str, years: Mapping[int, Year], holder: Holder
) -> Iterator[Check]:
    known = row["by_education"]
    most = holder.required_years or known.get(holder.education, max(known.values()))
    wanted = range(row["until"] - most + 1, row["until"] + 1)
    for kind, yearly in row["required_years"].items():
        has = _hours(years, kind, wanted)
        # The clause gives no number. Any reading asks for one year's hours; up to all years a person decides.
        found = MET if has >= yearly * most else doubt(row["open"]) if has >= yearly else NOT_MET
        yield _finding(clause, wanted, kind, has, yearly * most, found)


def _check_table(
    rows: Sequence[Mapping[str, Any]], clause: str, years: Mapping[int, Year], holder: Holder
) -> Iterator[Check]:
    row = next((r for r in rows if holder.education in r["education"] and holder.level == r["level"]), None)
    if row is None:
        because = (
            f"通知未列出学历“{holder.education or '未填'}”申报“{holder.level or '未填'}”的学时，须由受理部门核定。"
        )
        yield Check(clause, "学时与学历对应的专业工作年限相符", doubt("AMB-12"), because)
        return
    for kind in KINDS:
        has = sum(year[kind] for year in years.values())
        yield _finding(clause, (), kind, has, row[kind], verdict(has >= row[kind]))
