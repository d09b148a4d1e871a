"""What the law needs to know of credits: recognised hours by year and kind."""

from django.db.models import Sum

from applicants.models import Profile
from credits.enums import CreditKind, CreditStage
from credits.models import CreditEntry
from law.recognition import deemed_routes


def credits_by_year(profile: Profile) -> dict[int, dict[str, int]]:
    """Return {2022: {"general_public": 18, "industry_public": 0, "professional": 60, "total": 78}}; one query.

    Only recognised hours count; a year without any is left out. Training of skilled workers counts as professional
    (S4 三); where there is some, `deemed` says how much, and a policy of another notice has a person decide about it.
    """
    rows = CreditEntry.objects.filter(profile=profile, stage=CreditStage.RECOGNISED).order_by()
    years: dict[int, dict[str, int]] = {}
    for year, kind, route, hours in rows.values_list("year", "kind", "route").annotate(Sum("hours")):
        found = years.setdefault(year, {**dict.fromkeys(CreditKind.values, 0), "total": 0})
        for counted in (kind, "total", *(["deemed"] if route in deemed_routes() else [])):
            found[counted] = found.get(counted, 0) + hours
    return dict(sorted(years.items()))
