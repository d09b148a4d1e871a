"""The case bundle: whole, verified without a database, and without anything that its reader may not know."""

import io
import json
import warnings
import zipfile
from unittest.mock import patch

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor
from accounts.enums import JobStage, Role
from accounts.models import Job, JournalEntry
from accounts.services import jobs
from accounts.services.anchors import anchor
from reviews.documents.build import build
from reviews.documents.case_parts import parts_of
from reviews.enums import DocumentKind, Stage
from reviews.models import Application, Ballot, Document
from reviews.permissions import may_read_document, may_take_bundle
from tests.accounts import people
from tests.conftest import Clock
from tests.reviews import filed
from tests.reviews.committee.factory import Hall, hall
from tests.reviews.committee.test_result_filings import as_
from tests.reviews.views.test_bodies_pages import signed_in
from zcps import clock as platform_clock
from zcps.signed.archive import is_bundle, verify_bundle
from zcps.signed.check import Published, verify
from zcps.signed.contents import COVER, ENTRIES, MANIFEST
from zcps.signed.papers import published
from zcps.signed.verdicts import Finding, Verdict

pytestmark = pytest.mark.django_db
Files = dict[str, bytes]
WHY = {"purpose": "诉讼", "receiver": "杭州市西湖区人民法院", "matter": "（2022）浙0106行初12号"}


@pytest.fixture
def room(clock: Clock, settings: LazySettings) -> Hall:
    made = hall(cases=2)
    made.approved()
    settings.TIME_STAMPER = "accounts.time_authority.TimeAuthority"
    anchor()
    return made


def taken(by: Actor, case: Application) -> bytes:
    assert as_(by).post(reverse("case_bundle", args=[case.pk]), WHY).status_code == 302
    job = Job.objects.latest("pk")
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.stage == JobStage.DONE, job.note
    assert job.result_file is not None
    with job.result_file.content.open("rb") as stream:
        content: bytes = stream.read()
    return content


def files_of(bundle: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(bundle)) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def text_of(files: Files) -> str:
    return b"".join(content for name, content in files.items() if not name.endswith((".pdf", ".tst"))).decode()


def packed(files: Files) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        for name, content in files.items():
            whole.writestr(name, content)
    return made.getvalue()


def asked(bundle: bytes) -> str:
    posted = Client().post(reverse("verify_file"), {"file": SimpleUploadedFile("case.zip", bundle)})
    return " ".join(posted.content.decode().split())


def verdict(bundle: bytes) -> Verdict:
    return verify_bundle(bundle, Published.read(published()), platform_clock.now())


