"""What must be mended before a plan can be reported: it would be unworkable, or a rule would have no source.

Sources: 衢市人社专〔2021〕61号 一(一) (政策公开、标准公开); what the procedure can do with a route: reviews/routes.py.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from itertools import pairwise

from django.db.models import Q

from accounts.enums import AdminLevel
from accounts.models import Agency
from law.deadlines import MIN_PUBLICITY_DAYS, latest_filing_day
from law.errors import RulebookError
from law.materials import problem_with
from law.rulebook import Rulebook
from law.scoring import problems_of
from law.trial import try_vectors
from reviews.aliases import examined_by
from reviews.enums import Inspector, Level, PublicityKind, TitleMode
from reviews.facts.rule_gaps import problems_in as gaps_in
from reviews.models import Plan, PlanTitle
from reviews.plan_dates import DATES, day_of, rolled
from reviews.routes import EVERYBODY, FOR_WHOM, KINDS, LOCAL, PROVINCIAL, Leg, binds, kinds_at
from reviews.rulebooks import book_of, data_of
from reviews.selectors.calendar import known_calendar
from reviews.selectors.deadlines import closes_of, last_day, leg_closes
from reviews.services.exam_series import examined_in
from reviews.services.plan_remarks import Remark
from zcps import clock
from zcps.templatetags.chinese import cn_date

# Titles that name a level of any series (S0 二(一); S4 四), and the levels that a committee of each level decides on.
_LEVELS = frozenset({"初级", *Level.labels})
_DECIDES = {level: (level,) for level in Level.values} | {Level.ASSISTANT: (Level.TECHNICIAN, Level.ASSISTANT)}


def problems(plan: Plan) -> Iterator[Remark]:
    """Yield everything that stands in the way of reporting a plan."""
    for check in (
        _identity,
        _titles,
        _route,
        _dates,
        _order,
        _haste,
        _materials,
        _paper,
        _publicity,
        _scoring,
        _content,
        _determination,
        _rules,
    ):
        yield from check(plan)


def _scoring(plan: Plan) -> Iterator[Remark]:
    for number, because in enumerate(problems_of(plan.scoring)):
        yield Remark(f"scoring.{number}", "scoring", because)
    for row in plan.scoring:
        if not row.get("clause"):
            yield Remark(
                f"scoring.{row['section']}.clause", "scoring", f"评审标准“{row['section']}”没有依据条款，请填写。"
            )


def _absent(section: str, wanted: Mapping[str, object]) -> Iterator[Remark]:
    for name, value in wanted.items():
        if not value:
            yield Remark(f"absent.{name}", section, f"计划缺少“{name}”，请补充后再报审。")


def _identity(plan: Plan) -> Iterator[Remark]:
    wanted = {
        "名称": plan.name,
        "系列": plan.series,
        "专业": plan.specialties,
        "公告文号": plan.document_number,
        "公告标题": plan.document_title,
    }
    yield from _absent("identity", wanted)
    if plan.corrects and not plan.correction_reason.strip():
        yield Remark("correction.reason", "identity", "更正公告没有写明更正理由，请补充：申报人须知道为什么更正。")
    if plan.corrects and plan.document_number == plan.corrects.document_number:
        yield Remark("correction.number", "identity", "更正公告应有自己的文号，请填写，不能与原公告相同。")


def _titles(plan: Plan) -> Iterator[Remark]:
    titles = list(plan.titles.select_related("committee"))
    if not titles:
        yield Remark("titles.none", "titles", "计划没有可申报的资格，请至少填写一项。")
    for title in titles:
        if not _is_decided(title):
            because = f"{title.committee.name}不{title.get_mode_display()}“{title.name}”，请核对该资格的评委会。"
            yield Remark(f"titles.{title.name}.committee", "titles", because)


def _is_decided(title: PlanTitle) -> bool:
    """A plan for several series names levels (初级, 中级) where the committee names its own titles of that level."""
    own = title.committee.recommends if title.mode == TitleMode.RECOMMEND else title.committee.titles
    if title.name not in _LEVELS:
        return title.name in own
    return bool(own) and (title.mode == TitleMode.RECOMMEND or title.level in _DECIDES[title.committee.level])


def _route(plan: Plan) -> Iterator[Remark]:
    if not plan.route:
        yield Remark("route.none", "route", "计划没有审核推荐路径，请按顺序填写用人单位之后的各级机构。")
        return
    for whom in _whom(plan):
        legs = [leg for leg in plan.route if (leg.get("for") or EVERYBODY) in (EVERYBODY, whom)]
        if not legs:
            because = f"办理路径没有适用于{FOR_WHOM[whom]}的机构，他们提交后将无机构受理，请补充。"
            yield Remark(f"route.{whom}.nobody", "route", because)
        yield from (
            _without_office(leg, kind) for leg in legs for kind in kinds_at(leg) if not _exists(plan, leg, kind)
        )
    if plan.inspection_kinds and not _has_inspector(plan):
        because = f"考察测评由{plan.get_inspected_by_display()}组织，但办理路径中没有该机构，请改选或补充。"
        yield Remark("route.inspector", "route", because)
    for leg in plan.route:
        if not leg.get("closes") and not leg.get("text"):
            because = f"“{leg['label']}”没有写明办理时限，请填写日期，或按公告写明时间说明。"
            yield Remark(f"route.{leg['label']}.undated", "route", because)


def _has_inspector(plan: Plan) -> bool:
    kinds = {kind for leg in plan.route for kind in kinds_at(leg)}
    return plan.inspected_by == Inspector.EMPLOYER or plan.inspected_by in kinds


def _whom(plan: Plan) -> list[str]:
    """Whose cases have to find a body: those of provincial units too, where the plan is the province's."""
    return [LOCAL, PROVINCIAL] if plan.region.level == AdminLevel.PROVINCE else [LOCAL]


