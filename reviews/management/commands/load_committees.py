"""manage.py load_committees."""

from django.core.management.base import BaseCommand

from reviews.services.committees import load_committees


class Command(BaseCommand):
    """Write the committees of the notices; harmless to repeat."""

    help = "Load review committees and their offices from reviews/committees/*.yaml"

    def handle(self, *args: object, **options: object) -> None:
        """Load them and say how many there are."""
        self.stdout.write(f"{len(load_committees())} committees")
