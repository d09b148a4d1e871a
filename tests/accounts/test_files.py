"""Kept files: what is read is what was kept, or nothing; a storage that fails leaves nothing behind."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.enums import FileTrouble
from accounts.models import FileAlarm, JournalEntry, StoredFile
from accounts.services.files import FileWithheld, StorageGone, content_of, forget, keep, opened
from tests.accounts.people import id_number, make_person, sign_in
from tests.accounts.test_scans import clean
from zcps.services import ROOT

pytestmark = pytest.mark.django_db


def change(kept: StoredFile) -> None:
    path = Path(kept.content.path)
    content = bytearray(path.read_bytes())
    content[3] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


def test_what_is_read_is_what_was_kept():
    kept = keep(clean(b"0123456789" * 200_000), make_person())
    with opened(kept) as content:
        assert content.read(10) == b"0123456789"
    assert len(content_of(kept)) == kept.size


def test_a_name_keeps_no_number_of_a_person():
    number = id_number()
    kept = keep(replace(clean(), name=f"身份证{number}.png"), make_person())
    assert StoredFile.objects.get(pk=kept.pk).name == "身份证（号码略）.png"
    assert keep(replace(clean(), name=f"{number}.png"), None, made=True).name.startswith(number), "ours says what it is"


def test_a_changed_byte_is_refused_and_told_once(client):
    owner = make_person()
    kept = keep(clean(), owner)
    change(kept)
    sign_in(client, owner)
    for _ in range(2):
        page = client.get(reverse("file", args=[kept.pk]))
        assert page.status_code == 409
        assert "与保存时的校验值不一致" in page.content.decode()
        assert b"what was" not in page.content
    alarm = FileAlarm.objects.get()
    assert (alarm.file_id, alarm.trouble) == (kept.pk, FileTrouble.CHANGED)
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.data["file"]) == ("raise_file_alarm", str(kept.pk))


def test_a_missing_file_is_a_sentence_and_an_alarm(client):
    owner = make_person()
    kept = keep(clean(), owner)
    default_storage.delete(kept.content.name)
    sign_in(client, owner)
    page = client.get(reverse("file", args=[kept.pk]))
    assert (page.status_code, "没有找到" in page.content.decode()) == (409, True)
    assert FileAlarm.objects.get().trouble == FileTrouble.MISSING


def test_a_file_that_was_deleted_is_there_for_nobody(client):
    owner = make_person()
    kept = keep(clean(), owner)
    sign_in(client, owner)
    forget(kept)
    assert client.get(reverse("file", args=[kept.pk])).status_code == 404
    assert default_storage.exists(kept.content.name)


def test_a_full_disk_leaves_nothing_behind(monkeypatch, settings):
    def half(self, name, content):
        path = Path(self.path(name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", half)
    with pytest.raises(StorageGone, match="没有保存"):
        keep(clean(), make_person())
    assert not StoredFile.objects.exists()
    assert [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()] == []


def test_whoever_uploads_is_told_that_nothing_was_kept(client, monkeypatch):
    from tests.zcps.test_uploads import picture

    def gone(self, name, content):
        raise OSError("no storage")

    user = make_person()
    sign_in(client, user)
    client.get(reverse("profile"))
    monkeypatch.setattr("django.core.files.storage.FileSystemStorage._save", gone)
    address, photo = reverse("profile_photo"), SimpleUploadedFile("照片.jpg", picture())
    answer = client.post(address, {"photo": photo}, headers={"accept": "application/json"})
    assert answer.status_code == 503
    assert "您的文件没有保存" in answer.json()["error"]
    photo.seek(0)
    page = client.post(address, {"photo": photo}, headers={"accept": "text/html"})
    assert (page.status_code, "文件存储暂时不可用" in page.content.decode()) == (503, True)
    assert not StoredFile.objects.exists()


def test_nobody_reads_a_file_past_the_check():
    reads = re.compile(r"\.content\.(open|read|path|url|chunks)\b|\.content\.file\b")
    found = {
        str(path.relative_to(ROOT))
        for app in ("accounts", "employers", "applicants", "credits", "reviews")
        for path in (ROOT / app).rglob("*.py")
        if reads.search(path.read_text())
    }
    assert found == {"accounts/services/files.py"}


def test_a_withheld_file_is_no_longer_readable_by_path():
    kept = keep(clean(), make_person())
    change(kept)
    with pytest.raises(FileWithheld):
        content_of(kept)
