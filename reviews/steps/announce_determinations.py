"""核准并公布初定结果: the HR bureau approves a list of determined people and announces it by its document."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.base import Step
from reviews.enums import FilingStage
from reviews.models import ResultFiling
from reviews.permissions import announces_list
from reviews.services.result_filings import gone_from
from reviews.steps.announcing import Held, announce, lacking_in_approval
from reviews.steps.base import tell_agency
from reviews.steps.determinations import DETERMINATION_CLAUSE
from reviews.steps.meetings import StandingMixin


class AnnounceDeterminations(StandingMixin, Step[ResultFiling]):
    """One document number for the list, a certificate for each; who is held back with a reason stops nobody else."""

    name = "announce_determinations"
    verb = "核准并公布初定结果"
    awaits_clock = True
    decisive = True
    clause = f"{DETERMINATION_CLAUSE}；衢经信产融〔2022〕44号 一(一)6"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({FilingStage.REPORTED})
    after = FilingStage.APPROVED

    def concerns(self, subject: ResultFiling, actor: Actor) -> bool:
        """The bureau of the plan, for a list that is of no meeting."""
        return announces_list(actor, subject)

    def about(self, subject: ResultFiling) -> Iterable[int | None]:
        """Whoever stands on it."""
        return subject.lines.order_by().values_list("application__applicant__user_id", flat=True)

    def standing(self, subject: ResultFiling, actor: Actor) -> Iterable[str]:
        """The list is still true."""
        if names := gone_from(subject):
            yield f"名单中{'、'.join(names)}的申报已不在待核准状态，请重新生成初定名单。"

    def obstacles(
        self,
        subject: ResultFiling,
        actor: Actor,
        *,
        publication_number: str = "",
        held: Held | None = None,
        drawn_up: str = "",
        **data: Any,
    ) -> Iterable[str]:
        """The list is the one that was looked at; the document has its number; who is held back has a reason."""
        yield from self.standing(subject, actor)
        if drawn_up and drawn_up != subject.drawn_up_at.isoformat():
            yield "名单在您打开本页后已重新生成，人员可能有变化。请核对下列新名单后再办理。"
        yield from lacking_in_approval(subject, publication_number, held)

    def act(
        self,
        subject: ResultFiling,
        actor: Actor,
        *,
        publication_number: str = "",
        held: Held | None = None,
        **data: Any,
    ) -> dict[str, Any]:
        """Announce every case and issue its certificate; note who is held back."""
        return announce(subject, actor, publication_number, held)

    def messages(self, subject: ResultFiling, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the office that keeps the plan's papers."""
        number = f"（{subject.publication_number}）" if subject.publication_number else ""
        text = f"“{subject.name}”已核准{number}，请按计划办理评审表退还或归档。"
        yield from tell_agency(subject.plan.office, "初定名单已核准", text, f"/result-filings/{subject.pk}/")


ANNOUNCE_DETERMINATIONS = AnnounceDeterminations()
