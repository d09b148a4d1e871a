"""What a plan's publisher has to settle: mend it, or accept it with a reason (law/ names the differences X07–X41).

Each is found in the plan's own words: what its notice says in one place against what it says, or sets, in another.
"""

import re
from collections.abc import Iterable, Iterator

from law.deadlines import HOLIDAY_DEADLINE, lint_deadlines
from law.errors import RulebookError
from law.lint import lint
from law.lint_warning import LintWarning
from reviews.enums import RollPolicy, TitleMode, VoteScope
from reviews.models import Plan
from reviews.plan_dates import DATES, DEADLINES, day_of
from reviews.routes import NO_DEPARTMENT, binds, named
from reviews.rulebooks import book_of
from reviews.selectors.calendar import known_calendar
from reviews.selectors.deadlines import closes_of, last_day
from reviews.selectors.plan_terms import source_name
from reviews.services.plan_remarks import Remark
from zcps.templatetags.chinese import cn_date

_STAGES = {"filing": "filing_closes", "employer": "employer_closes", "paper": "paper_closes"}
_COPIES = re.compile(r"一式\s*([一二两三四五六七八九\d]+)\s*份")
_FIGURES = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_RECEIVER = re.compile(
    r"(?:报送至?|寄到|寄送至?|送到?)((?:[^，。；、（）《》\s“”]{0,12}?)(?:经信局|经信厅|协会|中心|人社厅|人社局|人力社保局)(?:[^，。；、（）\s]{0,8}?处)?)"
)
_FORM = re.compile(r"《([^》]*评审表)》")
_WATERMARK = re.compile(r"带有“([^”]+)”水印")
_SYSTEM = re.compile(r"[“《]([^”》]*学时[^”》]*(?:系统|平台))[”》]")
_PUBLICITY = re.compile(r"不少于\s*(\d+)\s*个工作日")
_NUMBER = re.compile(r"([\u4e00-\u9fff]{2,8})〔(\d{4})〕\s*(\d+)\s*号")
# Words of a sentence that run into the number: 根据浙人社发〔2020〕47号.
_LEAD = re.compile(r"^.*(?:根据|依据|按照|依照|按|据|及|和|与|见)")
_OFFICIAL = re.compile(r"(?:市|省)")


def warnings(plan: Plan) -> Iterator[Remark]:
    """Yield everything that must be mended, or accepted with a reason, before publication."""
    of_the_notice = (_deadlines, _calendar, _assumed, _paper, _credit_systems, _numbers)
    for check in (*of_the_notice, _publicity, _votes, _certificates, _law):
        yield from check(plan)


def notes(plan: Plan) -> Iterator[Remark]:
    """Yield what has only to be known: nothing is to be settled."""
    for leg in plan.route:
        if leg.get("joint"):
            because = (
                f"“{named(leg)}”：各机构分别在平台审核并签署，全部签署后转至下一环节；任一机构可以退回或不予推荐。"
            )
            yield Remark(f"route.{leg['label']}.joint", "route", because)
        if leg.get("for") == NO_DEPARTMENT:
            because = f"“{named(leg)}”由登记了人事代理机构的单位经过；没有登记的，申报不在该环节等待。"
            yield Remark(f"route.{leg['label']}", "route", because)
    for row in plan.cited_documents:
        if row.get("note"):
            yield Remark(f"cited.{row['number']}", "documents", f"依据文件 {row['number']}：{row['note']}。", "X42")
    yield from (_said_by_law(each) for each in _linted(plan) if each.info)


def _deadlines(plan: Plan) -> Iterator[Remark]:
    known = [name for name, field in _STAGES.items() if field not in plan.unconfirmed]
    days = {name: day for name in known if (day := day_of(plan, _STAGES[name]))}
    last = [closes for leg in plan.route if binds(leg, None) and (closes := closes_of(leg))][-1:]
    days |= {"recommendation": last_day(last[0])} if last else {}
    moves = plan.roll_policy == RollPolicy.NEXT_WORKDAY
    for each in lint_deadlines(days, known_calendar()):
        if each.ambiguity != HOLIDAY_DEADLINE or not moves:
            kind = "holiday" if each.ambiguity else "time"
            yield Remark(f"deadlines.{each.stage}.{kind}", "deadlines", each.because, each.ambiguity and "X17")
    yield from _paper_too_early(plan)


