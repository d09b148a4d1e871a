"""Initial determinations of the season (初定): graduates of the last years, from their filing to their certificates."""

from collections.abc import Iterator
from dataclasses import dataclass

from applicants.enums import Module
from reviews.demo import acts, archives
from reviews.demo.careers import Career, Record
from reviews.demo.cast import cast, people
from reviews.demo.notices import INITIAL
from reviews.demo.season import Season
from reviews.enums import PublicityKind
from reviews.models import Application, Plan
from reviews.selectors.qualification import items_of
from reviews.services.determination_lists import open_list
from reviews.services.publicity import open_for
from reviews.steps.announce_determinations import ANNOUNCE_DETERMINATIONS
from reviews.steps.base import perform
from reviews.steps.determine import DETERMINE
from reviews.steps.draw_up_determinations import DRAW_UP_DETERMINATIONS
from reviews.steps.not_determine import NOT_DETERMINE
from reviews.steps.submit_employer_opinion import SUBMIT_EMPLOYER_OPINION

# Which of the employers send somebody: no public institution, whose posts the season opens for the reviews.
_EMPLOYERS = (0, 1, 2, 3, 5, 6, 0)
_STUDIED = {"员级": "大专", "助理级": "本科"}
_TITLES = ("助理级", "助理级", "助理级", "员级", "助理级", "助理级", "员级")
# People of their own: those of the reviews stay who they are.
_SEED = "graduates"
_NUMBER = "衢市人社专〔2022〕18号（仿真）"
_REFUSED = "毕业后所从事岗位与所学专业不相关，不属于本专业或相近专业技术岗位。"


@dataclass(frozen=True)
class Graduate(Career):
    """Somebody who graduated two years ago and works in his trade since then."""

    @property
    def title(self) -> str:
        """The title is named by its level."""
        return self.aim

    @property
    def education(self) -> str:
        """What the level asks for."""
        return _STUDIED[self.aim]

    @property
    def graduated(self) -> int:
        """The year of graduation."""
        return self.year - 2

    def records(self) -> Iterator[Record]:
        """Yield a diploma, the work since, and last year's assessment."""
        pick = self._dice("career")
        yield self._school(pick)
        yield from self._jobs(pick)
        result = {"year": self.year - 1, "result": "合格（称职）", "employer": self.employer.name}
        yield Module.ASSESSMENT, result


def _plan() -> Plan:
    return Plan.objects.get(code=INITIAL)


def file(season: Season) -> None:
    """Seven graduates file; the employers approve six and show them."""
    plan, rows, known = _plan(), cast()["employers"], people(_SEED)
    season.batches["initial"] = cases = []
    for title, place in zip(_TITLES, _EMPLOYERS, strict=True):
        employer, craft = season.employers[place], rows[place]["crafts"][0]
        career = Graduate(next(known), employer, craft, title, plan.year)
        profile = archives.fill_in(career, acts.officer(employer), None)
        specialty = craft if craft in plan.specialties else "其他民族工艺"
        cases.append(acts.start(plan, profile, title, specialty))
        acts.file(acts.fresh(cases[-1]))
    acts.approve(map(acts.fresh, cases[:6]))
    acts.publish(cases[:6])


def put_forward(season: Season) -> None:
    """The employers state that five were assessed; the counties examine four of them."""
    words = {"text": cast()["opinions"]["recommendation"], "assessed": True}
    for case in season["initial"][:5]:
        perform(SUBMIT_EMPLOYER_OPINION, acts.fresh(case), acts.officer(case.applicant.employer), **words)
    acts.recommend(season["initial"][:4])


def determine(season: Season) -> None:
    """The bureau determines two, refuses one, and shows the two."""
    first, second, third, _ = season["initial"][:4]
    for case in (first, second):
        _determine(case)
    items = items_of(acts.fresh(third))
    decided = {item.key: {"ok": place > 0, "reason": "" if place else _REFUSED} for place, item in enumerate(items)}
    perform(NOT_DETERMINE, acts.fresh(third), season.who.bureau, text=_REFUSED, answers=decided)
    _show(season, [first, second])


def announce(season: Season) -> None:
    """The list of the first two, announced; their certificates follow. A third is determined and shown."""
    plan = perform(DRAW_UP_DETERMINATIONS, _plan(), season.who.bureau)
    filing = open_list(plan)
    assert filing is not None  # noqa: S101 - just drawn up
    perform(ANNOUNCE_DETERMINATIONS, filing, season.who.bureau, publication_number=_NUMBER)


def go_on(season: Season) -> None:
    """One more is determined and shown; one waits for the bureau, one for his county, one for his employer."""
    fourth, fifth = season["initial"][3:5]
    _determine(fourth)
    _show(season, [fourth])
    acts.recommend([fifth])


def _determine(case: Application) -> None:
    case = acts.settle(acts.fresh(case))
    reason = cast()["opinions"]["reason"]
    decided = {item.key: {"ok": True, "reason": reason} for item in items_of(case)}
    perform(DETERMINE, case, acts.holder(case), answers=decided)


def _show(season: Season, cases: list[Application]) -> None:
    shown = [acts.fresh(case) for case in cases]
    open_for(PublicityKind.RESULT, shown[0].plan, shown, season.who.bureau)
