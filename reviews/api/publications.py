"""Results that were announced, for everybody."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import anyone
from accounts.api.endpoint import Endpoint
from accounts.api.lists import answer, asked, page
from accounts.api.shapes import Asked, Shape, Words, page_shape
from accounts.selectors.keyset import page_of
from reviews.models import ResultFiling, ResultLine
from reviews.permissions import may_open_publication, names_are_shown
from reviews.selectors import publications as selector

Text = serializers.CharField
_FILINGS = ResultFiling.objects.select_related("plan__hr_bureau", "plan__co_publisher")


class PublicationsAsked(Asked):
    """Filters of the list of publications."""

    q = Words(60, "计划名称或公布文号中的文字。")


class PublicationRow(Shape):
    """A publication in the list."""

    id = serializers.IntegerField()
    plan = Text(source="plan.name")
    plan_code = Text(source="plan.code")
    publication_number = Text(help_text="公布文号。")
    approved_at = serializers.DateTimeField()
    publishers = serializers.SerializerMethodField(help_text="公布机构。")
    people = serializers.IntegerField(help_text="取得资格人数。")

    def get_publishers(self, filing: ResultFiling) -> list[str]:
        """The second publisher first."""
        return selector.publishers_of(filing)


class WinnerShape(Shape):
    """Somebody who won a title, as the publication names him."""

    name = Text()
    employer = Text()
    title = Text()
    specialty = Text(allow_blank=True)
    revoked = serializers.BooleanField(help_text="公布后已被撤销。")


class Publications(Endpoint):
    """The publications of results."""

    rule = staticmethod(anyone)

    @extend_schema(
        operation_id="publications", summary="评审结果公布列表", tags=["公开信息"],
        description="经核准并以文件公布的评审结果，新的在前。",
        parameters=[PublicationsAsked], responses=page_shape(PublicationRow),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Answer."""
        query = asked(request, PublicationsAsked)
        return page(request, selector.searched(selector.announced(), query.get("q", "")), "pk", PublicationRow)


class Publication(Endpoint):
    """Who won a title by a publication."""

    rule, subject, needs_account = staticmethod(may_open_publication), _FILINGS, False
    found: ResultFiling

    @extend_schema(
        operation_id="publication", summary="取得资格人员名单", tags=["公开信息"],
        description="所公布的人员；计划规定名单只保留若干天的，期满后为空。",
        parameters=[Asked], responses=page_shape(WinnerShape),
    )  # fmt: skip
    def get(self, request: Request, pk: int) -> Response:
        """Answer."""
        query = asked(request, Asked)
        winners = selector.winners_of(self.found)
        rows = winners if names_are_shown(self.found) else winners.none()
        found = page_of(rows, "order", request.query_params, newest_first=False, size=query["limit"])
        return answer(request, found, WinnerShape, _winner)


def _winner(line: ResultLine) -> dict[str, Any]:
    title = line.application.title
    return {**selector.person_of(line), "title": title.name if title else ""}
