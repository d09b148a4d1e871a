"""What the database itself writes down: every change, by whatever way it came, and whether an act made it."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.db import InternalError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.enums import AgencyKind
from accounts.models import User
from reviews.enums import Stage
from reviews.history import DECISIVE, HIDDEN, IGNORED, RECORDED
from reviews.models import Application, Committee, Opinion, RowChange
from reviews.models.row_change import Operation
from reviews.selectors.history import SAVED, WITHOUT_ACT, fields_of, lines, models, of_case
from reviews.selectors.history_names import column_name, is_chinese, table_name
from reviews.services import history_watch, invariants
from reviews.services.history import install, tables
from reviews.services.watch import State, checks
from reviews.steps.approve_by_employer import APPROVE_BY_EMPLOYER
from reviews.steps.base import perform
from tests.accounts import people
from tests.accounts.people import sign_in
from tests.conftest import Clock
from tests.reviews import filed

DUTIES = {"true": True, "accurate": True, "complete": True, "answers": True}


def sql(statement: str, *values: str | int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def changes_of(row) -> list[RowChange]:
    return list(RowChange.objects.filter(relation=row._meta.db_table, row=str(row.pk)).order_by("number"))


@pytest.mark.django_db
def test_single_bulk_and_raw_changes_are_written_down_alike() -> None:
    person = people.make_person("某甲")
    other = people.make_person("某乙")
    person.name = "某丙"
    person.save(update_fields=["name"])
    User.objects.filter(pk__in=[person.pk, other.pk]).update(assurance=2)
    sql("UPDATE accounts_user SET name = 'raw' WHERE id = %s", person.pk)
    sql("UPDATE accounts_user SET name = name")
    made, *updates = changes_of(person)
    assert (made.operation, made.changes) == (Operation.INSERT, {})
    assert [change.changes for change in updates] == [
        {"name": ["某甲", "某丙"]},
        {"assurance": [3, 2]},
        {"name": ["某丙", "raw"]},
    ]
    assert changes_of(other)[-1].changes == {"assurance": [3, 2]}
    assert {change.login for change in updates} == {"postgres"}
    assert {change.program for change in updates} == {"zcps"}


@pytest.mark.django_db
def test_secrets_are_kept_sealed_or_not_at_all() -> None:
    person = people.make_person("某甲", phone="13800000000")
    person.phone = "13900000000"
    person.set_password("a-password-of-nobody")
    person.save()
    sql("UPDATE accounts_user SET last_login = now() WHERE id = %s", person.pk)
    last = changes_of(person)[-1]
    assert last.changes["password"] == ["***", "***"]
    assert "last_login" not in last.changes
    assert "1390000" not in str(last.changes)
    assert person.password not in str(last.changes)
    [line] = lines([last])
    shown = {name: (before, after) for name, before, after in line.columns}
    assert ("（加密保存）", "（加密保存）") in shown.values()
    assert ("（不显示）", "（不显示）") in shown.values()
    sql("DELETE FROM accounts_user WHERE id = %s", person.pk)
    gone = changes_of(person)[-1]
    assert gone.changes["name"] == "某甲"
    assert "password" not in gone.changes


@pytest.mark.django_db
def test_the_history_is_frozen_but_for_what_is_forgotten_by_age() -> None:
    people.make_person()
    for statement in ("UPDATE reviews_rowchange SET login = 'x'", "DELETE FROM reviews_rowchange"):
        with pytest.raises(InternalError, match="append-only"), transaction.atomic():
            sql(statement)
    with connection.cursor() as cursor:
        cursor.execute("SELECT forget_history(now() - interval '1 day')")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT forget_history(now() + interval '1 day')")
        assert cursor.fetchone()[0] > 0
    assert not RowChange.objects.exists()
    people.make_person()
    with pytest.raises(InternalError, match="append-only"), transaction.atomic():
        sql("DELETE FROM reviews_rowchange")


@pytest.mark.django_db
def test_an_emptied_table_and_a_changed_key_are_written_down() -> None:
    person = people.make_person()
    sql("TRUNCATE reviews_listhold")
    [emptied] = [change for change in history_watch.without_act() if change.operation == Operation.TRUNCATE]
    assert emptied.relation == "reviews_listhold"
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("UPDATE accounts_user SET id = 1000000 WHERE id = %s", person.pk)
    assert RowChange.objects.filter(relation="accounts_user", changes__id__1=1000000).exists()


@pytest.mark.django_db
def test_every_table_is_recorded_and_a_new_column_is_after_the_next_migration() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'history_updated'")
        assert sorted(name for (name,) in cursor.fetchall()) == sorted(tables())
        sql("ALTER TABLE reviews_listhold ADD COLUMN later text DEFAULT 'a'")
        install()
        cursor.execute("SELECT prosrc LIKE '%%later%%' FROM pg_proc WHERE proname = 'history_of_reviews_listhold'")
        assert cursor.fetchone() == (True,)
    assert sum(map(len, RECORDED.values())) == len(models()) == len(tables())


def test_what_is_said_of_columns_names_columns_that_are_there() -> None:
    said = {table: set(rule.columns) for table, rule in DECISIVE.items()}
    for table, columns in [*said.items(), *HIDDEN.items(), *IGNORED.items()]:
        assert set(columns) <= {field.column for field in models()[table]._meta.local_concrete_fields}, table


def test_every_column_of_every_table_has_a_name_that_people_read():
    for table, model in models().items():
        assert is_chinese(table_name(model)), table
        for column, field in fields_of(table).items():
            assert is_chinese(column_name(field)), f"{table}.{column}"


@pytest.mark.django_db
def test_values_are_told_as_they_are_read(case: Application) -> None:
    other, fields = filed.agency(AgencyKind.HR_BUREAU), fields_of("reviews_application")
    values = {
        "stage": ("状态", "单位审核", "逾期失效"),
        "due_at": ("办理时限", "—", "2022年10月1日（周六）00:00"),
        "holder_id": ("办理机构", "—", other.name),
        "snapshot_id": ("申报快照", f"申报快照 第 {case.snapshot_id} 号", "—"),
        "is_correction": ("是否补正", "否", "是"),
    }
    Application.objects.filter(pk=case.pk).update(due_at=None, holder=None)
    Application.objects.filter(pk=case.pk).update(
        stage=Stage.LAPSED, due_at="2022-10-01T00:00:00+08:00", holder=other, is_correction=True,
        snapshot=None,
    )  # fmt: skip
    [line] = lines([changes_of(case)[-1]])
    assert dict.fromkeys(line.columns) == dict.fromkeys(values[column] for column in line.change.changes)
    assert set(line.change.changes) == set(values) <= set(fields)
    opinion = RowChange(relation="reviews_opinion", row="1", operation="U", txid=1, begun=case.filed_at, changes={
        "stage": ["employer_review", "gone"], "leg": [0, 1],
        "items": ["v2:a:aes:b", "***"],
        "text": ["***", "***"], "former": [1, 2],
        "voided_at": ["***", "***"],
        "given_at": ["2022-08-29T01:00:01+00:00", "2022-08-29T01:00:02+00:00"],
    })  # fmt: skip
    told = {name: (old, new) for name, old, new in lines([opinion])[0].columns}
    assert told["所在环节"] == ("单位审核", "gone")
    assert told["逐项意见"] == ("（加密保存）", "（已清除）")
    assert told["意见"] == ("（已清除）", "（已清除）")
    assert told["时间"] == ("2022年8月29日（周一）09:00:01", "2022年8月29日（周一）09:00:02")
    assert told["former（已不再使用）"] == ("（不显示）", "（不显示）")
    statement = RowChange(relation="reviews_application", row="1", operation="U", txid=1, begun=case.filed_at,
                          changes={"statement": ["字" * 100 + "旧", "字" * 100 + "新" + "尾" * 90]})  # fmt: skip
    assert lines([statement])[0].columns == [("个人述职", f"…{'字' * 20}旧", f"…{'字' * 20}新{'尾' * 59}…")]
    entry = RowChange(relation="reviews_publicityentry", row="1", operation="D", txid=1, begun=case.filed_at,
                      changes={"shown": [["姓名", "某"], ["奖项", ["甲", "乙"]], ["在岗", True]]})  # fmt: skip
    assert lines([entry])[0].columns == [("公示内容", "姓名：某；奖项：甲、乙；在岗：是", "—")]
    content = [{"姓名": "某", "级别": "中级"}, {"姓名": "某", "级别": "高级"}]
    certificate = RowChange(relation="reviews_certificate", row="1", operation="U", txid=1, begun=case.filed_at,
                            changes={"content": content})  # fmt: skip
    assert lines([certificate])[0].columns == [("内容", "级别：中级", "级别：高级")]
    token = RowChange(relation="reviews_commitment", row="1", operation="D", txid=1, begun=case.filed_at,
                      changes={"id": 1, "token": "abc", "address": "", "application_id": case.pk})  # fmt: skip
    assert lines([token])[0].columns == [
        ("签署凭据", "（不显示）", "—"), ("申报", f"申报 第 {case.pk} 号", "—"),
    ]  # fmt: skip


@pytest.mark.django_db
def test_saving_what_was_read_in_clear_is_no_change() -> None:
    person = people.make_person("某甲", phone="13800000000")
    fetched = User.objects.get(pk=person.pk)
    before = len(changes_of(person))
    assert fetched.phone == "13800000000"
    fetched.save()
    person.save()
    assert len(changes_of(person)) == before


@pytest.fixture
def case(clock: Clock) -> Application:
    """A case before its employer, in a plan that a supervision office watches."""
    clock.set("2022-08-29 09:00")
    made = filed.case()
    Committee.objects.filter(pk=made.title.committee_id).update(supervisor=filed.agency(AgencyKind.SUPERVISION))
    return made


def page(case: Application) -> str:
    watcher, client = filed.officer(filed.agency(AgencyKind.SUPERVISION)), Client()
    sign_in(client, watcher.user, watcher)
    assert "查看变更历史" in client.get(reverse("case", args=[case.pk])).text
    table = b"".join(client.get(reverse("case_history_export", args=[case.pk]))).decode()
    return client.get(reverse("case_history", args=[case.pk])).text + table


# Acts and what is done past them are transactions of their own, as in production.
@pytest.mark.django_db(transaction=True)
def test_a_change_by_an_act_names_it_and_one_without_shows_everywhere(case: Application) -> None:
    perform(APPROVE_BY_EMPLOYER, case, filed.handler(case.employer), text="同意推荐。", **DUTIES)
    before = RowChange.objects.latest("number").number

    def without() -> list[tuple[str, str]]:
        return [(one.relation, one.row) for one in history_watch.without_act() if one.number > before]

    found = lines(list(of_case(case).order_by("number")))
    by_act = [line for line in found if line.act and line.act.name == "approve_by_employer"]
    assert {line.change.relation for line in by_act} == {"reviews_application", "reviews_opinion"}
    assert ("状态", "单位审核", "待单位公示") in by_act[0].columns + by_act[-1].columns
    # A draft's own words need no act.
    sql("UPDATE reviews_application SET statement = 'words' WHERE id = %s", case.pk)
    assert without() == []
    assert lines([changes_of(case)[-1]])[0].by == SAVED

    opinion = Opinion.objects.get(application=case)
    sql("UPDATE reviews_application SET stage = 'ready' WHERE id = %s", case.pk)
    sql("DELETE FROM reviews_opinion WHERE id = %s", opinion.pk)
    assert without() == [("reviews_application", str(case.pk)), ("reviews_opinion", str(opinion.pk))]
    shown = page(case)
    assert shown.count(WITHOUT_ACT) == shown.count("数据库账号 postgres（zcps）") + shown.count(f",{WITHOUT_ACT},")
    assert "数据库账号 postgres（zcps）" in shown
    assert "同意推荐。" in shown
    assert APPROVE_BY_EMPLOYER.verb in shown

    invariants.look()
    states = {check.title: check for check in checks()}
    assert states["数据变更"].state is State.STOP
    assert f"审核意见 {opinion.pk}、申报 {case.pk}" in states["数据变更"].text
    assert states["状态与办理日志"].text == f"1 件的状态与办理日志不一致：申报 {case.pk}。"
    # It is told as long as it is recent, also where nothing new came.
    invariants.look()
    assert {check.title: check for check in checks()}["数据变更"].state is State.STOP

    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("history", "check", stdout=said, stderr=said)
    assert f"申报 第 {case.pk} 号 修改 状态：待单位公示 → {Stage.READY.label} [{WITHOUT_ACT}]" in said.getvalue()
    call_command("history", "show", case=case.pk, stdout=(told := io.StringIO()))
    assert f"[{APPROVE_BY_EMPLOYER.verb}（日志第" in told.getvalue()


@pytest.mark.django_db
def test_only_the_office_that_supervises_reads_a_history(case: Application) -> None:
    address = reverse("case_history", args=[case.pk])
    others = [filed.handler(case.employer), filed.officer(filed.agency(AgencyKind.HR_BUREAU)), filed.holder(case)]
    for actor in others:
        client = Client()
        sign_in(client, actor.user, actor)
        assert client.get(address).status_code == 404
    assert "查看变更历史" not in client.get(reverse("case", args=[case.pk])).text


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries_however_many_changes(
    case: Application, number: int, django_assert_num_queries
) -> None:
    for at in range(number):
        sql("UPDATE reviews_application SET statement = %s WHERE id = %s", f"words {at}", case.pk)
    watcher, client = filed.officer(filed.agency(AgencyKind.SUPERVISION)), Client()
    sign_in(client, watcher.user, watcher)
    client.get(reverse("case_history", args=[case.pk]), {"f": "reviews_application"})
    with django_assert_num_queries(9):
        shown = client.get(reverse("case_history", args=[case.pk]), {"f": "reviews_application"}).text
    assert shown.count("words ") == number * 2 - 1


@pytest.mark.django_db
@pytest.mark.parametrize("asked", [{}, {"table": "nothing", "row": "1"}, {"case": 999_999}])
def test_bad_input_gets_a_sentence(asked: dict[str, object]) -> None:
    with pytest.raises(CommandError, match=r"请用 --case|没有序号"):
        call_command("history", "show", **asked)
