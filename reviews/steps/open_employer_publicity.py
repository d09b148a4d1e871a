"""开始单位公示: the employer shows its people for the plan's working days."""

from accounts.enums import Role
from reviews.enums import PublicityKind, Stage
from reviews.models import Application
from reviews.services import handover
from reviews.services.publicity import OPENING
from reviews.steps.publicities import OpenPublicityStep


class OpenEmployerPublicity(OpenPublicityStep):
    """The frozen snapshot is what is shown; numbers that identify a person are not (S0 一(一)2)."""

    name = "open_employer_publicity"
    verb = "开始单位公示"
    clause = "衢经信产融〔2022〕44号 一(一)2；杭州市2020年工艺美术中级职称评审通知 附件2 四"
    kind = PublicityKind.EMPLOYER
    roles = frozenset({Role.EMPLOYER})
    before = frozenset({Stage.EMPLOYER_PUBLICITY_DUE})
    after = Stage.EMPLOYER_PUBLICITY

    def hand_over(self, subject: Application) -> None:
        """The case stays with the employer, and so does its deadline."""
        handover.stays_with_employer(subject, Stage.EMPLOYER_PUBLICITY)


OPEN_EMPLOYER_PUBLICITY = OPENING[PublicityKind.EMPLOYER] = OpenEmployerPublicity()
