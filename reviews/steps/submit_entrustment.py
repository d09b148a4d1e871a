"""submit_entrustment: a person asks, through his employer, to be reviewed by a committee elsewhere (S3 二(一))."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services.files import keep
from accounts.services.notices import Message
from reviews.enums import ENTRUSTMENT_LIVE, EntrustmentStage
from reviews.models import Entrustment
from reviews.services.entrustments import against_asking, bureau_for
from reviews.steps.entrustments import EntrustmentStep, tell_employer, too_long
from zcps.uploads import CleanFile

_ASKED = {
    "series": "请填写系列。",
    "title": "请填写拟评审的资格。",
    "level": "请选择级别。",
    "specialty": "请填写专业。",
    "committee": "请填写受委托的评审委员会。",
    "place": "请填写评审委员会所在地。",
    "ground": "请选择委托事由。",
    "reason": "请写明具体情况。",
}


class SubmitEntrustment(EntrustmentStep):
    """Only where the city has no committee for it, or for another special reason."""

    name = "submit_entrustment"
    verb = "提交委托评审申请"
    roles = frozenset({Role.APPLICANT})
    before = frozenset({EntrustmentStage.DRAFT, EntrustmentStage.RETURNED})
    after = EntrustmentStage.EMPLOYER

    def obstacles(self, subject: Entrustment, actor: Actor, **data: Any) -> Iterable[str]:
        """Everything is filled in, there is an employer to ask, and no other request for the same title in the year."""
        if against := against_asking(subject.profile):
            yield against
        for name, sentence in _ASKED.items():
            if not str(data.get(name) or "").strip():
                yield sentence
        yield from too_long(str(data.get("reason") or ""), "具体情况")
        same = Entrustment.objects.filter(profile=subject.profile, year=subject.year, stage__in=ENTRUSTMENT_LIVE)
        if same.filter(title=str(data.get("title") or "").strip()).exclude(pk=subject.pk).exists():
            yield f"您在 {subject.year} 年度已有同一资格的委托评审申请，请在“委托市外评审”中继续办理或先行撤回。"

    def act(
        self, subject: Entrustment, actor: Actor, *, evidence: CleanFile | None = None, **data: Any
    ) -> dict[str, Any]:
        """Keep what was filled in; the employer has it."""
        for name in _ASKED:
            setattr(subject, name, str(data[name]).strip())
        if evidence:
            subject.evidence = keep(evidence, actor.user)
        # A request that came back goes to where the person works now.
        employer = subject.profile.employer
        bureau = bureau_for(employer) if employer else None
        assert employer is not None, "an obstacle above"  # noqa: S101 - for the type checker
        assert bureau is not None, "an obstacle above"  # noqa: S101 - for the type checker
        subject.employer, subject.bureau, subject.holder = employer, bureau, None
        return {"number": subject.number, "title": subject.title}

    def messages(self, subject: Entrustment, actor: Actor, **data: Any) -> Iterable[Message]:
        """Tell the employer."""
        text = f"{subject.profile.user.name}申请委托市外评审{subject.title}（{subject.number}），请审核。"
        return tell_employer(subject, "委托市外评审申请待审核", text)


SUBMIT_ENTRUSTMENT = SubmitEntrustment()
