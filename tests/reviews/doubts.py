"""Cases whose outcome waits for an ambiguity, as filing would have frozen them.

case("AMB-09") → held by the first body of the route; case("AMB-09", Stage.QUALIFICATION) → held by the office.
decide(case, by, code, favours=True) → the decision taken; words(case, code, …) → what perform() takes for it.
"""

import datetime as dt
import json
from typing import Any

from accounts.actor import Actor
from law.examination import examine
from law.rulebook import load
from law.yaml_data import read_yaml
from reviews.enums import Stage
from reviews.models import AmbiguityDecision, Application, Plan
from reviews.rulebooks import as_text
from reviews.selectors.ambiguities import about, doubts_of, open_codes
from reviews.steps.base import perform
from reviews.steps.settle_ambiguity import SETTLE_AMBIGUITY
from tests.law.cases import ambiguous_cases
from tests.reviews import filed

CASES = {each["amb"]: each for each in ambiguous_cases()}
REASON, CLAUSE = "聘任证明与从业经历相符。", "衢经信产融〔2022〕44号 二(二)"
_HOURS = {year: {"public": 36, "professional": 90, "total": 126} for year in range(2017, 2024)}


def plan(code: str = "AMB-09", **changes: Any) -> Plan:
    """A published plan with the rulebook under which the ambiguity arises."""
    return filed.plan(rules=as_text(read_yaml(f"rulebooks/{CASES[code]['plan']}.yaml")), **changes)


def case(
    code: str = "AMB-09", stage: Stage = Stage.RECOMMENDATION, under: Plan | None = None, leg: int = 0, name: str = ""
) -> Application:
    """A filed case that waits for the ambiguity."""
    told = CASES[code]
    facts = json.loads(json.dumps({"credits": _HOURS, **told["facts"]}, default=str))
    on = dt.date.fromisoformat(str(told["facts"].get("as_of", "2022-08-29")))
    found = examine(load(told["plan"]), facts, told["target"], on, credits=True).as_json()
    under = under or plan(code)
    made = filed.case(
        stage,
        under=under,
        leg=leg,
        name=name,
        examination={**found, "facts": facts, "examined_on": on.isoformat()},
        open_doubts=len(open_codes(found)),
    )
    made.title = filed.title(under, told["target"])
    made.save()
    return made


def words(of: Application, code: str, *, favours: bool = True, **changes: Any) -> dict[str, Any]:
    """Return what the form would give for a decision."""
    standing = next((each.standing for each in doubts_of(of) if each.word.code == code), None)
    seen = standing.pk if standing else 0
    return {"code": code, "favours": favours, "text": REASON, "clause": CLAUSE, "seen": seen, **changes}


def decide(of: Application, by: Actor, code: str, *, favours: bool = True, **changes: Any) -> AmbiguityDecision:
    """Take a decision and return it."""
    perform(SETTLE_AMBIGUITY, of, by, **words(of, code, favours=favours, **changes))
    return AmbiguityDecision.objects.get(about([code]), application=of, replaced_at=None)
