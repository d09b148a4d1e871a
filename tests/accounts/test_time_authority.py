"""The head of the journal, stamped by an authority (RFC 3161): verified without us, and no forged chain fits it."""

import base64
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import LazySettings

from accounts import tasks
from accounts.models import JournalAnchor
from accounts.services import journal
from accounts.services.anchors import anchor, broken_anchors, inclusions, oldest_without
from tests.accounts.test_journal import append, meddle, rechained, verify
from tests.signing import SigningPlace, answering
from zcps.signed.tokens import stamped

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def authority(settings: LazySettings) -> None:
    settings.TIME_STAMPER = "accounts.time_authority.TimeAuthority"


def token_of(settings: LazySettings, number: int) -> Path:
    return Path(settings.JOURNAL_ANCHOR_FILE).parent / "tokens" / f"{number}.tst"


def test_openssl_verifies_the_token_by_the_published_certificates_alone(
    settings: LazySettings, signing_place: SigningPlace
) -> None:
    head = append()[-1]
    made = anchor()
    path = token_of(settings, head.number)
    assert path.read_bytes() == base64.b64decode(made.proof)
    assert made.authority == "时间戳服务（仿真）"
    assert Path(settings.JOURNAL_ANCHOR_FILE).read_text().startswith(f"{head.number} {head.digest} ")

    def said(text: Path) -> str:
        tool = [shutil.which("openssl") or "", "ts", "-verify", "-data", str(text), "-token_in", "-in", str(path)]
        roots = ["-CAfile", str(signing_place.keys / "published.pem")]
        done = subprocess.run([*tool, *roots], capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    stated = path.with_suffix(".txt")
    assert "Verification: OK" in said(stated)
    assert [line.split()[-1] for line in stated.read_text().splitlines()[1:]] == [head.digest, made.root]
    stated.write_text(stated.read_text().replace(made.root, head.previous))
    assert "Verification: FAILED" in said(stated)


def test_a_chain_forged_whole_does_not_fit_though_its_line_outside_is_forged_too(
    settings: LazySettings, capsys
) -> None:
    append()
    made = anchor()
    head = rechained()
    lines = Path(settings.JOURNAL_ANCHOR_FILE)
    lines.write_text(lines.read_text().replace(made.digest, head))
    assert [line["because"] for line in verify(capsys)["broken"]] == ["第 3 条与存证的校验值不符"]
    # Who may write the anchors as well still has no token for his head.
    meddle(
        "UPDATE accounts_journalanchor SET digest = %s",
        [head],
        table="journalanchor",
        trigger="anchors_are_append_only",
    )
    assert [line["because"] for line in verify(capsys)["broken"]] == [
        "第 1 至 3 条与存证的根不符",
        f"第 3 条的存证在{made.authority}中没有找到，或内容不符",
    ]


def test_nobody_stamps_another_head_over_one_that_was_stamped(settings: LazySettings) -> None:
    head = append()[-1]
    anchor()
    kept = token_of(settings, head.number).read_bytes()
    rechained()
    meddle("DELETE FROM accounts_journalanchor", table="journalanchor", trigger="anchors_are_append_only")
    with pytest.raises(OSError, match="another head was stamped for the entry 3 before"):
        anchor()
    assert token_of(settings, head.number).read_bytes() == kept


@pytest.mark.parametrize("harm", ["other head", "cut", "lost", "nonsense", "stranger"])
def test_a_token_that_is_not_the_heads_shows(settings: LazySettings, harm: str, tmp_path: Path) -> None:
    first, _ = append(2)
    made = anchor()
    assert not list(broken_anchors())
    path = token_of(settings, made.number)
    if harm == "stranger":
        (tmp_path / "published.pem").write_bytes(b"")
        settings.PAPER_KEYS = tmp_path
    elif harm == "lost":
        path.unlink()
    elif harm == "cut":
        path.write_bytes(path.read_bytes()[:-1])
    else:
        proof = {"other head": made.proof, "nonsense": "bm9uc2Vuc2U="}[harm]
        number = first.number if harm == "other head" else made.number
        JournalAnchor.objects.create(
            number=number,
            digest=first.digest if harm == "other head" else made.digest,
            anchored_at=made.anchored_at, authority=made.authority, place=made.place, proof=proof,
        )  # fmt: skip
    assert [because for _, because in broken_anchors()][-1].endswith("没有找到，或内容不符")


def test_where_the_authority_is_silent_or_refuses_nothing_is_anchored_and_the_next_try_does(
    settings: LazySettings,
) -> None:
    append()
    address, settings.TIME_STAMP_ADDRESS = settings.TIME_STAMP_ADDRESS, "http://127.0.0.1:9/"
    with pytest.raises(OSError, match="was not stamped"):
        tasks.anchor_journal()
    with answering(b"nonsense") as settings.TIME_STAMP_ADDRESS, pytest.raises(OSError, match="was not stamped"):
        tasks.anchor_journal()
    assert not JournalAnchor.objects.exists()
    settings.TIME_STAMP_ADDRESS = address
    tasks.anchor_journal()
    assert JournalAnchor.objects.exists()


def test_an_anchor_from_before_there_were_roots_holds_and_the_next_root_has_its_entries(settings: LazySettings) -> None:
    head = append()[-1]
    token = stamped(bytes.fromhex(head.digest), settings.TIME_STAMP_ADDRESS)
    token_of(settings, head.number).parent.mkdir(parents=True)
    token_of(settings, head.number).write_bytes(token)
    JournalAnchor.objects.create(
        number=head.number, digest=head.digest, anchored_at=head.at, authority="时间戳服务（仿真）", place="3.tst",
        proof=base64.b64encode(token).decode(),
    )  # fmt: skip
    # Its token stays as it is: nothing was written since.
    assert anchor() is None
    append(1)
    made = anchor()
    assert (made.since, made.number) == (1, 4)
    assert not list(broken_anchors())
    assert {found.anchor for found in inclusions([1, 3, 4]).values()} == {made}


def test_anchors_in_the_local_file_from_before_still_hold(settings: LazySettings) -> None:
    append()
    settings.TIME_STAMPER = "accounts.timestamps.LocalFile"
    anchor()
    assert oldest_without() is None
    settings.TIME_STAMPER = "accounts.time_authority.TimeAuthority"
    # A line of the stand-in is no time stamp: the alarm counts from the first entry, and beat does not wait for a day.
    assert oldest_without().number == 1
    tasks.anchor_journal()
    assert oldest_without() is None
    assert JournalAnchor.objects.first().since == 1
    append(1)
    assert anchor().since == 4
    assert not list(broken_anchors())
    assert JournalAnchor.objects.values("authority").distinct().count() == 2
    # What the stand-in had under its root is under an authority's now.
    assert [inclusions([2])[2].anchor.authority] == ["时间戳服务（仿真）"]
    assert JournalAnchor.objects.first().digest != journal.GENESIS
