"""The backup of the day, made by the clock and noted for the watch."""

import logging

from reviews.services.runs import noted
from zcps.alone import alone
from zcps.backup import schedule

log = logging.getLogger(__name__)
WORK = "backup"


def make_due() -> bool:
    """Make the day's backup where it is due and nobody else is making it; say whether it was made.

    Raises:
        BackupRefused, OSError: it was not made, which the watch tells; the next call tries again.
    """
    if not schedule.is_due():
        return False
    with alone(WORK) as is_ours:
        # Whoever held it until now has made it.
        if not is_ours or not schedule.is_due():
            return False
        with noted(WORK) as done:
            done["missing"] = len(schedule.make_daily(log.info).missing)
    return True
