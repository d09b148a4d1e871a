"""Cases: one's own list, and one with where it stands and what was found, for whoever may read it."""

from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.endpoint import Endpoint
from accounts.api.identity import actor_of
from accounts.api.lists import asked, page
from accounts.api.shapes import Asked, Shape, page_shape
from accounts.questions import DEARLY
from applicants.permissions import is_applicant
from applicants.selectors.profiles import profile_of
from reviews.enums import Stage
from reviews.models import Application
from reviews.permissions import may_read_case
from reviews.selectors.applications import CASES
from reviews.selectors.findings import groups_of
from reviews.selectors.joint import fetch_round
from reviews.selectors.task_list import open_defects
from reviews.selectors.timeline import standing_of, timeline_of
from reviews.services.readiness import readiness_of

Text = serializers.CharField


class CaseRow(Shape):
    """A case in the list of one's own."""

    id = serializers.IntegerField()
    plan = Text(source="plan.name")
    plan_code = Text(source="plan.code")
    title = serializers.SerializerMethodField(help_text="申报资格；尚未选择的为空。")
    specialty = Text(allow_blank=True)
    stage = serializers.ChoiceField(Stage.choices, help_text="办理状态。")
    stage_word = Text(help_text="办理状态的名称。")
    holder = serializers.SerializerMethodField(help_text="当前由谁办理；已办结的为空。")
    due_at = serializers.DateTimeField(allow_null=True, help_text="当前环节的办理时限。")
    filed_at = serializers.DateTimeField(allow_null=True)
    is_correction = serializers.BooleanField(help_text="退回补正后重报。")

    def get_title(self, case: Application) -> str:
        """Its name."""
        return case.title.name if case.title else ""

    def get_holder(self, case: Application) -> str:
        """As the page says it."""
        return str(standing_of(case)["holder"])


class FindingShape(Shape):
    """One condition, and what was found of it."""

    clause = Text(allow_blank=True, help_text="依据条款。")
    asks = Text(help_text="要求。")
    answer = serializers.ChoiceField([("met", "符合"), ("not_met", "不符合"), ("unknown", "待核定或待补充")])
    because = Text(allow_blank=True, help_text="具体情况。")
    remedy = Text(allow_blank=True, help_text="怎样可以符合。")


class FindingGroup(Shape):
    """Conditions that belong together."""

    title = Text()
    answer = serializers.ChoiceField(["met", "not_met", "unknown"])
    findings = FindingShape(many=True)


class DoneShape(Shape):
    """An act of the past."""

    title = Text()
    who = Text()
    when = serializers.DateTimeField()
    note = Text(allow_blank=True)


class DefectShape(Shape):
    """What has to be mended after a return."""

    label = Text(help_text="何处。")  # type: ignore[assignment]  # the stubs know an attribute of fields
    text = Text(help_text="问题与改法。")
    clause = Text(allow_blank=True)


class CaseShape(CaseRow):
    """A case with its way so far, what comes next, what was found, what has to be mended."""

    following = serializers.SerializerMethodField(help_text="下一环节。")
    findings = serializers.SerializerMethodField(help_text="预检结论，逐项注明依据条款。")
    defects = serializers.SerializerMethodField(help_text="需要补正的全部事项。")
    timeline = serializers.SerializerMethodField(help_text="已办理的环节。")

    def get_following(self, case: Application) -> str:
        """As the page says it."""
        return str(standing_of(case)["following"])

    @extend_schema_field(FindingGroup(many=True))
    def get_findings(self, case: Application) -> Any:
        """What the page of the case shows."""
        return FindingGroup(groups_of(_examined(case)), many=True).data

    @extend_schema_field(DefectShape(many=True))
    def get_defects(self, case: Application) -> Any:
        """Of a draft that was sent back."""
        return DefectShape(open_defects(case) if case.is_correction else [], many=True).data

    @extend_schema_field(DoneShape(many=True))
    def get_timeline(self, case: Application) -> Any:
        """From the journal."""
        return DoneShape(timeline_of(case).past, many=True).data


def _examined(case: Application) -> dict[str, Any]:
    """The examination in force: of a draft as it is now; afterwards as it was decided anew, or as it was frozen."""
    if case.stage == Stage.DRAFT or case.snapshot is None:
        fresh = readiness_of(case).examination
        return fresh.as_json() if fresh else {}
    anew = case.reexaminations.filter(snapshot=case.snapshot_id).first()
    return dict(anew.examination if anew else case.snapshot.examination)


class MyApplications(Endpoint):
    """One's own cases."""

    rule = staticmethod(is_applicant)

    @extend_schema(
        operation_id="my_applications", summary="本人的申报列表", tags=["本人和机构"],
        description="本人的全部申报，新的在前。",
        parameters=[Asked], responses=page_shape(CaseRow),
    )  # fmt: skip
    def get(self, request: Request) -> Response:
        """Answer."""
        asked(request, Asked)
        profile = profile_of(actor_of(request))
        own = CASES.filter(applicant=profile) if profile else CASES.none()
        return page(request, own, "pk", CaseRow)


class ApplicationDetail(Endpoint):
    """One case."""

    rule, subject, costs = staticmethod(may_read_case), CASES, DEARLY
    found: Application

    @extend_schema(
        operation_id="application",
        summary="一件申报",
        description="办理状态、当前由谁办理、办理时限、预检结论和办理进度；本人和经办机构可以查看。",
        tags=["本人和机构"],
        responses=CaseShape,
    )
    def get(self, request: Request, pk: int) -> Response:
        """Answer."""
        fetch_round(self.found)
        return Response(CaseShape(self.found).data)
