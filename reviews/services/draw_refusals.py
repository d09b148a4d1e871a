"""Keeping what was tried in vain around a draw: a wrong number or value changes nothing, and does not vanish."""

from django.db import transaction

from accounts.actor import Actor
from accounts.services import journal
from reviews.models import Meeting
from reviews.selectors.meetings import draw_of

# The acts whose refusal an overseer should see.
WATCHED = frozenset({"draw_panel", "reveal_number"})


@transaction.atomic
def note(meeting: Meeting, by: Actor, act: str, reasons: list[str], public_value: str = "") -> None:
    """Append an entry; a number that was typed for a reveal is not kept, a public value is nobody's secret."""
    draw = draw_of(meeting)
    journal.record(
        "refuse_draw_input",
        meeting,
        by,
        tried=act,
        draw=draw.draw_id if draw else "",
        public_value=public_value[:120],
        reasons=reasons,
    )
