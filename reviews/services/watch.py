"""The watch: whether the clock, the outbox, jobs, papers, their keys, the journal and the calendar are in order.

What must be true at any moment (reviews/services/invariants.py) is asked every minute; here stands what was found last.
"""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from django.conf import settings
from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet

from accounts.enums import FileTrouble, JobStage, ScanState
from accounts.models import FileAlarm, Job, Notice
from accounts.services.anchors import oldest_without
from accounts.services.jobs import SILENCE
from accounts.services.scans import GONE
from accounts.services.scans import waiting as waiting_for_scan
from accounts.timestamps import stamper
from reviews.enums import LAPSING, CalendarStage
from reviews.models import Application, CalendarNotice, Document, PaperStamp, Publicity, PublicityEntry, SweepRun
from reviews.selectors.calendar import missing_year
from reviews.services import backups, invariants
from reviews.services.publicity import held_entries
from zcps import clock
from zcps.backup.make import last_made
from zcps.signed.errors import CannotSign
from zcps.signed.signers import signer
from zcps.templatetags.chinese import cn_date, cn_datetime

# The sweep runs every minute, mail leaves twice a minute, the journal is anchored once a day.
LATE_SWEEP, LATE_MAIL, LATE_ANCHOR = dt.timedelta(minutes=5), dt.timedelta(minutes=10), dt.timedelta(hours=26)
# A backup is made once a day.
LATE_BACKUP = dt.timedelta(hours=26)
_BOTH = "定时进程（beat）和后台进程（worker）是否运行"
_RECENT = dt.timedelta(days=7)
# A file is scanned within a minute.
LATE_SCAN = dt.timedelta(minutes=10)
# Documents are built twice a minute; a key is ordered anew weeks before its end (days).
LATE_PAPER, KEY_SOON, KEY_NOW = dt.timedelta(minutes=15), 60, 14
# Stamped again half a year ahead; three months before the end somebody has to look, in the last month at once.
LATE_STAMP, NEAR_STAMP = dt.timedelta(days=90), dt.timedelta(days=30)
_LOG = "请查看服务器日志中的错误。"


_HOLDS_SOMEBODY = Exists(
    held_entries(PublicityEntry.objects.filter(publicity=OuterRef("pk"), released_at=None)),
)


class State(StrEnum):
    """How urgent something is; the values are those of a status tag."""

    DONE = "done"
    DUE = "due"
    STOP = "stop"


WORDS = {State.DONE: "正常", State.DUE: "留意", State.STOP: "异常"}


@dataclass(frozen=True)
class Check:
    """One thing that is watched: how it stands, since when, and what to do."""

    title: str
    state: State
    text: str
    since: dt.datetime | None = None
    remedy: str = ""

    @property
    def word(self) -> str:
        """The state in a word."""
        return WORDS[self.state]


def checks() -> list[Check]:
    """Return everything that is watched."""
    runs = {run.work: run for run in SweepRun.objects.filter(work__in=("sweep", invariants.WORK, backups.WORK))}
    clockwork = [_sweep(runs.get("sweep")), _publicities(), _cases(), _mail(), _jobs()]
    about_papers, about_files = [_papers(), _keys(), _stamps(), _journal()], [_files(), _scanner()]
    about_truth = _invariants(runs.get(invariants.WORK))
    return [*clockwork, *about_papers, *about_files, _calendar(), _backup(runs.get(backups.WORK)), *about_truth]


def _sweep(run: SweepRun | None) -> Check:
    title, remedy = "到期办理", f"请检查{_BOTH}；也可以由定时任务每分钟运行 manage.py sweep。"
    if run is None:
        return Check(title, State.DUE, "还没有运行过。", remedy=remedy)
    last = run.ended_at or run.begun_at
    if failed := run.done.get("failed"):
        words = "此前的运行正常" if run.ended_at else "还没有一次运行完成"
        return Check(title, State.STOP, f"最近一次运行中断（{failed}），{words}。", last, f"{_LOG}{remedy}")
    if clock.now() - last > LATE_SWEEP:
        is_open = run.ended_at is None or run.ended_at < run.begun_at
        words = "此后的运行没有结束" if is_open else "上次运行已结束，此后没有再运行"
        return Check(title, State.STOP, f"{words}。", last, remedy)
    counted = {key: run.done.get(key, 0) for key in ("released", "closed", "lapsed")}
    done = "公示期满 {released} 人次，结束公示 {closed} 个，逾期失效 {lapsed} 件".format(**counted)
    return Check(title, State.DONE, f"上次运行：{cn_datetime(last)}，{done}。", last)


