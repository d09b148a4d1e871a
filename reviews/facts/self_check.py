"""What somebody says of himself at the self-check, laid out as the facts that the law reads.

What is left out stays out: the law answers unknown then, and the page asks for it. Where the notices leave two starts
of a service open, both are given, as the archive does (applicants/facts/service.py).
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from applicants.facts.spans import earliest, first_day, later_of
from applicants.modules.words import SKILL_LEVELS, TITLE_LEVELS
from law.answers import MISSING, Answer
from law.breakthrough import judge_item
from reviews.facts.claims import leads_to

NONE, SOME = "none", "some"
Facts = dict[str, Any]

# Answers of the form that are a fact as they stand.
_PLAIN = {
    "edu_level": "edu.level",
    "edu_mode": "edu.mode",
    "edu_related": "edu.related",
    "degree_only": "edu.degree_only",
    "chsi_verified": "edu.chsi_verified",
    "technical_school": "edu.technical_school",
    "related_post": "edu.related_post",
    "employer_type": "person.employer_type",
    "on_establishment": "person.on_establishment",
    "won_vacancy": "post.won_competition_for_vacancy",
    "exception_pending": "post.exception_pending",
    "enterprise_always": "work.enterprise_always",
    "continuity_broken": "work.continuity_broken",
    "backbone": "work.backbone",
    "moved_from_enterprise": "work.moved_from_enterprise",
    "probation_completed": "work.probation_completed",
    "traditional_craft": "work.traditional_craft",
    "assess_passed": "assess.passed",
    "doctor_examined": "assess.doctor_examined",
    "still_in_field": "skill.still_in_field",
    "no_js_cert": "skill.no_js_cert",
    "contest_class": "contest.class",
    "contest_rank": "contest.rank",
    "recommended": "docs.expert_recommendation_form",
}
# What shuts out, and what each is where a person says that nothing of it applies.
GATES = {
    "off_post": ("person.on_post", False),
    "retired": ("person.retired", True),
    "retires_before_cutoff": ("person.retires_before_cutoff", True),
    "civil_servant": ("person.civil_servant", True),
    "party_discipline": ("person.party_discipline_active", True),
    "case_pending": ("person.case_pending", True),
    "integrity_record": ("person.integrity_record_active", True),
}
NO_SANCTION = "无"
# Where social insurance lies, and what stands in for it (S0 一(二)).
AFFILIATIONS: Mapping[str, Facts] = {
    "here": {"si_in_area": True},
    "letter": {"si_in_area": False, "entrust_letter": True},
    "dispatched": {"si_in_area": False, "dispatched_and_filed": True},
    "file": {"si_in_area": False, "personnel_file_in_area": True},
    "elsewhere": {
        "si_in_area": False,
        "entrust_letter": False,
        "dispatched_and_filed": False,
        "personnel_file_in_area": False,
    },
}
_ASSISTANT, _CLERK, _SENIOR = "助理级", "员级", "副高级"
# The title without which there is no such service.
_NEEDS = {
    "assistant_work": _ASSISTANT,
    "assistant_post": _ASSISTANT,
    "clerk_post": _CLERK,
    "senior_title": _SENIOR,
}
_OF_TITLES = (*_NEEDS, "other_series_assistant_work")
_OF_SKILLS = {"skill_gjg": "高级工", "skill_js": "技师", "skill_gjjs": "高级技师"}
_MASTER = SKILL_LEVELS.index("技师")


@dataclass(frozen=True)
class Held:
    """A title that is held; by a licence it counts from the appointment on (S3 二(五))."""

    level: str
    series: str
    since: str = ""
    appointed: str = ""
    by_licence: bool = False

    @property
    def counts(self) -> bool:
        """Whether it is a title already: a licence becomes one by the appointment."""
        return not self.by_licence or bool(self.appointed)

    @property
    def started(self) -> str:
        """From when it counts; empty where that was not said."""
        return self.appointed if self.by_licence else self.since


@dataclass(frozen=True)
class Skilled:
    """A skill level that is held, and the series to which its occupation is listed; None where nobody could say."""

    level: str
    since: str = ""
    occupation: str = ""
    series: frozenset[str] | None = None


@dataclass(frozen=True)
class Answers:
    """Everything that was said: single answers by the form's names, then titles, skills and credits."""

    values: Mapping[str, Any] = field(default_factory=dict)
    titles: Sequence[Held] = ()
    skills: Sequence[Skilled] = ()
    credits: Mapping[int, Mapping[str, int]] | None = None

    def said(self, name: str) -> Any:
        """Return an answer; None for one that was left out."""
        value = self.values.get(name)
        return None if value in ("", [], ()) else value


