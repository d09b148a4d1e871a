"""填写公示确认表: at the end the publisher says where it was shown; the sheet is printed, signed and sealed."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from accounts.actor import Actor
from reviews.enums import DocumentKind, PublicityStage
from reviews.models import Publicity, PublicityConfirmation, PublicityEntry
from reviews.services import papers
from reviews.steps.objections import PublicityStep, said
from zcps import clock

LONGEST_PLACES, LONGEST_REMARKS = 200, 500


class ConfirmPublicity(PublicityStep):
    """公示情况录入系统 (S0 一(一)2; S2 附2 四): who was held back by an objection is confirmed when he is released."""

    name = "confirm_publicity"
    verb = "填写公示确认表"
    clause = "衢经信产融〔2022〕44号 一(一)2；杭州市2020年工艺美术中级职称评审通知 附件2 四"
    before = frozenset({PublicityStage.OPEN, PublicityStage.CLOSED})

    def standing(self, subject: Publicity, actor: Actor) -> Iterable[str]:
        """Somebody's period has ended and is not confirmed yet."""
        if not unconfirmed(subject).exists():
            yield "没有公示期满而尚未确认的人员。公示期满后再填写公示确认表。"

    def obstacles(
        self, subject: Publicity, actor: Actor, *, places: str = "", remarks: str = "", **data: Any
    ) -> Iterable[str]:
        """Where it was shown."""
        yield from self.standing(subject, actor)
        yield from said("公示地点", places, LONGEST_PLACES, missing="请填写公示地点，如：本单位公告栏、单位内部网站。")
        if len(remarks) > LONGEST_REMARKS:
            yield f"说明共 {len(remarks)} 字，超过 {LONGEST_REMARKS} 字，请精简。"

    def act(self, subject: Publicity, actor: Actor, *, places: str, remarks: str = "", **data: Any) -> dict[str, Any]:
        """Keep it, and have the sheet printed anew with everybody who is confirmed by now."""
        assert actor.user is not None, "an officer confirms"  # noqa: S101 - for the type checker
        confirmation = PublicityConfirmation.objects.create(
            publicity=subject,
            places=places.strip(),
            remarks=remarks.strip(),
            filled_at=clock.now(),
            filled_by=actor.user,
        )
        people = unconfirmed(subject).update(confirmation=confirmation)
        sheets = subject.documents.filter(kind=DocumentKind.PUBLICITY_CONFIRMATION, voided_at=None)
        sheets.update(voided_at=clock.now())
        sheet = papers.request(DocumentKind.PUBLICITY_CONFIRMATION, publicity=subject)
        return {"people": people, "places": places.strip(), "sheet": sheet.number}


def unconfirmed(publicity: Publicity) -> QuerySet[PublicityEntry]:
    """Return those whose period has ended and who stand on no sheet yet."""
    return publicity.entries.filter(released_at__isnull=False, confirmation=None)


CONFIRM_PUBLICITY = ConfirmPublicity()
