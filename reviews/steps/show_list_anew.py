"""重新公示: the list is shown again, as a new one with a whole new period, and the earlier page says so."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.enums import PublicityKind
from reviews.models import Application, Publicity
from reviews.services.publicity import open_for, still_showing
from reviews.services.reshowing import reasons_to_show_anew
from reviews.steps.objections import OBJECTION_CLAUSE, PublicityStep, said
from reviews.steps.release_list import lift


class ShowListAnew(PublicityStep):
    """After an objection to the list was upheld, or while it is held; the days of the earlier one do not count."""

    name = "show_list_anew"
    verb = "重新公示"
    clause = OBJECTION_CLAUSE

    def standing(self, subject: Publicity, actor: Actor) -> Iterable[str]:
        """Something makes it necessary, it was not done yet, somebody is there to be shown."""
        if Publicity.objects.filter(replaces=subject).exists():
            yield "该公示已经重新公示，不需要重复办理。"
        elif not reasons_to_show_anew(subject):
            yield "针对整份公示的异议核查成立，或者整份公示暂缓结束的，才需要重新公示。"
        elif not still_showing(subject).exists():
            yield "公示人员均已期满或离开，没有需要重新公示的人员。"

    def obstacles(self, subject: Publicity, actor: Actor, *, reason: str = "", **data: Any) -> Iterable[str]:
        """With a reason."""
        yield from self.standing(subject, actor)
        yield from said("重新公示的理由", reason)

    def act(
        self, subject: Publicity, actor: Actor, *, reason: str, hide_numbers: bool = False, **data: Any
    ) -> dict[str, Any]:
        """Open the new list for all who still stand in the old one; nobody stands in the old one afterwards."""
        cases = Application.objects.filter(pk__in=still_showing(subject).values("application_id"))
        shown = open_for(
            PublicityKind(subject.kind),
            subject.plan,
            list(cases),
            actor,
            subject.meeting,
            hide_numbers=hide_numbers,
            replaces=subject,
        )
        lift(subject, actor, f"已重新公示：{reason.strip()}")
        return {"reason": reason.strip(), "shown_anew": shown.pk}


SHOW_LIST_ANEW = ShowListAnew()
