"""Drawing a spot check: whom it may meet, and the lot."""

import secrets
from typing import Any

from django.db.models import QuerySet

from accounts.models import Agency, User
from law.lot import SECRET_BYTES, by_lot
from reviews.enums import CertificateState, CheckKind, ItemStage
from reviews.models import Application, Plan, SpotCheck, SpotCheckItem
from reviews.services.numbers import dated_number
from zcps import clock

MOST = 200


def population_of(plan: Plan, kind: str) -> QuerySet[Application]:
    """Return the cases among which the lot is drawn.

    Args:
        plan: whose work is looked at.
        kind: all that were filed, those on which a panel has voted, or those whose title is valid.
    """
    cases = Application.objects.filter(plan=plan, filed_at__isnull=False)
    if kind == CheckKind.REVIEWS:
        return cases.filter(meeting_items__stage=ItemStage.CLOSED).distinct()
    return cases.filter(certificates__state=CertificateState.VALID).distinct() if kind == CheckKind.TITLES else cases


def draw(plan: Plan, kind: str, size: int, purpose: str, by: tuple[Agency, User]) -> SpotCheck:
    """Draw the lot and write the check; the platform makes the number that decides, at this moment, for nobody to see.

    Args:
        plan: locked by the act.
        kind: a CheckKind.
        size: how many cases.
        purpose: why.
        by: the office that checks, and its officer.
    """
    labels = [str(pk) for pk in population_of(plan, kind).order_by("pk").values_list("pk", flat=True)]
    secret, number = secrets.token_bytes(SECRET_BYTES), dated_number("CC")
    chosen = by_lot(secret, labels, size)
    bundle: dict[str, Any] = {"number": number, "kind": kind, "population": labels}
    bundle |= {"secret": secret.hex(), "size": size, "chosen": chosen}
    check = SpotCheck.objects.create(
        number=number,
        plan=plan,
        kind=kind,
        agency=by[0],
        purpose=purpose.strip(),
        bundle=bundle,
        opened_at=clock.now(),
        opened_by=by[1],
    )
    SpotCheckItem.objects.bulk_create(
        SpotCheckItem(spot_check=check, application_id=int(label), order=place)
        for place, label in enumerate(chosen, start=1)
    )
    return check
