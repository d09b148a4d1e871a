"""A plan that recommends upward: bodies that examine together, skilled workers who vote alone, two publishers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import yaml

from accounts.enums import AgencyKind
from accounts.models import Agency
from accounts.steps.base import perform
from applicants.enums import Module
from reviews.demo import acts, archives, meetings
from reviews.demo.careers import Career, Record
from reviews.demo.cast import cast, people
from reviews.demo.offices import actor_of
from reviews.demo.season import Season, at, registrar
from reviews.enums import PublicityKind, Stage
from reviews.facts.draft_rules import digest
from reviews.models import Application, Meeting, MeetingGroup, Plan
from reviews.plan_dates import moment_of, opening_of
from reviews.plans import settle
from reviews.rulebooks import data_of
from reviews.services.agendas import GroupForm
from reviews.services.committees import named
from reviews.services.plan_drafts import plan_from_copy, save_terms, save_titles
from reviews.services.rulebook_edit import replace_rules
from reviews.steps.announce_plan import ANNOUNCE_PLAN
from reviews.steps.approve_plan import APPROVE_PLAN
from reviews.steps.arrange_agenda import ARRANGE_AGENDA
from reviews.steps.cosign_results import COSIGN_RESULTS
from reviews.steps.publish_plan import PUBLISH_PLAN

CODE = "QZ-2022-TJ"
_COMMITTEE = "衢州市工艺美术中级专业技术职务评审委员会"
_TITLE, _HELD, _SKILL = "正高级工艺美术师", "高级工艺美术师", "特级技师"
# Which of the employers send somebody, no public institution among them; whoever comes as a skilled worker is marked.
_FIRST = ((0, False), (1, True), (3, True))
_SECOND = ((6, True),)
_SEED, _MEETING, _NUMBER = "upward", "正高级工艺美术师推荐评审会议（仿真）", "衢经信产融〔2022〕27号（仿真）"
# Three of seven seats are of skilled experts, who alone vote on skilled workers.
_OWN_SEATS = 3


@dataclass(frozen=True)
class Senior(Career):
    """Somebody with a senior title, or a skilled worker of the highest rank."""

    @property
    def title(self) -> str:
        """The one title of the plan."""
        return _TITLE

    @property
    def education(self) -> str:
        """Neither way asks for more."""
        return "大专"

    @property
    def graduated(self) -> int:
        """The year of graduation."""
        return self.year - 20

    @property
    def is_skilled(self) -> bool:
        """Whether it is the way of skilled workers."""
        return self.aim == _SKILL

    def records(self) -> Iterator[Record]:
        """Yield schooling, work, the title or the certificate, last year's assessment, and what was achieved."""
        pick = self._dice("career")
        yield self._school(pick)
        yield from self._jobs(pick)
        yield self._certificate() if self.is_skilled else self._senior_title()
        yield Module.ASSESSMENT, {"year": self.year - 1, "result": "优秀", "employer": self.employer.name}
        yield from self._results(pick)

    def _skill(self) -> dict[str, Any]:
        return {**super()._skill(), "skill_level": _SKILL, "started": f"{self.year - 3}-11"}

    def _certificate(self) -> Record:
        return Module.CREDENTIAL, self._skill()

    def _senior_title(self) -> Record:
        return Module.TITLE_HELD, {
            "title": _HELD, "level": "副高级", "series": "工艺美术", "started": f"{self.year - 6}-12-20", "way": "评审",
            "number": f"Z33{self.year - 6}{self._dice('number').randrange(10**6):06d}",
            "issuer": "浙江省人力资源和社会保障厅", "specialty": self.craft,
        }  # fmt: skip


def announce(season: Season) -> None:
    """Draft the plan as a copy of last year's, write what is its own, and publish it."""
    told, office = _told(), season.who.office
    draft = plan_from_copy(office, Plan.objects.get(code=told["copied"]), CODE, told["name"], told["year"])
    draft = save_terms(draft, {**told["terms"], "sections": told["sections"], **_dates(told), **_bodies(told)})
    save_titles(draft, [{**row, "committee": named(_COMMITTEE)} for row in told["titles"]])
    rules = {"plan": CODE, "name": told["name"], **told["rules"]}
    replace_rules(draft, office, rules, digest(data_of(draft)))
    draft.refresh_from_db()
    settle(draft, office)
    reported = perform(ANNOUNCE_PLAN, draft, office)
    perform(PUBLISH_PLAN, perform(APPROVE_PLAN, reported, season.who.bureau), office)


@cache
def _told() -> dict[str, Any]:
    whole: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("upward.yaml").read_text(encoding="utf-8"))
    return whole


