"""Reads about post tables."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from accounts.models import Agency
from employers.enums import EmployerKind, EmployerStage, PostLevel
from employers.models import Employer, PostTable
from law.posts import PostAnswer, judge_posts
from law.posts import PostTable as PostLaw


@dataclass(frozen=True)
class PostLine:
    """One level as a page shows it, judged by law.posts: `answer` is pass, reject or needs_human."""

    level: str
    label: str
    row: PostTable
    answer: str
    because: str


def judged(approved: int, filled: int, opened: int) -> tuple[PostAnswer, str]:
    """Return whether the posts opened this year fit the vacancies, with the sentence."""
    vacancy = approved - filled
    if opened == 0:
        return PostAnswer.PASS, "今年不推出空缺岗位。"
    found = judge_posts(PostLaw(approved, filled, vacancy, recommend_review=opened, recommend_cd=0))
    if found.answer == PostAnswer.PASS:
        return found.answer, f"推出 {opened} 个，不超过空缺 {vacancy} 个。"
    if found.answer == PostAnswer.REJECT:
        excess = f"推出 {opened} 个，超过空缺 {vacancy} 个（核准 {approved} − 实聘 {filled}）。"
        return found.answer, f"{excess}请减少推出数，或核对核准数和实聘数。"
    excess = f"超聘 {-vacancy} 个仍推出 {opened} 个，"
    return found.answer, f"{excess}仅限统筹岗位或退二进一、退三进二等情形，由人力社保部门核定。"


def lines_of(employer: Employer, year: int) -> list[PostLine]:
    """Return a year's table from the highest level down; levels that were not written are left out."""
    written = PostTable.objects.filter(employer=employer, year=year).select_related("confirmed_by")
    rows = {row.level: row for row in written}
    return [_line(level, rows[level]) for level in PostLevel if level in rows]


def is_confirmed(lines: list[PostLine]) -> bool:
    """Whether the bureau has confirmed every level that was written."""
    return bool(lines) and all(line.row.confirmed_at for line in lines)


def _line(level: PostLevel, row: PostTable) -> PostLine:
    answer, because = judged(row.approved, row.filled, row.opened)
    return PostLine(level, level.label, row, answer, because)


def institutions_at(bureau: Agency, year: int, *, waiting: bool = False) -> QuerySet[Employer]:
    """Return the public institutions of a bureau's region, with how many levels of a year are `written` and `open`.

    Args:
        bureau: the HR bureau that confirms.
        year: whose tables they are.
        waiting: only those with a level that is not confirmed yet.
    """
    found = Employer.objects.filter(
        region_id=bureau.region_id, kind=EmployerKind.PUBLIC_INSTITUTION, stage=EmployerStage.BOUND
    )
    this_year = Q(post_tables__year=year)
    counted = found.annotate(
        written=Count("post_tables", filter=this_year),
        open=Count("post_tables", filter=this_year & Q(post_tables__confirmed_at=None)),
    )
    return counted.filter(open__gt=0) if waiting else counted
