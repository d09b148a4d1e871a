"""What lies before a body or an employer: the rows, filters and order of the page."""

from typing import Any

from django.core import signing
from django.http import QueryDict
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import only
from accounts.actor import Actor
from accounts.api.endpoint import Endpoint
from accounts.api.identity import actor_of
from accounts.api.lists import answer, asked
from accounts.api.refusals import Refused
from accounts.api.shapes import Asked, Shape, Words, page_shape
from accounts.enums import Role
from accounts.selectors import keyset
from employers.selectors.officers import employer_of
from reviews.enums import Stage
from reviews.forms.batch import acts_for
from reviews.models import Application
from reviews.permissions import BODIES
from reviews.selectors import worklists
from reviews.selectors.joint import words_of

Text = serializers.CharField
_ALL = (*worklists.EMPLOYER_FILTERS, *worklists.BUREAU_FILTERS, *worklists.OFFICE_FILTERS, worklists.DISPUTED)
FILTERS = sorted({each.key for each in _ALL} | {"done"})
_SALT = "api/worklist"


class WorklistAsked(Asked):
    """Filters of the worklist."""

    q = Words(60, "姓名、资格、单位中的文字，或材料校验码。")
    f = serializers.ChoiceField(FILTERS, required=False, help_text="筛选，与待办页面一致；各类机构可用的不同。")


class WorklistRow(Shape):
    """A case in the list."""

    id = serializers.IntegerField()
    name = Text(help_text="申报人姓名。")
    title = Text(allow_blank=True)
    specialty = Text(allow_blank=True)
    employer = Text(allow_blank=True)
    plan = Text()
    plan_code = Text()
    stage = serializers.ChoiceField(Stage.choices)
    stage_word = Text()
    joint = Text(allow_blank=True, help_text="会同审核的进展。")
    due_at = serializers.DateTimeField(allow_null=True)
    is_correction = serializers.BooleanField()
    disputed = serializers.BooleanField(help_text="有未结的异议。")
    open_doubts = serializers.IntegerField(help_text="待核定的歧义项数。")
    acts = serializers.ListField(child=Text(), help_text="当前可以成批办理的事项。")


class Worklist(Endpoint):
    """What lies before the actor."""

    rule = staticmethod(only(*BODIES, Role.EMPLOYER))

    @extend_schema(
        operation_id="worklist", summary="待办申报", tags=["本人和机构"],
        description="当前身份的待办申报，与待办页面同一来源，期限近的在前。",
        parameters=[WorklistAsked], responses=page_shape(WorklistRow),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Answer."""
        query, actor = asked(request, WorklistAsked), actor_of(request)
        employer = employer_of(actor)
        if actor.role == Role.EMPLOYER and employer is None:
            return answer(request, keyset.Page([], "", ""), WorklistRow)
        bench = worklists.bench_of(actor, employer)
        wanted = query.get("f", bench.filters[0].key)
        if wanted not in {each.key for each in bench.filters}:
            raise Refused(422, ["当前身份没有此项筛选。请选用待办页面上列出的筛选。"])
        cases = worklists.searched(bench.chosen(wanted).narrow(bench.cases), query.get("q", ""))
        place = {way: _place(query.get(way, "")) for way in ("after", "before")}
        found = worklists.page_of(worklists.listed(cases), **place, size=query["limit"])
        links = keyset.Page(found.cases, _link(request, "before", found.before), _link(request, "after", found.after))
        return answer(request, links, WorklistRow, lambda case: _row(actor, case))


def _place(text: str) -> str:
    # Signed, so that a made-up position is the first page and never a question to the database.
    try:
        return str(signing.loads(text, salt=_SALT)) if text else ""
    except signing.BadSignature:
        return ""


def _link(request: Request, way: str, place: str) -> str:
    if not place:
        return ""
    kept: QueryDict = request.query_params.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    kept[way] = signing.dumps(place, salt=_SALT)
    return f"?{kept.urlencode()}"


def _row(actor: Actor, case: Application) -> dict[str, Any]:
    return {
        "id": case.pk,
        "name": case.applicant.user.name,
        "title": case.title.name if case.title else "",
        "specialty": case.specialty,
        "employer": case.employer.name if case.employer else "",
        "plan": case.plan.name,
        "plan_code": case.plan.code,
        "stage": case.stage,
        "stage_word": case.stage_word,
        "joint": words_of(case),
        "due_at": case.due_at,
        "is_correction": case.is_correction,
        "disputed": case.disputed,  # type: ignore[attr-defined]  # annotated by listed()
        "open_doubts": case.open_doubts,
        "acts": acts_for(actor, case),
    }
