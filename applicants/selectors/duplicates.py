"""Who may be one person with two accounts: found for the bureau of the region that one of them belongs to.

Two accounts are shown where one had the other's document before, or where name, and birthday or telephone, are the same
and nothing speaks against it. Only people decide.
"""

from dataclasses import dataclass
from itertools import combinations, groupby

from django.db.models import Count, Q, QuerySet

from accounts.enums import AccountKind
from accounts.models import Agency, FormerIdentity, User

# So many accounts of like names are compared at a time; the telephone of each has to be opened.
MOST = 200


@dataclass(frozen=True)
class Pair:
    """Two accounts, and why they may be one person's."""

    first: User
    second: User
    why: str


def pairs_of(bureau: Agency, query: str = "") -> list[Pair]:
    """Return the pairs of which one belongs to a bureau's region or to one below it."""
    people = User.objects.filter(kind=AccountKind.PERSONAL, is_active=True)
    if query:
        people = people.filter(name__contains=query)
    own = people.filter(_here(bureau))
    twice = people.values("name").annotate(number=Count("pk")).filter(number__gt=1, name__in=own.values("name"))
    like = people.filter(name__in=twice.values("name")).select_related("profile").order_by("name", "pk")[:MOST]
    here = set(own.filter(pk__in=[user.pk for user in like]).values_list("pk", flat=True))
    found = [pair for _, group in groupby(like, lambda user: user.name) for pair in _alike(list(group), here)]
    return [*_by_document(own), *found]


def is_pair(bureau: Agency, first: User, second: User) -> bool:
    """Whether a bureau is shown these two."""
    names = {first.name, second.name}
    wanted = {first.pk, second.pk}
    return any({pair.first.pk, pair.second.pk} == wanted for name in names for pair in pairs_of(bureau, name))


def _here(bureau: Agency) -> Q:
    region, places = bureau.region_id, ("profile__employer__region", "profile__insurance_region")
    found = Q()
    for place in places:
        found |= Q(**{place: region}) | Q(**{f"{place}__parent": region})
    return found


def _alike(group: list[User], here: set[int]) -> list[Pair]:
    near = [(a, b) for a, b in combinations(group, 2) if a.pk in here or b.pk in here]
    return [Pair(a, b, why) for a, b in near if (why := _why(a, b))]


def _why(first: User, second: User) -> str:
    born = [getattr(getattr(user, "profile", None), "born_on", None) for user in (first, second)]
    if all(born):
        if born[0] != born[1]:
            return ""
        return "姓名、出生日期、手机号码相同" if _same_phone(first, second) else "姓名、出生日期相同"
    return "姓名、手机号码相同" if _same_phone(first, second) else ""


def _same_phone(first: User, second: User) -> bool:
    return bool(first.phone) and first.phone == second.phone


def _by_document(own: QuerySet[User]) -> list[Pair]:
    former = FormerIdentity.objects.filter(user__in=own.values("pk")).exclude(id_index="").select_related("user")
    holders = User.objects.filter(
        kind=AccountKind.PERSONAL, is_active=True, id_index__in=former.values("id_index")
    ).order_by("pk")
    owners = {row.id_index: row.user for row in former.filter(id_index__in=holders.values("id_index"))}
    return [
        Pair(owners[one.id_index], one, "曾用证件号码相同") for one in holders[:MOST] if owners[one.id_index] != one
    ]
