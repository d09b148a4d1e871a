"""Corrections of a published plan (更正公告): drafted as a plan of its own, merged when it is published.

A published deadline is never shortened and a title for which people have applied is never taken away: both would be
held against those who relied on the notice.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from accounts.services.notices import Message
from reviews.enums import PlanStage, Stage
from reviews.models import Application, Plan, PlanAttachment, PlanTitle, PlanVersion
from reviews.permissions import WITH_EMPLOYER
from reviews.plan_dates import DATES, DEADLINES, day_of
from reviews.selectors.deadlines import closes_of, last_day, leg_closes
from reviews.selectors.plan_terms import Change, changes_between
from reviews.services.plan_remarks import Remark
from reviews.services.versions import TITLE_TERMS, keep_version, terms_of
from zcps import clock
from zcps.templatetags.chinese import cn_date

# What a correction has for itself and never hands to the plan that it corrects.
_OWN = frozenset(
    {
        "id",
        "code",
        "stage",
        "version",
        "corrects",
        "office",
        "hr_bureau",
        "published_at",
        "created_at",
        "unconfirmed",
        "document_number",
        "document_title",
    }
)
_TERMS = tuple(field.name for field in Plan._meta.concrete_fields if field.name not in _OWN)
_MOST_TOLD = 12
OPEN = (PlanStage.DRAFT, PlanStage.SUBMITTED, PlanStage.APPROVED)


def open_correction(plan: Plan) -> Plan | None:
    """Return the correction of a plan that is being drawn up, if one is."""
    return plan.corrections.filter(stage__in=OPEN).first()


def begin(plan: Plan) -> Plan:
    """Write a draft that repeats the plan, to be changed and published as its next version."""
    clone = Plan(
        code=f"{plan.code}/v{plan.version + 1}",
        corrects=plan,
        version=plan.version + 1,
        office_id=plan.office_id,
        hr_bureau_id=plan.hr_bureau_id,
        created_at=clock.now(),
        **{name: getattr(plan, name) for name in _TERMS},
    )
    clone.correction_reason = ""
    clone.save()
    _copy_rows(plan, clone)
    return clone


def _copy_rows(source: Plan, target: Plan) -> None:
    """Titles keep their rows by name, for applications point at them; attachments are listed anew."""
    for title in source.titles.all():
        values = {name: getattr(title, name) for name in TITLE_TERMS} | {"committee": title.committee}
        PlanTitle.objects.update_or_create(plan=target, name=title.name, defaults=values)
    target.titles.exclude(name__in=source.titles.values("name")).delete()
    target.attachments.all().delete()
    for row in source.attachments.all():
        PlanAttachment.objects.create(plan=target, file=row.file, name=row.name, order=row.order)


def merge(correction: Plan) -> tuple[Plan, PlanVersion, list[Change]]:
    """Make a correction the plan's next version; return the plan, the version and what changed."""
    assert correction.corrects_id is not None, "a correction corrects a plan"  # noqa: S101 - the act's own condition
    plan = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=correction.corrects_id)
    before = (terms_of(plan), plan.rules)
    for name in _TERMS:
        setattr(plan, name, getattr(correction, name))
    plan.version += 1
    plan.save()
    _copy_rows(correction, plan)
    _put_off(plan)
    changes = changes_between(before, (terms_of(plan), plan.rules))
    announced = (correction.document_number, correction.document_title)
    return plan, keep_version(plan, *announced), changes


def _put_off(plan: Plan) -> None:
    """Give every case in hand the later of its time limit and the plan's; nobody's is shortened."""
    cases = Application.objects.filter(plan=plan, due_at__isnull=False)
    _at_least(cases.filter(stage=Stage.DRAFT), plan.filing_closes)
    _at_least(cases.filter(stage__in=WITH_EMPLOYER), plan.employer_closes)
    for leg, closes in enumerate(leg_closes(plan)):
        if closes:
            _at_least(cases.filter(stage=Stage.RECOMMENDATION, leg=leg), closes)


