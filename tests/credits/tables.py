"""Tables of hours for tests: table_of(kind, rows) → an upload; people(number, region) → people who can be found."""

import csv
import io
from collections.abc import Iterable, Sequence

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Region, User
from applicants.models import Profile
from credits.enums import ImportKind
from credits.services.import_rows import COLUMNS
from tests.accounts.people import make_employer, make_person

TRAINING = ImportKind.TRAINING


def people(number: int, region: Region) -> list[User]:
    """Return people whose employer lies in the region; their numbers can be read on them."""
    employer, found = make_employer(region=region), []
    for count in range(number):
        user = make_person(f"某人{count:03}")
        Profile.objects.update_or_create(user=user, defaults={"employer": employer})
        found.append(user)
    return found


def row(user: User, **changed: str) -> list[str]:
    """Three days of training in 2022."""
    given = {
        "身份证号": user.id_number, "姓名": user.name, "年度": "2022", "途径": "培训进修", "名称": "根雕研修班",
        "数量": "3", "学时": "18", "证书编号": "", **changed,
    }  # fmt: skip
    return [given[column] for column in COLUMNS[TRAINING]]


def upload(
    rows: Iterable[Sequence[str]], kind: ImportKind = TRAINING, encoding: str = "utf-8-sig"
) -> SimpleUploadedFile:
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS[kind], *rows])
    return SimpleUploadedFile("培训学时.csv", text.getvalue().encode(encoding), "text/csv")
