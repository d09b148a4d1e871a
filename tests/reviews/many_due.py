"""Thousands of periods that end at one moment: copied by the database out of one that was opened by the acts."""

from django.db import connection, models, transaction

from reviews.enums import PublicityKind, Stage
from reviews.models import Application, PublicityEntry, Snapshot
from reviews.services.publicity import open_for
from tests.reviews import filed

OPENS, CLOSES = "2022-08-29 09:00", "2022-09-06 00:00"


def one_period() -> PublicityEntry:
    """Open a publicity of one person, now."""
    under, of = filed.plan(employer_closes="2040-01-01T00:00:00+08:00"), filed.employer()
    case = filed.case(Stage.EMPLOYER_PUBLICITY_DUE, under=under, of=of)
    return open_for(PublicityKind.EMPLOYER, under, [case], filed.handler(of)).entries.get()


@transaction.atomic
def periods(count: int) -> None:
    """Open so many publicities, each of one person and of an employer with one officer."""
    entry = one_period()
    case, publicity = entry.application, entry.publicity
    officer, more = publicity.employer.officers.get(), count - 1
    employer = copied(publicity.employer, more, uscc=_text("91330802MA", 8), name="'工坊' || n")
    people = copied(case.applicant.user, more, key="'person-copy-' || n", name="'申报人' || n")
    officers = copied(officer.user, more, key="'officer-copy-' || n")
    copied(officer, more, employer_id=_row(employer), user_id=_row(officers), id_index="'copy-' || n")
    profile = copied(case.applicant, more, user_id=_row(people), employer_id=_row(employer))
    snapshots = Snapshot.objects.latest("pk").pk
    cases = copied(case, more, applicant_id=_row(profile), employer_id=_row(employer), snapshot_id=_row(snapshots))
    copied(case.snapshot, more, application_id=_row(cases), sha256="md5('' || n)", short_code=_text("N", 9))
    shown = copied(publicity, more, employer_id=_row(employer))
    copied(entry, more, publicity_id=_row(shown), application_id=_row(cases), snapshot_id=_row(snapshots))


def copied(row: models.Model, count: int, **changed: str) -> int:
    """Copy a row so often, with SQL in n (1, 2, …) for what differs; return the key before that of the first copy."""
    meta = row._meta
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max({meta.pk.column}) FROM {meta.db_table}")  # noqa: S608 - names of our own tables
        last: int = cursor.fetchone()[0]
        changed[meta.pk.column] = f"{last} + n"
        columns = [field.column for field in meta.local_concrete_fields]
        values = ", ".join(changed.get(column, f'"{column}"') for column in columns)
        names = ", ".join(f'"{column}"' for column in columns)
        cursor.execute(
            f"INSERT INTO {meta.db_table} ({names}) SELECT {values}"  # noqa: S608 - as above
            f" FROM {meta.db_table}, generate_series(1, {count}) n WHERE {meta.pk.column} = {row.pk}"
        )
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence('{meta.db_table}', '{meta.pk.column}'), {last + max(count, 1)})"
        )
    return last


def _row(last: int) -> str:
    return f"{last} + n"


def _text(start: str, digits: int) -> str:
    return f"'{start}' || lpad('' || n, {digits}, '0')"


def stages() -> dict[str, int]:
    """Return how many cases stand in each stage."""
    counted = Application.objects.values_list("stage").annotate(models.Count("pk"))
    return dict(counted)
