"""What the API answers where it does not do what was asked: one form, every sentence at once, in Chinese."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions, status
from rest_framework.response import Response

SENTENCES = {
    400: "请求内容有误，请按接口说明核对后重新发送。",
    401: "请先登录，或在请求头 Authorization 中提供有效的访问令牌。",
    403: "当前身份无权使用此接口。",
    404: "没有找到您要查看的内容，或当前身份无权查看。",
    405: "此地址不接受该请求方法。",
    406: "本接口只返回 application/json。",
    409: "当前状态不能办理该事项。",
    415: "请求内容须为 application/json。",
    422: "该事项未予办理。",
    429: "请求过于频繁，请稍后再试。",
}
CODES = {
    400: "invalid",
    401: "not_authenticated",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    406: "not_acceptable",
    409: "wrong_stage",
    415: "unsupported_media_type",
    422: "refused",
    429: "too_many_requests",
}


class Refused(exceptions.APIException):
    """Nothing was done. `reasons` are all sentences at once, `clause` says where the act stands in the notices."""

    def __init__(self, status_code: int, reasons: list[str], clause: str = "") -> None:
        super().__init__("；".join(reasons))
        self.status_code, self.reasons, self.clause = status_code, reasons, clause


def answer(error: Exception, _: dict[str, Any]) -> Response | None:
    """Answer an exception of an endpoint (DRF's EXCEPTION_HANDLER); what is none of these is a fault of ours."""
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    if not isinstance(error, exceptions.APIException):
        return None
    response = Response(_body(error), error.status_code, headers=_headers(error))
    response.exception = True
    return response


def _body(error: exceptions.APIException) -> dict[str, Any]:
    if isinstance(error, Refused):
        return {"code": CODES[error.status_code], "reasons": error.reasons, "clause": error.clause}
    if isinstance(error, exceptions.ValidationError):
        return {"code": CODES[400], "reasons": list(_sentences(error.detail)), "clause": ""}
    return {"code": CODES[error.status_code], "reasons": [SENTENCES[error.status_code]], "clause": ""}


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if error.status_code == status.HTTP_401_UNAUTHORIZED:
        headers["WWW-Authenticate"] = getattr(error, "auth_header", None) or "Session"
    if isinstance(error, exceptions.Throttled):
        headers["Retry-After"] = str(int(getattr(error, "wait", None) or 60))
    return headers


def _sentences(detail: Any, where: str = "") -> Iterator[str]:
    """Every sentence of a validation, each with the name of its field."""
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _sentences(inner, f"{where}.{name}" if where else str(name))
    elif isinstance(detail, list):
        for inner in detail:
            yield from _sentences(inner, where)
    else:
        yield f"{where}：{detail}" if where and where != "non_field_errors" else str(detail)
