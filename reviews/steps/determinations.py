"""The form of the acts by which an office determines where no panel votes (初定), and lists whom it has determined."""

from accounts.actor import Actor
from reviews.models import Application, Plan
from reviews.permissions import DETERMINERS, determines
from reviews.steps.base import PlanStep
from reviews.steps.opinions import OpinionStep

# 二(一) says who may be determined and that it is no review; 二(三) the same for the year before, and which series not.
DETERMINATION_CLAUSE = "衢经信产融〔2022〕44号 二(一)；衢市人社专〔2021〕61号 二(三)"


class DeterminingStep(OpinionStep):
    """What the office that determines says of a case."""

    clause = DETERMINATION_CLAUSE
    roles = DETERMINERS

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The office that has the case, under a plan of initial determination."""
        return super().concerns(subject, actor) and subject.plan.is_initial


class DeterminerStep(PlanStep):
    """What it does for a whole plan."""

    clause = DETERMINATION_CLAUSE
    roles = DETERMINERS

    def concerns(self, subject: Plan, actor: Actor) -> bool:
        """The office that the plan names."""
        return determines(actor, subject)