def _without_office(leg: Leg, kind: str) -> Remark:
    missing = f"平台上没有可以办理“{leg['label']}”的{KINDS.get(kind, kind)}"
    because = f"{missing}，申报将停在该环节，请先请人力社保部门设置机构，或修改办理路径。"
    partner = "" if kind == leg["kind"] else f".{kind}"
    return Remark(f"route.{leg['label']}{partner}.absent", "route", because)


def _exists(plan: Plan, leg: Leg, kind: str) -> bool:
    of_kind = Agency.objects.filter(kind=kind)
    if leg.get("level"):
        of_kind = of_kind.filter(region__level=leg["level"])
    region = plan.region_id
    inside = Q(region=region) | Q(region__parent=region) | Q(region__parent__parent=region)
    return of_kind.filter(inside).exists()


def _dates(plan: Plan) -> Iterator[Remark]:
    for field, why in plan.unconfirmed.items():
        name = DATES[field]
        because = f"请填写{name}。" if why == "unset" else f"{name}是由原计划顺推的，请核对后确认。"
        yield Remark(f"dates.{field}", "deadlines", because)
    for leg in plan.route:
        if leg.get("proposed"):
            because = f"“{leg['label']}”的时限是由原计划顺推的，请核对后确认。"
            yield Remark(f"dates.{leg['label']}", "route", because)
        elif _is_rolled_otherwise(leg, plan.roll_policy):
            because = f"“{leg['label']}”时限的顺延结果与截止日规则不一致，请打开“办理路径”核对后重新保存。"
            yield Remark(f"dates.{leg['label']}.rolled", "route", because)
    for field, named in plan.named_days.items():
        if field in DATES and day_of(plan, field) != rolled(dt.date.fromisoformat(named), plan.roll_policy):
            because = f"{DATES[field]}的顺延结果与现行放假安排不一致，请打开“办理时间”核对后重新保存。"
            yield Remark(f"dates.{field}.rolled", "deadlines", because)


