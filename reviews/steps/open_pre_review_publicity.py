"""开始评前公示: the committee office shows who has qualified."""

from accounts.enums import Role
from reviews.enums import PublicityKind, Stage
from reviews.models import Application
from reviews.services import handover
from reviews.services.publicity import OPENING
from reviews.steps.publicities import OpenPublicityStep


class OpenPreReviewPublicity(OpenPublicityStep):
    """After qualification and before any meeting (S0 一(一)5; S3 一(三))."""

    name = "open_pre_review_publicity"
    verb = "开始评前公示"
    awaits_clock = True
    clause = "衢经信产融〔2022〕44号 一(一)5；衢市人社专〔2021〕61号 一(三)"
    kind = PublicityKind.PRE_REVIEW
    roles = frozenset({Role.COMMITTEE_OFFICE})
    before = frozenset({Stage.QUALIFIED})
    after = Stage.PRE_REVIEW_PUBLICITY

    def hand_over(self, subject: Application) -> None:
        """The office keeps the case."""
        handover.to_office(subject, Stage.PRE_REVIEW_PUBLICITY)


OPEN_PRE_REVIEW_PUBLICITY = OPENING[PublicityKind.PRE_REVIEW] = OpenPreReviewPublicity()