def _dates(told: dict[str, Any]) -> dict[str, Any]:
    days = told["dates"]
    return {
        "filing_opens": opening_of(days["filing_opens"]),
        "filing_closes": moment_of(days["filing_closes"]),
        "employer_closes": moment_of(days["employer_closes"]),
        "cutoff": days["cutoff"],
        "unconfirmed": {},
        "named_days": {},
    }


def _bodies(told: dict[str, Any]) -> dict[str, Any]:
    route = [{**leg, "closes": moment_of(leg["closes"]).isoformat()} for leg in told["route"]]
    return {"route": route, "co_publisher": _second_publisher()}


def _second_publisher() -> Agency:
    return Agency.objects.get(kind=AgencyKind.INDUSTRY_BUREAU, region__code="330800")


def file_first(season: Season) -> None:
    """Three people file, two of them as skilled workers; their employers approve and show them."""
    _file(season, 0, _FIRST)


def file_second(season: Season) -> None:
    """One more, in the last days of filing."""
    _file(season, len(_FIRST), _SECOND)


def _file(season: Season, before: int, who: tuple[tuple[int, bool], ...]) -> None:
    plan, rows = Plan.objects.get(code=CODE), cast()["employers"]
    cases = []
    for person, (place, is_skilled) in zip(islice(people(_SEED), before, None), who, strict=False):
        employer, craft = season.employers[place], rows[place]["crafts"][0]
        career = Senior(person, employer, craft, _SKILL if is_skilled else _HELD, plan.year)
        profile = archives.fill_in(career, acts.officer(employer), registrar())
        cases.append(acts.start(plan, profile, _TITLE, craft if craft in plan.specialties else plan.specialties[0]))
        acts.file(acts.fresh(cases[-1]))
    acts.approve(map(acts.fresh, cases))
    acts.publish(cases)


def first() -> list[Application]:
    """Return the cases of the first batch."""
    return list(Application.objects.filter(plan__code=CODE).order_by("pk")[: len(_FIRST)])


def sign_together(_: Season) -> None:
    """Both bodies of the joint leg sign for the first batch."""
    acts.give_opinion(map(acts.fresh, first()))
    acts.recommend(first())
    acts.recommend(first())


def sign_one(_: Season) -> None:
    """One of the two bodies has signed for whoever came last; the other has the case on its desk."""
    waiting = list(Application.objects.filter(plan__code=CODE, stage=Stage.EMPLOYER_OPINION_DUE))
    acts.give_opinion(map(acts.fresh, waiting))
    acts.recommend(waiting)


def qualify(season: Season) -> None:
    """Examine and show the first batch."""
    acts.qualify(first())
    acts.show(PublicityKind.PRE_REVIEW, first(), season.who.office)


def file_meeting(season: Season) -> None:
    """File a meeting at which the skilled workers' group has seats of its own and votes alone."""
    acts.take_paper(first(), season.who.office)
    plan, cases = Plan.objects.get(code=CODE), [acts.fresh(case) for case in first()]
    meeting = meetings.schedule(season.who, plan, _MEETING, at("2022-07-20 09:00"), cases)
    groups = [_form(group) for group in meeting.groups.all()]
    places = {
        item.pk: (place, item.order)
        for place, form in enumerate(groups)
        for item in meeting.items.filter(group=form.pk)
    }
    perform(ARRANGE_AGENDA, meeting, season.who.office, groups=groups, places=places)
    meetings.submit(season.who, meeting)


def _form(group: MeetingGroup) -> GroupForm:
    seats = _OWN_SEATS if group.is_skilled else None
    return GroupForm(group.name, tuple(group.specialties), group.is_skilled, seats, seats, group.pk)


def _meeting() -> Meeting:
    return Meeting.objects.get(plan__code=CODE)


def confirm(season: Season) -> None:
    """Confirm the filing and seal the draw."""
    meetings.seal(season.who, meetings.confirm(season.who, _meeting()), "2022078", at("2022-07-10 21:30"))


def draw(season: Season) -> None:
    """Draw the panel."""
    meetings.draw(season.who, _meeting())


def vote(season: Season) -> None:
    """Vote group by group; the last of the agenda is not recommended."""
    meeting = meetings.convene(_meeting())
    items = list(meeting.items.all())
    meetings.vote(meeting, items, refused=[len(items)])
    passed = [item.application for item in meetings.close(meeting).items.filter(passed=True)]
    acts.show(PublicityKind.RESULT, passed, season.who.office)


def conclude(season: Season) -> None:
    """Report; the industry bureau signs as the second publisher, the HR bureau announces; letters are issued."""
    meeting = meetings.report(season.who, _meeting())
    perform(COSIGN_RESULTS, meeting, actor_of(_second_publisher()))
    meetings.announce(season.who, meeting, _NUMBER)