def _is_rolled_otherwise(leg: Leg, policy: str) -> bool:
    closes = closes_of(leg)
    if closes is None:
        return False
    named = dt.date.fromisoformat(leg["named"]) if leg.get("named") else last_day(closes)
    return last_day(closes) != rolled(named, policy)


def _order(plan: Plan) -> Iterator[Remark]:
    """Confirmed dates in their order; a body without a day is passed over."""
    main = [
        (f"{leg['label']}审核推荐截止", closes)
        for leg, closes in zip(plan.route, leg_closes(plan), strict=True)
        if closes and binds(leg, None)
    ]
    named = [(DATES[field], getattr(plan, field)) for field in ("filing_opens", "filing_closes", "employer_closes")]
    for (earlier, first), (later, second) in pairwise([*named, *main]):
        if second < first:
            because = f"“{later}”（{last_day(second)}）早于“{earlier}”（{last_day(first)}），请核对各环节时间。"
            yield Remark(f"order.{later}", "deadlines", because)


def _haste(plan: Plan) -> Iterator[Remark]:
    if "employer_closes" in plan.unconfirmed or plan.publicity_days < MIN_PUBLICITY_DAYS:
        return
    latest = last_day(plan.employer_closes)
    suggested = latest_filing_day(latest, publicity_days=plan.publicity_days, calendar=known_calendar())
    opens = plan.filing_opens.astimezone(clock.SHANGHAI).date()
    if suggested < opens:
        because = (
            f"从 {opens} 开始申报，到单位推荐截止日 {latest} 之间来不及完成"
            f"不少于 {plan.publicity_days} 个工作日的单位公示，请推迟单位推荐截止日。"
        )
        yield Remark("haste.employer", "deadlines", because)


def _materials(plan: Plan) -> Iterator[Remark]:
    yield from _absent("materials", {"申报材料": plan.materials})
    titles = set(plan.titles.values_list("name", flat=True))
    for row in plan.materials:
        if not row.get("clause"):
            because = f"申报材料“{row['name']}”没有写明依据条款，请补充：没有依据的材料不得要求申报人提供。"
            yield Remark(f"materials.{row['key']}.clause", "materials", because)
        if row.get("source") == "archive" and not row.get("modules"):
            because = f"申报材料“{row['name']}”取自业绩档案，请选择所取的档案模块。"
            yield Remark(f"materials.{row['key']}.modules", "materials", because)
        if row.get("check") and (wrong := problem_with(row["check"])):
            yield Remark(f"materials.{row['key']}.check", "materials", f"申报材料“{row['name']}”：{wrong}")
        if gone := set(row.get("titles", ())) - titles:
            because = f"申报材料“{row['name']}”限于“{'、'.join(sorted(gone))}”，计划没有该资格，请核对。"
            yield Remark(f"materials.{row['key']}.titles", "materials", because)


def _paper(plan: Plan) -> Iterator[Remark]:
    yield from _absent("paper", {"评审表名称": plan.form_name, "水印": plan.watermark})
    if plan.paper_copies:
        yield from _absent("paper", {"盖章": plan.stamp_chain, "报送处": plan.paper_receiver})


def _publicity(plan: Plan) -> Iterator[Remark]:
    yield from _absent("publicity", {"公示字段": plan.public_fields, "公示环节": plan.publicity_kinds})
    if plan.publicity_days < MIN_PUBLICITY_DAYS:
        because = f"公示不得少于 {MIN_PUBLICITY_DAYS} 个工作日（衢市人社专〔2021〕61号 一），请修改。"
        yield Remark("publicity.days", "publicity", because)
    if plan.publicity_kinds and PublicityKind.EMPLOYER not in plan.publicity_kinds:
        because = "单位公示是推荐的前提（衢市人社专〔2021〕61号 一(二)），请勾选“单位公示”。"
        yield Remark("publicity.employer", "publicity", because)
    if not 0 < plan.quorum_numerator <= plan.quorum_denominator:
        yield Remark("publicity.quorum", "publicity", "法定到会比例应大于 0、不超过 1，请修改。")