def overdue() -> QuerySet[Publicity]:
    """Return the publicities whose end has come and that have not ended, each with whether something holds them."""
    rows = Publicity.objects.filter(closed_at=None, earliest_close__lte=clock.now())
    return rows.annotate(holds_somebody=_HOLDS_SOMEBODY).select_related("employer", "agency")


def why(publicity: Publicity) -> str:
    """Say why a publicity of overdue() has not ended."""
    if publicity.is_provisional:
        return "截止时间为暂定：期内有日期的节假日安排尚未公布"
    if publicity.is_held:
        return "公示单位决定暂缓结束整份公示"
    if getattr(publicity, "holds_somebody", False):
        return "有异议尚未办结，或公示内容有变更待重新公示"
    return "等待系统结束，应在一分钟内完成"


def _publicities() -> Check:
    title, late = "到期的公示", overdue()
    free = late.filter(is_held=False, is_provisional=False, earliest_close__lte=clock.now() - LATE_SWEEP)
    stuck = free.filter(~_HOLDS_SOMEBODY)
    oldest = stuck.order_by("earliest_close").values_list("earliest_close", flat=True).first()
    if oldest:
        text = f"{stuck.count()} 个公示已到期，没有异议，仍未结束。"
        return Check(title, State.STOP, text, oldest, "请先检查到期办理；仍不结束的，查看服务器日志中该公示的错误。")
    held = late.count()
    if held:
        return Check(title, State.DUE, f"{held} 个公示已到期，因异议、暂定等原因尚未结束，见下表。")
    return Check(title, State.DONE, "到期的公示均已结束。")


def _cases() -> Check:
    title = "逾期的申报"
    late = Application.objects.filter(due_at__lte=clock.now() - LATE_SWEEP, stage__in=LAPSING)
    oldest = late.order_by("due_at").values_list("due_at", flat=True).first()
    if oldest is None:
        return Check(title, State.DONE, "办理时限届满的申报均已处理。")
    remedy = "请先检查到期办理；仍不处理的，查看服务器日志中该申报的错误。"
    return Check(title, State.STOP, f"{late.count()} 件申报时限届满，尚未处理。", oldest, remedy)


def _mail() -> Check:
    title, waiting = "待发送的消息", Notice.objects.filter(mailed_at=None, mail_error="")
    oldest = waiting.order_by("pk").values_list("created_at", flat=True).first()
    if oldest is None:
        return Check(title, State.DONE, "消息均已发送。")
    text = f"{waiting.count()} 条消息等待发送邮件；站内消息不受影响。"
    if clock.now() - oldest <= LATE_MAIL:
        return Check(title, State.DONE, text, oldest)
    return Check(title, State.STOP, text, oldest, "请检查邮件服务器和后台进程（worker）。")


def _jobs() -> Check:
    title, moment = "后台办理", clock.now()
    silent = Job.objects.filter(stage__in=(JobStage.QUEUED, JobStage.RUNNING), heartbeat_at__lt=moment - SILENCE)
    oldest = silent.order_by("heartbeat_at").values_list("heartbeat_at", flat=True).first()
    if oldest:
        return Check(title, State.STOP, f"{silent.count()} 项没有进展。", oldest, "请检查后台进程（worker）。")
    failed = Job.objects.filter(stage=JobStage.FAILED, finished_at__gte=moment - _RECENT).count()
    if failed:
        return Check(title, State.DUE, f"近 7 日有 {failed} 项没有完成，提交人已看到原因。")
    return Check(title, State.DONE, "没有停滞的事项。")


