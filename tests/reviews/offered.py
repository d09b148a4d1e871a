"""Plans for the self-check: a published copy of the plan of 2022 with the rulebook of another notice.

offer("QZ-2023-GT") → the plan, open at the moment of the test; offer(…, closed=True) → one that has ended.
"""

import datetime as dt

from law.rulebook import parse
from law.yaml_data import read_yaml
from reviews.models import Plan, PlanTitle
from reviews.rulebooks import as_text
from tests.reviews import cases
from zcps import clock


def offer(code: str, *, closed: bool = False, suffix: str = "") -> Plan:
    """Publish a copy with the rulebook of a notice."""
    data = read_yaml(f"rulebooks/{code}.yaml")
    base = cases.make_plan()
    committee = base.titles.first().committee
    plan = Plan.objects.get(pk=base.pk)
    plan.pk = None
    plan.code, plan.name, plan.rules = f"{code}-T{suffix}", f"{data['name']}{suffix}", as_text(data)
    plan.filing_opens = clock.now() - dt.timedelta(days=60)
    plan.filing_closes = clock.now() + dt.timedelta(days=-10 if closed else 10)
    plan.employer_closes = plan.filing_closes + dt.timedelta(days=10)
    plan.save()
    for order, target in enumerate(parse(data).targets.values()):
        PlanTitle.objects.create(plan=plan, name=target.name, level=target.level, committee=committee, order=order)
    return plan
