"""Plans for everybody: the list, and one with its conditions, deadlines and materials."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import anyone
from accounts.api.endpoint import Endpoint
from accounts.api.lists import asked, page
from accounts.api.shapes import Asked, Shape, Words, page_shape
from reviews.enums import PlanKind
from reviews.models import Plan
from reviews.permissions import may_see_plan
from reviews.routes import named
from reviews.selectors.plans import (
    STATES,
    TitleConditions,
    conditions_of,
    deadlines_of,
    gates_of,
    in_state,
    published_plans,
    search,
    state_of,
)

Text = serializers.CharField


class PlansAsked(Asked):
    """Filters of the list of plans."""

    q = Words(60, "计划名称、文号、系列、专业、资格中的文字。")
    state = serializers.ChoiceField(list(STATES.items()), required=False, help_text="申报状态。")


class PlanRow(Shape):
    """A plan in the list."""

    code = Text(help_text="计划编号。")
    name = Text()
    year = serializers.IntegerField()
    kind = serializers.ChoiceField(PlanKind.choices, help_text="评审或初定。")
    series = Text()
    specialties = serializers.ListField(child=Text())
    document_number = Text(help_text="公告文号。")
    office = Text(source="office.name", help_text="承办机构。")
    hr_bureau = Text(source="hr_bureau.name")
    region = Text(source="region.name")
    state = serializers.SerializerMethodField(help_text="申报状态：open、coming、ended。")
    filing_opens = serializers.DateTimeField()
    filing_closes = serializers.DateTimeField(help_text="个人申报截止时刻，不含本刻。")

    def get_state(self, plan: Plan) -> str:
        """By the clock."""
        return state_of(plan)


class ConditionShape(Shape):
    """A row of a table of conditions."""

    who = Text(allow_blank=True, help_text="适用对象。")
    needs = Text(allow_blank=True, help_text="要求。")
    clause = Text(allow_blank=True, help_text="依据条款。")


class RouteShape(Shape):
    """The conditions of one way to apply."""

    route = Text(help_text="申报方式，如正常评审、破格评审。")
    conditions = ConditionShape(many=True)


class TitleShape(Shape):
    """A title with what it asks for."""

    name = Text()
    level = Text()
    decided = Text(help_text="由谁评审、推荐或初定。")
    routes = RouteShape(many=True)
    credits = ConditionShape(many=True, help_text="继续教育学时要求。")


class DeadlineShape(Shape):
    """A deadline of a plan."""

    name = Text()
    who = Text()
    moment = serializers.DateTimeField(allow_null=True, help_text="截止时刻；公告没有写明日期的为空。")
    words = Text(allow_blank=True, help_text="公告的原文表述。")
    remark = Text(allow_blank=True)


class MaterialShape(Shape):
    """A material that a plan asks for."""

    name = Text()
    required = serializers.BooleanField()  # type: ignore[assignment]  # the stubs know an attribute of fields
    clause = Text(allow_blank=True)


class PlanShape(PlanRow):
    """A plan with everything that its notice says of conditions, deadlines and materials."""

    version = serializers.IntegerField(help_text="版次。")
    document_title = Text()
    cutoff = serializers.DateField(help_text="任职年限计算截止日。")
    route = serializers.ListField(child=Text(), help_text="审核推荐依次经过的机构。")
    fee = Text()
    contact = Text(help_text="联系处室。")
    titles = TitleShape(many=True)
    gates = ConditionShape(many=True, help_text="所有申报人须满足的条件。")
    deadlines = DeadlineShape(many=True)
    materials = MaterialShape(many=True)


class _Read:
    """A plan as the shape reads it: its columns, and in place of some what the selectors make of them."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self.route = [named(leg) for leg in plan.route]
        self.titles = [_title(title) for title in conditions_of(plan)]
        self.gates, self.deadlines = gates_of(plan), deadlines_of(plan)
        self.materials = [{"clause": "", "required": False, **row} for row in plan.materials]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._plan, name)


def _title(title: TitleConditions) -> dict[str, Any]:
    routes = [{"route": name, "conditions": rows} for name, rows in title.routes]
    return {**vars(title), "routes": routes}


class Plans(Endpoint):
    """The plans."""

    rule = staticmethod(anyone)

    @extend_schema(
        operation_id="plans", summary="申报计划列表", tags=["公开信息"],
        description="所有已发布的申报计划，可按状态和文字查找，截止晚的在前。",
        parameters=[PlansAsked], responses=page_shape(PlanRow),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Answer."""
        query = asked(request, PlansAsked)
        found = in_state(search(published_plans(), query.get("q", "")), query.get("state", ""))
        return page(request, found, "filing_closes", PlanRow)


class PlanDetail(Endpoint):
    """One plan."""

    rule, subject, key, needs_account = staticmethod(may_see_plan), published_plans(), "code", False
    found: Plan

    @extend_schema(
        operation_id="plan",
        summary="申报计划及申报条件",
        description="公告的申报条件（逐项注明依据条款）、时间安排、审核路径和申报材料。",
        tags=["公开信息"],
        responses=PlanShape,
    )
    def get(self, request: Request, code: str) -> Response:
        """Answer."""
        return Response(PlanShape(_Read(self.found)).data)
