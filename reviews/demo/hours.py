"""What a registrar finds in the demonstration: a table brought in, one with bad rows, a card, and an open question."""

import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actor import Actor
from accounts.enums import Role
from accounts.services import jobs
from accounts.services.files import keep
from accounts.steps.base import perform
from applicants.models import Profile
from credits.enums import CreditKind, ImportKind
from credits.models import CardUpload, CreditImport
from credits.services.entries import start_entry
from credits.services.import_rows import COLUMNS
from credits.services.imports import begin_import, hand_in
from credits.steps.recognise_entry import recognise_entry
from credits.steps.submit_entry import submit_entry
from law.credit_sources import credit_sources
from reviews.demo.sheets import sheet
from zcps import clock

_COURSE = "工艺美术职业道德与法规"


def bring_in(registrar: Actor, people: Sequence[Profile]) -> None:
    """Import a table of courseware, leave one of trainings with bad rows, and hand in what a person has to decide."""
    good = [_row(ImportKind.COURSEWARE, person, 科目="行业公需", 名称=_COURSE, 学时="6") for person in people]
    batch = _checked(registrar, ImportKind.COURSEWARE, "2022年行业公需课.csv", good)
    jobs.run(begin_import(batch, registrar).pk)
    _checked(registrar, ImportKind.TRAINING, "2022年夏季研修班.csv", list(_with_mistakes(people)))
    _half_day(people[0], registrar, "工艺美术创新设计讲座", settled=True)
    _half_day(people[1], registrar, "传统纹样数字化讲座", settled=False)
    _card(people[2])


def _with_mistakes(people: Sequence[Profile]) -> Iterable[list[str]]:
    for place, person in enumerate(people):
        wrong: dict[str, str] = {1: {"学时": "15"}, 3: {"年度": "2032"}, 4: {"身份证号": "123456"}}.get(place, {})
        given = {"途径": "培训进修", "名称": "夏季技艺研修班", "数量": "2", "学时": "12", **wrong}
        yield _row(ImportKind.TRAINING, person, **given)


def _row(kind: ImportKind, person: Profile, **given: str) -> list[str]:
    known = {"身份证号": person.user.id_number, "姓名": person.user.name, "年度": "2022", **given}
    return [known.get(column, "") for column in COLUMNS[kind]]


def _checked(registrar: Actor, kind: ImportKind, name: str, rows: Sequence[Sequence[str]]) -> CreditImport:
    text = io.StringIO()
    csv.writer(text).writerows([COLUMNS[kind], *rows])
    batch = hand_in(SimpleUploadedFile(name, text.getvalue().encode("utf-8-sig")), kind, registrar)
    assert batch.job_id is not None  # noqa: S101 - a table that is handed in is checked by a job
    jobs.run(batch.job_id)
    return CreditImport.objects.get(pk=batch.pk)


def _half_day(profile: Profile, registrar: Actor, title: str, *, settled: bool) -> None:
    values = {
        "year": 2022,
        "kind": CreditKind.PROFESSIONAL,
        "route": "CR-2",
        "title": title,
        "quantity": Decimal("0.5"),
    }
    proof = keep(sheet("培训签到表", (f"姓名：{profile.user.name}", "时间：半天"), as_pdf=True), profile.user)
    entry = perform(submit_entry, start_entry(profile, values, proof), _person(profile))
    if settled:
        read = {"reading": "按实际数量折算", "reason": "签到表写明半天，按每天 6 学时折算。"}
        perform(recognise_entry, entry, registrar, hours="3", settled={"CRA-01": read})


def _person(profile: Profile) -> Actor:
    return Actor(Role.APPLICANT, profile.user)


def _card(profile: Profile) -> None:
    source = credit_sources()["province_craft"]
    proof = keep(sheet("2018年度学时卡", (f"姓名：{profile.user.name}", "专业科目 24 学时"), as_pdf=True), profile.user)
    card = CardUpload.objects.create(
        profile=profile, source=source.id, name=source.name, file=proof, created_at=clock.now()
    )
    values: dict[str, Any] = {"year": 2018, "route": "", "title": "2018 年度学时卡"}
    for kind, hours in ((CreditKind.INDUSTRY_PUBLIC, 9), (CreditKind.PROFESSIONAL, 24)):
        line = start_entry(profile, {**values, "kind": kind, "hours": hours}, proof, card)
        perform(submit_entry, line, _person(profile))
