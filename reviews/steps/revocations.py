"""The form of the acts by which a title is taken away: who acts, on what, and who answers for it."""

from collections.abc import Iterable

from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import Role
from reviews.enums import RevocationStage, Stage
from reviews.models import Application, Revocation
from reviews.permissions import founded_committee_of, supervises_plan
from reviews.steps.base import CaseStep

REVOCATION_CLAUSE = "衢经信产融〔2022〕44号 三(二)"
# The rules that this clause names as broken, as a notice to the person cites them.
REVOCATION_BASIS = f"浙人社发〔2020〕47号 第十三条、第十五条；{REVOCATION_CLAUSE}"
LONGEST = 2000


def open_revocation(case: Application) -> Revocation | None:
    """Return the revocation that the person was told of and that is not decided."""
    return case.revocations.filter(stage=RevocationStage.PROPOSED).first()


def answer_page(case: Application) -> str:
    """Return where the holder reads what is held against him and what was decided; no notice repeats it."""
    found = case.certificate
    return reverse("certificate_answer", args=[found.pk]) if found else reverse("application", args=[case.pk])


class RevokingStep(CaseStep):
    """An act of the HR bureau or of the body that founded the committee (S0 三(二))."""

    clause = REVOCATION_CLAUSE
    # A founding body is often a bureau; which one it is, is written on the committee.
    roles = frozenset(
        {
            Role.HR_BUREAU,
            Role.FOUNDING_BODY,
            Role.INDUSTRY_BUREAU,
            Role.COMPETENT_DEPARTMENT,
        }
    )
    before = frozenset({Stage.ANNOUNCED, Stage.ARCHIVED})

    def concerns(self, subject: Application, actor: Actor) -> bool:
        """The bureau of the plan, or the founding body of the committee."""
        return supervises_plan(actor, subject.plan) or founded_committee_of(actor, subject)


def too_long(text: str, label: str) -> Iterable[str]:
    """Yield the sentence for a text that nobody would read."""
    if len(text) > LONGEST:
        yield f"{label}超过 {LONGEST} 字，请精简。"
