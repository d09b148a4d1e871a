"""Who may look into a publicity, its record and its objections."""

import datetime as dt

from accounts.actor import Actor
from accounts.enums import Role
from employers.permissions import acts_for
from reviews.models import (
    Application,
    Objection,
    Publicity,
)
from reviews.permissions.cases import BODIES
from reviews.permissions.plans import runs_plan, supervises_plan, watches_plan
from zcps import clock


def is_shown(publicity: Publicity) -> bool:
    """Names are public while the period runs, and as long after its end as the plan has them stay (Q26)."""
    runs = publicity.closed_at is None and publicity.is_provisional
    return runs or clock.now() < publicity.earliest_close + dt.timedelta(days=publicity.shown_days)


def may_open_publicity(_: Actor, publicity: Publicity) -> bool:
    """Anybody: that there was a publicity is public for ever. Whom its page names is decided by rows_for()."""
    return publicity.pk is not None


def may_resolve(actor: Actor, objection: Objection) -> bool:
    """An objection goes to the one who published: the employer, or the office."""
    return publishes(actor, objection.publicity)


def publishes(actor: Actor, publicity: Publicity) -> bool:
    """The employer, or the office, that has published."""
    if publicity.employer_id is not None:
        return actor.role == Role.EMPLOYER and acts_for(actor, publicity.employer)
    return publicity.agency_id is not None and actor.agency_id == publicity.agency_id


def oversees_publicity(actor: Actor, publicity: Publicity) -> bool:
    """Whoever published, runs, supervises or watches it reads its record with every row, for ever."""
    plan = publicity.plan
    parties = runs_plan(actor, plan) or supervises_plan(actor, plan) or watches_plan(actor, plan)
    return publishes(actor, publicity) or parties


def stands_in(actor: Actor, publicity: Publicity) -> bool:
    """A person who was shown in it: he reads the record with his own row alone."""
    if actor.role != Role.APPLICANT or actor.user is None:
        return False
    return publicity.entries.filter(application__applicant__user_id=actor.user.pk).exists()


def may_read_record(actor: Actor, publicity: Publicity) -> bool:
    """What was shown, when and for how long: the parties, and whoever stood in it."""
    return oversees_publicity(actor, publicity) or stands_in(actor, publicity)


def may_look_into(actor: Actor, objection: Objection) -> bool:
    """The body that decides on it; whoever supervises or watches the plan reads it without who raised it."""
    plan = objection.publicity.plan
    return may_resolve(actor, objection) or supervises_plan(actor, plan) or watches_plan(actor, plan)


def may_read_confirmation(actor: Actor, publicity: Publicity) -> bool:
    """The parties, and the offices to which the cases in it go on: the sheet goes with their papers."""
    if oversees_publicity(actor, publicity):
        return True
    if actor.role not in BODIES:
        return False
    cases = Application.objects.filter(publicity_entries__publicity=publicity)
    here = cases.filter(holder=actor.agency) | cases.filter(opinions__body=actor.agency.name if actor.agency else "")
    return here.exists()
