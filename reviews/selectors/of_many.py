"""The people of a meeting, or of a list of results, for whoever runs or supervises them."""

from accounts.actor import Actor
from reviews.models import Application, Meeting, ResultFiling
from reviews.permissions import runs_plan, supervises_plan
from reviews.selectors.worklists import Cases


def cases_of_meeting(actor: Actor, meeting: int) -> Cases:
    """Return who is on the agenda, for the office and the bureau of the plan; nobody for others."""
    found = Meeting.objects.select_related("plan").filter(pk=meeting).first()
    if found is None or not (runs_plan(actor, found.plan) or supervises_plan(actor, found.plan)):
        return Application.objects.none()
    return Application.objects.filter(meeting_items__meeting=found)


def cases_of_filing(actor: Actor, filing: int) -> Cases:
    """Return who stands on a list of results, for the office and the bureau of the plan; nobody for others.

    The founding body and the second publisher see the list, but read no case (permissions/cases.py).
    """
    found = ResultFiling.objects.select_related("plan").filter(pk=filing).first()
    if found is None or not (runs_plan(actor, found.plan) or supervises_plan(actor, found.plan)):
        return Application.objects.none()
    return Application.objects.filter(result_lines__filing=found)
