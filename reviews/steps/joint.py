"""What acts out of the middle of a joint examination have in common: what was signed until then is void.

Some end the case at once, wherever it lies: end_case() remembers who held it, held_before() tells whom to inform.
"""

from collections.abc import Iterable

from accounts.actor import Actor
from accounts.models import Agency
from accounts.services.notices import Message
from reviews.enums import Stage
from reviews.models import Application
from reviews.selectors.joint import due_of, ended_with, names, round_of
from reviews.services import handover, papers
from reviews.steps.base import tell_agency
from reviews.steps.opinions import case_address, person


def voided_by(subject: Application) -> dict[str, str]:
    """Return what the journal keeps: whose signatures an act makes void. Asked before the case moves."""
    signed = [row.agency for row in round_of(subject) if row.opinion_id]
    return {"voids": names(signed)} if signed else {}


def end_case(subject: Application, stage: Stage) -> dict[str, str]:
    """End a case and void its papers; return what the journal keeps of a joint round that this makes void."""
    void = voided_by(subject)
    papers.void_all_of(subject)
    # Who held it is known only before it is taken from them; the messages of the same act ask for it.
    vars(subject)["held_until_now"] = due_of(subject)
    handover.to_nobody(subject, stage)
    return void


def held_before(subject: Application) -> list[Agency]:
    """Return the offices from which end_case() took the case, within the same act."""
    held: list[Agency] = vars(subject).get("held_until_now", [])
    return held


def tell_signers(subject: Application, actor: Actor, outcome: str) -> Iterable[Message]:
    """Tell the other offices of the joint round that has just ended: those who signed and those who were due."""
    for row in ended_with(subject):
        if row.agency_id != actor.agency_id:
            void = "，贵单位在本轮会同审核中签署的意见失效" if row.opinion_id else ""
            text = f"{person(subject)}的申报由{actor.hat_label}{outcome}{void}。"
            yield from tell_agency(row.agency, f"会同审核的申报{outcome}", text, case_address(subject))
