"""Whether a person stands on the establishment of a public institution, so that posts bind him."""

from reviews.models import Application

# AMB-38: the notices bind only those on the establishment (在编) for certain.
NOT_BOUND = frozenset({"off_establishment", "事业单位编外"})


def is_bound(case: Application) -> bool:
    """Whether the case is a public institution's, of somebody on its establishment as far as is known."""
    if case.employer is None or not case.employer.is_public_institution or case.title is None:
        return False
    content = case.snapshot.content if case.snapshot else {}
    return content.get("profile", {}).get("employment") not in NOT_BOUND
