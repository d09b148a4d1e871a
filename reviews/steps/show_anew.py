"""列入重新公示: a person who stands in a list that is shown anew, for a whole new period."""

from collections.abc import Iterable

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import KIND_OF_PUBLICITY, STAGE_IN_PUBLICITY, PublicityKind, Stage
from reviews.models import Application
from reviews.services.publicity import REOPENING, entry_now
from reviews.services.reshowing import reasons_to_show_anew
from reviews.steps.publicities import OpenPublicityStep


class ShowAnew(OpenPublicityStep):
    """Done by 重新公示 for everybody in the list; the case stays in its publicity (S0 一(一)2, 5, 6)."""

    name = "show_anew"
    verb = "列入重新公示"
    clause = "衢经信产融〔2022〕44号 一(一)2、5、6"
    roles = frozenset({Role.EMPLOYER, Role.COMMITTEE_OFFICE, Role.HR_BUREAU})
    before = frozenset(STAGE_IN_PUBLICITY.values())

    def kind_of(self, subject: Application) -> PublicityKind:
        """The kind in which the case stands."""
        return KIND_OF_PUBLICITY[Stage(subject.stage)]

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The list in which it stands has to be shown anew; the deadline waits for it, see was_disputed()."""
        entry = entry_now(subject, self.kind_of(subject))
        if entry is None or not reasons_to_show_anew(entry.publicity):
            yield "该申报所在的公示不需要重新公示。"

    def hand_over(self, subject: Application) -> None:
        """It stays where it is."""


SHOW_ANEW = ShowAnew()
REOPENING.update(dict.fromkeys(PublicityKind.values, SHOW_ANEW))
