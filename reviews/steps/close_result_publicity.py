"""结果公示期满: the clock ends the publicity of results for one applicant."""

from typing import Any

from reviews.enums import PublicityKind, Stage
from reviews.models import Application, PublicityEntry
from reviews.services import handover
from reviews.services.publicity import CLOSING
from reviews.steps.publicities import ClosePublicityStep


class CloseResultPublicity(ClosePublicityStep):
    """Without objection the result goes to the HR bureau for approval (S0 一(一)6; S3 一(五))."""

    name = "close_result_publicity"
    verb = "结束结果公示"
    clause = "衢经信产融〔2022〕44号 一(一)6；衢市人社专〔2021〕61号 一(五)"
    kind = PublicityKind.RESULT
    before = frozenset({Stage.RESULT_PUBLICITY})
    after = Stage.APPROVAL

    def hand_over(self, subject: Application, entry: PublicityEntry, **data: Any) -> None:
        """The HR bureau approves next."""
        handover.to_hr_bureau(subject)


CLOSE_RESULT_PUBLICITY = CLOSING[PublicityKind.RESULT] = CloseResultPublicity()
