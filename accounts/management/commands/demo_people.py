"""manage.py demo_people: the invented people of a demonstration, for a service that stands in for the real sign-in."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.enums import AccountKind
from accounts.models import User
from accounts.selectors.demo_people import assertion_for


class Command(BaseCommand):
    """Prints JSON, each person as the services of tests/oidc and tests/tickets write him down."""

    help = "以 JSON 输出演示环境的虚构人员，供仿真登录服务使用；正式环境不提供。"

    def handle(self, *_: Any, **__: Any) -> None:
        """Print."""
        if not settings.DEMO_IDENTITY:
            raise CommandError("demo_people exists in a demonstration only.")
        kinds = (AccountKind.PERSONAL, AccountKind.LEGAL_PERSON)
        users = User.objects.filter(kind__in=kinds, is_active=True).order_by("legal_name", "name", "pk")
        self.stdout.write(json.dumps([_person(user) for user in users if user.id_number], ensure_ascii=False))


def _person(user: User) -> dict[str, str]:
    said = assertion_for(user)
    legal = said.legal_person
    return {
        "kind": said.kind,
        "name": said.name,
        "id_number": said.id_number,
        "id_type": said.id_type,
        "phone": said.phone,
        "assurance": str(said.assurance),
        "uscc": legal.uscc if legal else "",
        "legal_name": legal.name if legal else "",
        "representative": legal.representative if legal else "",
    }
