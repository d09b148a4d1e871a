"""Virus scanning: nothing is given out that the scanner has not called clean, and everybody concerned is told."""

import io
import os
import tempfile
from hashlib import sha256
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.enums import FileTrouble, JobStage, ScanState
from accounts.models import FileAlarm, Job, JournalEntry, Notice, StoredFile
from accounts.services import jobs, scans
from accounts.services.files import FileWithheld, content_of, keep, keep_pdf, opened
from tests.accounts.clamd import EICAR, LIMIT, listening
from tests.accounts.people import make_person, sign_in
from tests.applicants import archives
from zcps.uploads import CleanFile, clamd

pytestmark = pytest.mark.django_db


@pytest.fixture
def scanner():
    # A socket's path may be no longer than a hundred letters.
    with tempfile.TemporaryDirectory() as folder, listening(Path(folder) / "clamd.sock") as server:
        yield server


@pytest.fixture
def configured(scanner, settings):
    settings.CLAMD_ADDRESS = scanner.address
    return scanner


@pytest.fixture
def with_real_one(scanner, settings):
    """Have the very scanner of `make test-clamd` asked, where it runs."""
    settings.CLAMD_ADDRESS = os.environ.get("CLAMD_TEST_ADDRESS", scanner.address)


def clean(content: bytes = b"what was rebuilt", name: str = "证明.pdf") -> CleanFile:
    return CleanFile(content, "application/pdf", "pdf", sha256(content).hexdigest(), 1, name)


@pytest.mark.parametrize(("content", "found"), [(b"harmless", ""), (b"x" * 300_000, ""), (b"%PDF" + EICAR, "Eicar")])
def test_the_protocol_of_the_scanner(scanner, content, found):
    address = os.environ.get("CLAMD_TEST_ADDRESS", scanner.address)
    assert clamd.scan(address, io.BytesIO(content))[: len(found) or 1].startswith(found)
    if address == scanner.address:
        assert sum(scanner.portions) == len(content)
        assert max(scanner.portions) <= 64 * 1024


def test_a_file_too_large_for_the_scanner_is_not_taken_for_clean(scanner):
    with pytest.raises(clamd.NotScanned, match="size limit exceeded"):
        clamd.scan(os.environ.get("CLAMD_TEST_ADDRESS", scanner.address), io.BytesIO(b"x" * (LIMIT + 200_000)))


@pytest.mark.parametrize("mood", ["silent", "hangs up", "rubbish"])
def test_a_scanner_that_does_not_answer_is_gone(scanner, mood):
    scanner.mood = mood
    with pytest.raises(clamd.ScannerGone):
        clamd.scan(scanner.address, io.BytesIO(b"harmless"), patience=0.2)


@pytest.mark.parametrize("address", ["/nowhere/clamd.sock", "127.0.0.1:9"])
def test_no_scanner_at_the_address_is_gone(address):
    with pytest.raises(clamd.ScannerGone):
        clamd.scan(address, io.BytesIO(b"harmless"))


def test_without_a_scanner_files_are_given_out_and_say_so():
    kept = keep(clean(), make_person())
    assert kept.scan == ScanState.UNSCANNED
    assert scans.sweep_scans() == 0
    assert (content_of(kept), kept.withheld) == (b"what was rebuilt", "")


def test_a_file_waits_until_it_is_called_clean(with_real_one, client):
    owner = make_person()
    kept = keep(clean(), owner)
    assert (kept.scan, kept.withheld) == (ScanState.WAITING, "正在安全检查")
    sign_in(client, owner)
    page = client.get(reverse("file", args=[kept.pk]))
    assert (page.status_code, page["Refresh"]) == (409, "10")
    assert "正在进行病毒检查" in page.content.decode()
    assert scans.sweep_scans() == 1
    assert scans.sweep_scans() == 0
    answer = client.get(reverse("file", args=[kept.pk]))
    assert b"".join(answer) == b"what was rebuilt"
    assert "Refresh" not in answer


def test_an_infected_file_is_withheld_and_its_owner_told(with_real_one, client):
    owner = make_person()
    kept = keep(clean(b"%PDF" + EICAR), owner)
    assert scans.sweep_scans() == 1
    kept.refresh_from_db()
    assert kept.scan == ScanState.INFECTED
    assert kept.scan_note.startswith("Eicar-Test-Signature")
    sign_in(client, owner)
    page = client.get(reverse("file", args=[kept.pk]))
    assert page.status_code == 409
    assert "已经隔离" in page.content.decode()
    assert "Refresh" not in page
    told = Notice.objects.get()
    assert told.recipient == owner
    assert "重新上传" in told.body
    alarm = FileAlarm.objects.get()
    assert (alarm.trouble, alarm.file_id) == (FileTrouble.INFECTED, kept.pk)
    assert JournalEntry.objects.get().act == "raise_file_alarm"


