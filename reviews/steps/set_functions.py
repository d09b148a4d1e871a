"""set_functions: the HR bureau changes which titles a committee reviews and which it recommends."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from accounts.actor import Actor
from reviews.models import Committee
from reviews.services.committee_history import take_functions
from reviews.steps.committees import CommitteeStep, wrong_day, wrong_document


class SetFunctions(CommitteeStep):
    """What it could do before stays on record with its last day (X34, X35)."""

    name = "set_functions"
    verb = "调整评审职能"
    clause = "衢市人社专〔2021〕61号 附件"

    def obstacles(
        self,
        subject: Committee,
        actor: Actor,
        *,
        titles: Sequence[str],
        recommends: Sequence[str],
        valid_from: dt.date | None,
        document: str,
        **data: Any,
    ) -> Iterable[str]:
        """Something is left to do; nothing is both reviewed and recommended by the same committee."""
        yield from wrong_document(document)
        yield from wrong_day(valid_from, "调整日期")
        if not (titles or recommends):
            yield "请至少保留一项评审或推荐的资格；不再承担评审的，请办理撤销。"
        both = sorted(set(titles) & set(recommends))
        if both:
            yield f"“{'”“'.join(both)}”不能既评审又推荐，请只填写一处。"

    def act(  # noqa: PLR0913 - the form has this many fields, all named at the call
        self,
        subject: Committee,
        actor: Actor,
        *,
        titles: Sequence[str],
        recommends: Sequence[str],
        specialties: str,
        scope: str,
        valid_from: dt.date,
        document: str,
        **data: Any,
    ) -> dict[str, Any]:
        """Write it down."""
        take_functions(subject, titles, recommends, valid_from, document.strip())
        subject.specialties, subject.scope = specialties.strip(), scope.strip()
        return {
            "titles": subject.titles,
            "recommends": subject.recommends,
            "from": valid_from.isoformat(),
            "document": document.strip(),
        }


SET_FUNCTIONS = SetFunctions()