def _papers() -> Check:
    title, failed = "文书出具", ~Q(failure="")
    waiting = Document.objects.filter(built_at=None, voided_at=None).aggregate(
        number=Count("pk"),
        oldest=Min("requested_at"),
        failed=Count("pk", filter=failed),
        failed_since=Min("requested_at", filter=failed),
        why=Max("failure"),
    )
    if waiting["failed"]:
        text = f"{waiting['failed']} 份文书没有出具：{waiting['why']}"
        return Check(title, State.STOP, text, waiting["failed_since"], "原因排除后系统自动出具。")
    if not waiting["number"]:
        return Check(title, State.DONE, "文书均已出具。")
    if clock.now() - waiting["oldest"] <= LATE_PAPER:
        return Check(title, State.DONE, f"{waiting['number']} 份文书正在出具。", waiting["oldest"])
    text = f"{waiting['number']} 份文书等待出具。"
    return Check(title, State.STOP, text, waiting["oldest"], f"请检查{_BOTH}。")


def _keys() -> Check:
    title, remedy = "签章密钥", "请在到期前更换：manage.py paper_keys rotate，或将新的密钥放入密钥库。"
    try:
        ends = signer().ends(clock.now())
    except CannotSign as reason:
        return Check(title, State.STOP, str(reason), remedy=remedy)
    if ends is None:
        return Check(title, State.DONE, "由外部签章服务管理。")
    left = (ends - clock.now()).days
    text = f"当前密钥有效期至{cn_date(ends)}。"
    if left >= KEY_SOON:
        return Check(title, State.DONE, text)
    return Check(title, State.STOP if left < KEY_NOW else State.DUE, f"{text}还有 {left} 天到期。", remedy=remedy)


def _stamps() -> Check:
    """Papers whose last time stamp ends though the sweep had months for another."""
    title, remedy = (
        "文书时间戳",
        "系统自动补加，也可以运行 manage.py restamp；时间戳服务的证书将到期的，请联系服务机构。",
    )
    late = PaperStamp.objects.filter(replaced_at=None).filter(Q(ends__lte=clock.now() + LATE_STAMP) | ~Q(failure=""))
    found = late.aggregate(number=Count("pk"), first=Min("ends"), why=Max("failure"))
    if not found["number"]:
        return Check(title, State.DONE, "时间戳均在有效期内。")
    until = f"最早于{cn_date(found['first'])}到期。" if found["first"] else ""
    text = f"{found['number']} 份文书没有补加时间戳，{until}{found['why']}"
    is_near = bool(found["first"]) and found["first"] <= clock.now() + NEAR_STAMP
    return Check(title, State.STOP if is_near or found["why"] else State.DUE, text, remedy=remedy)


def _journal() -> Check:
    title, entry = "办理日志存证", oldest_without()
    kind = "存证方为本地文件，是时间戳服务接通前的替代，不能防范能够改写该文件的人。" if stamper().is_stand_in else ""
    if entry is None:
        return Check(title, State.DONE, f"日志均已存证。{kind}")
    text = f"最早一条未存证的日志为第 {entry.number} 条（{cn_datetime(entry.at)}）。{kind}"
    if clock.now() - entry.at <= LATE_ANCHOR:
        return Check(title, State.DONE, text, entry.at)
    return Check(
        title, State.STOP, text, entry.at, "存证应每日进行：请检查定时进程（beat），或运行 manage.py journal anchor。"
    )


def _files() -> Check:
    title, is_infected = "文件完整性", Q(trouble=FileTrouble.INFECTED)
    found = FileAlarm.objects.filter(cleared_at=None, file__forgotten_at=None).aggregate(
        broken=Count("pk", filter=~is_infected),
        oldest=Min("raised_at", filter=~is_infected),
        infected=Count("pk", filter=is_infected & Q(raised_at__gte=clock.now() - _RECENT)),
    )
    if found["broken"]:
        text = f"{found['broken']} 个文件与保存时不一致或在存储中找不到，已停止提供。"
        remedy = "请运行 manage.py files verify 列出，从备份恢复后再次运行即解除。"
        return Check(title, State.STOP, text, found["oldest"], remedy)
    if found["infected"]:
        return Check(title, State.DUE, f"近 7 日发现 {found['infected']} 个文件含有病毒，已隔离，提交人已收到通知。")
    return Check(title, State.DONE, "读取过的文件均与保存时一致。")


