"""manage.py sweep: what Celery's beat does every minute, for cron."""

from django.core.management.base import BaseCommand, CommandError

from accounts.services.timekeeping import ClockDoubted
from reviews.services import objections
from reviews.services.sweep import close_due


class Command(BaseCommand):
    """End what is due; harmless to repeat, and beside a running worker."""

    help = "Close publicities whose period is over and let overdue applications lapse"

    def handle(self, *args: object, **options: object) -> None:
        """Sweep once and say what was done."""
        try:
            swept = close_due()
        except ClockDoubted as doubted:
            raise CommandError(f"{doubted}。") from doubted
        objections.warn_overdue()
        self.stdout.write(f"released {swept.released}, closed {swept.closed}, lapsed {swept.lapsed}")
