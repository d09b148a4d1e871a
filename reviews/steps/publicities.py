"""The forms of opening and closing a publicity for one case; six acts follow them."""

from collections.abc import Iterable
from typing import Any, ClassVar

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import PublicityKind
from reviews.models import Application, Publicity, PublicityEntry
from reviews.publicity_fields import shown
from reviews.services import publicity as publicities
from reviews.steps.base import CaseStep
from reviews.steps.opinions import TurnStep, frozen
from zcps import clock
from zcps.templatetags.chinese import cn_close


class OpenPublicityStep(TurnStep):
    """Show one applicant in a publicity that reviews.services.publicity.open_for has announced."""

    kind: ClassVar[PublicityKind]

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """After the deadline nothing is accepted; without a white list nothing may be shown."""
        yield from self.overdue(subject)
        if not subject.plan.public_fields:
            yield "本计划没有设定公示字段，不能公示。请联系评委会办公室。"

    def act(self, subject: Application, actor: Actor, *, publicity: Publicity, **data: Any) -> dict[str, Any]:
        """Freeze what is shown, and hand over."""
        PublicityEntry.objects.create(
            publicity=publicity, application=subject, snapshot=frozen(subject), shown=shown(subject)
        )
        self.hand_over(subject)
        return {"publicity": publicity.pk, "earliest_close": publicity.earliest_close.isoformat()}

    def hand_over(self, subject: Application) -> None:
        """Move the case into its publicity."""
        raise NotImplementedError

    def messages(self, subject: Application, actor: Actor, *, publicity: Publicity, **data: Any) -> Iterable[Message]:
        """Tell the applicant until when he is shown."""
        close = cn_close(publicity.earliest_close)
        days = f"公示 {publicity.working_days} 个工作日，最早于{close}截止"
        text = f"{publicity.title}已开始，{days}。公示内容以提交时的材料为准。"
        return self.tell_applicant(subject, f"{self.kind.label}已开始", text)


class ClosePublicityStep(CaseStep):
    """End the publicity for one applicant. Only the clock does it, and never early."""

    kind: ClassVar[PublicityKind]
    roles = frozenset({Role.CLOCK})

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The period, the calendar, and objections."""
        entry = publicities.entry_now(subject, self.kind)
        return publicities.holds(entry) if entry else ["没有找到该申报正在进行的公示，请核对。"]

    def act(self, subject: Application, actor: Actor, **data: Any) -> dict[str, Any]:
        """Release the entry, hand the case over, and keep the days that were counted."""
        entry = publicities.entry_now(subject, self.kind)
        assert entry is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        entry.released_at = clock.now()
        entry.save(update_fields=["released_at"])
        self.hand_over(subject, entry)
        period = publicities.period_of(entry.publicity)
        return {"publicity": entry.publicity_id, **publicities.days_counted(period, entry.publicity.earliest_close)}

    def hand_over(self, subject: Application, entry: PublicityEntry) -> None:
        """Move the case on."""
        raise NotImplementedError

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the applicant what comes next."""
        text = f"{self.kind.label}期满，您的申报进入“{subject.get_stage_display()}”环节。"
        return self.tell_applicant(subject, f"{self.kind.label}已结束", text)
