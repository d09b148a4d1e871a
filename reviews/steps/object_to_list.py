"""对整份公示提出异议: to the procedure, the list or the notice itself, and to no single person."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.models import Publicity
from reviews.selectors.people import officers_of_publisher
from reviews.services.publicity import is_running
from reviews.steps.object import OBJECTING_CLAUSE, keep_objection, missing_in, over_sentence
from reviews.steps.objections import PublicityStep


class ObjectToList(PublicityStep):
    """It holds the end for everybody in the list: what follows presupposes that nobody objected (S0 一(一)6 无异议).

    Performed as the public, whoever is signed in, as an objection to a person is.
    """

    name = "object_to_list"
    verb = "对整份公示提出异议"
    clause = OBJECTING_CLAUSE
    roles = frozenset({Role.PUBLIC})

    def concerns(self, subject: Publicity, actor: Actor) -> bool:
        """Anybody."""
        return True

    def obstacles(self, subject: Publicity, actor: Actor, **data: Any) -> Iterable[str]:
        """The period runs; name, contact and reasons are there."""
        if not is_running(subject):
            yield over_sentence(subject)
        yield from missing_in(subject, **data)

    def act(self, subject: Publicity, actor: Actor, **data: Any) -> dict[str, Any]:
        """Keep the objection."""
        keep_objection(subject, None, **data)
        return {}

    def messages(self, subject: Publicity, actor: Actor, *, receipt: str = "", **data: Any) -> Iterable[Message]:
        """Tell those who published."""
        text = f"{subject.title}：收到针对整份公示的异议（受理编号 {receipt}）。核查结论作出前，整份公示不结束。"
        for officer in officers_of_publisher(subject):
            yield Message(officer, "收到异议，请核查", text, f"/objections/{receipt}/")


OBJECT_TO_LIST = ObjectToList()
