"""The desk of a committee office that writes a plan: signing in, beginning a plan, sending its forms."""

from django.test import Client
from django.urls import reverse

from reviews.models import Plan
from tests.accounts.people import sign_in


def as_(actor) -> Client:
    client = Client()
    sign_in(client, actor.user, actor.key)
    return client


def begun(office: Client, **more) -> Plan:
    data = {
        "code": "qz-2023-gyms",
        "name": "衢州市2023年度评审",
        "year": "2023",
        "kind": "review",
        "source": "",
        **more,
    }
    answer = office.post(reverse("plan_new"), data)
    assert answer.status_code == 302, answer.text
    return Plan.objects.get(code=data["code"].upper())


def post(office: Client, plan: Plan, section: str, **data):
    return office.post(reverse("plan_section", args=[plan.pk, section]), {"do": "save", **data})


def rows(*each: dict) -> dict:
    """The fields of a formset as a browser sends them."""
    sent = {"row-TOTAL_FORMS": str(len(each)), "row-INITIAL_FORMS": "0"}
    return sent | {f"row-{n}-{name}": value for n, row in enumerate(each) for name, value in row.items()}
