"""One's own data: everything of oneself, nothing of anybody else; and closing an account."""

import io
import json
import zipfile

import pytest
from django.urls import reverse

from accounts.enums import AgencyKind
from accounts.models import Job, JournalEntry, Notice, SignIn, StoredFile, User
from accounts.services import jobs
from accounts.services.clear_reading import note_reading
from accounts.services.closing import CannotClose, close_account
from accounts.services.files import content_of, keep
from accounts.services.notices import Message, queue
from accounts.services.own_data import KIND, everything_about
from accounts.services.persons import remember
from applicants.enums import Module
from applicants.models import ArchiveRecord, Profile
from reviews.enums import Stage
from tests.accounts.people import id_number, make_person, sign_in
from tests.accounts.test_scans import clean
from tests.applicants import archives
from tests.reviews import filed
from zcps import clock

pytestmark = pytest.mark.django_db


def packed(client) -> dict[str, bytes]:
    job = Job.objects.get(pk=int(client.post(reverse("own_data_pack")).url.rstrip("/").split("/")[-1]))
    jobs.run(job.pk)
    job.refresh_from_db()
    with zipfile.ZipFile(io.BytesIO(content_of(job.result_file))) as whole:
        return {name: whole.read(name) for name in whole.namelist()}


def person_with_everything(name: str) -> User:
    case = filed.case(Stage.EMPLOYER_REVIEW, of=filed.employer(name=f"{name}的单位"))
    user = case.applicant.user
    user.name, user.id_number = name, id_number()
    user.phone, user.email = "13905700999", f"{user.pk}@example.cn"
    user.save()
    archives.make_record(case.applicant, Module.AWARD, name=f"{name}的奖项")
    SignIn.objects.create(user=user, at=clock.now(), way="政务服务网个人登录", device=f"{name}的电脑")
    queue(f"told:{name}", [Message(user, f"告知{name}", "内容")])
    return user


def test_it_holds_everything_of_oneself_and_nothing_of_others(client):
    own, other = person_with_everything("某甲甲"), person_with_everything("某乙乙")
    desk = filed.officer(filed.agency(AgencyKind.HR_BUREAU), "某查阅人")
    note_reading(desk, own, own, ["证件号码"], {"purpose": "verify"})
    sign_in(client, own)
    found = packed(client)
    told = json.loads(found["我的数据.json"])
    assert told["账号"]["姓名"] == "某甲甲"
    assert told["账号"]["手机号码"] == "139****0999"
    assert not any(number.encode() in content for content in found.values() for number in (own.phone, own.id_number))
    assert {"登录记录", "消息", "个人基本信息", "业绩档案", "继续教育", "申报", "证书", "上传的文件"} <= set(told)
    assert told["敏感信息被查阅的记录"][0]["内容"] == ["证件号码"]
    assert told["申报"][0]["提交的版本"][0]["校验码"]
    assert len([name for name in found if name.startswith("文件/")]) == StoredFile.objects.filter(owner=own).count() - 1
    for content in found.values():
        text = content.decode("utf-8", "replace")
        for word in (other.name, other.id_number, other.key, other.email, "某查阅人"):
            assert word not in text, word
    assert other.name in json.dumps(everything_about(other), ensure_ascii=False)


def test_the_file_is_his_alone_and_one_is_made_at_a_time(client):
    own = make_person("某甲")
    sign_in(client, own)
    first, second = (client.post(reverse("own_data_pack")).url for _ in range(2))
    assert first == second
    packed(client)
    file = Job.objects.get(kind=KIND).result_file
    sign_in(client, make_person("某乙"))
    assert client.get(reverse("file", args=[file.pk])).status_code == 404
    assert client.get(first).status_code == 404


def test_what_is_withheld_is_named_with_its_reason(client):
    own = make_person("某甲")
    kept = keep(clean(), own)
    StoredFile.objects.filter(pk=kept.pk).update(scan="infected")
    sign_in(client, own)
    told = json.loads(packed(client)["我的数据.json"])
    assert "已经隔离" in told["上传的文件"][0]["未收入的原因"]


def test_an_account_that_never_filed_is_closed(client):
    profile = archives.make_profile(make_person("某丙"))
    user, number = profile.user, profile.user.id_number
    archives.make_record(profile, Module.AWARD)
    remember(user)
    sign_in(client, user)
    assert "30 日后从存储中清除" in client.get(reverse("account_close")).content.decode()
    assert client.post(reverse("account_close")).status_code == 422
    answer = client.post(reverse("account_close"), {"confirmed": "yes"})
    assert answer.url == reverse("home")
    user.refresh_from_db()
    assert (user.name, user.id_number, user.id_index, user.phone, user.is_active) == ("已注销用户", "", "", "", False)
    assert not ArchiveRecord.objects.exists()
    assert not user.former_identities.exists()
    assert Profile.objects.get().born_on is None
    assert not Notice.objects.filter(recipient=user).exists()
    assert not StoredFile.objects.filter(owner=user, forgotten_at=None).exists()
    assert JournalEntry.objects.last().act == "close_account"
    assert JournalEntry.objects.last().actor_label == "已注销用户"
    assert client.get(reverse("account")).status_code == 302
    # The same person may begin anew, as somebody whom nobody knows.
    assert make_person("某丙", id_number=number).pk != user.pk


def test_an_account_that_filed_stays_and_is_told_why(client):
    case = filed.case(Stage.EMPLOYER_REVIEW)
    user = case.applicant.user
    sign_in(client, user)
    page = client.post(reverse("account_close"), {"confirmed": "yes"})
    assert page.status_code == 422
    assert "您提交过职称申报" in page.content.decode()
    user.refresh_from_db()
    assert user.is_active
    assert "您提交过职称申报" in client.get(reverse("own_data")).content.decode()


def test_accounts_of_offices_and_employers_are_not_closed_here():
    actor = filed.officer(filed.agency(AgencyKind.HR_BUREAU))
    with pytest.raises(CannotClose) as refused:
        close_account(actor)
    assert len(refused.value.reasons) == 2


def test_the_way_there_is_on_the_page_of_the_account(client):
    sign_in(client, make_person())
    assert reverse("own_data") in client.get(reverse("account")).content.decode()
    assert client.get(reverse("own_data")).status_code == 200
