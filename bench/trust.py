"""What was tried against the platform, how many times, and how many times it held: one table, and every line 100 %.

Runs the tests named below and counts them. A test that tries a great many things says how many (`tried`); where it
fails none of them count as held.
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

ROOT = Path(__file__).resolve().parent.parent
LINES = {
    "Sign-in: forged, replayed and foreign answers refused": ("tests/accounts/gov", "tests/accounts/test_sign_in.py"),
    "Office accounts: guessing, sessions, accounts that ended": (
        "tests/accounts/test_office_sign_in.py",
        "tests/accounts/test_office_accounts.py",
        "tests/accounts/test_lockout.py",
        "tests/accounts/test_phone.py",
        "tests/accounts/test_recovery.py",
        "tests/accounts/test_sessions.py",
        "tests/accounts/test_proof.py",
        "tests/accounts/test_office_numbers.py",
        "tests/accounts/test_account.py",
    ),
    "One person under several accounts: no second officer, no act about himself": (
        "tests/applicants/test_persons.py",
        "tests/reviews/steps/test_oneself.py",
    ),
    "Access: every address by every role, hidden as missing": (
        "tests/test_access.py",
        "tests/employers/test_access.py",
        "tests/reviews/views/test_own_files.py",
        "tests/accounts/test_questions.py",
    ),
    "Access: applicants, credits, files": (
        "tests/applicants/test_access.py",
        "tests/credits/test_access.py",
        "tests/accounts/test_access.py",
    ),
    "API: described, closed, shared with partners": ("tests/reviews/api", "tests/accounts/test_partners.py"),
    "Secrets: sealed to their row, rotated, never in the clear": (
        "tests/zcps/test_encryption.py",
        "tests/zcps/test_rotation.py",
        "tests/zcps/test_sealed_json.py",
        "tests/zcps/test_key_checks.py",
        "tests/test_nothing_in_clear.py",
        "tests/reviews/views/test_clear_reading.py",
        "tests/accounts/test_exports.py",
        "tests/accounts/test_words.py",
        "tests/law/test_personal_numbers.py",
    ),
    "Uploads: sniffed, rebuilt, scanned, checked when read": (
        "tests/zcps/test_uploads.py",
        "tests/accounts/test_files.py",
        "tests/accounts/test_scans.py",
        "tests/accounts/test_kept_files.py",
        "tests/zcps/test_object_store.py",
    ),
    "Headers, limits, production settings": (
        "tests/zcps/test_headers.py",
        "tests/zcps/test_outbound.py",
        "tests/zcps/test_tracing.py",
        "tests/zcps/test_production.py",
        "tests/accounts/test_limits.py",
        "tests/zcps/test_errors.py",
    ),
    "Journal: changed, removed, inserted, reordered, cut": (
        "tests/accounts/test_journal.py",
        "tests/accounts/test_anchors.py",
        "tests/zcps/test_merkle.py",
        "tests/zcps/test_bundle_journal.py",
        "tests/accounts/test_time_authority.py",
        "tests/reviews/views/test_journal_heads.py",
    ),
    "Changes past every act, and what must always be true": (
        "tests/reviews/test_history.py",
        "tests/reviews/services/test_invariants.py",
        "tests/reviews/views/test_watch.py",
    ),
    "Retention and own data": (
        "tests/accounts/test_retention.py",
        "tests/accounts/test_own_data.py",
        "tests/accounts/test_closing.py",
    ),
    "Papers: forged, altered, revoked": (
        "tests/zcps/test_signed_papers.py",
        "tests/zcps/test_paper_keys.py",
        "tests/zcps/test_provincial_seal.py",
        "tests/reviews/committee/test_signed_papers.py",
        "tests/reviews/papers",
        "tests/reviews/documents/test_case_bundle.py",
    ),
    "Ballots, draws and two at once": (
        "tests/reviews/committee/test_secrecy.py",
        "tests/law/test_draw.py",
        "tests/law/test_draw_properties.py",
        "tests/reviews/steps/test_at_once.py",
        "tests/test_walk.py",
    ),
    "Faults: killed, gone, full, twice": (
        "tests/faults",
        "tests/reviews/test_killed_in_the_middle.py",
        "tests/accounts/test_jobs.py",
        "tests/zcps/test_services.py",
        "tests/accounts/test_timekeeping.py",
        "tests/reviews/steps/test_clock_in_doubt.py",
        "tests/accounts/test_notices.py",
    ),
    "Backups: every row and file again, every day": (
        "tests/zcps/test_backup.py",
        "tests/zcps/test_backup_schedule.py",
    ),
    "Every page and form with what nobody should send": ("tests/fuzz",),
}


class Case(NamedTuple):
    """One test: where it stands, how much it tried, whether it held."""

    path: str
    tried: int
    held: bool


def main() -> int:
    """Run, print, and fail where a line is not whole."""
    paths = sorted({path for paths in LINES.values() for path in paths})
    missing = [path for path in paths if not (ROOT / path).exists()]
    if missing:
        print("No such tests:", *missing)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "trust.xml"
        command = [sys.executable, "-m", "pytest", *paths, "-q", f"--junitxml={report}", "-o", "junit_family=xunit1"]
        done = subprocess.run([*command, *sys.argv[1:]], cwd=ROOT, check=False)
        cases = list(_cases(report))
    whole = [_line(title, [case for case in cases if case.path.startswith(places)]) for title, places in LINES.items()]
    return 0 if all(whole) and not done.returncode else 1


def _cases(report: Path) -> Iterator[Case]:
    for case in ET.parse(report).iter("testcase"):  # noqa: S314 - our own tests have just written it
        said = case.find("properties/property[@name='tried']")
        tried = int(said.get("value", "1")) if said is not None else 1
        held = not any(case.find(fault) is not None for fault in ("failure", "error", "skipped"))
        yield Case(case.get("file", ""), tried, held)


def _line(title: str, cases: list[Case]) -> bool:
    tried, held = sum(case.tried for case in cases), sum(case.tried for case in cases if case.held)
    print(f"{title:<60}{tried:>9,}{held:>9,}{held / tried if tried else 0:>8.0%}")
    return bool(tried) and held == tried


if __name__ == "__main__":
    sys.exit(main())
