"""Whether a public institution has a confirmed post for one more person (S3 二(四); S2 附件2-7, 附件3; S1 四(四))."""

from collections.abc import Iterator

from employers.enums import PostWay
from employers.models import PostLine, PostPerson, PostTable
from employers.selectors.posts import contradictions, lines_of
from reviews.enums import ENDED_WITHOUT_TITLE, Level, PlanKind, PostSource, Stage
from reviews.models import Application
from reviews.selectors.establishment import is_bound
from reviews.terms import terms_for

# The notices' table has no column below 中级; lower levels are judged where the institution has opened posts there.
_COLUMNS = frozenset({Level.INTERMEDIATE, Level.ASSOCIATE_SENIOR, Level.SENIOR})
_NOT_YET_APPROVED = (Stage.DRAFT, Stage.EMPLOYER_REVIEW, *ENDED_WITHOUT_TITLE)
_WAYS = {PlanKind.REVIEW: PostWay.REVIEW, PlanKind.INITIAL: PostWay.INITIAL}


def shortage(case: Application) -> list[str]:
    """Return the sentences against recommending this person, from the post table as it stands; empty where none."""
    return list(_judged(case, _table_of(case)))


def shortage_when_locked(case: Application) -> list[str]:
    """Return the same with the table's row locked until the end of the transaction."""
    table = _table_of(case)
    if table is not None:
        table = PostTable.objects.select_for_update(of=("self",), no_key=True).get(pk=table.pk)
    return list(_judged(case, table))


def owes_sheet(case: Application) -> bool:
    """Whether a sealed post table on paper belongs to the case's papers (S2 附件2-7; R315)."""
    return is_bound(case) and terms_for(case).post_source == PostSource.TABLE


def sheet_codes(case: Application) -> set[str]:
    """Return the codes of the printed sheets of the version that is confirmed now."""
    table = _table_of(case)
    version = table.versions.order_by("-number").first() if table and table.is_confirmed else None
    return set(version.documents.filter(voided_at=None).values_list("short_code", flat=True)) if version else set()


def way_of(case: Application) -> str:
    """Return the way of the list in which the case's person stands: 评审 or 初定."""
    return _WAYS.get(PlanKind(case.plan.kind), PostWay.REVIEW)


def _table_of(case: Application) -> PostTable | None:
    return PostTable.objects.filter(employer=case.employer, year=case.plan.year).first() if is_bound(case) else None


def _judged(case: Application, table: PostTable | None) -> Iterator[str]:
    if not is_bound(case) or case.title is None:
        return
    line = table.lines.filter(level=case.title.level).first() if table else None
    if case.title.level not in _COLUMNS and (line is None or not line.opened):
        return
    name = f"{case.plan.year}年度岗位信息表"
    if table is None or line is None:
        level = Level(case.title.level).label
        missing = f"尚未填报{case.plan.year}年度{level}岗位信息表，不能确认有空缺岗位"
        yield f"本单位为事业单位，{missing}。请先在“岗位信息”中填报。"
    elif not table.is_confirmed:
        yield (
            f"{name}尚未经人力社保部门确认（当前为“{table.get_stage_display()}”），"
            "请确认后再审核（杭州市2020年工艺美术中级职称评审通知 附件2 七）。"
        )
    else:
        yield from _listed(case, table, name)
        yield from _counted(case, table, line)
        yield from _in_system(case, table, name)


def _listed(case: Application, table: PostTable, name: str) -> Iterator[str]:
    """The list and the cases say the same of a person, or somebody has to mend one of them."""
    person = table.people.filter(id_index__in=case.applicant.user.id_indexes).first()
    mend = "请在“岗位信息”中修改名单并重新确认，或由申报人更正申报。"
    if person is None:
        yield f"{case.applicant.user.name}不在已确认的{name}名单中。{mend}"
        return
    assert case.title is not None  # noqa: S101 - is_bound() has looked
    yield from _differs(person, Level(case.title.level), way_of(case), name, mend)


def _differs(person: PostPerson, level: Level, way: str, name: str, mend: str) -> Iterator[str]:
    if person.level != level:
        said = person.get_level_display()
        yield f"{name}名单中{person.name}的拟聘岗位等级为{said}，申报的是{level.label}资格，两者不一致。{mend}"
    if person.way != way:
        said = person.get_way_display()
        yield f"{name}名单中{person.name}的方式为{said}，申报的是{PostWay(way).label}，两者不一致。{mend}"


def _counted(case: Application, table: PostTable, line: PostLine) -> Iterator[str]:
    approved = Application.objects.filter(
        employer=table.employer_id, plan__year=table.year, title__level=line.level
    ).exclude(stage__in=_NOT_YET_APPROVED)
    number = approved.exclude(pk=case.pk).count() + 1
    if number > line.opened:
        name = f"{table.year}年度{line.get_level_display()}岗位信息表"
        over = f"{name}今年推出空缺岗位 {line.opened} 个，连同本人将推荐 {number} 人，超出岗位数。"
        yield f"{over}请减少推荐人数，或由人力社保部门重新确认岗位信息表。"
    lines = [each for each in lines_of(table) if each.level == line.level]
    yield from contradictions(lines)
    # An exchange of posts (退二进一 …) needs a person: the office that signed for it, and the bureau that confirmed.
    if table.is_exception and table.signed_at is None:
        claim = f"{table.year}年度岗位信息表使用统筹岗位或退二进一等情形"
        yield f"{claim}，尚无岗位统筹管理部门签署意见。请修改后重新提交签署。"


def _in_system(case: Application, table: PostTable, name: str) -> Iterator[str]:
    """S1 四(四): the posts of this plan are approved in the provincial system, with which somebody compared them."""
    if terms_for(case).post_source == PostSource.SYSTEM and not table.checked_in_system:
        yield (
            f"本计划的岗位须在“浙江省事业单位人事工资管理服务系统”中核定（浙经信消费〔2022〕203号 四(四)），"
            f"{name}确认时未核对该系统。请修改岗位信息表，填写系统核定编号后重新提交，由人力社保部门核对确认。"
        )
