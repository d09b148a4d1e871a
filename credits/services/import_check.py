"""Checking a registrar's table against the people and the hours that are there: every bad row, with every reason.

Queries grow with the number of chunks, never with the number of rows; encrypted fields are not read at all: people are
found by the blind index of the number.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from accounts.enums import AccountKind
from accounts.models import Agency, User
from credits.enums import CreditOrigin, CreditStage, ImportKind
from credits.models import CreditEntry
from credits.services.import_rows import Row, rows_of
from law.credit_doubts import Activity, doubts_of, normal
from zcps import clock
from zcps.encryption import blind_indexes

CHUNK = 500
_AT = ("profile__employer__region", "profile__insurance_region")
_REGIONS = tuple(f"{at}{up}" for at in _AT for up in ("_id", "__parent_id", "__parent__parent_id"))
# Hours by person, year and route.
Hours = Counter[tuple[int, int, str]]


@dataclass(frozen=True)
class Person:
    """What a table is checked against: who the number belongs to, and where the hours are registered."""

    name: str
    profile: int | None
    regions: frozenset[int]


def checked(
    kind: ImportKind, table: Sequence[Sequence[str]], agency: Agency, progress: Callable[[int], None]
) -> list[Row]:
    """Return every row, each with all that is wrong with it; a row without reasons can be imported."""
    rows = list(rows_of(kind, table, clock.today().year))
    _mark_repeated(rows)
    taken: Hours = Counter()
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        _find_people(chunk, agency)
        _compare(chunk, taken)
        progress(len(chunk))
    return rows


def _mark_repeated(rows: Iterable[Row]) -> None:
    """Note what stands in the table twice, at its second place."""
    first: dict[tuple[object, ...], int] = {}
    for row in rows:
        if not row.id_number:
            continue
        keys: list[tuple[object, ...]] = [(row.id_number, row.year, row.route, row.kind, normal(row.title))]
        keys += [(number,)] if (number := normal(row.number)) else []
        found = [first[key] for key in keys if key in first]
        if found:
            row.reasons.append(f"与第 {min(found)} 行重复（同一人同一年度同一名称，或同一证书编号），请删除其中一行。")
        for key in keys:
            first.setdefault(key, row.line)


def _find_people(rows: Iterable[Row], agency: Agency) -> None:
    indexes = {row.id_number: blind_indexes(row.id_number, "id_number") for row in rows if row.id_number}
    people = _people(index for known in indexes.values() for index in known)
    for row in rows:
        if row.id_number:
            person = next((people[index] for index in indexes[row.id_number] if index in people), None)
            row.reasons += _about(person, row, agency)
            row.profile = person.profile or 0 if person else 0


def _people(indexes: Iterable[str]) -> dict[str, Person]:
    accounts = User.objects.filter(kind=AccountKind.PERSONAL, id_index__in=list(indexes), is_active=True)
    found = {}
    for index, name, profile, employer, *regions in accounts.values_list(
        "id_index", "name", "profile__pk", "profile__employer_id", *_REGIONS
    ):
        # Where the employer is, or without one where the insurance is paid (see permissions.place_of).
        at = regions[:3] if employer else regions[3:]
        found[index] = Person(name, profile, frozenset(region for region in at if region))
    return found


def _about(person: Person | None, row: Row, agency: Agency) -> Iterator[str]:
    if person is None:
        yield "平台没有此身份证号的个人账号，请核对；确无账号的，请本人先登录平台。"
        return
    if row.name and person.name != row.name:
        yield "姓名与此身份证号登记的姓名不一致，请核对。"
    if person.profile is None:
        yield "此人尚未填写个人基本信息，请本人先在“个人信息”中填写。"
    elif not person.regions:
        yield "此人尚未选择现工作单位或社会保险所在地，无法确定登记机构，请本人先在“个人信息”中选择。"
    elif agency.region_id not in person.regions:
        yield "此人不在本机构的登记范围，请由其单位所在地或社会保险所在地的登记机构办理。"


def _compare(rows: Iterable[Row], taken: Hours) -> None:
    """Ask what the law leaves open in each row; `taken` grows by the rows that can be imported, over all chunks."""
    known = _known({row.profile for row in rows if row.profile})
    booked: Hours = Counter()
    for profile, activities in known.items():
        for activity, is_recognised in activities:
            booked[profile, activity.year, activity.route] += activity.hours if is_recognised else 0
    for row in rows:
        if row.profile and not row.reasons:
            key = row.profile, row.year, row.route
            row.reasons += _doubts(row, [one for one, _ in known[row.profile]], booked[key] + taken[key])
            taken[key] += 0 if row.reasons else row.hours


def _known(profiles: set[int]) -> dict[int, list[tuple[Activity, bool]]]:
    rows = CreditEntry.objects.filter(
        profile__in=profiles, stage__in=(CreditStage.SUBMITTED, CreditStage.RECOGNISED)
    ).order_by()
    found: dict[int, list[tuple[Activity, bool]]] = defaultdict(list)
    for profile, title, year, kind, route, hours, number, origin, stage in rows.values_list(
        "profile_id", "title", "year", "kind", "route", "hours", "number", "origin", "stage"
    ):
        one = Activity(title, year, kind, route, 1, hours, number, is_card=origin == CreditOrigin.CARD)
        found[profile].append((one, stage == CreditStage.RECOGNISED))
    return found


def _doubts(row: Row, own: list[Activity], booked: int) -> Iterator[str]:
    """What the rule leaves open needs a reason for each case: such a row is not for a table."""
    for doubt in doubts_of(row.activity, own, booked=booked):
        yield f"{doubt.because}。{doubt.say}（{doubt.code}），不能批量导入；确需认定的，请由本人登记后逐条认定。"
