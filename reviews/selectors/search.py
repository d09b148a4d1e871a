"""One question, every answer: plans, committees, the series of an occupation, and why there may be none (R347, Q22)."""

from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from reviews.aliases import Examined, OneDocument, alternatives, document_of, examined_by, is_platform
from reviews.enums import TableKind
from reviews.models import Committee, Plan, TableRow
from reviews.selectors.plans import published_plans, search, state_of
from reviews.selectors.tables import committees_of, named_in, shown_edition, similar_in
from zcps import clock

MOST = 20
_STATES = ("open", "coming", "ended")
_NAMES = ("name", "former_names", "titles", "recommends", "specialties")


@dataclass(frozen=True)
class Series:
    """A series to which the words lead, the occupation by which, and who decides; nobody for some (X38)."""

    name: str
    occupation: str
    committees: list[TableRow]


@dataclass(frozen=True)
class Found:
    """Everything that was found for some words."""

    words: str
    plans: list[Plan] = field(default_factory=list)
    committees: list[Committee] = field(default_factory=list)
    series: list[Series] = field(default_factory=list)
    similar: list[TableRow] = field(default_factory=list)
    examined: Examined | None = None
    document: OneDocument | None = None
    is_platform: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether there is no answer at all."""
        answers = (self.plans, self.committees, self.series, self.similar, self.examined, self.document)
        return not (any(answers) or self.is_platform)

    @property
    def has_nobody(self) -> bool:
        """Whether something is known, and no committee for it."""
        return not self.committees and not any(series.committees for series in self.series)


def found_for(words: str) -> Found:
    """Search everything that words may name; at most a dozen queries, however much there is."""
    words = " ".join(words.split())[:60]
    if not words:
        return Found("")
    series = _series(words)
    return Found(
        words=words,
        plans=_plans(words, series),
        committees=_committees(words),
        series=series,
        similar=[] if series else _similar(words),
        examined=examined_by(words),
        document=document_of(words),
        is_platform=is_platform(words),
    )


def _plans(words: str, series: list[Series]) -> list[Plan]:
    """The plans that mention the words, and those of the series to which an occupation leads; open ones first."""
    own = search(published_plans(), words).values("pk")
    of_series = Q(series__in=[each.name for each in series])
    rows = published_plans().filter(Q(pk__in=own) | of_series).prefetch_related("titles")
    found = list(rows.order_by("-filing_closes", "-pk")[:MOST])
    return sorted(found, key=lambda plan: _STATES.index(state_of(plan)))


def _committees(words: str) -> list[Committee]:
    return list(committees_mentioning(words).order_by("level", "name")[:MOST])


def committees_mentioning(words: str) -> QuerySet[Committee]:
    """Return the committees that mention every word, or another name for it: in names, titles, specialties."""
    rows = Committee.objects.select_related("office", "founding_body")
    for word in words.split():
        named = (Q(**{f"{column}__icontains": each}) for each in alternatives(word) for column in _NAMES)
        rows = rows.filter(reduce(or_, named))
    return rows


def _series(words: str) -> list[Series]:
    """The series to which an occupation is listed (S4 annex 1), or that the words name themselves."""
    edition = shown_edition(TableKind.SKILL_MAP, clock.today())
    if edition is None:
        return []
    listed = {str(row.data["series"]): str(row.data["occupation"]) for row in named_in(edition, words)}
    named = edition.rows.filter(data__series__in=alternatives(words)).order_by("position")[:1]
    occupations = {**{str(row.data["series"]): "" for row in named}, **listed}
    decide = committees_of(occupations)
    return [Series(name, occupation, decide.get(name, [])) for name, occupation in occupations.items()]


def _similar(words: str) -> list[TableRow]:
    edition = shown_edition(TableKind.SKILL_MAP, clock.today())
    return similar_in(edition, words) if edition else []
