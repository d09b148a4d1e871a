"""What every page shows about the person who looks at it."""

from typing import Any

from django.http import HttpRequest

from accounts.actor import PUBLIC
from accounts.models import Notice


def person(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, the hats to choose from, and the number of unread notices."""
    actor = getattr(request, "actor", PUBLIC)
    unread = Notice.objects.filter(recipient=actor.user, read_at=None)[:100].count() if actor.user else 0
    return {"actor": actor, "hats": getattr(request, "hats", []), "hat": actor, "unread": unread}
