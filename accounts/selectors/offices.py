"""Reads for the bureau that gives accounts."""

from django.db.models import Count, Q, QuerySet

from accounts.enums import AgencyKind
from accounts.models import Agency, AgencyOfficer, User
from accounts.selectors.narrowing import with_words

_LIVE = Q(officers__ended_on=None, officers__isnull=False)


def agencies_under(bureau: Agency) -> QuerySet[Agency]:
    """Return the offices that a bureau gives accounts to, each with the number of its live accounts (`accounts`)."""
    below = Q(kind=AgencyKind.HR_BUREAU, region__parent_id=bureau.region_id)
    found = Agency.objects.filter(Q(region_id=bureau.region_id) | below).select_related("region")
    return found.annotate(accounts=Count("officers", filter=_LIVE))


def officers_of(agency: Agency) -> QuerySet[AgencyOfficer]:
    """Return everybody who works or worked for an office, live accounts first."""
    found = AgencyOfficer.objects.filter(agency=agency).select_related("user", "assigned_by")
    bound = Count("user__totpdevice", filter=Q(user__totpdevice__confirmed=True))
    return found.annotate(phones=bound).order_by("-ended_on", "started_on", "pk")


# What may be unclear of whose an account is, and how it is called on screen.
NUMBERS = {"missing": "未登记身份证号码", "declared": "本人填报，待核对", "ended": "已停用且未登记"}
_UNCLEAR = {
    "missing": Q(ended_on=None, user__id_index=""),
    "declared": Q(ended_on=None, user__number_declared_at__isnull=False),
    "ended": Q(ended_on__isnull=False, user__id_index=""),
}


def unclear_accounts(bureau: Agency, which: str, words: str = "") -> QuerySet[AgencyOfficer]:
    """Return the accounts of a bureau's offices whose owner is not known for certain.

    Args:
        bureau: which gives the accounts.
        which: of NUMBERS.
        words: from the search box.
    """
    below = Q(agency__kind=AgencyKind.HR_BUREAU, agency__region__parent_id=bureau.region_id)
    offices = Q(agency__region_id=bureau.region_id) | below
    found = AgencyOfficer.objects.filter(_UNCLEAR[which], offices).select_related("user", "agency")
    return with_words(found, words, "user__name", "user__key", "agency__name")


def users_of(agency: Agency | None) -> QuerySet[User]:
    """Return who works for an office now: those to be told when something waits for it; nobody where there is none."""
    if agency is None:
        return User.objects.none()
    return User.objects.filter(is_active=True, offices__agency=agency, offices__ended_on=None).distinct()
