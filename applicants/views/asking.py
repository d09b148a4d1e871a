"""What several views ask of a request: whose profile it is, and whether the browser's script or a page waits."""

from accounts.http import Request, user_of
from applicants.models import Profile
from applicants.selectors.profiles import profile_of
from applicants.services.profiles import facts_of_card


def shown_profile(request: Request) -> Profile:
    """Return the person's profile for reading; one that is not stored yet where there is none."""
    user = user_of(request)
    return profile_of(request.actor) or Profile(user=user, **facts_of_card(user))


def wants_json(request: Request) -> bool:
    """Whether the page's own script sent the request and reads JSON."""
    return "application/json" in request.headers.get("Accept", "")
