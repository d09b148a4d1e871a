"""The committee office at the rules of a plan in draft."""

import json
from typing import Any

from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from law.yaml_data import read_yaml
from reviews.models import Plan
from reviews.rulebooks import as_text, data_of
from reviews.services.plans import draft_for
from tests.accounts.people import sign_in
from tests.reviews.cases import load_offices, office_actor
from tests.reviews.rules.forms import Fields, fields_on

CODE = "QZ-2022-GYMS"
BOOKS = ("QZ-2022-CD", "QZ-2022-GYMS", "HZ-2020-GYMS", "QZ-2023-GT", "ZJ-2022-ZG")


def as_(actor: Actor) -> Client:
    """A browser of somebody who has signed in."""
    client = Client()
    sign_in(client, actor.user, actor.key)
    return client


def make_draft_plan(code: str = CODE) -> Plan:
    """A plan in draft, with the rules that ship for it."""
    load_offices()
    return draft_for(code, office_actor())


def shipped(code: str) -> dict[str, Any]:
    """The rules that ship for a plan, as a plan keeps them."""
    data: dict[str, Any] = json.loads(as_text(read_yaml(f"rulebooks/{code}.yaml")))
    return data


def put(plan: Plan, data: dict[str, Any]) -> None:
    """Give the plan other rules."""
    plan.rules = as_text(data)
    plan.save(update_fields=["rules"])


def now(plan: Plan) -> dict[str, Any]:
    """The rules as they are kept now."""
    plan.refresh_from_db()
    return data_of(plan)


class RuleDesk:
    """Opens a page, changes some of its fields, presses a button."""

    def __init__(self, plan: Plan, actor: Actor | None = None) -> None:
        self.plan = plan
        self.client = as_(actor or office_actor())

    def url(self, name: str, *args: Any) -> str:
        return reverse(name, args=[self.plan.pk, *args])

    def page(self, name: str, *args: Any) -> str:
        answer = self.client.get(self.url(name, *args))
        assert answer.status_code == 200, (name, args, answer.status_code)
        return answer.text

    def fields(self, name: str, *args: Any) -> Fields:
        return fields_on(self.page(name, *args))

    def send(self, name: str, *args: Any, fields: Fields, do: str = "save"):
        return self.client.post(self.url(name, *args), {**fields, "do": do})

    def press(self, name: str, *args: Any, do: str = "save", **changes: Any):
        """Press a button on a page on which only these fields were changed; dots in names are written `__`."""
        fields = self.fields(name, *args)
        for field, value in changes.items():
            fields[field.replace("__", ".")] = value if isinstance(value, list) else [value]
        return self.send(name, *args, fields=fields, do=do)