def _content(plan: Plan) -> Iterator[Remark]:
    yield from _absent("contacts", {"联系处室": plan.contact})
    yield from _absent("policy", {"收费说明": plan.fee})
    yield from _absent("notice", {"公告内容": plan.sections})


def _determination(plan: Plan) -> Iterator[Remark]:
    """An initial determination has no panel, and none in a series that is won by examination (R147)."""
    if not plan.is_initial:
        return
    for name in ("", *plan.specialties):
        found = examined_in(plan) if not name else examined_by(name)
        if found:
            because = (
                f"“{name or plan.series}”属于以考代评的{found.series}系列，须参加国家或省统一考试取得职称，"
                f"不再进行职称初定（{found.clause}），请从计划中去掉。"
            )
            yield Remark(f"exam_series.{name or plan.series}", "identity", because)
    if PublicityKind.PRE_REVIEW in plan.publicity_kinds:
        because = "职称初定不召开评审会议，没有评前公示，请去掉“评前公示”；初定结果的公示请勾选“结果公示”。"
        yield Remark("publicity.pre_review", "publicity", because)
    yield from _only_for_reviews(plan)


def _only_for_reviews(plan: Plan) -> Iterator[Remark]:
    """What the notices say of reviews alone: two publishers, proofs, recommendations (S1 四(五); S3 附件)."""
    if plan.co_publisher:
        because = (
            f"职称初定由{plan.hr_bureau.name}核准公布，没有会签环节；联合公布只适用于评审结果"
            "（浙经信消费〔2022〕203号 四(五)），请去掉“联合公布单位”。"
        )
        yield Remark("results.co_publisher", "results", because)
    if not plan.issues_certificate:
        because = (
            "职称初定不经评审，不能以评审通过证明代替证书（浙经信消费〔2022〕203号 四(五)），请勾选“颁发电子证书”。"
        )
        yield Remark("publicity.certificate", "publicity", because)
    for title in plan.titles.filter(mode=TitleMode.RECOMMEND):
        because = f"职称初定由初定机关审核决定，不向上级推荐，请把“{title.name}”的职能改为评审。"
        yield Remark(f"titles.{title.name}.recommended", "titles", because)


def _rules(plan: Plan) -> Iterator[Remark]:
    data = data_of(plan)
    if not data.get("targets"):
        yield Remark("rules.none", "rules", "还没有编写申报条件规则，请为每个资格写明途径、条件和依据条款。")
    try:
        book = book_of(plan)
    except RulebookError:
        for number, gap in enumerate(gaps_in(data)):
            where = f"{gap.place}：" if gap.place else ""
            said = gap.sentence.rstrip("。")
            yield Remark(f"rules.{number}", "rules", f"规则库有误：{where}{said}，请改正后再报审。")
    else:
        # What compiles may still be unfinished: a value not chosen, a citation without its section.
        for number, gap in enumerate(gaps_in(data)):
            yield Remark(f"rules.gap.{number}", "rules", gap.sentence)
        yield from _differences(plan, book)
        for trial in try_vectors(book, book.vectors):
            if not trial.passed:
                yield Remark(
                    f"vectors.{trial.id}", "rules", f"用例 {trial.id} 未通过：{trial.because}请改正规则或用例。"
                )


def _differences(plan: Plan, book: Rulebook) -> Iterator[Remark]:
    if book.cutoff.day and book.cutoff.day != plan.cutoff and "cutoff" not in plan.unconfirmed:
        because = (
            f"计划的年限截止日 {cn_date(plan.cutoff)} 与规则库的 {cn_date(book.cutoff.day)} 不一致，请核对公告后统一。"
        )
        yield Remark("rules.cutoff", "rules", because)
    for title in plan.titles.all():
        if title.name not in book.targets:
            because = f"规则库没有“{title.name}”的申报条件，请补充规则，或从计划中去掉该资格。"
            yield Remark(f"rules.{title.name}", "rules", because)
