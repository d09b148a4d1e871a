"""How long accounts, notices, files, jobs and the history of signing in are kept."""

from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db.models import QuerySet

from accounts.models import Job, Notice, SignIn
from accounts.services import history, sessions
from accounts.services.jobs import KEPT
from accounts.services.kept_files import REMOVED, UNUSED, forget_unused, remove_forgotten, remove_strays
from accounts.services.retention import RECORDS, Rule, keeps
from zcps import clock

NOTICES, JOBS = timedelta(days=730), timedelta(days=RECORDS)
SIGN_INS = timedelta(days=settings.SIGN_IN_RETENTION_DAYS)
_PIPL_19 = "《中华人民共和国个人信息保护法》第十九条：保存期限为实现处理目的所必要的最短时间"
_CYBER_21 = "《中华人民共和国网络安全法》第二十一条第三项：网络日志留存不少于六个月"


def _delete(rows: QuerySet, limit: int, dry_run: bool) -> int:  # type: ignore[type-arg]  # noqa: FBT001 - as every sweep is called
    keys = list(rows.order_by("pk").values_list("pk", flat=True)[:limit])
    if not dry_run:
        rows.model._default_manager.filter(pk__in=keys).delete()
    return len(keys)


def _notices(limit: int, dry_run: bool) -> int:  # noqa: FBT001 - as every sweep is called
    read = Notice.objects.filter(created_at__lt=clock.now() - NOTICES).exclude(read_at=None)
    return _delete(read.exclude(mailed_at=None, mail_error=""), limit, dry_run)


def _sign_ins(_limit: int, dry_run: bool) -> int:  # noqa: FBT001 - as every sweep is called
    return SignIn.objects.filter(at__lt=clock.now() - SIGN_INS).count() if dry_run else history.forget_old()


def _sessions(_limit: int, dry_run: bool) -> int:  # noqa: FBT001 - as every sweep is called
    ended = Session.objects.filter(expire_date__lte=clock.machine())
    return ended.count() if dry_run else sessions.forget_ended()


def _jobs(limit: int, dry_run: bool) -> int:  # noqa: FBT001 - as every sweep is called
    over = Job.objects.filter(finished_at__lt=clock.now() - JOBS, result_file=None)
    # Imports and the like refer to the job that did them: those stay with what they did.
    for relation in Job._meta.related_objects:
        over = over.filter(**{f"{relation.field.related_query_name()}__isnull": True})
    return _delete(over, limit, dry_run)


def _unused(limit: int, dry_run: bool) -> int:  # noqa: FBT001 - as every sweep is called
    return forget_unused(limit, dry_run=dry_run)


def _forgotten(limit: int, dry_run: bool) -> int:  # noqa: FBT001 - as every sweep is called
    return remove_forgotten(limit, dry_run=dry_run)


def _strays(_limit: int, dry_run: bool) -> int:  # noqa: FBT001 - as every sweep is called
    return remove_strays(dry_run=dry_run)


keeps(
    Rule(
        "journal", "办理日志和日志存证", "长期保存",
        "办理经过的唯一凭据，任何记录不得删改", is_record=True,
    ),
    Rule(
        "readings", "查看、导出完整号码的记录，数据共享的调用记录，账号和权限变动的记录", "长期保存",
        "均记入办理日志，任何记录不得删改", is_record=True,
    ),
    Rule("notices", "已读且已发出的站内消息", f"{NOTICES.days} 日", _PIPL_19, _notices),
    Rule("sign_ins", "登录记录", f"{SIGN_INS.days} 日", _CYBER_21, _sign_ins, SIGN_INS.days, is_record=True),
    Rule("sessions", "已失效的登录会话", "失效后一小时内", _PIPL_19, _sessions),
    Rule("jobs", "后台办理的记录", f"办结后 {JOBS.days} 日", _CYBER_21, _jobs, JOBS.days, is_record=True),
    Rule("job_results", "后台生成供本人下载的文件", f"{KEPT.days} 日", "均可随时重新生成；由后台办理每 30 秒清理一次"),
    Rule("unused_files", "上传后没有用于任何记录、申报或异议的文件", f"上传 {UNUSED.days} 日后", _PIPL_19, _unused),
    Rule(
        "forgotten_files", "已删除文件的内容", f"删除后 {REMOVED.days} 日内可由系统管理员恢复，期满清除",
        "防止误删；仍被申报快照、公示、异议或案卷引用的文件不会清除", _forgotten,
    ),
    Rule("strays", "保存中断、没有登记的文件内容", "中断一日后", _PIPL_19, _strays),
    Rule(
        "logs", "服务器运行日志和访问日志", "不少于 6 个月，由运维部门在平台之外保存", _CYBER_21, is_record=True,
    ),
)  # fmt: skip
