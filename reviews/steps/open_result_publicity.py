"""开始结果公示: the committee office shows whom the panel has passed."""

from accounts.enums import Role
from reviews.enums import PublicityKind, Stage
from reviews.models import Application
from reviews.services import handover
from reviews.services.publicity import OPENING
from reviews.steps.publicities import OpenPublicityStep


class OpenResultPublicity(OpenPublicityStep):
    """After the meeting, or once the office has determined, to the whole public (S0 一(一)6; S3 一(五))."""

    name = "open_result_publicity"
    verb = "开始结果公示"
    awaits_clock = True
    clause = "衢经信产融〔2022〕44号 一(一)6；衢市人社专〔2021〕61号 一(五)"
    kind = PublicityKind.RESULT
    # The HR bureau where it determines itself: then it is the one that has the case.
    roles = frozenset({Role.COMMITTEE_OFFICE, Role.HR_BUREAU})
    before = frozenset({Stage.PASSED, Stage.DETERMINED})
    after = Stage.RESULT_PUBLICITY

    def hand_over(self, subject: Application) -> None:
        """The office keeps the case, or the one that has determined."""
        handover.to_office(subject, Stage.RESULT_PUBLICITY)


OPEN_RESULT_PUBLICITY = OPENING[PublicityKind.RESULT] = OpenResultPublicity()