def facts_of(answers: Answers, series: str, on: dt.date) -> Facts:
    """Return the facts for a plan of a series, in the vocabulary of law.facts; never one that the law refuses to read.

    Args:
        answers: what was said, dates as 2018-12-01 or 2018-12.
        series: of the plan: whether a title is of its own or of another series depends on it.
        on: the day of the check.
    """
    facts: Facts = {"as_of": on.isoformat(), "apply": {"series": series}}
    for name, path in _PLAIN.items():
        if answers.said(name) is not None:
            _put(facts, path, answers.said(name))
    _put_all(facts, "person", {**_gates(answers), **AFFILIATIONS.get(answers.said("affiliation"), {})})
    _put_all(facts, "titles", _titles(answers, series))
    _put_all(facts, "skill", _skill(answers, series))
    _put_all(facts, "tenure", {**_work(answers), **_titled(answers, series), **_skilled(answers)})
    lists = {"awards": list(answers.said("awards") or ()), "breakthrough": list(_breakthrough(answers))}
    facts |= {name: items for name, items in lists.items() if items}
    return facts if answers.credits is None else facts | {"credits": dict(answers.credits)}


def _put(facts: Facts, path: str, value: Any) -> None:
    section, _, name = path.partition(".")
    facts.setdefault(section, {})[name] = value


def _put_all(facts: Facts, section: str, found: Facts) -> None:
    if found:
        facts.setdefault(section, {}).update(found)


def merged(recorded: Mapping[str, Any], said: Mapping[str, Any]) -> Facts:
    """Return recorded facts with what is supposed on top: a supposition replaces a fact and is added to a list."""
    whole: Facts = {name: dict(value) if isinstance(value, Mapping) else value for name, value in recorded.items()}
    for name, value in said.items():
        if isinstance(value, Mapping) and isinstance(whole.get(name), Mapping):
            whole[name] |= value
        elif isinstance(value, list):
            whole[name] = [*whole.get(name, ()), *value]
        else:
            whole[name] = value
    return whole


def _gates(answers: Answers) -> Facts:
    """What shuts out: only what is ticked; where so said, the rest is denied and not left open."""
    ticked = set(answers.said("gates") or ())
    found = {}
    for name, (path, value) in GATES.items():
        if name in ticked or answers.said("nothing"):
            found[path.removeprefix("person.")] = value if name in ticked else not value
    sanction = answers.said("sanction") or (NO_SANCTION if answers.said("nothing") else None)
    return found | ({"sanction_active": sanction} if sanction else {})


def _own(answers: Answers, series: str) -> list[Held]:
    return [title for title in answers.titles if title.series == series and title.counts]


def _titles(answers: Answers, series: str) -> Facts:
    """Which titles are held. Below the highest one, a title that was not listed may well be held: it stays open."""
    if not answers.titles:
        none = dict.fromkeys(("assistant", "senior", "other_series_assistant"), False)
        return none if answers.said("has_titles") == NONE else {}
    own = {title.level for title in _own(answers, series)}
    top = max((TITLE_LEVELS.index(level) for level in own), default=-1)
    found = {"assistant": _ASSISTANT in own or _open(top, _ASSISTANT), "senior": _SENIOR in own or _open(top, _SENIOR)}
    others = any(title.level == _ASSISTANT and title.series != series and title.counts for title in answers.titles)
    return {name: held for name, held in {**found, "other_series_assistant": others}.items() if held is not None}


def _open(top: int, level: str) -> bool | None:
    """Not held where nothing higher is held; else not said."""
    return None if top > TITLE_LEVELS.index(level) else False


def _titled(answers: Answers, series: str) -> Facts:
    """Services since a title or an appointment; none of them for somebody who says that he holds no title."""
    if not answers.titles:
        return dict.fromkeys(_OF_TITLES, 0) if answers.said("has_titles") == NONE else {}
    own = _own(answers, series)
    top = max((TITLE_LEVELS.index(title.level) for title in own), default=-1)
    found: Facts = {
        "assistant_work": _assistant_work(answers, own),
        "assistant_post": _since(title.appointed for title in own if title.level == _ASSISTANT),
        "clerk_post": _since(title.appointed for title in own if title.level == _CLERK),
        "senior_title": _since(title.started for title in own if title.level == _SENIOR),
        "other_series_assistant_work": _since(
            title.started for title in answers.titles if title.level == _ASSISTANT and title.series != series
        ),
    }
    levels = {title.level for title in own}
    none = {name: 0 for name, level in _NEEDS.items() if level not in levels and TITLE_LEVELS.index(level) > top}
    return {name: tenure for name, tenure in {**found, **none}.items() if tenure != {}}


