"""Pages for what went wrong: each says what happened and what to do next.

They must not fail themselves, so they use no database and no context processors. `templates/errors/<status>.html` may
dress them; where a template is missing or broken, the plain sentence below is served.
"""

import logging

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import TemplateDoesNotExist, TemplateSyntaxError, loader
from django.utils.html import format_html

from zcps import tracing

log = logging.getLogger(__name__)

SENTENCES = {
    400: ("请求无法处理", "您发送的内容不完整或格式有误。请返回上一页核对后重新提交。"),
    403: ("您无权查看此页面", "此页面只对有关人员开放。如您认为应当有权查看，请切换身份后重试，或联系所在单位管理员。"),
    404: ("没有找到此页面", "地址可能有误，或内容已经移走。请从首页重新进入。"),
    429: ("操作过于频繁", "您或同一网络在短时间内操作的次数过多，此次操作没有受理。请于 {minutes} 分钟后再试。"),
    500: ("系统出现故障", "您的操作没有完成，已保存的内容不受影响。请稍后重试；如仍不成功，请联系技术支持。"),
}
# Programs ask here: they are answered in the form of accounts/api/refusals.py.
API = "/api/v"
_CODES = {400: "invalid", 403: "forbidden", 404: "not_found", 429: "too_many_requests", 500: "fault"}
STALE_FORM = ("页面已过期", "为保护您的账号，此表单需要重新打开后提交。请返回上一页，刷新页面，核对内容后再次提交。")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer 400."""
    return _page(request, 400, *SENTENCES[400])


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 with the sentence the refusal was given, where it was given one."""
    title, advice = SENTENCES[403]
    return _page(request, 403, title, str(exception) or advice)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django's signature
    """Answer 404. The sentence of Http404 is not shown: it may tell what exists."""
    return _page(request, 404, *SENTENCES[404])


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 500."""
    return _page(request, 500, *SENTENCES[500])


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
