"""Rules without effect or without a limit: nobody can meet them, another covers them, only a person can decide them."""

from collections.abc import Iterator

from law.combinators import demands
from law.conditions import Fact, Human, Tenure
from law.lint_warning import LintWarning
from law.reach import can_be_met
from law.rulebook import Rule, Rulebook

_EDUCATION = "edu.level"
# What only says whom a rule is for: a rule that names nothing else lets all of them in.
_AUDIENCE = ("edu.", "skill.level", "titles.", "person.employer_type")


def idle_rules(book: Rulebook) -> Iterator[LintWarning]:
    """Tell of the rules that do nothing, ask nothing, or never decide."""
    for name, rules in book.rules.items():
        for number, rule in enumerate(rules):
            yield from _unreachable(book, rule)
            yield from _limitless(rule)
            yield from _covered(rule, rules[:number])
            yield from _undecided(book, rule)
        yield from _only_people(book, name)


def _warning(rule: Rule, what: str, because: str, *, info: bool = False) -> LintWarning:
    place = f"rules[{rule.id}]"
    return LintWarning(f"rules.{rule.id}.{what}", f"规则 {rule.id}（{rule.asks}）{because}", place, info=info)


def _unreachable(book: Rulebook, rule: Rule) -> Iterator[LintWarning]:
    if not can_be_met([rule.whole]):
        yield _warning(rule, "unreachable", "的条件互相矛盾，没有人能够符合，请改正条件或删除规则。")
    elif not can_be_met([rule.whole, *(gate.condition for gate in book.gates)]):
        because = "只适用于申报资格已经排除的人员，没有人能够按此申报，请改正条件或申报资格。"
        yield _warning(rule, "unreachable", because)


def _limitless(rule: Rule) -> Iterator[LintWarning]:
    asked = list(demands(rule.whole))
    if all(isinstance(part, Fact) and part.word.path.startswith(_AUDIENCE) for part in asked):
        because = "除学历、资格、技能等级外没有写明年限或其他条件，请补充条件，或确认通知确实如此规定。"
        yield _warning(rule, "limitless", because)


def _covered(rule: Rule, earlier: tuple[Rule, ...]) -> Iterator[LintWarning]:
    own = _asked(rule)
    for other in earlier:
        if not _waits_for_a_person(other) and _is_covered(own, _asked(other)):
            because = f"从不起作用：符合它的人都已符合规则 {other.id}，请改正条件或删除其中一条。"
            yield _warning(rule, "covered", because)
            return


def _waits_for_a_person(rule: Rule) -> bool:
    return any(isinstance(part, Human) for part in demands(rule.whole))


def _asked(rule: Rule) -> dict[str, int]:
    """Return what a rule asks, each with its years; 0 where it asks no service."""
    asked: dict[str, int] = {}
    for part in demands(rule.whole):
        key, years = (f"tenure.{part.name}", part.years) if isinstance(part, Tenure) else (part.asks, 0)
        asked[key] = max(years, asked.get(key, 0))
    return asked


def _is_covered(own: dict[str, int], other: dict[str, int]) -> bool:
    return all(key in own and own[key] >= years for key, years in other.items())


def _undecided(book: Rulebook, rule: Rule) -> Iterator[LintWarning]:
    codes = sorted(_open(book, rule))
    if codes:
        because = f"总是转人工核定（{'、'.join(codes)}）；要由系统判断的，请在规则库中写明如何理解。"
        yield _warning(rule, "undecided", because, info=True)


def _open(book: Rulebook, rule: Rule) -> set[str]:
    return {p.ambiguity for p in demands(rule.whole) if isinstance(p, Human)} - book.readings.keys()


def _only_people(book: Rulebook, target: str) -> Iterator[LintWarning]:
    rules = book.rules[target]
    if rules and all(_open(book, rule) for rule in rules):
        because = f"“{target}”的每条规则都转人工核定，系统不能判断任何人符合，请补充条件，或确认由人工逐一核定。"
        yield LintWarning(f"targets.{target}.undecided", because, f"targets.{target}")


def is_for(rule: Rule, education: str) -> bool:
    """Say whether a rule names this education among those that it is for."""
    named = [part for part in demands(rule.whole) if isinstance(part, Fact) and part.word.path == _EDUCATION]
    return bool(named) and all(part.test(education) for part in named)
