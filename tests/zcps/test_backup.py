"""A backup, and the machine made anew out of it: every row and every file the same; what is wrong is said before."""

import errno
import io
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import JournalEntry, StoredFile
from accounts.services import journal_watch
from accounts.services.anchors import anchor
from accounts.services.files import keep_pdf
from tests.accounts.people import make_person
from tests.accounts.test_journal import append
from zcps.backup import archive, make, sealing, tables
from zcps.backup import restore as restoring
from zcps.backup.restore import _FILLED

KEY = "k" * 40


@pytest.fixture(autouse=True)
def key(settings: LazySettings) -> None:
    settings.BACKUP_KEY = KEY


def said(*command: str) -> str:
    out = io.StringIO()
    call_command(*command, stdout=out, stderr=out)
    return out.getvalue()


def refused(*command: str) -> str:
    with pytest.raises(CommandError) as found:
        said(*command)
    return str(found.value)


def rows() -> dict[str, dict[str, Any]]:
    with connection.cursor() as cursor:
        return {one.name: tables.state_of(cursor, one) for one in tables.tables(cursor) if one.name != "django_session"}


def files() -> dict[str, str]:
    found = {}
    for name in StoredFile.objects.values_list("content", flat=True):
        with default_storage.open(name) as content:
            found[name] = sha256(content.read()).hexdigest()
    return found


