"""JSON that is sealed, whole or in parts: in the database, in queries, in the history of rows, under other keys."""

import json
from io import StringIO
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from applicants.models import Profile
from reviews.models import Application, RowChange, Snapshot
from reviews.models.row_change import Operation
from reviews.services import history_watch
from tests.reviews import filed
from tests.zcps.test_rotation import NEW, OLD
from zcps.canonical import digest
from zcps.encryption import ClearText
from zcps.encryption.columns import sealed_json_columns
from zcps.encryption.envelope import name_of
from zcps.encryption.migrating import seal_clear_json, seal_history_of

PATH, MARK = "person.sanction_active", "记过（在期）"
ROW = [{"path": PATH, "question": "是否在处分期", "answer": MARK, "clause": "S1"}]
PARTS = ("answers", "examination")


def raw(table: str, column: str, row: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column}::text FROM {table} WHERE id = %s", [row])  # noqa: S608 - our own tables
        return str(cursor.fetchone()[0])


def written(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.fixture
def case(db: None) -> Application:
    made = filed.case()
    made.answers = {PATH: MARK}
    made.save(update_fields=["answers"])
    assert made.snapshot
    made.snapshot.content |= {"answers": ROW, "examination": {"because": MARK}}
    made.snapshot.examination = {"facts": {"person": {"sanction_active": MARK}}}
    made.snapshot.sha256 = digest(made.snapshot.content)
    made.snapshot.save()
    return Application.objects.select_related("snapshot").get(pk=made.pk)


def test_rows_say_the_whole_and_the_database_none_of_it(case: Application) -> None:
    assert case.snapshot
    assert (case.answers, case.snapshot.content["answers"]) == ({PATH: MARK}, ROW)
    assert digest(case.snapshot.content) == case.snapshot.sha256, "the hash is over the whole"
    name = case.snapshot.content["profile"]["name"]
    kept = raw("reviews_snapshot", "content", case.snapshot.pk)
    assert name in kept
    for text in (
        kept,
        raw("reviews_application", "answers", case.pk),
        raw("reviews_snapshot", "examination", case.snapshot.pk),
    ):
        assert MARK not in text.encode().decode("unicode_escape", "ignore") + text
        assert PATH not in text
    assert Snapshot.objects.filter(content__profile__name=name).exists(), "what stays open is asked for as before"


def test_yes_is_as_long_as_no(case: Application) -> None:
    lengths = set()
    for answer in (True, False, "无", "开除"):
        case.answers = {PATH: answer}
        case.save()
        lengths.add(len(raw("reviews_application", "answers", case.pk)))
    assert len(lengths) == 1


def test_nothing_goes_past_the_row_and_nothing_sealed_is_asked_for(case: Application) -> None:
    said = {f"answers__{PATH}": MARK}
    for sealed in ({"answers__has_key": PATH}, said, {"snapshot__content__answers__0__answer": MARK}):
        with pytest.raises(FieldError):
            Application.objects.filter(**sealed).exists()
    with pytest.raises(ClearText), transaction.atomic():
        Application.objects.update(answers={PATH: MARK})
    with pytest.raises(ClearText), transaction.atomic():
        Application.objects.bulk_update([case], ["answers"])
    with pytest.raises(IntegrityError), transaction.atomic():
        written("UPDATE reviews_application SET answers = %s::jsonb", json.dumps({PATH: MARK}))
    with pytest.raises(IntegrityError), transaction.atomic():
        written("UPDATE reviews_snapshot SET content = %s::jsonb", json.dumps({"answers": ROW}))


def test_a_save_that_changes_nothing_leaves_the_envelope(case: Application) -> None:
    kept = raw("reviews_application", "answers", case.pk)
    for _ in range(2):
        assert case.answers == {PATH: MARK}
        case.save()
        assert raw("reviews_application", "answers", case.pk) == kept
    case.answers[PATH] = "无"
    case.save()
    assert raw("reviews_application", "answers", case.pk) != kept


def test_answers_moved_to_another_case_do_not_open(case: Application) -> None:
    other = filed.case()
    wanted = "UPDATE reviews_application SET answers = one.answers FROM reviews_application one"
    written(f"{wanted} WHERE one.id = %s AND reviews_application.id = %s", case.pk, other.pk)
    with pytest.raises(InvalidTag):
        _ = Application.objects.get(pk=other.pk).answers


def test_every_sealed_column_of_json_has_its_constraint(db: None) -> None:
    for model, field in sealed_json_columns():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_constraint WHERE conname = %s", [f"{field.place.replace('.', '_')}_sealed"]
            )
            assert cursor.fetchone()[0] == 1, (model, field.place)


