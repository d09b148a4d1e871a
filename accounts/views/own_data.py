"""One's own data: taken along as a file, and removed where the law lets it go."""

from django.contrib import messages
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.access import allow, signed_in
from accounts.enums import JobStage
from accounts.http import Request, user_of
from accounts.models import Job
from accounts.services import jobs, proof
from accounts.services.closing import CannotClose, close_account, reasons_against
from accounts.services.own_data import KIND

_EFFECTS = (
    "姓名、证件号码、手机号码、电子邮箱、个人基本信息、业绩档案、学时记录和未提交的申报草稿全部清除，不能恢复。",
    "上传的文件立即不能打开，30 日后从存储中清除。",
    "办理日志中此前已有的记录依法保留，不再更新；登录记录依法保存满一年后清除。",
    "今后再次登录，平台按新用户处理。",
)


@require_safe
@allow(signed_in)
def own_data(request: Request) -> HttpResponse:
    """Say what can be taken along, and where the last one is."""
    user = user_of(request)
    last = Job.objects.filter(owner=user, kind=KIND).order_by("-pk").first()
    context = {"last": last if last and not _is_stale(last) else None, "reasons": reasons_against(user)}
    return render(request, "accounts/own_data.html", context)


@require_POST
@allow(signed_in)
def own_data_pack(request: Request) -> HttpResponseBase:
    """Have everything put together by a worker; one at a time."""
    proof.demand(request.actor, "整理我的数据")
    user = user_of(request)
    with transaction.atomic():
        open_ones = Job.objects.filter(owner=user, kind=KIND, stage__in=(JobStage.QUEUED, JobStage.RUNNING))
        job = open_ones.first() or jobs.start(KIND, request.actor)
    return redirect("job", job.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow(signed_in)
def account_close(request: Request) -> HttpResponseBase:
    """Say what closing the account removes; do it once that is confirmed."""
    reasons = reasons_against(user_of(request))
    if request.method == "POST" and request.POST.get("confirmed") == "yes":
        proof.demand(request.actor, "注销账号")
    if request.method == "POST" and request.POST.get("confirmed") == "yes" and not reasons:
        try:
            close_account(request.actor)
        except CannotClose as refused:
            reasons = refused.reasons
        else:
            logout(request)
            messages.success(request, "账号已注销，个人信息已清除。")
            return redirect("home")
    context = {"reasons": reasons, "effects": _EFFECTS}
    return render(request, "accounts/account_close.html", context, status=422 if request.method == "POST" else 200)


def _is_stale(job: Job) -> bool:
    """Its file has been deleted since."""
    return job.stage == JobStage.DONE and job.result_file_id is None
