"""How the posts of a year were used: pledged, won, appointed; what does not agree (S2 附件3 注; R259, R330)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import Agency
from employers.enums import PostFinding, PostLevel
from employers.models import PostAppointment, PostCheck, PostLine, PostPerson, PostTable
from reviews.enums import Stage, TitleMode
from reviews.models import Application
from reviews.selectors.establishment import NOT_BOUND

WON = (Stage.ANNOUNCED, Stage.ARCHIVED)
UNCHECKED = "unchecked"


@dataclass(frozen=True)
class Usage:
    """One level of a sheet: what was opened and pledged, and what became of it."""

    level: str
    label: str
    line: PostLine
    won: int
    appointed: int
    is_exception: bool

    @property
    def pledged(self) -> int:
        """Everybody who was recommended in either way."""
        return self.line.for_review + self.line.for_initial

    @property
    def flags(self) -> list[str]:
        """What the bureau has to look at, as sentences."""
        found = []
        if self.won > self.line.opened:
            found.append(f"取得资格 {self.won} 人，超过推出的 {self.line.opened} 个岗位")
        after = self.line.filled + self.appointed
        if self.appointed and after > self.line.approved and not self.is_exception:
            found.append(
                f"实聘 {self.line.filled} 人加新聘 {self.appointed} 人，超过核准的 {self.line.approved} 个岗位"
            )
        if self.appointed and after > self.line.used_after:
            found.append(f"聘任后使用 {after} 个岗位，超过承诺的 {self.line.used_after} 个")
        if self.appointed > self.won:
            found.append(f"登记聘任 {self.appointed} 人，取得资格 {self.won} 人")
        return found


@dataclass(frozen=True)
class Fate:
    """What became of one person: listed, won, appointed; each may be missing."""

    name: str
    level: str
    listed: PostPerson | None
    case: Application | None
    appointment: PostAppointment | None
    flags: list[str] = field(default_factory=list)


def checked_by(bureau: Agency, year: int) -> QuerySet[PostTable]:
    """Return the sheets of a year that were ever confirmed, in a bureau's region and below."""
    here = Q(employer__region_id=bureau.region_id) | Q(employer__region__parent_id=bureau.region_id)
    return PostTable.objects.filter(here, year=year, versions__number=1).select_related("employer__region")


def matching(tables: QuerySet[PostTable], finding: str, query: str) -> QuerySet[PostTable]:
    """Narrow the list by its last finding and by a part of the name or the whole code."""
    if finding == UNCHECKED:
        tables = tables.filter(checks=None)
    elif finding in PostFinding.values:
        last = PostCheck.objects.filter(finding=finding).exclude(table__checks__pk__gt=F("pk"))
        tables = tables.filter(pk__in=last.values("table"))
    return tables.filter(Q(employer__name__contains=query) | Q(employer__uscc=query.upper())) if query else tables


def findings_of(tables: Iterable[PostTable]) -> dict[int, str]:
    """Return the last finding of each sheet that was checked."""
    return dict(PostCheck.objects.filter(table__in=list(tables)).order_by("pk").values_list("table_id", "finding"))


def usages(tables: Iterable[PostTable]) -> dict[int, list[Usage]]:
    """Return the levels in use of each sheet, in three queries however many sheets there are."""
    tables = list(tables)
    won = Counter(
        (row["employer_id"], row["plan__year"], row["title__level"])
        for row in _won(tables).values("employer_id", "plan__year", "title__level")
    )
    appointed = Counter(PostAppointment.objects.filter(table__in=tables).values_list("table_id", "level"))
    lines: dict[int, dict[str, PostLine]] = {table.pk: {} for table in tables}
    for line in PostLine.objects.filter(table__in=tables):
        lines[line.table_id][line.level] = line
    return {table.pk: list(_levels(table, lines[table.pk], won, appointed)) for table in tables}


def at_posts(cases: QuerySet[Application]) -> QuerySet[Application]:
    """Leave out who is not on the establishment: no post is his, unless the institution put him on its list."""
    unbound = Application.objects.filter(pk=OuterRef("pk"), snapshot__content__profile__employment__in=NOT_BOUND)
    listed = PostPerson.objects.filter(
        table__employer=OuterRef("employer"),
        table__year=OuterRef("plan__year"),
        id_index=OuterRef("applicant__user__id_index"),
    )
    return cases.filter(~Exists(unbound) | Exists(listed))


def _won(tables: Sequence[PostTable]) -> QuerySet[Application]:
    years = {table.year for table in tables}
    found = Application.objects.filter(
        employer__in=[table.employer_id for table in tables], plan__year__in=years, stage__in=WON
    ).exclude(title__mode=TitleMode.RECOMMEND)
    return at_posts(found)


def _levels(
    table: PostTable,
    lines: dict[str, PostLine],
    won: Counter[tuple[int, int, str]],
    appointed: Counter[tuple[int, str]],
) -> Iterable[Usage]:
    for level in PostLevel:
        line = lines.get(level) or PostLine(level=level)
        by_case, by_record = won[table.employer_id, table.year, level], appointed[table.pk, level]
        if line.opened or by_case or by_record:
            yield Usage(level, level.label, line, by_case, by_record, table.is_exception)


def fates(table: PostTable) -> list[Fate]:
    """Return everybody who is listed, won a title, or was appointed, each with what does not agree."""
    listed = {each.id_index: each for each in table.people.all()}
    appointed = {each.id_index: each for each in table.appointments.all()}
    cases = {case.applicant.user.id_index: case for case in _cases(table)}
    return [
        _fate(listed.get(index), cases.get(index), appointed.get(index)) for index in {**listed, **cases, **appointed}
    ]


def _cases(table: PostTable) -> QuerySet[Application]:
    found = Application.objects.filter(employer=table.employer, plan__year=table.year, stage__in=WON)
    found = found.exclude(title__mode=TitleMode.RECOMMEND)
    return at_posts(found).select_related("applicant__user", "title").order_by("pk")


def _fate(person: PostPerson | None, case: Application | None, appointment: PostAppointment | None) -> Fate:
    name = person.name if person else case.applicant.user.name if case else appointment.name if appointment else ""
    level = person.get_level_display() if person else ""
    flags = []
    if case and person is None:
        flags.append("取得资格，但不在岗位信息表名单中")
    if appointment and case is None:
        flags.append("已登记聘任，平台上没有本年度取得资格的记录")
    if case and appointment is None:
        flags.append("取得资格，尚未登记聘任")
    if case and person and case.title and case.title.level != person.level:
        flags.append("取得的资格等级与名单不一致")
    return Fate(name, level, person, case, appointment, flags)


def figures_of(rows: Iterable[Usage]) -> dict[str, dict[str, int]]:
    """Return the figures that a finding is made on."""
    return {
        row.level: {
            "opened": row.line.opened,
            "pledged": row.pledged,
            "won": row.won,
            "appointed": row.appointed,
            "used_after": row.line.used_after,
        }
        for row in rows
    }