def test_what_lay_open_is_sealed_in_the_table_and_in_its_history_and_a_second_run_goes_on(case: Application) -> None:
    assert case.snapshot
    clear = {"answers": ROW, "profile": {"name": "甲"}}
    written("SET CONSTRAINTS ALL IMMEDIATE")
    for table, column in (("reviews_application", "answers"), ("reviews_snapshot", "content")):
        written(f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_sealed")
    written("UPDATE reviews_application SET answers = %s::jsonb", json.dumps({PATH: MARK}))
    written("UPDATE reviews_application SET answers = %s::jsonb", json.dumps({PATH: "无"}))
    written("UPDATE reviews_snapshot SET content = %s::jsonb", json.dumps(clear))
    noted = RowChange.objects.count()
    for _ in range(2):
        seal_clear_json("reviews_application", "answers", batch=1)
        seal_history_of("reviews_rowchange", "reviews_application", "answers", batch=1)
        seal_clear_json("reviews_snapshot", "content", PARTS)
        seal_history_of("reviews_rowchange", "reviews_snapshot", "content", PARTS)
        assert Application.objects.get(pk=case.pk).answers == {PATH: "无"}
        assert Snapshot.objects.get(pk=case.snapshot.pk).content == clear
    assert RowChange.objects.count() == noted, "sealing is no change that the history writes down"
    changes = RowChange.objects.filter(operation=Operation.UPDATE, relation="reviews_application", row=str(case.pk))
    whole = json.dumps(list(RowChange.objects.values_list("changes", flat=True)), ensure_ascii=False)
    assert MARK not in whole
    field = Application._meta.get_field("answers")
    before, after = changes.order_by("-number").values_list("changes__answers", flat=True)[0]
    assert (field.opened(before, case.pk), field.opened(after, case.pk)) == ({PATH: MARK}, {PATH: "无"})


def test_another_key_seals_it_anew_and_that_is_no_change_without_an_act(case: Application, settings: Any) -> None:
    assert case.snapshot
    history_watch.look()
    known = {change.number for change in history_watch.without_act()}
    settings.FIELD_KEYS = [NEW, OLD]
    call_command("rotate_field_keys", stdout=StringIO())
    assert name_of(OLD) not in raw("reviews_snapshot", "content", case.snapshot.pk)
    assert RowChange.objects.filter(relation="reviews_snapshot", changes__has_key="content").exists()
    assert {change.number for change in history_watch.without_act()} == known
    # Another content under the new key is one.
    content = Snapshot.objects.get(pk=case.snapshot.pk).content | {"answers": []}
    Snapshot(pk=case.snapshot.pk, content=content).save(update_fields=["content"])
    [found] = [change for change in history_watch.without_act() if change.number not in known]
    assert (found.relation, found.row) == ("reviews_snapshot", str(case.snapshot.pk))
    settings.FIELD_KEYS = [NEW]
    assert Application.objects.get(pk=case.pk).answers == {PATH: MARK}


def test_a_person_lives_on_through_a_change_of_cipher_and_back(db: None, settings: Any) -> None:
    """Saved, read, found by index and counted as sealed under SM4 (GB/T 32907), and back under AES."""
    person = filed.applicant(filed.employer())
    for cipher in ("sm4", "aes"):
        settings.FIELD_CIPHER = cipher
        call_command("rotate_field_keys", stdout=StringIO())
        user = Profile.objects.select_related("user").get(pk=person.pk).user
        for column in ("id_number", "phone"):
            assert raw("accounts_user", column, user.pk).split(":")[2] == cipher
        assert (user.id_number, user.phone) == (person.user.id_number, person.user.phone)
        user.phone = f"1390570{len(cipher):04}"
        user.save()
        again = type(user).objects.get(id_index__in=user.id_indexes)
        assert (again.pk, again.phone) == (user.pk, user.phone)
        person.user.phone = user.phone
