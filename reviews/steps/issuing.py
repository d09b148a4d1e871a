"""Which act gives a person what came of his case."""

from reviews.enums import CredentialKind
from reviews.models import Application
from reviews.outcomes import credential_for
from reviews.steps.base import CaseStep
from reviews.steps.issue_certificate import ISSUE_CERTIFICATE
from reviews.steps.issue_proof import ISSUE_PROOF
from reviews.steps.issue_recommendation import ISSUE_RECOMMENDATION

_ISSUING: dict[CredentialKind, CaseStep] = {
    CredentialKind.CERTIFICATE: ISSUE_CERTIFICATE,
    CredentialKind.PROOF: ISSUE_PROOF,
    CredentialKind.RECOMMENDATION: ISSUE_RECOMMENDATION,
}


def issuing_step(application: Application) -> CaseStep:
    """Return the act that issues the certificate, the proof or the recommendation of a case."""
    return _ISSUING[credential_for(application)]
