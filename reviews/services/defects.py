"""Noting defects while reading: they are kept for the officer until the case is returned with all of them."""

from django.db.models import QuerySet

from accounts.models import User
from reviews.models import Application, NotedDefect
from zcps import clock


def noted_by(officer: User | None, case: Application) -> QuerySet[NotedDefect]:
    """Return what an officer has noted in a case, in the order in which he noted it."""
    return NotedDefect.objects.filter(application=case, officer=officer)


def note(officer: User, case: Application, **defect: str) -> NotedDefect:
    """Keep one defect: target, label, text, clause."""
    return NotedDefect.objects.create(application=case, officer=officer, noted_at=clock.now(), **defect)


def strike(officer: User, case: Application, pk: int) -> None:
    """Take back a defect of one's own; what is not there, or another's, stays as it is."""
    noted_by(officer, case).filter(pk=pk).delete()
