"""单位公示期满: the clock ends the employer's publicity for one applicant."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from accounts.actor import Actor
from accounts.models import User
from accounts.services.notices import Message
from accounts.steps.many import Data
from reviews.enums import PublicityKind, Stage
from reviews.models import Application, PublicityEntry
from reviews.services import crowd, handover, periods
from reviews.services.calendar import after_working_days
from reviews.services.publicity import CLOSING, was_disputed
from reviews.steps.opinions import person, tell_employer
from reviews.steps.publicities import ClosePublicityStep
from zcps.templatetags.chinese import cn_deadline

# An objection may hold a publicity beyond the employer's deadline, through no fault of the employer; it then has
# time to write its opinion.
DAYS_AFTER_OBJECTION = 3


class CloseEmployerPublicity(ClosePublicityStep):
    """Not before five working days, not while an objection is open (S0 一(一)2)."""

    name = "close_employer_publicity"
    verb = "结束单位公示"
    clause = "衢经信产融〔2022〕44号 一(一)2"
    kind = PublicityKind.EMPLOYER
    before = frozenset({Stage.EMPLOYER_PUBLICITY})
    after = Stage.EMPLOYER_OPINION_DUE

    def gather(self, subjects: Sequence[Application], by: Actor) -> Mapping[int, Data]:
        """Also who acts for the employer of each, and whom an objection or a hold may have kept back."""
        found = super().gather(subjects, by)
        officers = crowd.officers_by_employer(subjects)
        disputed = periods.disputed_among([given["entry"] for given in found.values()])
        return {
            one.pk: {**given, "officers": officers.get(one.employer_id, []), "disputed": disputed}
            for one in subjects
            for given in [found.get(one.pk, {})]
        }

    def hand_over(
        self, subject: Application, entry: PublicityEntry, *, disputed: Collection[int] | None = None, **data: Any
    ) -> None:
        """The employer writes its opinion next."""
        handover.stays_with_employer(subject, Stage.EMPLOYER_OPINION_DUE)
        enough = after_working_days(DAYS_AFTER_OBJECTION)
        is_late = subject.due_at is not None and subject.due_at < enough
        if is_late and (was_disputed(entry) if disputed is None else entry.pk in disputed):
            subject.due_at = enough

    def messages(
        self, subject: Application, actor: Actor, *, officers: Sequence[User] | None = None, **data: Any
    ) -> Iterable[Message]:
        """Tell the applicant, and the employer, who has to act now."""
        yield from super().messages(subject, actor, **data)
        until = f"请于{cn_deadline(subject.due_at)}前填写推荐意见" if subject.due_at else "请填写推荐意见"
        text = f"{person(subject)}的单位公示已期满，{until}。"
        yield from tell_employer(subject, "单位公示期满，请填写推荐意见", text, officers)


CLOSE_EMPLOYER_PUBLICITY = CLOSING[PublicityKind.EMPLOYER] = CloseEmployerPublicity()
