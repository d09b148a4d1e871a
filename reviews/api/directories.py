"""Directories for everybody: the working days of a year, the committees."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import anyone
from accounts.api.endpoint import Endpoint
from accounts.api.lists import asked, page
from accounts.api.shapes import Asked, Shape, Words, page_shape
from reviews.enums import Level
from reviews.selectors import calendar_year
from reviews.selectors.search import committees_mentioning

Text = serializers.CharField


class DayShape(Shape):
    """A day of the calendar."""

    day = serializers.DateField()
    kind = serializers.ChoiceField(
        ["work", "weekend", "holiday", "makeup"], help_text="工作日、周末、节假日、调休上班。"
    )
    word = Text(help_text="名称，如国庆节。")
    final = serializers.BooleanField(help_text="是否确定；否为国务院通知尚未公布，暂定。")


class YearShape(Shape):
    """A year of the calendar."""

    year = serializers.IntegerField()
    days = DayShape(many=True)


class CommitteesAsked(Asked):
    """Filters of the directory."""

    q = Words(60, "评委会名称（含曾用名）、资格、专业中的文字。")


class CommitteeShape(Shape):
    """A committee in the directory; of its experts nothing is told."""

    id = serializers.IntegerField()
    name = Text()
    former_names = serializers.ListField(child=Text())
    level = serializers.ChoiceField(Level.choices)
    office = Text(source="office.name")
    founding_body = Text(source="founding_body.name")
    titles = serializers.ListField(child=Text(), help_text="评审的资格。")
    recommends = serializers.ListField(child=Text(), help_text="只作推荐的资格。")
    specialties = Text(allow_blank=True)


class CalendarYear(Endpoint):
    """A year of working days."""

    rule = staticmethod(anyone)

    @extend_schema(
        operation_id="calendar",
        summary="一年的工作日历",
        description="按国务院节假日安排逐日列出；公示和补正期限都按此计算。",
        tags=["公开信息"],
        responses=YearShape,
    )
    def get(self, request: Request, year: int) -> Response:
        """Answer."""
        if year not in calendar_year.years_shown():
            raise NotFound
        cells = [cell for month in calendar_year.months(year) for week in month.weeks for cell in week if cell.day]
        return Response(YearShape({"year": year, "days": cells}).data)


class Committees(Endpoint):
    """The committees."""

    rule = staticmethod(anyone)

    @extend_schema(
        operation_id="committees", summary="评审委员会名录", tags=["公开信息"],
        description="各评审委员会的评审范围、办公室和组建单位。",
        parameters=[CommitteesAsked], responses=page_shape(CommitteeShape),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Answer."""
        query = asked(request, CommitteesAsked)
        return page(request, committees_mentioning(query.get("q", "")), "name", CommitteeShape, newest_first=False)
