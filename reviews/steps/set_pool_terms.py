"""set_pool_terms: the HR bureau says how long an expert stays in a committee's pool, and how often in a row."""

from collections.abc import Iterable
from typing import Any

from accounts.actor import Actor
from reviews.models import Committee
from reviews.services.committees import TERM_CLAUSE
from reviews.steps.committees import CommitteeStep, wrong_document


class SetPoolTerms(CommitteeStep):
    """Left empty, nobody's time ends by itself. Terms that run already keep their last day."""

    name = "set_pool_terms"
    verb = "设定专家任期"
    clause = TERM_CLAUSE

    def obstacles(
        self,
        subject: Committee,
        actor: Actor,
        *,
        expert_term_years: int | None,
        most_terms: int | None,
        document: str,
        **data: Any,
    ) -> Iterable[str]:
        """A limit of terms needs a length of them."""
        yield from wrong_document(document)
        if most_terms and not expert_term_years:
            yield "设定连任上限的，请同时填写每届任期的年数。"

    def act(
        self,
        subject: Committee,
        actor: Actor,
        *,
        expert_term_years: int | None,
        most_terms: int | None,
        document: str,
        **data: Any,
    ) -> dict[str, Any]:
        """Write it down."""
        subject.expert_term_years, subject.most_terms = expert_term_years, most_terms
        return {"years": expert_term_years, "most": most_terms, "document": document.strip()}


SET_POOL_TERMS = SetPoolTerms()
