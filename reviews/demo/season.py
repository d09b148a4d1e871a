"""The season: scenes with their moments, played one after the other on the demonstration's clock."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from accounts.actor import Actor
from accounts.models import Agency
from accounts.services.anchors import anchor
from accounts.steps.base import perform
from employers.models import Employer
from reviews.demo import acts, archives, employers, experts
from reviews.demo.careers import Career
from reviews.demo.cast import Person, cast, people
from reviews.demo.meetings import Offices
from reviews.demo.offices import ARTS_OFFICE, actor_of, agencies_involved, open_account
from reviews.models import Application, Meeting, Plan
from reviews.plans import load_plan
from reviews.services.committees import HR_BUREAU, load_committees, named
from reviews.services.demo_clock import go_to
from reviews.services.tables import load_tables
from reviews.steps.renew_term import RENEW_TERM
from zcps import clock

COMMITTEES = ("衢州市工艺美术初级专业技术职务评审委员会", "衢州市工艺美术中级专业技术职务评审委员会")
TERMS = (
    (dt.date(2018, 1, 1), "衢市人社专〔2018〕5号（仿真）"),
    (dt.date(2021, 1, 1), "衢市人社专〔2021〕5号（仿真）"),
)
REGISTRAR = "衢州市专业技术人员继续教育学时登记机构"


@dataclass
class Season:
    """What the scenes share: who is there, and the cases by the batch in which they travel."""

    say: Callable[[str], Any]
    who: Offices
    people: Iterator[Person]
    # The other officer of the city's HR bureau: what two have to decide is decided by him.
    second: Actor
    employers: list[Employer] = field(default_factory=list)
    batches: dict[str, list[Application]] = field(default_factory=dict)
    meetings: dict[str, Meeting] = field(default_factory=dict)
    plan: Plan | None = None

    def __getitem__(self, batch: str) -> list[Application]:
        """Return the cases of a batch, or of several that are named with spaces between."""
        return [case for name in batch.split() for case in self.batches[name]]

    def prepare(self, batch: str, *aims: str) -> None:
        """Have as many people fill in their archives and begin an application, each for one of these titles."""
        assert self.plan is not None  # noqa: S101 - published in an earlier scene
        rows = cast()["employers"]
        # One person after the other from the employers in turn, so that every bureau has something to do.
        begun = sum(map(len, self.batches.values()))
        self.batches[batch] = []
        for place, aim in enumerate(aims, start=begun):
            employer, crafts = self.employers[place % len(rows)], rows[place % len(rows)]["crafts"]
            craft = crafts[place // len(rows) % len(crafts)]
            career = Career(next(self.people), employer, craft, aim, self.plan.year)
            profile = archives.fill_in(career, acts.officer(employer), registrar())
            specialty = craft if craft in self.plan.specialties else "传统工艺美术生产制作"
            self.batches[batch].append(acts.start(self.plan, profile, career.title, specialty))

    def file(self, batch: str) -> None:
        """File a whole batch."""
        for case in self[batch]:
            acts.file(acts.fresh(case))

    def publish_plan(self, code: str, **terms: Any) -> None:
        """Announce, approve and publish a plan, some of its terms set otherwise than in its file."""
        self.plan = load_plan(code, self.who.office, self.who.bureau, **terms)


Scene = tuple[str, str, Callable[[Season], None]]


def registrar() -> Actor:
    """Return the officer who recognises hours."""
    return actor_of(Agency.objects.get(name=REGISTRAR))


def bureau_of(region: str) -> Actor:
    """Return the officer of the HR bureau of a region."""
    return actor_of(Agency.objects.get(kind="hr_bureau", region__code=region))


def open_offices(say: Callable[[str], Any]) -> Season:
    """Give all offices their accounts, publish the annexed tables, and fill the expert pool."""
    load_committees()
    load_tables()
    staff = people("office")
    opened = {agency.name: open_account(agency, next(staff)) for agency in agencies_involved()}
    who = Offices(opened[ARTS_OFFICE], opened[HR_BUREAU])
    begin_terms(who.bureau)
    experts.fill_pool(who.office, who.bureau, [named(name) for name in COMMITTEES])
    second = open_account(_agency_of(who.bureau), next(staff), second="2")
    return Season(say, who, people(), second)


def _agency_of(actor: Actor) -> Agency:
    assert actor.agency is not None  # noqa: S101 - an officer has an office
    return actor.agency


def begin_terms(bureau: Actor) -> None:
    """Record the terms of the two committees: the one before, and the one in which the season falls."""
    for name in COMMITTEES:
        for first, document in TERMS:
            last = dt.date(first.year + 2, 12, 31)
            perform(RENEW_TERM, named(name), bureau, starts_on=first, ends_on=last, document=document)


def register_employers(season: Season) -> None:
    """Register the employers that take part, two officers each, and open the posts of public institutions."""
    staff = people("hr")
    for row in cast()["employers"]:
        first = employers.officer(row["name"], next(staff))
        employer = employers.register(row, first, bureau_of)
        employers.add_officer(employer, next(staff), first)
        if employer.is_public_institution:
            employers.open_posts(employer, clock.today().year, first, bureau_of)
        season.employers.append(employer)


def register_newcomers(_: Season) -> None:
    """Leave one registration waiting for its bureau, and one returned to its employer."""
    staff = people("newcomer")
    waiting, returned = cast()["waiting_employer"], cast()["returned_employer"]
    employers.submit(waiting, employers.officer(waiting["name"], next(staff)))
    employers.send_back(returned, employers.officer(returned["name"], next(staff)), bureau_of)


def reopen_posts(season: Season) -> None:
    """Open the posts of a new year; the last of the institutions, an institute, appoints its own researchers."""
    year = clock.today().year
    institutions = [employer for employer in season.employers if employer.is_public_institution]
    for employer in institutions:
        employers.open_posts(employer, year, acts.officer(employer), bureau_of)
    employers.appoint_itself(institutions[-1], year, acts.officer(institutions[-1]), bureau_of)


def at(text: str) -> dt.datetime:
    """Return a moment in Shanghai: 2022-08-22 09:00."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=clock.SHANGHAI)


def play(season: Season, scenes: tuple[Scene, ...], until: dt.datetime) -> None:
    """Play the scenes up to a moment, the clock moving on from one to the next with its sweeps."""
    for moment, name, scene in scenes:
        if at(moment) > until:
            break
        if at(moment) > clock.now():
            go_to(at(moment))
        season.say(f"  {moment}  {name}")
        scene(season)
    anchor()


def titles(*counts: tuple[str, int]) -> list[str]:
    """Return each title as often as is said, mixed."""
    left = dict(counts)
    mixed: list[str] = []
    for title in cycle([title for title, _ in counts]):
        if not any(left.values()):
            return mixed
        if left[title]:
            left[title] -= 1
            mixed.append(title)
    return mixed