def _paper_too_early(plan: Plan) -> Iterator[Remark]:
    if plan.paper_closes and plan.paper_closes < plan.employer_closes:
        paper, employer = last_day(plan.paper_closes), last_day(plan.employer_closes)
        because = f"纸质材料截止日 {paper} 早于单位推荐截止日 {employer}，请核对。"
        yield Remark("deadlines.paper.order", "deadlines", because)


def _calendar(plan: Plan) -> Iterator[Remark]:
    """Days of a year whose holidays the State Council has not announced are counted by weekends alone."""
    calendar = known_calendar()
    known = [field for field in DEADLINES if field not in plan.unconfirmed]
    days = {DATES[field]: day for field in known if (day := day_of(plan, field))}
    open_days = {name: day for name, day in days.items() if not calendar.is_final(day)}
    if open_days:
        named_days = "、".join(f"{name}{cn_date(day)}" for name, day in open_days.items())
        because = (
            f"{named_days}：该年度放假安排尚未公布，工作日暂按周末推算。"
            "放假安排公布后，平台重新计算公示期，只延长不缩短；截止日是否落在假日，请届时复核。"
        )
        yield Remark("deadlines.provisional", "deadlines", because)


def _assumed(plan: Plan) -> Iterator[Remark]:
    for row in plan.assumed:
        because = f"{row['says']}（{row['clause']}）"
        yield Remark(f"assumed.{row['parameter']}", _section_of(row["parameter"]), because, row.get("code", ""))


_BY_PARAMETER = {
    "paper": (
        "form_name",
        "watermark",
        "paper_copies",
        "stamp_chain",
        "paper_receiver",
        "paper_address",
        "archive_mode",
    ),
    "deadlines": ("filing_opens", "filing_closes", "employer_closes", "cutoff", "paper_closes", "roll_policy"),
    "titles": ("titles", "committee", "scope"),
    "route": ("route",),
    "policy": ("fee", "credit_sources", "credit_proof", "post_source", "archive_ratio", "employer_duties"),
    "documents": ("cited_documents",),
    "identity": ("determined_by", "exam_series"),
    "rules": ("rules", "rulebook"),
}


def _section_of(parameter: str) -> str:
    name = parameter.partition(".")[0]
    return next((section for section, names in _BY_PARAMETER.items() if name in names), "publicity")


def _words(plan: Plan) -> str:
    """Everything that the notice says in words, each part on lines of its own."""
    notes_of = [f"{row.get('name', '')} {row.get('note', '')}" for row in plan.materials]
    return "\n".join([*(section["text"] for section in plan.sections), *notes_of])


def _paper(plan: Plan) -> Iterator[Remark]:
    said = _words(plan)
    copies = {int(_FIGURES.get(text, text)) for text in _COPIES.findall(said)} - {plan.paper_copies}
    if copies:
        because = f"公告文字写一式 {'、'.join(map(str, sorted(copies)))} 份，计划设为 {plan.paper_copies} 份，请统一。"
        yield Remark("paper.copies", "paper", because, "X09")
    yield from _other_names(plan, said)
    if plan.paper_copies and plan.paper_copies < len(plan.stamp_chain):
        because = (
            f"评审表 {plan.paper_copies} 份，少于盖章单位 {len(plan.stamp_chain)} 个，请核对是否每个单位留存一份。"
        )
        yield Remark("paper.stamps", "paper", because, "X11")


def _other_names(plan: Plan, said: str) -> Iterator[Remark]:
    receivers = {name for name in _RECEIVER.findall(said) if not _same_office(name, plan.paper_receiver)}
    if plan.paper_receiver and receivers:
        because = (
            f"公告文字写报送“{'、'.join(sorted(receivers))}”，计划设为“{plan.paper_receiver}”，请确认以哪一处为准。"
        )
        yield Remark("paper.receiver", "paper", because, "X10")
    for key, code, pattern, value, name in (
        ("form", "X12", _FORM, plan.form_name, "评审表名称"),
        ("watermark", "X13", _WATERMARK, plan.watermark, "水印"),
    ):
        others = set(pattern.findall(said)) - {value}
        if value and others:
            because = f"公告文字写{name}“{'、'.join(sorted(others))}”，计划设为“{value}”，请统一。"
            yield Remark(f"paper.{key}", "paper", because, code)


