"""The six steps of a public institution (S3 二(四)) and how far the year has come in each; for the workbench."""

from dataclasses import dataclass

from django.db.models import Count, Q

from employers.enums import PostTableStage
from employers.models import Employer, PostTable
from employers.selectors.posts import table_of
from reviews.enums import Stage, TitleMode
from reviews.models import Application
from reviews.selectors.post_checks import WON, at_posts

# Also a case that came back for correction was filed.
_FILED = Q(filed_at__isnull=False)
_SHOWN = Q(publicity_entries__publicity__employer__isnull=False)
_REVIEWED = Q(
    stage__in=[
        *WON,
        Stage.PASSED,
        Stage.DETERMINED,
        Stage.RESULT_PUBLICITY,
        Stage.APPROVAL,
        Stage.NOT_PASSED,
        Stage.NOT_DETERMINED,
    ]
)


_AFTER_EMPLOYER = (
    Stage.RECOMMENDATION,
    Stage.QUALIFICATION,
    Stage.DETERMINATION,
    Stage.DETERMINED,
    Stage.QUALIFIED,
    Stage.PRE_REVIEW_PUBLICITY,
    Stage.READY,
    Stage.IN_REVIEW,
    Stage.PASSED,
    Stage.RESULT_PUBLICITY,
    Stage.APPROVAL,
    Stage.NOT_PASSED,
    Stage.NOT_DETERMINED,
    *WON,
)


@dataclass(frozen=True)
class PostStep:
    """One of the six, with its state: done, due, info; and a sentence."""

    name: str
    kind: str
    word: str


def post_steps(employer: Employer, year: int) -> list[PostStep]:
    """Return the six steps of a year (three queries)."""
    table = table_of(employer, year)
    counts = _counts(employer, year)
    appointed = table.appointments.count() if table else 0
    return [
        _announced(table),
        _counted("个人申报竞聘", counts["filed"], "人已申报"),
        _counted("材料公示", counts["shown"], "人已公示"),
        _counted("单位考核推荐", counts["recommended"], "人已推荐"),
        _counted("评委会评审", counts["reviewed"], "人已评审"),
        _appointed(appointed, counts["won"]),
    ]


def _counts(employer: Employer, year: int) -> dict[str, int]:
    cases = at_posts(Application.objects.filter(employer=employer, plan__year=year))
    recommended = Q(stage__in=_AFTER_EMPLOYER)
    return cases.aggregate(
        filed=Count("pk", filter=_FILED, distinct=True),
        shown=Count("pk", filter=_SHOWN, distinct=True),
        recommended=Count("pk", filter=recommended, distinct=True),
        reviewed=Count("pk", filter=_REVIEWED, distinct=True),
        won=Count("pk", filter=Q(stage__in=WON) & ~Q(title__mode=TitleMode.RECOMMEND), distinct=True),
    )


_SHEET = {
    PostTableStage.DRAFT: "岗位信息表填写中，请填完提交",
    PostTableStage.SIGNING: "岗位信息表待岗位统筹（管理）部门签署",
    PostTableStage.SUBMITTED: "岗位信息表待人力社保部门确认",
    PostTableStage.RETURNED: "岗位信息表已退回，请修改后重新提交",
    PostTableStage.CONFIRMED: "岗位信息表已确认",
}


def _announced(table: PostTable | None) -> PostStep:
    word = _SHEET[PostTableStage(table.stage)] if table else "请填报岗位信息表"
    return PostStep("公布岗位信息", "done" if table and table.is_confirmed else "due", word)


def _counted(name: str, number: int, unit: str) -> PostStep:
    return PostStep(name, "done" if number else "info", f"{number} {unit}" if number else "尚未开始")


def _appointed(appointed: int, won: int) -> PostStep:
    if won > appointed:
        return PostStep("单位聘任", "due", f"{won} 人取得资格，已登记聘任 {appointed} 人")
    return _counted("单位聘任", appointed, "人已聘任")
