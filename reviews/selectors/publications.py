"""Results that were announced: the public list, who announced, who won what."""

from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.selectors.narrowing import with_words
from reviews.enums import CertificateState, CredentialKind, FilingStage, LineOutcome, Stage
from reviews.models import Application, Certificate, ResultFiling, ResultLine

_WON = CredentialKind.CERTIFICATE
_SHOWN = ("application__applicant__user", "application__title", "application__snapshot")


def announced() -> QuerySet[ResultFiling]:
    """Return what was announced by a document, with how many people won a title."""
    found = ResultFiling.objects.filter(stage=FilingStage.APPROVED).exclude(publication_number="")
    approved = Count("lines", filter=Q(lines__outcome=LineOutcome.APPROVED, lines__credential=_WON))
    return found.select_related("plan__hr_bureau", "plan__co_publisher").annotate(people=approved)


def searched(rows: QuerySet[ResultFiling], words: str) -> QuerySet[ResultFiling]:
    """Narrow to what has every word in the plan's name or the document's number."""
    return with_words(rows, words, "plan__name", "publication_number")


def publishers_of(filing: ResultFiling) -> list[str]:
    """Return who announces: the second publisher first where one has signed, as the notice names them (S1 四(五))."""
    second = filing.plan.co_publisher if filing.cosigned_at else None
    return [office.name for office in (second, filing.plan.hr_bureau) if office]


def winners_of(filing: ResultFiling) -> QuerySet[ResultLine]:
    """Return who won a title, those who lost it since then marked by their case's stage.

    Nobody is announced who is only recommended, or who received a proof alone (S1 四(五) 不发文公布资格).
    """
    return filing.lines.filter(outcome=LineOutcome.APPROVED, credential=_WON).select_related(*_SHOWN)


def recommended_in(filing: ResultFiling) -> QuerySet[ResultLine]:
    """Return who is put forward to a higher committee, with a letter that is in force."""
    kind = CredentialKind.RECOMMENDATION
    letters = Certificate.objects.filter(application=OuterRef("application"), state=CertificateState.VALID)
    approved = filing.lines.filter(Exists(letters), outcome=LineOutcome.APPROVED, credential=kind)
    return approved.select_related(*_SHOWN)


def publication_of(application: Application) -> str:
    """Return the number of the document that announced a case; empty where none did."""
    line = application.result_lines.filter(outcome=LineOutcome.APPROVED).select_related("filing").last()
    return line.filing.publication_number if line else ""


def groups_of(lines: QuerySet[ResultLine]) -> list[dict[str, Any]]:
    """Return the people by title: name and employer as they were frozen at filing."""
    rows = list(lines.select_related(*_SHOWN).order_by("application__title__order", "application__title", "order"))
    return [
        {"title": title, "people": [person_of(line) for line in people]}
        for title, people in groupby(rows, key=lambda line: str(line.application.title))
    ]


def person_of(line: ResultLine) -> dict[str, Any]:
    """Return one person as a publication names him: as he was frozen at filing."""
    profile = line.application.snapshot.content["profile"] if line.application.snapshot else {}
    return {
        "name": profile.get("name", ""),
        "employer": profile.get("employer", ""),
        "specialty": line.application.specialty,
        "revoked": line.application.stage == Stage.REVOKED,
    }
