"""manage.py office_account AGENCY USER_NAME NAME: the first account of a bureau, which then gives all others."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.actor import CLOCK
from accounts.models import Agency
from accounts.services.office_accounts import OfficeAccountRefused, issue


class Command(BaseCommand):
    """Gives an office account from the server's console and prints its initial password."""

    help = "Give an account for an agency and print its initial password."

    def add_arguments(self, parser: CommandParser) -> None:
        """Name the agency as it is called in full."""
        for name in ("agency", "user_name", "name"):
            parser.add_argument(name)

    def handle(self, *args: object, **options: Any) -> None:
        """Give the account."""
        agency = Agency.objects.filter(name=options["agency"]).first()
        if agency is None:
            raise CommandError(f"没有名为“{options['agency']}”的机构，请核对全称。")
        try:
            _, password = issue(agency, options["user_name"], options["name"], CLOCK)
        except OfficeAccountRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"用户名 {options['user_name']}\n初始密码 {password}")
