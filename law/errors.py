"""What can go wrong when the law is asked: always one sentence that a person can act on."""

from collections.abc import Sequence


class BadInput(ValueError):
    """Raised when a question cannot be answered as it was put.

    The message is one Chinese sentence that says what is wrong and what to do.
    """


class RulebookError(ValueError):
    """Raised when a rulebook is not coherent; `problems` names every defect at once."""

    def __init__(self, plan: str, problems: Sequence[str]) -> None:
        """Keep every problem of the rulebook of `plan`, each with the place where it stands."""
        super().__init__(f"规则库 {plan} 有 {len(problems)} 处问题：" + "；".join(problems))
        self.plan = plan
        self.problems = tuple(problems)
