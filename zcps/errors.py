"""Pages for what went wrong: each says what happened and what to do next.

They must not fail themselves, so they use no database and no context processors. `templates/errors/<status>.html` may
dress them; where a template is missing or broken, the plain sentence below is served.
"""

import logging
import sys
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.template import TemplateDoesNotExist, TemplateSyntaxError, loader
from django.utils.html import format_html
from kombu.exceptions import OperationalError as BrokerGone
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from zcps import tracing

log = logging.getLogger(__name__)

SENTENCES = {
    400: ("请求无法处理", "您发送的内容不完整或格式有误。请返回上一页核对后重新提交。"),
    403: ("您无权查看此页面", "此页面只对有关人员开放。如您认为应当有权查看，请切换身份后重试，或联系所在单位管理员。"),
    404: ("没有找到此页面", "地址可能有误，或内容已经移走。请从首页重新进入。"),
    405: ("不能这样打开此页面", "此地址只受理从页面提交的操作，不能直接打开。请返回上一页，使用页面上的按钮办理。"),
    413: ("提交的内容过大", "一次提交的内容或者文件个数超过限额，此次没有提交。请返回上一页，压缩文件或者分次提交。"),
    429: ("操作过于频繁", "您或同一网络在短时间内操作的次数过多，此次操作没有受理。请于 {minutes} 分钟后再试。"),
    500: ("系统出现故障", "您的操作没有完成，已保存的内容不受影响。请稍后重试；如仍不成功，请联系技术支持。"),
    503: ("平台暂时不可用", "您的操作没有完成，已保存的内容不受影响。请于 1 分钟后重试；正在填写的，请不要关闭页面。"),
}
# Programs ask here: they are answered in the form of accounts/api/refusals.py.
API = "/api/v"
_CODES = {
    400: "invalid",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    429: "too_many_requests",
    500: "fault",
    503: "away",
}
# Machines that stand behind the platform and are gone: that is no fault of the page, and passes.
_AWAY = (OperationalError, InterfaceError, RedisConnectionError, RedisTimeoutError, BrokerGone)
_SOON = "60"
STALE_FORM = ("页面已过期", "为保护您的账号，此表单需要重新打开后提交。请返回上一页，刷新页面，核对内容后再次提交。")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 400, and 413 where too much was sent."""
    status = 413 if isinstance(exception, RequestDataTooBig | TooManyFilesSent | TooManyFieldsSent) else 400
    return _page(request, status, *SENTENCES[status])


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 with the sentence the refusal was given, where it was given one."""
    title, advice = SENTENCES[403]
    return _page(request, 403, title, str(exception) or advice)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer 404. The sentence of Http404 is not shown: it may tell what exists."""
    return _page(request, 404, *SENTENCES[404])


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500, and 503 where a machine behind the platform is gone."""
    if not isinstance(sys.exc_info()[1], _AWAY):
        return _page(request, 500, *SENTENCES[500])
    answer = _page(request, 503, *SENTENCES[503])
    answer["Retry-After"] = _SOON
    return answer


class EmptyRefusalMiddleware:
    """Gives a page to what Django refuses without a word: an address that was opened and only takes forms."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer the request."""
        answer = self.get_response(request)
        if not isinstance(answer, HttpResponseNotAllowed) or answer.content:
            return answer
        page = _page(request, 405, *SENTENCES[405])
        page["Allow"] = answer["Allow"]
        return page


def too_many_requests(request: HttpRequest, seconds: int) -> HttpResponse:
    """Answer 429, with the time to wait."""
    title, advice = SENTENCES[429]
    answer = _page(request, 429, title, advice.format(minutes=-(-seconds // 60)))
    answer["Retry-After"] = str(seconds)
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that is too old or comes from elsewhere; the reason goes to the log, not to the page."""
    log.warning("form refused: %s %s", request.path, reason)
    return _page(request, 403, *STALE_FORM)


def _page(request: HttpRequest, status: int, title: str, advice: str) -> HttpResponse:
    if request.path.startswith(API):
        return JsonResponse({"code": _CODES[status], "reasons": [advice], "clause": ""}, status=status)
    context = {"status": status, "title": title, "advice": advice, "number": tracing.number.get()}
    try:
        body = loader.get_template(f"errors/{status}.html").render(context, None)
    except (TemplateDoesNotExist, TemplateSyntaxError):
        body = _plain(title, advice)
    except Exception:
        log.exception("the page for status %s failed itself, at %s", status, request.path)
        body = _plain(title, advice)
    return HttpResponse(body, status=status)


def _plain(title: str, advice: str) -> str:
    return format_html(
        '<!doctype html><html lang="zh-CN"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<title>{}</title><main><h1>{}</h1><p>{}</p><p><a href="/">返回首页</a></p></main></html>',
        title,
        title,
        advice,
    )
