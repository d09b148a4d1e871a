"""What no record tells and the law asks: questions to the person with their clauses; an answer is a declared fact."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from law.conditions import Fact, Tenure, leaves
from law.rulebook import Rulebook

S0 = "衢经信产融〔2022〕44号"
SANCTIONS = ("无", "警告", "记过", "记大过", "降低岗位等级", "撤职", "开除")


@dataclass(frozen=True)
class Question:
    """One question. `path` is the fact in the law's words; without `choices` it is answered 是 or 否."""

    path: str
    text: str
    clause: str
    choices: tuple[str, ...] = ()
    hint: str = ""
    # Asked only where the records say so: a fact path and the values that make the question sensible.
    when: tuple[str, tuple[Any, ...]] | None = None
    # For what only a record proves: 否 means that there is no such service at all (these tenures are none); 是 proves
    # nothing, so the record named here has to be taken in.
    denies: tuple[str, ...] = ()
    proof: str = ""

    @property
    def options(self) -> list[tuple[str, str]]:
        """(value, label) of every answer."""
        return [(choice, choice) for choice in self.choices] or [("true", "是"), ("false", "否")]

    def read(self, text: str) -> Any:
        """Return the typed value of an answer from the form; None where it is no answer to this question."""
        if text not in dict(self.options):
            return None
        return text if self.choices else text == "true"

    def shown(self, value: Any) -> str:
        """Return an answer as it is printed."""
        return str(value) if self.choices else ("是" if value else "否")


_TITLED = ("titles.assistant", (True,))
_PUBLIC = ("person.employer_type", ("事业单位",))
_ELSEWHERE = ("person.si_in_area", (False,))
QUESTIONS = (
    Question("person.on_post", "您目前是否在本单位在职在岗？", f"{S0} 三(一)"),
    Question("person.retired", "您是否已离休或退休？", f"{S0} 三(一)"),
    Question("person.retires_before_cutoff", "您是否将在年限计算截止日前达到退休年龄？", f"{S0} 三(一)"),
    Question("person.civil_servant", "您是否为公务员或参照公务员法管理的人员？", f"{S0} 三(一)"),
    Question("person.party_discipline_active", "您是否在党纪处分影响期内？", f"{S0} 三(一)"),
    Question("person.case_pending", "您是否因涉嫌违纪违法被立案调查，尚未结案？", f"{S0} 三(一)"),
    Question(
        "person.sanction_active",
        "您是否在受处分期间？请选择处分种类。",
        f"{S0} 三(一)",
        SANCTIONS,
        "没有处分的，选择“无”。",
    ),
    Question("person.on_establishment", "您是否为事业单位正式在编人员？", f"{S0} 二(一)", when=_PUBLIC),
    Question(
        "post.won_competition_for_vacancy",
        "您是否已通过竞聘取得空缺的专业技术岗位？",
        "衢市人社专〔2021〕61号 二(四)",
        when=_PUBLIC,
    ),
    Question(
        "post.exception_pending",
        "您是否使用统筹岗位等特殊岗位，正待岗位管理部门签署？",
        "杭州市2020年工艺美术中级职称评审通知 附件3",
        when=_PUBLIC,
    ),
    Question(
        "person.entrust_letter",
        "您是否持有人事关系所在地出具的委托评审函？",
        "衢市人社专〔2021〕61号 二(一)",
        when=_ELSEWHERE,
    ),
    Question(
        "person.dispatched_and_filed",
        "您是否被派驻外地工作，并经人力社保部门核准备案？",
        "衢市人社专〔2021〕61号 二(一)",
        when=_ELSEWHERE,
    ),
    Question(
        "work.probation_completed",
        "您的见习期是否已满？",
        f"{S0} 二(二)",
        hint="毕业后首次就业一般有见习期，以单位考核转正为准。",
    ),
    Question(
        "titles.assistant",
        "您是否已取得助理工艺美术师资格？",
        f"{S0} 二(二)",
        denies=("assistant_work", "assistant_post"),
        proof="专业技术职务任职资格",
    ),
    Question(
        "tenure.assistant_post",
        "您是否被聘任担任助理级职务？",
        f"{S0} 二(三)",
        when=_TITLED,
        denies=("assistant_post",),
        proof="聘任",
    ),
    Question(
        "tenure.clerk_post",
        "您是否被聘任担任工艺美术员职务？",
        f"{S0} 二(二)",
        denies=("clerk_post",),
        proof="聘任",
    ),
    Question(
        "work.traditional_craft",
        "您所从事的专业是否属于传统工艺美术等相关专业？",
        f"{S0} 附件1 二(二)4",
        when=("edu.level", ("高中及以下", "中专")),
    ),
    Question("assess.doctor_examined", "您是否已经考察合格？", f"{S0} 二(二)", when=("edu.level", ("博士",))),
)


def questions_for(book: Rulebook, target: str, recorded: Mapping[str, Any]) -> list[Question]:
    """Return what has to be asked of somebody who files for `target`: what the law asks and the records do not tell."""
    asked = set(_paths(book, target))
    return [each for each in QUESTIONS if each.path in asked and _is_open(each, recorded)]


def _paths(book: Rulebook, target: str) -> Iterator[str]:
    for gate in book.gates:
        yield from gate.paths
    for rule in book.rules.get(target, ()):
        for leaf in leaves(rule.whole):
            if isinstance(leaf, Fact):
                yield leaf.word.path
            elif isinstance(leaf, Tenure):
                yield f"tenure.{leaf.name}"


def _is_open(question: Question, recorded: Mapping[str, Any]) -> bool:
    if value_at(recorded, question.path) is not None:
        return False
    return question.when is None or value_at(recorded, question.when[0]) in question.when[1]


def value_at(facts: Mapping[str, Any], path: str) -> Any:
    """Return the fact at a path such as edu.level; None where nothing tells it."""
    section, _, name = path.partition(".")
    found = facts.get(section)
    return found.get(name) if isinstance(found, Mapping) else None


def merged(facts: Mapping[str, Any], answers: Mapping[str, Any], asked: Iterable[Question]) -> dict[str, Any]:
    """Return the facts with the answers to what was asked; what a record tells is never overruled by an answer."""
    whole = {name: dict(value) if isinstance(value, Mapping) else value for name, value in facts.items()}
    for question in asked:
        if question.path in answers:
            _merge(whole, question, answers[question.path])
    return whole


def _merge(whole: dict[str, Any], question: Question, answer: Any) -> None:
    if question.proof and answer:
        return
    section, _, name = question.path.partition(".")
    if section != "tenure":
        whole.setdefault(section, {})[name] = answer
    for tenure in question.denies:
        whole.setdefault("tenure", {}).setdefault(tenure, 0)
