"""Publicities for everybody: those that run, those that are over, and whom one shows now."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import anyone
from accounts.api.endpoint import Endpoint
from accounts.api.identity import actor_of
from accounts.api.lists import answer, asked, page
from accounts.api.shapes import Asked, Shape, Words, page_shape
from accounts.selectors.keyset import page_of
from reviews.enums import PublicityKind
from reviews.models import Publicity, PublicityEntry
from reviews.permissions import is_shown, may_open_publicity, may_read_record
from reviews.selectors import publicity as selector
from reviews.services import publicity as service

Text = serializers.CharField
_ROWS = Publicity.objects.select_related("plan", "employer", "agency")


class PublicitiesAsked(Asked):
    """Filters of the list of publicities."""

    q = Words(60, "标题、单位、计划中的文字，或公示人员的完整姓名。")
    state = serializers.ChoiceField(
        [("running", "正在公示"), ("ended", "已结束")], required=False, default="running", help_text="默认为正在公示。"
    )
    kind = serializers.ChoiceField(PublicityKind.choices, required=False)


class PublicityRow(Shape):
    """A publicity in the list."""

    id = serializers.IntegerField()
    kind = serializers.ChoiceField(PublicityKind.choices)
    title = Text()
    plan = Text(source="plan.code", help_text="计划编号。")
    publisher = serializers.SerializerMethodField(help_text="公示单位。")
    people = serializers.IntegerField(help_text="公示人数。")
    working_days = serializers.IntegerField(help_text="公示工作日数。")
    opened_at = serializers.DateTimeField()
    earliest_close = serializers.DateTimeField(help_text="最早结束时刻。")
    is_provisional = serializers.BooleanField(help_text="节假日安排尚未公布，结束时间暂定。")
    closed_at = serializers.DateTimeField(allow_null=True)

    def get_publisher(self, found: Publicity) -> str:
        """The employer or the office."""
        return str((found.employer or found.agency or found.plan.office).name)


class CellShape(Shape):
    """A field as it was shown."""

    label = Text()  # type: ignore[assignment]  # the stubs know an attribute of fields
    value = Text(allow_blank=True)


class EntryShape(Shape):
    """A person as he is shown: the plan's white list, frozen on the day on which the publicity opened."""

    id = serializers.IntegerField()
    shown = CellShape(many=True)


class Publicities(Endpoint):
    """The publicities."""

    rule = staticmethod(anyone)

    @extend_schema(
        operation_id="publicities", summary="公示列表", tags=["公开信息"],
        description="正在公示或已结束的公示，新的在前；不列姓名。",
        parameters=[PublicitiesAsked], responses=page_shape(PublicityRow),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Answer."""
        query = asked(request, PublicitiesAsked)
        source = selector.ended() if query["state"] == "ended" else selector.running()
        found = selector.searched(source, query.get("q", ""), query.get("kind", ""))
        return page(request, selector.listed(found), "pk", PublicityRow)


class PublicityDetail(Endpoint):
    """One publicity."""

    rule, subject, needs_account = staticmethod(may_open_publicity), selector.listed(Publicity.objects.all()), False
    found: Publicity

    @extend_schema(
        operation_id="publicity",
        summary="一份公示",
        description="公示的起止时间、公示单位和人数；人员名单见 entries。",
        tags=["公开信息"],
        responses=PublicityRow,
    )
    def get(self, request: Request, pk: int) -> Response:
        """Answer."""
        return Response(PublicityRow(self.found).data)


class PublicityEntries(Endpoint):
    """Whom a publicity shows now."""

    rule, subject, needs_account = staticmethod(may_open_publicity), _ROWS, False
    found: Publicity

    @extend_schema(
        operation_id="publicity_entries", summary="公示名单", tags=["公开信息"],
        description="公示期内所列人员；期满后按计划所定天数保留，此后只有当事人和有关机构可以查看。",
        parameters=[Asked], responses=page_shape(EntryShape),
    )  # fmt: skip
    def get(self, request: Request, pk: int) -> Response:
        """Answer."""
        query, actor = asked(request, Asked), actor_of(request)
        runs = service.is_running(self.found)
        stays = not runs and is_shown(self.found)
        rows = selector.rows_for(actor, self.found, service.still_showing(self.found), runs=runs, stays=stays)
        found = page_of(rows, "pk", request.query_params, newest_first=False, size=query["limit"])
        return answer(request, found, EntryShape, _entry)


class PublicityRecord(Endpoint):
    """What a publicity showed."""

    rule, subject = staticmethod(may_read_record), _ROWS
    found: Publicity

    @extend_schema(
        operation_id="publicity_record", summary="公示记录", tags=["本人和机构"],
        description="公示过的内容：有关机构可查全部，当事人只能查本人。",
        parameters=[Asked], responses=page_shape(EntryShape),
    )  # fmt: skip
    def get(self, request: Request, pk: int) -> Response:
        """Answer."""
        query = asked(request, Asked)
        rows = selector.rows_for(actor_of(request), self.found, self.found.entries.all(), runs=False)
        found = page_of(rows, "pk", request.query_params, newest_first=False, size=query["limit"])
        return answer(request, found, EntryShape, _entry)


def _entry(entry: PublicityEntry) -> dict[str, Any]:
    return {"id": entry.pk, "shown": [{"label": label, "value": str(value)} for label, value in entry.shown]}
