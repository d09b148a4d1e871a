"""start: a person begins an application under an open plan."""

from collections.abc import Iterator

from django.db import IntegrityError, transaction

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services import clock_doubt, journal
from applicants.models import Profile
from applicants.permissions import owns_profile
from reviews.enums import ENDED_WITHOUT_TITLE, PlanStage, Stage
from reviews.models import Application, Plan, PlanTitle
from reviews.services.drafts import new_draft
from reviews.services.exam_series import examined_in, won_by_examination
from reviews.services.self_appointing import excluded_from
from reviews.steps.base import ActRefused, CaseStep
from zcps import clock
from zcps.templatetags.chinese import cn_date, cn_deadline


class Start(CaseStep):
    """The one act without a case before it: it stands in the table, and start_application() does it."""

    name = "start"
    verb = "开始申报"
    clause = "衢经信产融〔2022〕44号 一(一)2；杭州市2020年工艺美术中级职称评审通知 附件2 三"
    roles = frozenset({Role.APPLICANT})
    # There is no application yet, so no stage of one fits.
    before = frozenset()
    after = Stage.DRAFT


START = Start()


def start_application(plan: Plan, profile: Profile, by: Actor, title: PlanTitle | None, specialty: str) -> Application:
    """Begin an application with every verified record taken in.

    Args:
        plan: a published plan whose filing is open.
        profile: the person's own.
        by: the person.
        title: one of the plan's titles.
        specialty: one of the plan's specialties.

    Raises:
        ActRefused: with every reason at once; nothing has changed.

    """
    try:
        with transaction.atomic():
            # Two windows of one person wait for each other here, so the second one is told and not broken.
            Profile.objects.select_for_update(of=("self",), no_key=True).get(pk=profile.pk)
            reasons = list(reasons_against_start(plan, profile, by, title, specialty))
            if reasons or title is None:
                raise ActRefused(reasons)
            application = new_draft(plan, profile, title, specialty)
            journal.record(
                START.name, application, by, case=application.pk, after=Stage.DRAFT, plan=plan.code, title=title.name
            )
    except IntegrityError as taken:
        raise ActRefused([_already(plan)]) from taken
    return application


def reasons_against_start(
    plan: Plan, profile: Profile, by: Actor, title: PlanTitle | None, specialty: str
) -> Iterator[str]:
    """Yield every reason why this person cannot begin this application."""
    if by.role not in START.roles or not owns_profile(by, profile):
        yield "只能由申报人本人用个人账号开始申报，请切换身份后再试。"
    yield from reasons_against_plan(plan, profile)
    if title is None or title.plan_id != plan.pk:
        yield "请选择申报资格。"
    yield from excluded_from(title, profile.employer)
    if specialty not in plan.specialties:
        yield "请选择申报专业。"
    elif not examined_in(plan):
        yield from won_by_examination(plan, specialty)


def reasons_against_plan(plan: Plan, profile: Profile) -> Iterator[str]:
    """Yield what speaks against applying under this plan at all, before a title is chosen."""
    moment = clock.now()
    yield from won_by_examination(plan)
    if plan.stage != PlanStage.PUBLISHED:
        yield f"“{plan.name}”尚未发布，不能申报，请在“申报计划”中选择已发布的计划。"
    if moment < plan.filing_opens:
        yield f"“{plan.name}”自{cn_date(plan.filing_opens)}开始申报，请届时再来；业绩档案可以现在先行完善。"
    if clock_doubt.has_passed(plan.filing_closes):
        closed = cn_deadline(plan.filing_closes)
        yield f"“{plan.name}”个人申报已于{closed}，逾期不再受理（{plan.document_number}）。请关注下一年度的申报计划。"
    if plan.applications.filter(applicant=profile).exclude(stage__in=ENDED_WITHOUT_TITLE).exists():
        yield _already(plan)


def _already(plan: Plan) -> str:
    return f"您在“{plan.name}”中已有一份申报，同一计划每人只能有一份。请在“我的申报”中继续办理，或撤回后重新开始。"