def _same_office(one: str, other: str) -> bool:
    """市经信局产业融合处 and 衢州市经信局产业融合处 are one office."""
    one, other = (_OFFICIAL.sub("", text) for text in (one, other))
    return one in other or other in one


def _credit_systems(plan: Plan) -> Iterator[Remark]:
    systems = sorted(set(_SYSTEM.findall(_words(plan))))
    known = {source_name(code) for code in plan.credit_sources}
    unnamed = [name for name in systems if name not in known]
    if len(systems) > 1 and (unnamed or not plan.credit_sources):
        listed = "、".join(systems)
        because = f"公告写了 {len(systems)} 个学时登记系统（{listed}），请在“学时来源”中列明采用哪些。"
        yield Remark("credits.sources", "policy", because, "X07")


def _numbers(plan: Plan) -> Iterator[Remark]:
    """One document under two numbers: the same year and serial of the same authority, the middle differing (X41)."""
    families: dict[tuple[str, str, str], set[str]] = {}
    for words, year, serial in _NUMBER.findall(_cited(plan)):
        head = _LEAD.sub("", words)
        families.setdefault((head[:2], year, serial), set()).add(f"{head}〔{year}〕{serial}号")
    for numbers in families.values():
        if len(numbers) > 1 and not _are_aliases(plan, numbers):
            shown = "、".join(sorted(numbers))
            because = f"同一文件写了不同文号（{shown}），请在“依据文件”中写明正确文号，其余列为别名。"
            yield Remark(f"documents.{min(numbers)}", "documents", because, "X41")


def _cited(plan: Plan) -> str:
    """Everything in which a document may be cited."""
    clauses = " ".join(str(row.get("clause", "")) for row in plan.materials)
    listed = " ".join(row["number"] for row in plan.cited_documents)
    return f"{_words(plan)} {clauses} {listed}"


def _are_aliases(plan: Plan, numbers: Iterable[str]) -> bool:
    known = [{row["number"], *row.get("aliases", ())} for row in plan.cited_documents]
    return any(set(numbers) <= group for group in known)


def _publicity(plan: Plan) -> Iterator[Remark]:
    others = {int(days) for days in _PUBLICITY.findall(_words(plan))} - {plan.publicity_days}
    if others:
        written = "、".join(map(str, sorted(others)))
        because = f"公告文字写公示不少于 {written} 个工作日，计划设为 {plan.publicity_days} 个，请统一。"
        yield Remark("publicity.days", "publicity", because, "X52")


def _votes(plan: Plan) -> Iterator[Remark]:
    """The base is all experts present at the meeting; only skilled workers may be reviewed apart (S3 一(四); S4 二)."""
    if plan.vote_scope == VoteScope.GROUPS:
        because = (
            "表决范围设为各组分别表决：通知以出席会议专家总数为基数（衢市人社专〔2021〕61号 一(四)），"
            "只规定高技能人才可以单独分组、单独评审（衢市人社专〔2023〕23号 二），请写明依据后确认。"
        )
        yield Remark("publicity.vote_scope", "publicity", because)


def _certificates(plan: Plan) -> Iterator[Remark]:
    recommends = plan.titles.filter(mode=TitleMode.RECOMMEND).values_list("name", flat=True)
    if plan.issues_certificate and recommends:
        names = "、".join(recommends)
        because = f"“{names}”由评委会推荐至上级评委会，只出具推荐函，不颁发电子证书，请核对结果公布。"
        yield Remark("titles.certificate", "publicity", because, "X40")


def _linted(plan: Plan) -> list[LintWarning]:
    try:
        return lint(book_of(plan))
    except RulebookError:
        return []  # what is wrong is said among the problems


def _law(plan: Plan) -> Iterator[Remark]:
    yield from (_said_by_law(each) for each in _linted(plan) if not each.info)


def _said_by_law(each: LintWarning) -> Remark:
    return Remark(f"law.{each.key}", "rules", each.because, each.ambiguity or (each.key if each.key[0] == "X" else ""))
