"""What several views ask of a request: whose profile it is, and whether the browser's script or a page waits."""

from django.http import HttpRequest

from accounts.actor import Actor
from accounts.models import User
from applicants.models import Profile
from applicants.selectors.profiles import profile_of
from applicants.services.profiles import facts_of_card


def user_of(actor: Actor) -> User:
    """Return the user behind the rule that let the request in; raise where a view was opened to the public."""
    if actor.user is None:
        raise RuntimeError("this view needs a rule that asks for a user")
    return actor.user


def shown_profile(actor: Actor) -> Profile:
    """Return the person's profile for reading; one that is not stored yet where there is none."""
    user = user_of(actor)
    return profile_of(actor) or Profile(user=user, **facts_of_card(user))


def wants_json(request: HttpRequest) -> bool:
    """Whether the page's own script sent the request and reads JSON."""
    return "application/json" in request.headers.get("Accept", "")