def test_what_an_office_takes_is_whole_verifies_and_names_nobody_else(room: Hall) -> None:
    case = Application.objects.order_by("pk").first()
    assert case is not None
    assert build(case.documents.get(kind=DocumentKind.CERTIFICATE)).failure == ""
    bundle = taken(room.office, case)
    found = verdict(bundle)
    assert found.holds, found.sentence
    entries = JournalEntry.objects.filter(case_id=case.pk).count()
    assert f"办理日志 {entries} 条：{entries} 条的内容和在日志中的位置，与时间戳服务" in found.contents
    page = as_(room.office).get(reverse("case_bundle", args=[case.pk])).content.decode()
    assert "下载案卷包" in page
    assert "生成案卷包" in page
    assert (
        reverse("case_bundle", args=[case.pk]) in as_(room.office).get(reverse("case", args=[case.pk])).content.decode()
    )
    files = files_of(bundle)
    tally = json.loads(files["案卷/12_表决计票.json"])
    item = case.meeting_items.get()
    assert [(row["同意"], row["不同意"], row["弃权"]) for row in tally] == [(item.yes, item.no, item.abstained)]
    assert len(json.loads(files["案卷/10_执行委员会.json"])) == item.meeting.panel.count()
    assert json.loads(files["案卷/02_历次提交版本.json"])[0]["SHA-256"] == case.snapshot.sha256
    index = " ".join(files["index.html"].decode().split())
    for told in (
        "目录", "办理经过（", "公布结果",
        "待核准 → 已公布", "已加盖时间戳", "第 1 版的审查结论：部分条件须由有关机构核定",
        "自2018年1月1日至2022年12月31日，满5年。", "个人述职", "<th>姓名</th>", "执行委员会", "不在包内的关联文书",
        "送杭州市西湖区人民法院", case.snapshot.sha256, item.meeting.panel.first().expert.user.name,
    ):  # fmt: skip
        assert told in index, told
    made = case.documents.filter(file__isnull=False)
    assert sum(name.startswith("文书/") for name in files) == made.count()
    text = text_of(files)
    for other in Application.objects.exclude(pk=case.pk):
        assert other.applicant.user.name not in text
        assert other.snapshot.short_code not in text
    for ballot in Ballot.objects.all():
        assert str(ballot.pk) not in text
    assert case.applicant.user.id_number not in text
    # The taking is in the journal, and the person concerned reads who took it for what;
    # the cover is nobody's to read but in the bundle.
    assert JournalEntry.objects.filter(act="case_bundle", subject_id=case.pk).count() == 1
    mine = as_(Actor(Role.APPLICANT, case.applicant.user)).get(reverse("clear_readings")).content.decode()
    why = "诉讼：送杭州市西湖区人民法院，（2022）浙0106行初12号"
    for told in (room.office.hat_label, why, "申报案卷", "随文件导出"):
        assert told in mine
    assert room.office.user is not None
    assert room.office.user.name not in mine
    assert "送杭州市西湖区人民法院" in page
    cover = Document.objects.get(kind=DocumentKind.CASE_BUNDLE)
    assert not may_read_document(room.office, cover)
    # The page asks the tool, in a process that has no database.
    page = asked(bundle)
    assert cover.number in page
    assert "与清单一致" in page
    assert "清单之外的文件：../x" in asked(written([*files.items(), ("../x", b"")]))
    forged(files)


def forged(files: Files) -> None:
    """Whatever is changed, taken out, put in, exchanged or cut is named."""
    first = next(name for name in files if name.startswith("文书/"))
    for changed, said in (
        (files | {first: b"%PDF-"}, f"文件被改动：{first}"),
        ({name: files[name] for name in files if name != first}, f"缺少文件：{first}"),
        (files | {"案卷/99_补充.json": b"[]"}, "清单之外的文件：案卷/99_补充.json"),
        (files | {MANIFEST: files[MANIFEST] + b"\n"}, "清单与封面记载的不一致"),
        # Another genuine paper in the place of the cover.
        (files | {COVER: next(files[name] for name in files if "职称电子证书" in name)}, "封面不是案卷包的封面"),
    ):
        found = verdict(packed(changed))
        assert found.finding is Finding.ALTERED
        assert said in found.sentence
    hostile(files)
    assert verdict(packed(files | {COVER: b"%PDF-1.7"})).finding is Finding.UNREADABLE
    assert verdict(packed(files)[:-40]).finding is Finding.UNREADABLE
    assert not is_bundle(packed({"a": b""}))


def hostile(files: Files) -> None:
    """What other tools would unpack otherwise than this one, and what is meant for its reader's screen or memory."""
    whole, genuine = packed(files), verify(files[COVER], Published.read(published()), platform_clock.now())
    longer = [(name, content) for name, content in files.items()]
    outside = "案卷包中有目录以外的内容"
    for changed, said in (
        (written([*longer, (COVER, files[COVER])]), "案卷包中有重名文件"),
        (written([*longer, ("../../etc/cron.d/x", b"")]), "文件名指向案卷包以外或者不规范：../../etc/cron.d/x"),
        (written([*longer, ("C:\\x", b"")]), "文件名指向案卷包以外或者不规范"),
        (written([*longer, ("\x1b[2J\u202e签章有效", b"")]), "清单之外的文件：\ufffd[2J\ufffd签章有效"),
        (written([*longer, ("长" * 500, b"")]), "清单之外的文件：" + "长" * 100),
        # A list of digests in capitals is another list.
        (packed(files | {MANIFEST: files[MANIFEST].upper()}), "清单与封面记载的不一致"),
        # Nobody parses what a stranger has written: nested so deep, it would take the process.
        (packed(files | {ENTRIES: b"[" * 200_000}), f"文件被改动：{ENTRIES}"),
        (whole + b"more", outside),
        (hidden(files), outside),
        (written(longer, zipfile.ZIP_BZIP2), "压缩方式不同"),
    ):
        # The cover is the same each time, and takes longest.
        with patch("zcps.signed.archive.verify", return_value=genuine):
            found = verdict(changed)
        assert found.finding is Finding.ALTERED, said
        assert said in found.sentence
        assert found.sentence.isprintable()