def test_an_infected_file_stays_withheld_when_the_scanner_is_taken_away(configured, settings):
    kept = keep(clean(EICAR), make_person())
    scans.sweep_scans()
    settings.CLAMD_ADDRESS = ""
    kept.refresh_from_db()
    with pytest.raises(FileWithheld):
        opened(kept)


def test_where_the_scanner_is_gone_nothing_is_given_out_and_one_file_finds_it_out(configured, clock):
    configured.mood = "hangs up"
    first, second = keep(clean(), make_person()), keep(clean(b"another"), make_person())
    assert scans.sweep_scans() == 0
    states = [StoredFile.objects.get(pk=one.pk).scan for one in (first, second)]
    assert states == [ScanState.FAILED, ScanState.WAITING]
    with pytest.raises(FileWithheld):
        opened(StoredFile.objects.get(pk=first.pk))
    configured.mood = "ok"
    assert scans.sweep_scans() == 1
    clock.advance(minutes=11)
    assert scans.sweep_scans() == 1
    assert set(StoredFile.objects.values_list("scan", flat=True)) == {ScanState.CLEAN}


def test_one_that_cannot_be_scanned_does_not_keep_the_others_back(configured):
    keep(clean(b"x" * (LIMIT + 200_000)), make_person())
    other = keep(clean(), make_person())
    assert scans.sweep_scans() == 1
    other.refresh_from_db()
    assert other.scan == ScanState.CLEAN


def test_what_was_kept_before_there_was_a_scanner_is_scanned_too(scanner, settings):
    kept = keep(clean(EICAR), make_person())
    settings.CLAMD_ADDRESS = scanner.address
    with pytest.raises(FileWithheld):
        opened(kept)
    assert scans.sweep_scans() == 1
    kept.refresh_from_db()
    assert kept.scan == ScanState.INFECTED


def test_what_the_platform_has_made_needs_no_scan(configured):
    kept = keep_pdf("文书.pdf", b"made", 1)
    assert kept.scan == ScanState.OWN
    assert scans.sweep_scans() == 0
    assert content_of(kept) == b"made"


def test_a_job_that_reads_such_a_file_waits_for_it(configured, monkeypatch):
    kept = keep(clean(), make_person())
    handler = jobs.Handler(lambda _: {"read": content_of(StoredFile.objects.get()).decode()}, "读取", str, "查看")
    monkeypatch.setitem(jobs.HANDLERS, "reading", handler)
    job = Job.objects.create(
        kind="reading", owner=kept.owner, role="applicant", created_at=kept.uploaded_at, heartbeat_at=kept.uploaded_at
    )
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.stage == JobStage.QUEUED
    assert "正在进行病毒检查" in job.note
    scans.sweep_scans()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.stage, job.result) == (JobStage.DONE, {"read": "what was rebuilt"})


def test_the_watch_says_so_when_the_scanner_is_gone(configured, clock):
    from reviews.services.watch import State, checks

    def seen():
        return next(check for check in checks() if check.title == "上传文件的病毒检查")

    keep(clean(), make_person())
    assert seen().state == State.DONE
    clock.advance(minutes=11)
    configured.mood = "hangs up"
    scans.sweep_scans()
    assert (seen().state, "病毒检查程序没有回应" in seen().text) == (State.STOP, True)
    configured.mood = "ok"
    clock.advance(minutes=11)
    scans.sweep_scans()
    assert seen().state == State.DONE


def test_the_pages_say_how_a_file_stands(configured, client):
    profile = archives.make_profile(make_person("某甲"))
    record = archives.make_record(profile)
    profile.photo = keep(clean(b"a photo"), profile.user)
    profile.save()
    sign_in(client, profile.user)
    archive, own = reverse("record", args=[record.pk]), reverse("profile")
    for state in (ScanState.WAITING, ScanState.INFECTED):
        StoredFile.objects.update(scan=state)
        assert state.label in client.get(archive).content.decode()
        assert state.label in client.get(own).content.decode()
    StoredFile.objects.update(scan=ScanState.CLEAN)
    assert "检查" not in client.get(archive).content.decode()
