"""The people of a meeting, or of a list of results, for whoever runs or supervises them."""

from accounts.actor import Actor
from reviews.models import Application, Meeting, ResultFiling
from reviews.permissions import may_see_filing, runs_plan, supervises_plan
from reviews.selectors.worklists import Cases


def cases_of_meeting(actor: Actor, meeting: int) -> Cases:
    """Return who is on the agenda, for the office and the bureau of the plan; nobody for others."""
    found = Meeting.objects.select_related("plan").filter(pk=meeting).first()
    if found is None or not (runs_plan(actor, found.plan) or supervises_plan(actor, found.plan)):
        return Application.objects.none()
    return Application.objects.filter(meeting_items__meeting=found)


def cases_of_filing(actor: Actor, filing: int) -> Cases:
    """Return who stands on a list of results, for whoever may see the list."""
    found = ResultFiling.objects.select_related("plan", "meeting").filter(pk=filing).first()
    if found is None or not may_see_filing(actor, found):
        return Application.objects.none()
    return Application.objects.filter(result_lines__filing=found)