def written(files: list[tuple[str, bytes]], method: int = zipfile.ZIP_STORED) -> bytes:
    made = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(made, "w", method) as whole:
        warnings.simplefilter("ignore")
        for name, content in files:
            whole.writestr(name, content)
    return made.getvalue()


def hidden(files: Files) -> bytes:
    """Put a file in that the directory does not name: a tool that reads from the front unpacks it all the same."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as whole:
        for name, content in files.items():
            whole.writestr(name, content)
        whole.writestr("案卷/决定.pdf", b"forged")
        whole.filelist.pop()
    return made.getvalue()


def test_the_applicants_copy_names_no_expert_and_nobody_else_gets_one(room: Hall) -> None:
    case = Application.objects.order_by("pk").first()
    assert case is not None
    me = Actor(Role.APPLICANT, case.applicant.user)
    files = files_of(taken(me, case))
    text = text_of(files)
    for seat in case.meeting_items.get().meeting.panel.select_related("expert__user"):
        assert seat.expert.user.name not in text
    assert {"案卷/10_执行委员会.json", "案卷/11_专家评议意见.json", "案卷/12_表决计票.json"}.isdisjoint(files)
    for each in json.loads(files[ENTRIES]):
        assert each["content"] is None or each["content"][3] not in (Role.EXPERT, Role.PUBLIC)
    assert json.loads(files["案卷/12_表决结果.json"])[0]["通过"] in ("是", "否")
    # Neither another applicant, nor an expert of the panel, nor the employer gets one.
    other = Application.objects.exclude(pk=case.pk).latest("pk").applicant.user
    expert = case.meeting_items.get().meeting.panel.first().expert.user
    officer = people.make_officer(case.employer)
    for by in (Actor(Role.APPLICANT, other), Actor(Role.EXPERT, expert), Actor(Role.EMPLOYER, officer)):
        assert not may_take_bundle(by, case)
        assert as_(by).post(reverse("case_bundle", args=[case.pk])).status_code == 404
    assert Job.objects.filter(kind="case_bundle").count() == 1
    # Nobody is asked why he takes what is his own, and nobody else has read it.
    assert not JournalEntry.objects.filter(act="export_in_clear").exists()


def test_an_office_that_does_not_say_for_what_gets_none() -> None:
    case = filed.case(Stage.RECOMMENDATION)
    office = signed_in(filed.officer(case.plan.office))
    for given, said in (
        ({"purpose": ""}, "请选择提取用途"),
        ({"purpose": "好奇"}, "提取用途"),
        ({"receiver": ""}, "请填写送交机关"),
        ({"matter": " "}, "请填写案号、受理编号或者来函文号"),
        ({"matter": "致电 13905700999"}, "请勿填写证件号码、电话号码"),
        ({"receiver": "33010619900101123X"}, "请勿填写证件号码、电话号码"),
    ):
        answer = office.post(reverse("case_bundle", args=[case.pk]), {**WHY, **given})
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert not Job.objects.exists()


def test_before_the_result_is_shown_the_applicants_copy_has_none(clock) -> None:
    hall(cases=1).closed()
    case = Application.objects.get()
    parts = dict(parts_of(case, is_own=True))
    assert parts["12_表决结果"] == []
    assert dict(parts_of(case, is_own=False))["12_表决计票"]
