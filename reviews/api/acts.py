"""Acts on a case through perform(): the same roles, stages and obstacles as on the pages; a refusal says everything."""

import re
from collections.abc import Iterable
from typing import Any

from django.http import Http404, QueryDict
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actor import Actor
from accounts.api.endpoint import Endpoint
from accounts.api.identity import actor_of
from accounts.api.refusals import Refused
from accounts.api.shapes import Count, Shape, Text, Truth
from accounts.questions import DEARLY
from accounts.services.repeated_calls import OtherCall, once
from reviews import workflow
from reviews.enums import Stage, WithdrawalGround
from reviews.forms import panel
from reviews.models import Application
from reviews.permissions import may_read_case, owns
from reviews.selectors.applications import CASES
from reviews.selectors.joint import fetch_round
from reviews.selectors.timeline import standing_of
from reviews.steps.base import ActRefused, CaseStep, perform
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.withdraw import WITHDRAW

# Acts that need nothing but what is sent. The others begin with a page that somebody has to look at.
NAMES = (*panel.FORMS, WITHDRAW.name)
_STEPS = {step.name: step for step in workflow.PROCEDURE if isinstance(step, CaseStep)}
_KEY = re.compile(r"[A-Za-z0-9_-]{8,80}")
_ON_A_PAGE = "“{}”须在页面上核对后办理，不能通过接口办理。请登录平台，在该申报的页面上办理。"
_AGAIN = "“{}”须重新验证身份，不能通过接口办理。请登录平台，在该申报的页面上办理。"
_OTHER = "此 Idempotency-Key 已用于另一请求。请为新的请求另取一个。"
_NO_KEY = "请在请求头 Idempotency-Key 中提供 8 至 80 位的唯一值（字母、数字、下划线、短横线），重复发送时不变。"


class DefectSent(Shape):
    """A defect of a return."""

    target = Text(required=False, allow_blank=True, max_length=60, default="", help_text="材料位置的标识，可不填。")
    label = Text(max_length=120, trim_whitespace=False, help_text="何处，如“业绩档案·获奖”。")  # type: ignore[assignment]  # the stubs know an attribute of fields
    text = Text(max_length=500, allow_blank=True, help_text="问题与改法。")
    clause = Text(required=False, allow_blank=True, max_length=120, default="", help_text="依据条款。")


class ActSent(Shape):
    """What acts take. Each takes the fields that the list of acts names for it; the others are left out."""

    text = Text(required=False, allow_blank=True, max_length=4000, help_text="审核意见、理由或事实。")
    reason = Text(required=False, allow_blank=True, max_length=500, help_text="撤回理由。")
    ground = serializers.ChoiceField(WithdrawalGround.choices, required=False, help_text="撤回推荐的情形。")
    true = Truth(required=False, help_text="已核对原件，材料真实。")
    accurate = Truth(required=False, help_text="内容与佐证一致，填报准确。")
    complete = Truth(required=False, help_text="应提交的材料齐全、完整。")
    assessed = Truth(required=False, help_text="初定：考核合格。")
    competed = Truth(required=False, help_text="初定：有岗位空缺并通过竞聘。")
    answers = serializers.ListField(
        child=Text(max_length=80, trim_whitespace=False),
        required=False,
        max_length=50,
        help_text="逐项确认属实的申报声明。",
    )
    code = Text(required=False, allow_blank=True, max_length=200, help_text="评审表页脚的校验码。")
    copies = Count(required=False, min_value=0, max_value=20, help_text="份数。")
    seals = serializers.ListField(
        child=Text(max_length=40, trim_whitespace=False), required=False, max_length=20, help_text="已盖章的单位。"
    )
    post_table = Text(required=False, allow_blank=True, max_length=200, help_text="岗位信息表页脚的校验码。")
    defects = DefectSent(many=True, required=False, help_text="退回补正：全部补正事项，一次性告知。")


class ChoiceShape(Shape):
    """A value that a field takes."""

    value = Text()
    label = Text()  # type: ignore[assignment]  # the stubs know an attribute of fields


class FieldShape(Shape):
    """A field that an act takes."""

    name = Text(help_text="请求内容中的字段名。")
    label = Text(allow_blank=True, help_text="页面上的名称。")  # type: ignore[assignment]  # the stubs know an attribute of fields
    choices = ChoiceShape(many=True, help_text="可填的值；为空时自由填写。")


class ActOffered(Shape):
    """An act that is open to the actor, with what stands in its way already."""

    name = Text()
    verb = Text(help_text="事项名称。")
    clause = Text(help_text="依据条款。")
    obstacles = serializers.ListField(child=Text(), help_text="当前妨碍办理的全部事由；为空时可以办理。")
    takes = FieldShape(many=True, help_text="请求内容的字段。")
    in_api = serializers.BooleanField(help_text="能否通过接口办理；否的须在页面上办理。")


class ActsShape(Shape):
    """The acts that are open now."""

    acts = ActOffered(many=True)


class Acted(Shape):
    """Where the case is after the act."""

    id = serializers.IntegerField()
    act = Text()
    stage = serializers.ChoiceField(Stage.choices)
    stage_word = Text()
    holder = Text(allow_blank=True)


class Acts(Endpoint):
    """The acts that are open to the actor on a case."""

    rule, subject, costs = staticmethod(may_read_case), CASES, DEARLY
    found: Application

    @extend_schema(
        operation_id="acts",
        summary="可办理的事项",
        description="当前身份对该申报可以办理的事项、依据、妨碍事由和所需内容。",
        tags=["办理事项"],
        responses=ActsShape,
    )
    def get(self, request: Request, pk: int) -> Response:
        """Answer."""
        fetch_round(self.found)
        return Response(ActsShape({"acts": _offered(self.found, actor_of(request))}).data)


