"""What the law needs to know of credits: recognised hours by year and kind."""

from django.db.models import Sum

from applicants.models import Profile
from credits.enums import CreditKind, CreditStage
from credits.models import CreditEntry


def credits_by_year(profile: Profile) -> dict[int, dict[str, int]]:
    """Return {2022: {"general_public": 18, "industry_public": 0, "professional": 60, "total": 78}}; one query.

    Only recognised hours count; a year without any is left out.
    """
    rows = CreditEntry.objects.filter(profile=profile, stage=CreditStage.RECOGNISED).order_by()
    years: dict[int, dict[str, int]] = {}
    for year, kind, hours in rows.values_list("year", "kind").annotate(Sum("hours")):
        years.setdefault(year, {**dict.fromkeys(CreditKind.values, 0), "total": 0})[kind] += hours
        years[year]["total"] += hours
    return dict(sorted(years.items()))
