"""How fast the journal is verified, and how much memory that takes: BENCH_JOURNAL=1000000 takes another number.

Run in the database of the tests' server; all of it is rolled back.
"""

import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zcps.settings.test")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from accounts.actor import CLOCK
from accounts.models import JournalEntry, Region
from accounts.services import journal, journal_watch
from bench.measure import row
from tests.accounts.people import make_region

NUMBER = int(os.environ.get("BENCH_JOURNAL", "100000"))
# Of a million entries.
BUDGET = 60.0 * NUMBER / 1_000_000
BATCH = 5000


def main() -> None:
    """Write entries, verify them, look at them as the watch does."""
    settings.JOURNAL_ANCHOR_FILE = Path(tempfile.mkdtemp()) / "journal.txt"
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        region = make_region()
        for _ in range(0, NUMBER, BATCH):
            journal.append([_entry(region) for _ in range(BATCH)])
        before, begun = _memory(), time.perf_counter()
        broken = list(journal.broken_links())
        seconds = time.perf_counter() - begun
        print(f"{len(broken)} broken")
        row(f"{NUMBER:,} entries verified, {NUMBER / seconds:,.0f} a second", seconds, BUDGET)
        print(f"{'memory beside that':<52} {_memory() - before:>10.1f} MB")
        begun = time.perf_counter()
        journal_watch.look()
        row(f"the watch's look at {journal_watch.PORTION:,} entries, twice", time.perf_counter() - begun, 5)
        transaction.set_rollback(True)


def _entry(region: Region) -> JournalEntry:
    note = "公示期满，没有异议"
    return journal.written("act", region, CLOCK, case=1, before="a", after="b", share=0.5, note=note, numbers=[1, 2, 3])


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
