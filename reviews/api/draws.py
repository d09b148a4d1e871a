"""Draws of panels for everybody: what was sealed, and after the meeting the file from which a draw is recomputed."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.access import anyone
from accounts.actor import Actor
from accounts.api.endpoint import Endpoint
from accounts.api.lists import asked, page
from accounts.api.shapes import Asked, Shape, Words, page_shape
from law.draw import canon
from reviews.models import Draw
from reviews.permissions import bundle_is_public
from reviews.selectors import draw_board as selector

Text = serializers.CharField


class DrawsAsked(Asked):
    """Filters of the board."""

    q = Words(60, "抽取编号、会议、评委会中的文字。")


class DrawRow(Shape):
    """A draw on the board."""

    draw_id = Text(help_text="抽取编号。")
    meeting = Text(source="meeting.name")
    committee = Text(source="meeting.committee.name")
    manifest_hash = Text(allow_blank=True, help_text="封存清单的 SHA-256。")
    frozen_at = serializers.DateTimeField()
    sealed_at = serializers.DateTimeField(allow_null=True)
    drawn_at = serializers.DateTimeField(allow_null=True)
    abandoned_at = serializers.DateTimeField(allow_null=True)


class DrawShape(DrawRow):
    """A draw with its proof."""

    manifest = Text(allow_blank=True, help_text="封存清单的规范形式；尚未封存的为空。")
    public_value = Text(allow_blank=True, help_text="公开值；尚未产生的为空。")
    value_source = Text(allow_blank=True)
    bundle = serializers.JSONField(
        allow_null=True, help_text="可复算的抽取文件，不含姓名；会议结果不能再变动后公开，此前为空。"
    )


class Draws(Endpoint):
    """The board of draws."""

    rule = staticmethod(anyone)

    @extend_schema(
        operation_id="draws", summary="专家抽取公开列表", tags=["公开信息"],
        description="已封存或已终止的抽取，新的在前；不列专家。",
        parameters=[DrawsAsked], responses=page_shape(DrawRow),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Answer."""
        query = asked(request, DrawsAsked)
        found = selector.searched(selector.board().defer(*selector.HEAVY), query.get("q", ""))
        return page(request, found, "frozen_at", DrawRow)


def _on_the_board(_: Actor, draw: Draw) -> bool:
    """Anybody: the subject holds those alone that were sealed or given up."""
    return draw.pk is not None


class DrawDetail(Endpoint):
    """One draw with its proof."""

    rule, subject, key, needs_account = staticmethod(_on_the_board), selector.board(), "draw_id", False
    found: Draw

    @extend_schema(
        operation_id="draw",
        summary="专家抽取证明",
        description="封存清单及其摘要；评审结束后另有可由任何人复算的抽取文件，专家以代号列出。",
        tags=["公开信息"],
        responses=DrawShape,
    )
    def get(self, request: Request, draw_id: str) -> Response:
        """Answer."""
        found = self.found
        shown: dict[str, Any] = {**DrawRow(found).data}
        shown["manifest"] = canon(found.manifest).decode("ascii") if found.sealed_at else ""
        shown |= {"public_value": found.public_value, "value_source": found.value_source}
        return Response({**shown, "bundle": found.bundle if bundle_is_public(found) else None})
