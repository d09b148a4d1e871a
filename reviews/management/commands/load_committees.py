"""manage.py load_committees."""

from django.core.management.base import BaseCommand

from reviews.services.committees import load_committees
from reviews.services.tables import load_tables


class Command(BaseCommand):
    """Write the committees and the annexed tables of the notices; harmless to repeat."""

    help = "Load review committees, their offices, and the first editions of the tables from reviews/*/*.yaml"

    def handle(self, *args: object, **options: object) -> None:
        """Load them and say how many there are."""
        self.stdout.write(f"{len(load_committees())} committees")
        self.stdout.write(f"{len(load_tables())} tables published as first editions")
