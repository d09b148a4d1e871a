"""Whether a public institution has a post for one more person (S3 二(四); S2 附件3)."""

from employers.models import PostTable
from law import posts as law_posts
from law.posts import PostAnswer
from reviews.enums import ENDED_WITHOUT_TITLE, Level, PlanKind, Stage
from reviews.models import Application

# AMB-38: the notices bind only those on the establishment (在编) for certain.
_NOT_BOUND = frozenset({"off_establishment", "事业单位编外"})
# The notices' table has no column below 中级; lower levels are judged where the institution has filed a row for them.
_COLUMNS = frozenset({Level.INTERMEDIATE, Level.ASSOCIATE_SENIOR, Level.SENIOR})
_NOT_YET_APPROVED = (Stage.DRAFT, Stage.EMPLOYER_REVIEW, *ENDED_WITHOUT_TITLE)


def shortage(case: Application) -> list[str]:
    """Return the sentences against recommending this person, from the post table as it stands; empty where none."""
    return _judged(case, _table_of(case))


def shortage_when_locked(case: Application) -> list[str]:
    """Return the same with the table's row locked until the end of the transaction."""
    table = _table_of(case)
    if table is not None:
        table = PostTable.objects.select_for_update(of=("self",), no_key=True).get(pk=table.pk)
    return _judged(case, table)


def _is_bound(case: Application) -> bool:
    if case.employer is None or not case.employer.is_public_institution or case.title is None:
        return False
    content = case.snapshot.content if case.snapshot else {}
    return content.get("profile", {}).get("employment") not in _NOT_BOUND


def _table_of(case: Application) -> PostTable | None:
    if not _is_bound(case) or case.title is None or case.employer is None:
        return None
    return PostTable.objects.filter(employer=case.employer, year=case.plan.year, level=case.title.level).first()


def _judged(case: Application, table: PostTable | None) -> list[str]:
    if not _is_bound(case) or case.title is None:
        return []
    name = f"{case.plan.year}年度{Level(case.title.level).label}岗位信息表"
    if table is None and case.title.level not in _COLUMNS:
        return []
    if table is None:
        return [f"本单位为事业单位，尚未填报{name}，不能确认有空缺岗位。请先在“岗位信息”中填报。"]
    if table.confirmed_at is None:
        return [f"{name}尚未经人力社保部门确认，请确认后再审核（杭州市2020年通知 附件2七）。"]
    return _counted(case, table, name)


def _counted(case: Application, table: PostTable, name: str) -> list[str]:
    approved = Application.objects.filter(
        employer=table.employer_id, plan__year=table.year, title__level=table.level
    ).exclude(stage__in=_NOT_YET_APPROVED)
    kinds = list(approved.exclude(pk=case.pk).values_list("plan__kind", flat=True))
    kinds.append(case.plan.kind)
    for_review, initial = kinds.count(PlanKind.REVIEW), kinds.count(PlanKind.INITIAL)
    if len(kinds) > table.opened:
        over = f"{name}今年推出空缺岗位 {table.opened} 个，连同本人将推荐 {len(kinds)} 人，超出岗位数。"
        return [f"{over}请减少推荐人数，或由人力社保部门重新确认岗位信息表。"]
    found = law_posts.judge_posts(law_posts.PostTable(table.approved, table.filled, table.vacant, for_review, initial))
    # An exchange of posts (退二进一 …) needs a person: the HR bureau, which has confirmed this very table.
    return [f"{name}：{found.because}"] if found.answer is PostAnswer.REJECT else []
