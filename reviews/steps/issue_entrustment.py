"""issue_entrustment: the HR bureau entrusts a person's review to a committee elsewhere, by a letter with a number."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.notices import Message
from reviews.enums import DocumentKind, EntrustmentStage
from reviews.models import Entrustment
from reviews.services import papers
from reviews.services.entrustments import keep_opinion
from reviews.steps.entrustments import EntrustmentStep, tell_employer, tell_person
from zcps import clock


class IssueEntrustment(EntrustmentStep):
    """Without it a title won elsewhere is not recognised (S3 二(一))."""

    name = "issue_entrustment"
    verb = "出具委托评审函"
    roles = frozenset({Role.HR_BUREAU})
    before = frozenset({EntrustmentStage.EXAMINATION})
    after = EntrustmentStage.ISSUED

    def concerns(self, subject: Entrustment, actor: Actor) -> bool:
        """The bureau by whose competence it is."""
        return self.holds(subject, actor) and actor.agency_id == subject.bureau_id

    def obstacles(self, subject: Entrustment, actor: Actor, *, letter_number: str = "", **data: Any) -> Iterable[str]:
        """A number that no other letter of the bureau has."""
        number = (letter_number or "").strip()
        if not number:
            yield "请填写委托评审函文号，例如“衢人社函〔2022〕8号”。"
        elif Entrustment.objects.filter(bureau=subject.bureau_id, letter_number=number).exists():
            yield f"文号“{number}”已用于另一份委托评审函，请核对。"

    def act(self, subject: Entrustment, actor: Actor, *, letter_number: str, **data: Any) -> dict[str, Any]:
        """Ask for the paper."""
        subject.letter_number, subject.issued_at, subject.holder = letter_number.strip(), clock.now(), None
        keep_opinion(subject, actor, "同意", f"同意委托{subject.committee}评审。")
        papers.request(DocumentKind.ENTRUSTMENT_LETTER, entrustment=subject)
        return {"letter": subject.letter_number}

    def messages(self, subject: Entrustment, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the person and his employer."""
        text = (
            f"{subject.bureau}已出具委托评审函（{subject.letter_number}），委托{subject.committee}评审{subject.title}。"
            "可以查看、下载；评审结束后，请在同一页面反馈结果。"
        )
        yield from tell_person(subject, "委托评审函已出具", text)
        yield from tell_employer(subject, "委托评审函已出具", f"{subject.profile.user.name}：{text}")


ISSUE_ENTRUSTMENT = IssueEntrustment()
