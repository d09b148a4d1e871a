"""评前公示期满: the clock ends the pre-review publicity for one applicant."""

from typing import Any

from reviews.enums import PublicityKind, Stage
from reviews.models import Application, PublicityEntry
from reviews.services import handover
from reviews.services.publicity import CLOSING
from reviews.steps.publicities import ClosePublicityStep


class ClosePreReviewPublicity(ClosePublicityStep):
    """From here the case can be put on the agenda of a meeting (S0 一(一)5)."""

    name = "close_pre_review_publicity"
    verb = "结束评前公示"
    clause = "衢经信产融〔2022〕44号 一(一)5；衢市人社专〔2021〕61号 一(三)"
    kind = PublicityKind.PRE_REVIEW
    before = frozenset({Stage.PRE_REVIEW_PUBLICITY})
    after = Stage.READY

    def hand_over(self, subject: Application, entry: PublicityEntry, **data: Any) -> None:
        """The office prepares the meeting."""
        handover.to_office(subject, Stage.READY)


CLOSE_PRE_REVIEW_PUBLICITY = CLOSING[PublicityKind.PRE_REVIEW] = ClosePreReviewPublicity()
