"""answer_revocation: the person states his case, or declares that he has nothing to say (陈述申辩)."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services import clock_doubt
from accounts.services.files import keep
from accounts.services.notices import Message
from reviews.enums import Stage
from reviews.models import Application
from reviews.permissions import owns
from reviews.steps.base import CaseStep, tell_agency
from reviews.steps.opinions import person
from reviews.steps.revocations import REVOCATION_CLAUSE, open_revocation, too_long
from zcps import clock
from zcps.templatetags.chinese import cn_close
from zcps.uploads import CleanFile


class AnswerRevocation(CaseStep):
    """Once, within the time that he was given."""

    name = "answer_revocation"
    verb = "提交陈述申辩"
    clause = REVOCATION_CLAUSE
    roles = frozenset({Role.APPLICANT})
    before = frozenset({Stage.ANNOUNCED, Stage.ARCHIVED})

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The holder of the title."""
        return owns(actor, subject)

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """He was told, has not answered, and is in time."""
        made = open_revocation(subject)
        if made is None:
            yield "没有需要陈述申辩的撤销事项。"
        elif made.defended_at:
            yield "您已陈述申辩或已放弃，不能重复提交。"
        elif clock_doubt.has_passed(made.due_at):
            yield f"陈述申辩期限已于{cn_close(made.due_at)}届满。如有新的情况，请直接向{made.proposed_by}书面反映。"

    def obstacles(
        self, subject: Application, actor: Actor, *, text: str = "", waived: bool = False, **data: Any
    ) -> Iterable[str]:
        """He says something, or says that he has nothing to say."""
        yield from self.standing(subject, actor)
        if not waived and not text.strip():
            yield "请填写陈述申辩意见；没有意见的，请按“放弃陈述申辩”。"
        yield from too_long(text, "陈述申辩意见")

    def act(
        self,
        subject: Application,
        actor: Actor,
        *,
        text: str = "",
        waived: bool = False,
        evidence: CleanFile | None = None,
        **data: Any,
    ) -> dict[str, Any]:
        """Keep it with the revocation; the journal only says that he answered."""
        made = open_revocation(subject)
        assert made is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        made.defence = "" if waived else text.strip()
        made.defence_file = keep(evidence, actor.user) if evidence and not waived else None
        made.defended_at = clock.now()
        made.save(update_fields=["defence", "defence_file", "defended_at"])
        return {"waived": waived}

    def messages(self, subject: Application, actor: Actor, *, waived: bool = False, **data: Any) -> Iterable[Message]:
        """Tell the bureau of the plan."""
        found = subject.certificate
        said = "放弃陈述申辩" if waived else "提交了陈述申辩，请审查后作出决定"
        if found:
            url = f"/certificates/{found.pk}/revoke/"
            yield from tell_agency(subject.plan.hr_bureau, "陈述申辩", f"{person(subject)}{said}。", url)


ANSWER_REVOCATION = AnswerRevocation()
