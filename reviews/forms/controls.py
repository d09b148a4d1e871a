"""What stands in the fields of an editor page: one control each, drawn by templates/reviews/rules/control.html."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from law.vocabulary import vocabulary

Choices = Sequence[tuple[str, str]]
Groups = Sequence[tuple[str, Choices]]
SECTIONS = {
    "edu": "学历",
    "titles": "职称资格",
    "tenure": "年限",
    "skill": "职业技能",
    "contest": "技能竞赛",
    "work": "工作",
    "post": "岗位",
    "person": "人员情况",
    "assess": "考核",
    "docs": "材料",
    "apply": "申报",
}
YES_NO: Choices = (("", "请选择"), ("true", "是"), ("false", "否"))


@dataclass(frozen=True)
class Control:
    """One field: text, number, date, lines, select, checks, grouped (a select in groups), citations, hidden."""

    name: str
    label: str
    kind: str = "text"
    values: list[str] = field(default_factory=list)
    choices: Choices = ()
    groups: Groups = ()
    hint: str = ""
    unit: str = ""
    # Changing it changes which other fields there are.
    reshapes: bool = False
    # Two fields beside each other, as often as there are some.
    pairs: Sequence[tuple["Control", "Control"]] = ()

    @property
    def value(self) -> str:
        """The only value, or the last one."""
        return self.values[-1] if self.values else ""

    @property
    def anchor(self) -> str:
        """The id in the page."""
        return f"id_{self.name}"


def with_present(choices: Choices, values: Iterable[str]) -> Choices:
    """Return the choices with what is already chosen, though it is none of them: a wrong value must be seen."""
    known = {value for value, _ in choices}
    return [*choices, *((value, f"{value}（未登记）") for value in values if value not in known and value)]


def chosen(first: str, choices: Choices) -> Choices:
    """Return choices after a line that says that nothing is chosen."""
    return [("", first), *choices]


@cache
def fact_groups() -> Groups:
    """Return every fact of the vocabulary by section."""
    words = vocabulary().facts.values()
    sections = dict.fromkeys(word.section for word in words)
    ordered = [name for name in SECTIONS if name in sections] + [name for name in sections if name not in SECTIONS]
    return [
        (SECTIONS.get(name, name), [(word.path, word.label) for word in words if word.section == name])
        for name in ordered
    ]


@cache
def tenure_choices() -> Choices:
    """Return every kind of service."""
    return list(vocabulary().tenures.items())


@cache
def ambiguity_choices() -> Choices:
    """Return every question that the notices leave open."""
    return [(code, f"{code} {each.open}") for code, each in vocabulary().ambiguities.items() if code != "MISSING"]
