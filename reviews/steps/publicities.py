"""The forms of opening and closing a publicity for one case; six acts follow them."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any, ClassVar, Self

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from accounts.steps.many import Data, ManyStep
from law.calendar import Period
from reviews.enums import PublicityKind, Stage
from reviews.models import Application, Publicity, PublicityEntry
from reviews.publicity_fields import shown, with_numbers
from reviews.services import crowd, periods
from reviews.services import publicity as publicities
from reviews.steps.base import CaseStep
from reviews.steps.opinions import TurnStep, frozen
from zcps import clock
from zcps.templatetags.chinese import cn_close


class OpenPublicityStep(publicities.OpensList, TurnStep):
    """Show one applicant, or all of a list, in a publicity that reviews.services.publicity.open_for has announced."""

    kind: ClassVar[PublicityKind]
    writes = crowd.MOVED
    # What the list of which this is a copy is about; see announced().
    given: Data | None = None

    def announced(self, publicity: Publicity, *, hide_numbers: bool) -> Self:
        """Return this act for everybody in one list."""
        one = copy(self)
        one.given = {"publicity": publicity, "hide_numbers": hide_numbers, "entries": [], "turns": {}}
        return one

    def narrowed(self, rows: QuerySet[Application]) -> QuerySet[Application]:
        """With what is frozen, and who is told."""
        return rows.select_related("snapshot", "applicant__user", "employer")

    def gather(self, subjects: Sequence[Application], by: Actor) -> Mapping[int, Data]:
        """The list, and where each stood before in one of its kind."""
        assert self.given is not None, "open_for() announces the list first"  # noqa: S101 - for the type checker
        crowd.give_plans(subjects)
        earlier = PublicityEntry.objects.filter(
            application__in=[one.pk for one in subjects], publicity__kind=self.given["publicity"].kind
        )
        before = {entry.application_id: entry for entry in earlier.order_by("pk").defer("shown")}
        return {one.pk: {**self.given, "before": before.get(one.pk)} for one in subjects}

    def settle(self, acts: Sequence[tuple[Application, Data]]) -> None:
        """Write all rows of the list."""
        PublicityEntry.objects.bulk_create(acts[0][1]["entries"])

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """Whose turn it is; in a list, asked once for all who are with the same body."""
        if self.given is None:
            return super().concerns(subject, actor)
        turns, place = self.given["turns"], (subject.stage, subject.employer_id, subject.holder_id)
        if place not in turns:
            turns[place] = super().concerns(subject, actor)
        return bool(turns[place])

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """After the deadline nothing is accepted; without a white list nothing may be shown."""
        yield from self.overdue(subject)
        if not subject.plan.public_fields:
            yield "本计划没有设定公示字段，不能公示。请联系评委会办公室。"

    def obstacles(
        self, subject: Application, actor: Actor, *, hide_numbers: bool = False, **data: Any
    ) -> Iterable[str]:
        """A number that tells who somebody is stops the publicity, unless the officer has it taken out (PIPL 25)."""
        yield from self.standing(subject, actor)
        if not hide_numbers:
            yield from (number_sentence(label) for label in with_numbers(subject, self.kind_of(subject)))

    def act(
        self,
        subject: Application,
        actor: Actor,
        *,
        publicity: Publicity,
        before: PublicityEntry | None = None,
        entries: list[PublicityEntry] | None = None,
        **data: Any,
    ) -> dict[str, Any]:
        """Freeze what is shown, and hand over."""
        kind = self.kind_of(subject)
        entry = PublicityEntry(
            publicity=publicity,
            application=subject,
            snapshot=frozen(subject),
            shown=shown(subject, kind),
            previous=before,
        )
        if entries is None:
            entry.save()
        else:
            entries.append(entry)
        self.hand_over(subject)
        kept = {"publicity": publicity.pk, "earliest_close": publicity.earliest_close.isoformat()}
        hidden = with_numbers(subject, kind)
        anew = {"previous": before.publicity_id} if before else {}
        return {**kept, **anew, **({"hidden": hidden} if hidden else {})}

    def kind_of(self, subject: Application) -> PublicityKind:
        """Which of the three it opens for this case."""
        return self.kind

    def hand_over(self, subject: Application) -> None:
        """Move the case into its publicity."""
        raise NotImplementedError

    def messages(self, subject: Application, actor: Actor, *, publicity: Publicity, **data: Any) -> Iterable[Message]:
        """Tell the applicant until when he is shown."""
        close = cn_close(publicity.earliest_close)
        days = f"公示 {publicity.working_days} 个工作日，最早于{close}截止"
        text = f"{publicity.title}已开始，{days}。公示内容以提交时的材料为准。"
        return self.tell_applicant(subject, f"{PublicityKind(publicity.kind).label}已开始", text)


def number_sentence(label: str) -> str:
    """Return the sentence for a field in which a number stands that nobody may publish."""
    return (
        f"公示字段“{label}”中有身份证号、银行卡号或电话号码，不能公示。请退回补正，由申报人删去后重新提交；"
        "经核对只需隐去号码的，勾选“隐去号码后公示”再办理。"
    )


class ClosePublicityStep(ManyStep[Application], CaseStep):
    """End the publicity for one applicant, or for all of a batch. Only the clock does it, and never early."""

    kind: ClassVar[PublicityKind]
    roles = frozenset({Role.CLOCK})
    writes = crowd.MOVED

    def narrowed(self, rows: QuerySet[Application]) -> QuerySet[Application]:
        """Without what the person filled in."""
        return crowd.narrowed(rows)

    def gather(self, subjects: Sequence[Application], by: Actor) -> Mapping[int, Data]:
        """The entry of each, whether an objection holds it, and its period, counted once for each publicity."""
        crowd.give_plans(subjects)
        entries = periods.entries_now(subjects, self.kind)
        held = periods.held_among(entries.values())
        counted = periods.periods_of(entry.publicity for entry in entries.values())
        return {
            case: {"entry": entry, "period": counted[entry.publicity_id], "is_held": entry.pk in held}
            for case, entry in entries.items()
        }

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """The period, the calendar, and objections."""
        entry = publicities.entry_now(subject, self.kind)
        return publicities.holds(entry) if entry else ["没有找到该申报正在进行的公示，请核对。"]

    def obstacles(
        self,
        subject: Application,
        actor: Actor,
        *,
        entry: PublicityEntry | None = None,
        period: Period | None = None,
        is_held: bool = False,
        **data: Any,
    ) -> Iterable[str]:
        """As standing(); of a batch, only those are looked at one by one that cannot end now."""
        if entry is None or period is None or is_held or not publicities.is_over(entry.publicity, period):
            return self.standing(subject, actor)
        return ()

    def act(
        self,
        subject: Application,
        actor: Actor,
        *,
        entry: PublicityEntry | None = None,
        period: Period | None = None,
        **data: Any,
    ) -> dict[str, Any]:
        """Release the entry, hand the case over, and keep the days that were counted."""
        shown_in = entry or publicities.entry_now(subject, self.kind)
        assert shown_in is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        shown_in.released_at = clock.now()
        if entry is None:
            shown_in.save(update_fields=["released_at"])
        self.hand_over(subject, shown_in, **data)
        counted = period or publicities.period_of(shown_in.publicity)
        days = publicities.days_counted(counted, shown_in.publicity.earliest_close)
        return {"publicity": shown_in.publicity_id, **days}

    def settle(self, acts: Sequence[tuple[Application, Data]]) -> None:
        """Release the entries."""
        entries = [given["entry"].pk for _, given in acts]
        PublicityEntry.objects.filter(pk__in=entries).update(released_at=clock.now())

    def hand_over(self, subject: Application, entry: PublicityEntry, **data: Any) -> None:
        """Move the case on."""
        raise NotImplementedError

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the applicant what comes next."""
        text = f"{self.kind.label}期满，您的申报进入“{Stage(subject.stage).label}”环节。"
        return self.tell_applicant(subject, f"{self.kind.label}已结束", text)
