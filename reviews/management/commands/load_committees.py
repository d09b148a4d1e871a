"""manage.py load_committees: what a new platform begins with; regions and offices first, for committees lie in them."""

from django.core.management.base import BaseCommand

from accounts.models import Agency
from accounts.services.seed import load_regions_and_agencies
from reviews.services.committees import load_committees
from reviews.services.tables import load_tables


class Command(BaseCommand):
    """Write regions, offices, committees and the annexed tables of the notices; harmless to repeat."""

    help = "Load regions, offices, review committees, and the first editions of the tables from reviews/*/*.yaml"

    def handle(self, *args: object, **options: object) -> None:
        """Load them and say how many there are."""
        load_regions_and_agencies()
        self.stdout.write(f"{Agency.objects.count()} offices")
        self.stdout.write(f"{len(load_committees())} committees")
        self.stdout.write(f"{len(load_tables())} tables published as first editions")
