"""Reads about post tables."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from accounts.enums import AgencyKind
from accounts.models import Agency
from employers.enums import EmployerKind, PostLevel, PostTableStage, PostWay
from employers.models import Employer, PostLine, PostPerson, PostTable
from employers.selectors.search import bound_at, named
from law.posts import LevelPosts, PostAnswer, PostFinding, judge_level

# What the list of a year shows: a stage, or that there is no table yet.
MISSING = "missing"


@dataclass(frozen=True)
class JudgedLine:
    """One level as a page shows it; `answer` is the gravest of its findings: pass, reject or needs_human."""

    level: str
    label: str
    row: PostLine
    findings: Sequence[PostFinding]

    @property
    def answer(self) -> str:
        """The first finding is the gravest."""
        return self.findings[0].answer


def table_of(employer: Employer, year: int) -> PostTable | None:
    """Return the sheet of a year, where one was begun."""
    found = PostTable.objects.select_related("employer__region", "pool_manager", "confirmed_by")
    return found.filter(employer=employer, year=year).first()


def judged(rows: Iterable[PostLine], people: Iterable[PostPerson], *, is_exception: bool) -> list[JudgedLine]:
    """Return every level from the highest down with what the law finds; levels without a row count as zeros."""
    known = {row.level: row for row in rows}
    listed = Counter((person.level, person.way) for person in people)
    return [_judged(level, known.get(level) or PostLine(level=level), listed, is_exception) for level in PostLevel]


def _judged(level: PostLevel, row: PostLine, listed: Counter[tuple[str, str]], is_exception: bool) -> JudgedLine:  # noqa: FBT001 - handed on
    figures = LevelPosts(
        row.approved,
        row.filled,
        row.vacancy,
        row.opened,
        row.converted,
        row.for_review,
        row.for_initial,
        row.used_after,
        listed[level, PostWay.REVIEW],
        listed[level, PostWay.INITIAL],
        is_exception=is_exception,
    )
    return JudgedLine(level, level.label, row, judge_level(figures))


def lines_of(table: PostTable) -> list[JudgedLine]:
    """Return the levels of a sheet as they lie in the database."""
    return judged(table.lines.all(), table.people.all(), is_exception=table.is_exception)


def contradictions(lines: Iterable[JudgedLine]) -> list[str]:
    """Return every sentence for which a sheet cannot be handed in or confirmed."""
    return [
        f"{line.label}：{found.because}"
        for line in lines
        for found in line.findings
        if found.answer is PostAnswer.REJECT
    ]


def asks_signature(table: PostTable, lines: Iterable[JudgedLine]) -> bool:
    """Whether somebody must sign for it: what is claimed as an exception, or more appointed than approved (AMB-37)."""
    return table.is_exception or any(line.row.vacancy < 0 and line.row.opened for line in lines)


def managers_for(employer: Employer) -> QuerySet[Agency]:
    """Return the offices that may manage the posts an institution shares: its department, its bureau, the city's."""
    regions = [employer.region_id, employer.region.parent_id if employer.region else None]
    bureaus = Q(kind=AgencyKind.HR_BUREAU, region_id__in=[pk for pk in regions if pk])
    return Agency.objects.filter(bureaus | Q(pk=employer.competent_department_id)).order_by("-region__code", "name")


def institutions_at(bureau: Agency, year: int) -> QuerySet[Employer]:
    """Return the public institutions of a bureau's region, each with the `stage` and `table_id` of its sheet."""
    tables = PostTable.objects.filter(employer=OuterRef("pk"), year=year)
    return (
        bound_at(bureau)
        .filter(kind=EmployerKind.PUBLIC_INSTITUTION)
        .annotate(
            table_stage=Subquery(tables.values("stage")[:1]),
            table_pk=Subquery(tables.values("pk")[:1]),
            listed=Count("post_tables__people", filter=Q(post_tables__year=year), distinct=True),
        )
    )


def to_sign(agency: Agency, year: int) -> QuerySet[PostTable]:
    """Return the sheets of a year for which an office has to sign."""
    waiting = PostTable.objects.filter(pool_manager=agency, year=year, stage=PostTableStage.SIGNING)
    return waiting.select_related("employer").order_by("submitted_at", "pk")


def matching(rows: QuerySet[Employer], year: int, stage: str, query: str) -> QuerySet[Employer]:
    """Narrow the list by how the sheet of a year stands, and by a part of the name or the whole code."""
    tables = PostTable.objects.filter(year=year)
    if stage == MISSING:
        rows = rows.exclude(pk__in=tables.values("employer"))
    elif stage in PostTableStage.values:
        rows = rows.filter(pk__in=tables.filter(stage=stage).values("employer"))
    return named(rows, query)


def stage_counts(bureau: Agency, year: int) -> Counter[str]:
    """Return how many institutions stand where, with those that have no sheet under MISSING."""
    here = institutions_at(bureau, year)
    tables = PostTable.objects.filter(year=year, employer__in=here.values("pk"))
    counts = Counter(tables.values_list("stage", flat=True))
    counts[MISSING] = here.count() - counts.total()
    return counts
