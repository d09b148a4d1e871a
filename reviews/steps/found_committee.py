"""found_committee: the HR bureau registers a new committee with its bodies, functions and first term."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from accounts.actor import Actor
from accounts.steps.base import ActRefused, perform
from reviews.enums import CommitteeStage
from reviews.models import Committee, CommitteeName
from reviews.services.committee_history import take_functions
from reviews.steps.committees import CommitteeStep, wrong_day, wrong_document
from reviews.steps.renew_term import begin_term, wrong_term


class FoundCommittee(CommitteeStep):
    """From here on it can have plans, experts and meetings."""

    name = "found_committee"
    verb = "组建评审委员会"
    before = frozenset({CommitteeStage.PROPOSED})
    after = CommitteeStage.ACTIVE

    def obstacles(  # noqa: PLR0913 - the form of a committee has this many fields, all named at the call
        self,
        subject: Committee,
        actor: Actor,
        *,
        founded_on: dt.date | None,
        document: str,
        titles: Sequence[str],
        recommends: Sequence[str],
        starts_on: dt.date | None = None,
        ends_on: dt.date | None = None,
        **data: Any,
    ) -> Iterable[str]:
        """It has a document and something to do; a term has both its ends."""
        yield from wrong_document(document)
        yield from wrong_day(founded_on, "组建日期")
        if not (titles or recommends):
            yield "请至少填写一项评审或推荐的资格。"
        if starts_on or ends_on:
            yield from wrong_term(subject, starts_on, ends_on)

    def act(  # noqa: PLR0913 - as above
        self,
        subject: Committee,
        actor: Actor,
        *,
        founded_on: dt.date,
        document: str,
        titles: Sequence[str],
        recommends: Sequence[str],
        starts_on: dt.date | None = None,
        ends_on: dt.date | None = None,
        **data: Any,
    ) -> dict[str, Any]:
        """Write its name, functions and first term."""
        subject.founded_on, subject.source = founded_on, document.strip()[:120]
        CommitteeName.objects.create(
            committee=subject, name=subject.name, valid_from=founded_on, document=document.strip()
        )
        take_functions(subject, titles, recommends, founded_on, document.strip())
        if starts_on and ends_on:
            begin_term(subject, starts_on, ends_on, document)
        return {"name": subject.name, "document": document.strip(), "from": founded_on.isoformat()}


FOUND_COMMITTEE = FoundCommittee()


def found(by: Actor, *, name: str, given: dict[str, Any], **act: Any) -> Committee:
    """Create a committee and register it in one stroke; where that is refused, nothing was created.

    Args:
        by: an officer of the HR bureau.
        name: its name, which no other committee has or had.
        given: level, office, founding_body, supervisor, specialties, scope.
        act: what found_committee takes.

    Raises:
        ActRefused: with every reason at once.
    """
    assert by.agency is not None, "a bureau founds"  # noqa: S101 - an Actor without one is a mistake of ours
    draft = Committee(name=name, hr_bureau=by.agency, stage=CommitteeStage.PROPOSED, **given)
    if taken := list(name_taken(name, None)):
        # The same name cannot even be written; whatever else is wrong is said with it.
        raise ActRefused([*taken, *FOUND_COMMITTEE.obstacles(draft, by, **act)])
    with transaction.atomic():
        draft.save()
        return perform(FOUND_COMMITTEE, draft, by, **act)


def name_taken(name: str, besides: Committee | None) -> Iterable[str]:
    """Yield the sentence for a name that another committee has or had."""
    others = Committee.objects.exclude(pk=besides.pk) if besides else Committee.objects.all()
    if (others.filter(name=name) | others.filter(former_names__contains=[name])).exists():
        yield f"已有名为“{name}”或曾用此名的评审委员会，请核对名称。"