def _offered(case: Application, actor: Actor) -> list[dict[str, Any]]:
    if owns(actor, case):
        return [_act(WITHDRAW, [_field("reason", "撤回理由")], [])] if WITHDRAW.is_open_to(case, actor) else []
    if case.filed_at is None:
        return []
    return [_act(offer.step, _fields(offer), offer.obstacles) for offer in panel.offers(case, actor)]


def _fields(offer: panel.Offer) -> list[dict[str, Any]]:
    if offer.step.name == RETURN_FOR_CORRECTION.name:
        return [_field("defects", "全部补正事项")]
    bound = offer.form.fields.items() if offer.form else ()
    return [_field(name, str(field.label), getattr(field, "choices", ())) for name, field in bound]


def _field(name: str, label: str, choices: Iterable[tuple[Any, Any]] = ()) -> dict[str, Any]:
    values = [{"value": str(value), "label": str(words)} for value, words in choices if value]
    return {"name": name, "label": label, "choices": values}


def _act(step: CaseStep, takes: list[dict[str, Any]], obstacles: list[str]) -> dict[str, Any]:
    told = {"name": step.name, "verb": step.verb, "clause": step.clause, "obstacles": obstacles, "takes": takes}
    return {**told, "in_api": step.name in NAMES and not is_decisive(step)}


def is_decisive(step: CaseStep) -> bool:
    """Whether it asks for who acts to prove himself anew, which no request can."""
    return bool(getattr(step, "decisive", False))


class Act(Endpoint):
    """An act on a case."""

    rule, subject, costs = staticmethod(may_read_case), CASES, DEARLY
    found: Application

    @extend_schema(
        operation_id="act", summary="办理事项", tags=["办理事项"], request=ActSent, responses=Acted,
        description="与页面办理同样校验身份、环节和全部条件；不予办理的，一次性返回全部理由和依据条款，不作任何改动。",
        parameters=[
            OpenApiParameter("step", OpenApiTypes.STR, OpenApiParameter.PATH, enum=NAMES, description="事项。"),
            OpenApiParameter(
                "Idempotency-Key", {"type": "string", "pattern": f"^{_KEY.pattern}$"}, OpenApiParameter.HEADER,
                required=True, description="由调用方生成的唯一值；同一请求重复发送时不变，只办理一次。",
            ),
        ],
    )  # fmt: skip
    def post(self, request: Request, pk: int, step: str) -> Response:
        """Act, or refuse with everything that stands in the way."""
        act, actor = _step(step), actor_of(request)
        key = request.headers.get("Idempotency-Key", "")
        if not _KEY.fullmatch(key):
            raise ValidationError([_NO_KEY])
        sent = ActSent(data=request.data)
        sent.is_valid(raise_exception=True)
        assert actor.user is not None  # noqa: S101 - the rule lets in nobody without an account
        try:
            asked = {"case": pk, "act": step, "as": actor.key, "data": sent.data}
            told, again = once(actor.user, key, asked, lambda: _acted(act, self.found, actor, sent.validated_data))
        except OtherCall as other:
            raise Refused(422, [_OTHER]) from other
        return Response(told, headers={"Idempotent-Replayed": "true"} if again else None)


def _step(name: str) -> CaseStep:
    """The act; one that is not for the API says where it is done."""
    if name not in _STEPS:
        raise Http404
    step = _STEPS[name]
    if is_decisive(step):
        raise Refused(422, [_AGAIN.format(step.verb)], step.clause)
    if name not in NAMES:
        raise Refused(422, [_ON_A_PAGE.format(step.verb)], step.clause)
    return step


def _acted(step: CaseStep, case: Application, actor: Actor, sent: dict[str, Any]) -> dict[str, Any]:
    try:
        done = perform(step, case, actor, **_data(step, case, sent))
    except ActRefused as refused:
        raise Refused(_status(step, case.pk, actor), refused.reasons, step.clause) from refused
    holder = str(standing_of(done)["holder"])
    told = {"id": done.pk, "act": step.name, "stage": done.stage, "stage_word": done.stage_word, "holder": holder}
    return dict(Acted(told).data)


def _data(step: CaseStep, case: Application, sent: dict[str, Any]) -> dict[str, Any]:
    """What perform() takes: through the form of the page, so that both ask and cut alike."""
    if step is WITHDRAW:
        return {"reason": sent.get("reason", "")}
    if step is RETURN_FOR_CORRECTION:
        return {"defects": [dict(defect) for defect in sent.get("defects", [])]}
    typed = QueryDict(mutable=True)
    for name, value in sent.items():
        if isinstance(value, list):
            typed.setlist(f"{step.name}-{name}", [str(each) for each in value])
        elif value is not False:
            typed[f"{step.name}-{name}"] = "on" if value is True else str(value)
    return panel.form_of(step.name, case, typed).typed()


def _status(step: CaseStep, pk: int, actor: Actor) -> int:
    """403 for whom the act is not, 409 for a case that is elsewhere by now, 422 for what stands in the way."""
    fresh = CASES.get(pk=pk)
    if actor.role not in step.roles or (fresh.stage in step.before and not step.concerns(fresh, actor)):
        return 403
    return 409 if fresh.stage not in step.before else 422
