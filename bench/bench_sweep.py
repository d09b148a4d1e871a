"""How fast the clock is: periods of one person each that end at one moment, and cases whose time has run out.

Run in the database of the tests' server; all of it is rolled back. BENCH_SWEEP=5000 takes another number.
"""

import cProfile
import os
import pstats
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zcps.settings.test")

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from bench.measure import row
from reviews.models import Application
from reviews.services.sweep import Swept, close_due
from tests.conftest import Clock
from tests.reviews import many_due

NUMBER = int(os.environ.get("BENCH_SWEEP", "100000"))
# Of 100,000 periods, with their entries in the journal.
BUDGET = 60.0 * NUMBER / 100_000


def timed(name: str, work: Callable[[], Swept]) -> Swept:
    """Run once and print it beside its budget."""
    begun = time.perf_counter()
    done = work()
    seconds = time.perf_counter() - begun
    row(f"{name}, {NUMBER / seconds:,.0f} a second", seconds, BUDGET)
    return done


def main() -> None:
    """Build what is due, sweep it, forget it."""
    settings.DEMO_CLOCK_FILE = Path(tempfile.mkdtemp()) / "clock"
    call_command("migrate", verbosity=0)
    with transaction.atomic():
        Clock().set(many_due.OPENS)
        many_due.periods(NUMBER)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        Clock().set(many_due.CLOSES)
        print(timed(f"{NUMBER:,} periods ended", close_due))
        print(timed(f"{NUMBER:,} rows with nothing due", close_due))
        Application.objects.update(due_at="2022-09-05T00:00:00+08:00")
        print(timed(f"{NUMBER:,} cases lapsed", close_due))
        transaction.set_rollback(True)


if __name__ == "__main__":
    if "--profile" in sys.argv:
        profile = cProfile.Profile()
        profile.runcall(main)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(60)
    else:
        main()