def forget_everything(settings: LazySettings, tmp_path: Path) -> None:
    """Make the machine an empty one: no rows but what migrating fills in, and storage of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for one in tables.tables(cursor):
            if one.name not in _FILLED:
                cursor.execute(f'DELETE FROM "{one.name}"')  # noqa: S608 - names of our own tables
        cursor.execute("SET session_replication_role = origin")
    settings.MEDIA_ROOT = tmp_path / "new" / "files"
    settings.JOURNAL_ANCHOR_FILE = tmp_path / "new" / "anchors" / "journal.txt"


@pytest.mark.django_db(transaction=True)
def test_every_row_and_every_file_comes_back(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "PIECE", 4096)
    monkeypatch.setattr(tables, "PART", 1000)
    make_person()
    entries = append(40)
    anchor()
    kept = [keep_pdf(f"文书{at}.pdf", b"%PDF-" + bytes([at]) * 5000, 1) for at in range(3)]
    before, contents = rows(), files()
    assert before["accounts_journalentry"]["rows"] == 40
    assert len(contents) == 3

    assert "备份完成" in said("backup", "--to", str(tmp_path))
    [path] = tmp_path.glob("*.zcps")
    assert path.stat().st_mode & 0o077 == 0
    raw = path.read_bytes()
    assert entries[0].digest.encode() not in raw
    assert f"{sum(one['rows'] for one in before.values())} 行，3 个文件" in said("backup", "verify", str(path))

    # A machine that is not empty stays as it is.
    assert "本机的数据库中已有数据" in refused("restore", str(path))
    assert (rows(), files()) == (before, contents)

    forget_everything(settings, tmp_path)
    (tmp_path / "new" / "files").mkdir(parents=True)
    (tmp_path / "new" / "files" / "other").write_text("somebody's")
    assert "文件存储或存证文件夹中已有内容" in refused("restore", str(path))
    (tmp_path / "new" / "files" / "other").unlink()
    answer = said("restore", str(path))
    assert "均与备份一致" in answer
    assert "恢复完成" in answer
    assert rows() == before
    assert files() == contents
    assert StoredFile.objects.get(pk=kept[0].pk).name == "文书0.pdf"
    assert '"valid": true' in said("journal", "verify")

    # Numbers go on, and what triggers forbid is forbidden again.
    assert make_person("后来人").pk > 1
    with pytest.raises(Exception, match="append-only"):
        JournalEntry.objects.all().delete()


@pytest.mark.django_db(transaction=True)
def test_whatever_is_wrong_with_a_backup_is_said_before_anything_is_touched(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealing, "PIECE", 4096)
    append(3)
    kept = keep_pdf("文书.pdf", b"%PDF-" + bytes(range(256)) * 200, 1)
    said("backup", "--to", str(tmp_path))
    [path] = tmp_path.glob("*.zcps")
    whole = path.read_bytes()
    forget_everything(settings, tmp_path)

    def answer(content: bytes) -> str:
        path.write_bytes(content)
        assert refused("restore", str(path)) == refused("backup", "verify", str(path))
        assert not JournalEntry.objects.exists()
        assert not default_storage.exists(kept.content.name)
        return refused("restore", str(path))

    middle = len(whole) // 2
    assert "内容被改动" in answer(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
    assert "内容被改动" in answer(whole[:100] + whole[200:])
    assert "结尾缺失" in answer(whole[:-1])
    assert "结尾缺失" in answer(whole[: middle + 2])
    assert "结尾之后还有内容" in answer(whole + b"more")
    assert "不是本平台的备份文件" in answer(b"PK" + whole)
    assert "不是本平台的备份文件" in answer(whole[:20])
    settings.BACKUP_KEY = "other" * 10
    assert "备份密钥与这份备份不符" in answer(whole)
    settings.BACKUP_KEY = "short"
    assert "没有设置备份密钥" in answer(whole)
    settings.BACKUP_KEY = KEY
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('reviews', '9999_later', now())")
    path.write_bytes(whole)
    assert "reviews.9999_later" in refused("restore", str(path))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '9999_later'")
    assert "恢复完成" in said("restore", str(path))


@pytest.mark.django_db(transaction=True)
def test_a_file_that_the_storage_has_not_is_named_and_the_rest_is_kept(tmp_path: Path) -> None:
    gone, _ = keep_pdf("甲.pdf", b"%PDF-1", 1), keep_pdf("乙.pdf", b"%PDF-2", 1)
    default_storage.delete(gone.content.name)
    out = io.StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("backup", "--to", str(tmp_path), stdout=out, stderr=out)
    assert ended.value.code == 1
    assert f"1 个文件在存储中没有，未能备份：{gone.content.name}" in out.getvalue()
    [path] = tmp_path.glob("*.zcps")
    assert "1 个文件" in said("backup", "verify", str(path))


def test_a_backup_that_fails_leaves_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive.Writer, "_end", _full)
    with pytest.raises(OSError, match="No space"), archive.Writer.open(tmp_path / "one.zcps", KEY, {}) as writer:
        writer.part("database/one", b"1,2\n")
    assert not any(tmp_path.iterdir())


@pytest.mark.django_db(transaction=True)
def test_where_the_disk_is_full_a_sentence_says_so_and_nothing_is_left(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(archive.Writer, "_end", _full)
    assert "备份没有写完（No space left on device），没有留下不完整的文件" in refused("backup", "--to", str(tmp_path))
    assert not any(tmp_path.iterdir())


@pytest.mark.django_db(transaction=True)
def test_what_lies_beside_the_database_is_of_the_moment_of_its_snapshot(
    settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """People act, the watch looks and a head is anchored while the backup is being made."""
    append(2)
    journal_watch.look()
    anchor()
    taken, copy_out, acted = tables.head, tables.copy_out, list[Any]()

    def snapshot(cursor: Any) -> dict[str, Any]:
        found = taken(cursor)
        if not acted:
            # After the snapshot, and before what lies outside has been looked at again.
            acted.append(append(1))
            journal_watch.look()
            anchor()
        return found

    def copied(*asked: Any) -> dict[str, Any]:
        if len(acted) == 1:
            acted.append(append(1))
            journal_watch.look()
            anchor()
        return copy_out(*asked)

    monkeypatch.setattr(make, "head", snapshot)
    monkeypatch.setattr(make, "copy_out", copied)
    said("backup", "--to", str(tmp_path))
    [path] = tmp_path.glob("*.zcps")
    assert JournalEntry.objects.count() == 4
    forget_everything(settings, tmp_path)
    said("restore", str(path))
    assert JournalEntry.objects.count() == 3
    assert '"valid": true' in said("journal", "verify")
    assert journal_watch.look().holds


def _full(_: archive.Writer) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize(
    ("command", "sentence"),
    [
        (["backup"], "请写明要做什么"),
        (["backup", "verify"], "请写明要做什么"),
        (["backup", "verify", "/nowhere"], "备份文件无法打开"),
        (["backup", "--to", "/nowhere"], "没有存放备份的文件夹"),
    ],
)
def test_bad_input_gets_a_sentence(command: list[str], sentence: str) -> None:
    assert sentence in refused(*command)


@pytest.mark.parametrize(
    ("noted", "sentence"), [({"sha256": "0" * 64}, "清单与内容不符：database/one"), (None, "清单以外的内容")]
)
def test_what_the_manifest_does_not_say_is_not_believed(tmp_path: Path, noted: Any, sentence: str) -> None:
    with archive.Writer.open(tmp_path / "one.zcps", KEY, {}) as writer:
        writer.part("database/one", b"1\n")
        if noted:
            writer.note("database/one", rows=1, size=2, **noted)
    with pytest.raises(sealing.BackupRefused, match=sentence):
        restoring.verify(tmp_path / "one.zcps")


def pieces(sealed: bytes) -> list[bytes]:
    """Take a sealed file apart: its head, and each piece with its length."""
    at = len(sealing.MAGIC) + sealing._SALT + sealing._CHECK
    found = [sealed[:at]]
    while at < len(sealed):
        length = int.from_bytes(sealed[at : at + 4]) & ~sealing._LAST
        found.append(sealed[at : at + 4 + length])
        at += 4 + length
    return found


def test_pieces_that_were_moved_left_out_or_made_the_last_do_not_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "PIECE", 8)
    whole = io.BytesIO()
    with sealing.SealedWriter(whole, KEY) as writer:
        writer.write(b"a" * 8 + b"b" * 8 + b"c")
    head, first, second, last = pieces(whole.getvalue())
    assert sealing.SealedReader(io.BytesIO(head + first + second + last), KEY).read() == b"a" * 8 + b"b" * 8 + b"c"
    ended = bytes([second[0] | 0x80]) + second[1:]
    for wrong in ((second, first, last), (second, last), (first, last), (first, ended)):
        with pytest.raises(sealing.BackupRefused):
            sealing.SealedReader(io.BytesIO(head + b"".join(wrong)), KEY).read()


@pytest.mark.django_db
def test_rows_that_came_back_otherwise_than_the_manifest_says_are_refused() -> None:
    with connection.cursor() as cursor:
        here = {one.name: one for one in tables.tables(cursor)}
        said = {"accounts_region": tables.state_of(cursor, here["accounts_region"]) | {"sha256": "0" * 64}}
        with pytest.raises(sealing.BackupRefused, match="恢复后的内容与备份不符（accounts_region）"):
            restoring._compare(cursor, restoring.Verified({}, said, 0, 0), here)