def _scanner() -> Check:
    title = "上传文件的病毒检查"
    if not settings.CLAMD_ADDRESS:
        return Check(title, State.DONE, "没有配置病毒检查（CLAMD_ADDRESS），上传的文件只经过重新生成。")
    late = waiting_for_scan().filter(uploaded_at__lte=clock.now() - LATE_SCAN)
    first = late.first()
    if first is None:
        return Check(title, State.DONE, "上传的文件均已检查。")
    said = "病毒检查程序没有回应" if first.scan_note.startswith(GONE) else first.scan_note
    note = f"最近一次检查的结果：{said}。" if first.scan == ScanState.FAILED else ""
    text = f"{late.count()} 个文件等待检查，检查通过前不能打开。{note}"
    return Check(title, State.STOP, text, first.uploaded_at, "请检查病毒检查程序（clamd）和后台进程（worker）。")


def _backup(run: SweepRun | None) -> Check:
    title, made, done = "备份", _who_backs_up(), run.done if run else {}
    if not settings.BACKUP_FOLDER:
        return Check(title, State.DUE, "没有设置存放备份的文件夹。", remedy=f"请设置 BACKUP_FOLDER，{made}。")
    last = last_made(Path(settings.BACKUP_FOLDER))
    text = f"最近一次备份：{cn_datetime(last)}。" if last else "还没有备份。"
    if failed := done.get("failed"):
        return Check(title, State.STOP, f"最近一次备份没有完成（{failed}）。{text}", last, f"{_LOG}{made}。")
    if last is None or clock.now() - last > LATE_BACKUP:
        return Check(title, State.STOP, text, last, f"备份应每日进行：{made}，也可以立即运行 manage.py backup。")
    if missing := done.get("missing"):
        missed = f"其中缺少 {missing} 个在存储中找不到的文件。"
        return Check(title, State.DUE, f"{text}{missed}", last, "请运行 manage.py files verify 列出。")
    return Check(title, State.DONE, text, last)


def _who_backs_up() -> str:
    if not settings.BACKUP_AT:
        return "由定时任务每日运行 manage.py backup"
    return f"每日 {settings.BACKUP_AT} 起由后台自动制作"


def _invariants(run: SweepRun | None) -> list[Check]:
    remedy = f"请检查{_BOTH}；也可以运行 manage.py invariants。"
    if run is None or run.ended_at is None:
        return [Check("数据核对", State.DUE, "还没有核对过。", remedy=remedy)]
    if clock.now() - run.ended_at > LATE_SWEEP:
        return [Check("数据核对", State.STOP, "核对没有按时进行。", run.ended_at, remedy)]
    return [_invariant(each, run.done.get(each.name, ""), run.ended_at) for each in invariants.INVARIANTS]


def _invariant(each: invariants.Invariant, found: str, at: dt.datetime) -> Check:
    if not found:
        return Check(each.title, State.DONE, each.holds, at)
    return Check(each.title, State.STOP, f"{found}。", at, each.remedy)


def _calendar() -> Check:
    title, year = "节假日安排", missing_year()
    if year:
        text = f"缺少{year}年放假通知，涉及{year}年的公示期均为暂定，不会结束。"
        return Check(title, State.STOP, text, remedy="国务院办公厅公布后，请在“节假日安排”录入。")
    waiting = CalendarNotice.objects.filter(stage=CalendarStage.SUBMITTED).count()
    if waiting:
        return Check(title, State.DUE, f"{waiting} 个放假通知待复核。")
    return Check(title, State.DONE, "应有的放假通知均已录入。")
