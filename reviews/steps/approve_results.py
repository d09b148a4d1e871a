"""approve_results: the HR bureau approves the results one by one and announces them by its document."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.services.notices import Message
from reviews.enums import FilingStage, MeetingStage
from reviews.models import Meeting
from reviews.services.result_filings import gone_from, open_filing
from reviews.steps.announcing import Held, announce, lacking_in_approval
from reviews.steps.meetings import RESULT_CLAUSE, BureauStep, to_office


class ApproveResults(BureauStep):
    """The list under one document number; who is held back with a reason does not stop the others.

    Certificates follow in the same moment; recommendations where the committee only recommends; written proofs, and no
    announcement, for those whom a university entrusted (S1 四(五)).
    """

    name = "approve_results"
    verb = "核准并公布结果"
    awaits_clock = True
    decisive = True
    clause = f"{RESULT_CLAUSE}；衢经信产融〔2022〕44号 一(一)6"
    before = frozenset({MeetingStage.REPORTED})
    after = MeetingStage.APPROVED

    def standing(self, subject: Meeting, actor: Actor) -> Iterable[str]:
        """The list is still true; where two offices announce together, the other one has signed."""
        filing = open_filing(subject)
        if filing is None:
            return
        if names := gone_from(filing):
            yield f"名单中{'、'.join(names)}的申报已不在待核准状态，请核对。"
        other = subject.plan.co_publisher
        if other and not filing.cosigned_at:
            yield f"本计划的结果由{subject.plan.hr_bureau.name}、{other.name}联合公布，{other.name}尚未会签。"

    def obstacles(
        self, subject: Meeting, actor: Actor, *, publication_number: str = "", held: Held | None = None, **data: Any
    ) -> Iterable[str]:
        """The document has its number; who is held back has a reason."""
        yield from self.standing(subject, actor)
        if filing := open_filing(subject):
            yield from lacking_in_approval(filing, publication_number, held)

    def act(
        self, subject: Meeting, actor: Actor, *, publication_number: str = "", held: Held | None = None, **data: Any
    ) -> dict[str, Any]:
        """Announce every case and issue its certificate; note who is held back."""
        filing = open_filing(subject)
        assert filing is not None, "a reported meeting has its list"  # noqa: S101 - report_results has made it so
        return announce(filing, actor, publication_number, held)

    def messages(self, subject: Meeting, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office."""
        filing = subject.filings.filter(stage=FilingStage.APPROVED).latest("order")
        number = f"（{filing.publication_number}）" if filing.publication_number else ""
        text = f"“{subject.name}”的评审结果已核准{number}，请按计划办理评审表退还或归档。"
        yield from to_office(subject.plan.office, "评审结果已核准", text, subject)


APPROVE_RESULTS = ApproveResults()
