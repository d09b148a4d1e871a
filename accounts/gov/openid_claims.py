"""How a provider calls what we need: settings, so that another provider needs no code.

OIDC["claims"] says `our word=its claim`, OIDC["levels"] says `its acr=our level`, each separated by commas.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from accounts.gov.assertions import LABELS
from accounts.gov.pairs import pairs

# The claims of OpenID Connect where it has one, else plain names.
USUAL = {
    "name": "name",
    "id_number": "id_number",
    "id_type": "id_type",
    "assurance": "acr",
    "phone": "phone_number",
    "uscc": "uscc",
    "legal_name": "legal_name",
    "representative": "legal_representative",
}


def claims() -> dict[str, str]:
    """Return by our word how the provider calls it; raise ValueError for a word that we do not know."""
    own = pairs(settings.OIDC["claims"])
    if not own.keys() <= LABELS.keys():
        raise ValueError(settings.OIDC["claims"])
    return {**USUAL, **own}


def levels() -> dict[str, str]:
    """Return by the provider's word for an assurance our level."""
    found = pairs(settings.OIDC["levels"]) or {str(number): str(number) for number in (1, 2, 3)}
    if not set(found.values()) <= {"1", "2", "3"}:
        raise ValueError(settings.OIDC["levels"])
    return found


def words(said: Mapping[str, Any]) -> dict[str, Any]:
    """Return by our words what a provider says in its own."""
    found = {ours: said.get(theirs) for ours, theirs in claims().items()}
    return {**found, "assurance": levels().get(str(found["assurance"]))}


def acceptable() -> str:
    """Return what a provider calls the levels that are enough here, the highest first, as acr_values takes it."""
    enough = [(level, word) for word, level in levels().items() if level >= "2"]
    return " ".join(word for _, word in sorted(enough, reverse=True))
