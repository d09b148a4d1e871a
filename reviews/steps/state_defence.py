"""提交陈述申辩: the person is heard on a veto for academic fraud."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.files import keep
from accounts.services.notices import Message
from reviews.enums import Stage
from reviews.models import Application
from reviews.permissions import owns
from reviews.selectors.vetoes import standing_veto
from reviews.steps.base import CaseStep, tell_agency
from reviews.steps.opinions import person, tell_employer
from zcps import clock

LONGEST = 3000


class StateDefence(CaseStep):
    """Once, in writing, with a file if he likes; a mark, no stage. No notice sets a time limit, so there is none."""

    name = "state_defence"
    verb = "提交陈述申辩"
    clause = "衢市人社专〔2021〕61号 三(一)"
    roles = frozenset({Role.APPLICANT})
    before = frozenset({Stage.NOT_RECOMMENDED, Stage.NOT_ACCEPTED})

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The applicant alone."""
        return owns(actor, subject)

    def standing(self, subject: Application, actor: Actor) -> Iterable[str]:
        """There is a veto, and he has not been heard yet."""
        veto = standing_veto(subject)
        if veto is None:
            yield "本件没有学术造假一票否决的决定，不需要陈述申辩。"
        elif veto.stated_at:
            yield "陈述申辩已提交，请等待答复。"

    def obstacles(self, subject: Application, actor: Actor, *, text: str = "", **data: Any) -> Iterable[str]:
        """It says something."""
        yield from self.standing(subject, actor)
        if not text.strip():
            yield "请填写陈述和申辩的内容。"
        if len(text) > LONGEST:
            yield f"内容共 {len(text)} 字，超过 {LONGEST} 字，请精简，详情可写入材料一并上传。"

    def act(self, subject: Application, actor: Actor, *, text: str, **data: Any) -> dict[str, Any]:
        """Keep it."""
        veto = standing_veto(subject)
        assert veto is not None, "standing() has found it"  # noqa: S101 - in the same transaction, under the same lock
        veto.statement, veto.stated_at = text.strip(), clock.now()
        veto.statement_file = keep(data["file"], actor.user) if data.get("file") else None
        veto.save()
        return {}

    def messages(self, subject: Application, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell whoever has to answer."""
        veto, page = standing_veto(subject), reverse("fraud", args=[subject.pk])
        text = f"{person(subject)}对学术造假一票否决提交了陈述申辩，请复核并答复。"
        if veto and veto.agency:
            return tell_agency(veto.agency, "陈述申辩待答复", text, page)
        return tell_employer(subject, "陈述申辩待答复", text)


STATE_DEFENCE = StateDefence()