def _assistant_work(answers: Answers, own: Iterable[Held]) -> Facts:
    """Since the title, by work in the craft; since the appointment, where that is another day (AMB-09)."""
    held = [title for title in own if title.level == _ASSISTANT]
    titled = earliest(title.started for title in held)
    if not titled:
        return {}
    worked = later_of(titled, answers.said("craft_from")) if answers.said("craft_from") else titled
    appointed = earliest(title.appointed for title in held)
    if not appointed or later_of(appointed, worked) == worked:
        return _service(worked, answers)
    return _service(later_of(appointed, worked), answers) | {"alt_from": worked, "alt_amb": "AMB-09"}


def _work(answers: Answers) -> Facts:
    """Work in the craft, before and after the degree; what came before it may or may not count (AMB-33)."""
    started, graduated = answers.said("craft_from"), answers.said("graduated")
    combined = answers.said("combined_years")
    found = {} if combined is None else {"enterprise_plus_appointed_assistant": combined}
    if not started:
        return found
    craft = _service(started, answers)
    found |= {"craft": craft, "pre_and_post_degree": dict(craft)}
    if graduated:
        found["post_degree"] = _service(later_of(started, graduated), answers)
        if first_day(graduated) > first_day(started):
            found["craft"] = craft | {"alt_from": graduated, "alt_amb": "AMB-33"}
    return found


def _service(start: str, answers: Answers) -> Facts:
    gap = answers.said("gap_days")
    return {"from": start} | ({"gap_days": gap} if gap else {})


def _since(dates: Iterable[str]) -> Facts:
    start = earliest(dates)
    return {"from": start} if start else {}


def _skill(answers: Answers, series: str) -> Facts:
    if not answers.skills:
        return {"level": "无"} if answers.said("has_skills") == NONE else {}
    found: Facts = {"level": max((skill.level for skill in answers.skills), key=SKILL_LEVELS.index)}
    known = [skill.series for skill in answers.skills if skill.series is not None]
    return found | ({"occupation_listed": any(leads_to(series, each) for each in known)} if known else {})


def _skilled(answers: Answers) -> Facts:
    """Services since the levels held; none since one that is above them all."""
    if not answers.skills:
        return dict.fromkeys((*_OF_SKILLS, "skill_after_cert"), 0) if answers.said("has_skills") == NONE else {}
    top = max(SKILL_LEVELS.index(skill.level) for skill in answers.skills)
    found: Facts = {}
    for name, level in _OF_SKILLS.items():
        found[name] = _since(skill.since for skill in answers.skills if skill.level == level)
        if SKILL_LEVELS.index(level) > top or (level == "技师" and answers.said("no_js_cert")):
            found[name] = 0
    masters = [skill for skill in answers.skills if SKILL_LEVELS.index(skill.level) >= _MASTER]
    found["skill_after_cert"] = _since(skill.since for skill in masters) if masters else 0
    return {name: tenure for name, tenure in found.items() if tenure != {}}


def _breakthrough(answers: Answers) -> Iterator[Facts | str]:
    """The items that are ticked; B6 also by its sums, as far as they suffice or leave a question open (AMB-08)."""
    ticked = list(answers.said("breakthrough") or ())
    one = {"ach": "同一成果"} if answers.said("one_achievement") else {}
    yield from ({"item": item, **one} if one else item for item in ticked)
    sold = _sold(answers)
    if "B6" not in ticked and sold:
        found = judge_item("B6", sold)
        open_questions = sorted(found.ambiguities - {MISSING})
        if found.answer is Answer.MET:
            yield {"item": "B6", **one}
        elif open_questions:
            yield {"item": "B6", "amb": open_questions[0], **one}


def _sold(answers: Answers) -> Facts:
    sums = {"usd": answers.said("usd_each_year"), "cny": answers.said("cny_two_years")}
    both = {"usd": (sums["usd"] or 0) * 2, "cny": sums["cny"] or 0}
    return {currency: [both[currency] * 10_000] for currency, amount in sums.items() if amount is not None}
