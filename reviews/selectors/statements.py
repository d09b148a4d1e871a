"""What an employer states of a person whom it puts forward for an initial determination (S0 二(一))."""

from dataclasses import dataclass

from reviews.enums import Stage, Verdict
from reviews.models import Application, Opinion
from reviews.selectors.establishment import is_bound

STATEMENT_CLAUSE = "衢经信产融〔2022〕44号 二(一)"


@dataclass(frozen=True)
class Statement:
    """One thing that only the employer can tell: the field on its form, and the words."""

    key: str
    says: str
    clause: str = STATEMENT_CLAUSE

    def __str__(self) -> str:
        return f"{self.says}（{self.clause}）。"


ASSESSED = Statement("assessed", "经本单位考核合格")
COMPETED = Statement("competed", "有岗位空缺，已通过竞聘确定")
STATEMENTS = (ASSESSED, COMPETED)


def statements_of(application: Application) -> list[Statement]:
    """Return what the employer has to state; nothing for a review. A public institution also had a post to fill."""
    if not application.plan.is_initial:
        return []
    return [ASSESSED, COMPETED] if is_bound(application) else [ASSESSED]


def stated_by_employer(application: Application) -> Opinion | None:
    """Return the employer's opinion on the version in force."""
    given = application.opinions.filter(
        stage=Stage.EMPLOYER_OPINION_DUE, verdict=Verdict.AGREE, snapshot=application.snapshot, voided_at=None
    )
    return given.order_by("-pk").first()