def _at_least(cases: Any, moment: dt.datetime) -> None:
    cases.filter(due_at__lt=moment).update(due_at=moment)


def changes_nothing(correction: Plan) -> bool:
    """Whether a correction says what the plan says already; the number of its own announcement is no term."""
    plan = correction.corrects
    if plan is None:
        return False
    announced = {"document_number": plan.document_number, "document_title": plan.document_title}
    after = {**terms_of(correction), **announced}
    return not changes_between((terms_of(plan), plan.rules), (after, correction.rules))


def changes_of(version: PlanVersion) -> list[Change]:
    """Return what a version changed in the one before it; nothing for the first."""
    before = PlanVersion.objects.filter(plan=version.plan_id, number__lt=version.number).last()
    return changes_between((before.content, before.rules), (version.content, version.rules)) if before else []


def told(correction: Plan) -> Iterator[Message]:
    """Yield a notice to everybody who has a draft in hand: what a merged correction changed, old and new."""
    version = PlanVersion.objects.select_related("plan").get(plan=correction.corrects_id, number=correction.version)
    plan, changes = version.plan, changes_of(version)
    listed = "；".join(
        f"{each.name}：原为“{_brief(each.before)}”，现为“{_brief(each.after)}”" for each in changes[:_MOST_TOLD]
    )
    more = f"；另有 {len(changes) - _MOST_TOLD} 处，详见公告" if len(changes) > _MOST_TOLD else ""
    body = (
        f"“{plan.name}”已发布更正公告（{version.document_number}）：{version.reason}。变化：{listed}{more}。"
        "您尚未提交的申报按更正后的公告办理，请核对后继续填报。"
    )
    url = f"/plans/{plan.code}/versions/{version.number}/"
    drafts = Application.objects.filter(plan=plan, stage=Stage.DRAFT, version=None)
    for draft in drafts.select_related("applicant__user"):
        yield Message(draft.applicant.user, "您申报的计划有更正", body, url)


def _brief(text: str, most: int = 60) -> str:
    return text if len(text) <= most else f"{text[:most]}……"


def spoiled(correction: Plan) -> Iterator[Remark]:
    """Yield what a correction may not do to those who relied on the published plan."""
    plan = correction.corrects
    if plan is None:
        return
    yield from _shortened(plan, correction)
    names = set(correction.titles.values_list("name", flat=True))
    for title in plan.titles.exclude(name__in=names).filter(pk__in=plan.applications.values("title")):
        because = f"已有人申报“{title.name}”，更正公告不能取消该资格，请恢复。"
        yield Remark(f"correction.title.{title.name}", "titles", because)
    if _bodies(plan) != _bodies(correction) and plan.applications.filter(stage=Stage.RECOMMENDATION).exists():
        because = "已有申报正在逐级审核推荐，更正公告不能改变办理路径的机构和顺序，请恢复，时限可以延后。"
        yield Remark("correction.route", "route", because)


def _bodies(plan: Plan) -> list[tuple[str, str, str]]:
    return [(leg["kind"], leg.get("for", ""), leg.get("level", "")) for leg in plan.route]


def _shortened(plan: Plan, correction: Plan) -> Iterator[Remark]:
    for field in DEADLINES:
        published, wanted = getattr(plan, field), getattr(correction, field)
        if published and (wanted is None or wanted < published):
            because = (
                f"{DATES[field]}已公布为{cn_date(day_of(plan, field))}，更正公告只能延后，不能提前或取消，请修改。"
            )
            yield Remark(f"correction.{field}", "deadlines", because)
    for old, new in zip(plan.route, correction.route, strict=False):
        closes, later = closes_of(old), closes_of(new)
        if closes and later and later < closes:
            because = f"“{old['label']}”的时限已公布为{cn_date(last_day(closes))}，更正公告只能延后，请修改。"
            yield Remark(f"correction.leg.{old['label']}", "route", because)
