import pytest
from django.test import Client
from django.urls import reverse

from applicants.enums import Module
from reviews.enums import Stage
from reviews.models import Application, Commitment, Snapshot
from reviews.services.commitments import state_of
from reviews.services.drafts import save_fields
from reviews.steps.base import perform
from reviews.steps.return_for_correction import RETURN_FOR_CORRECTION
from reviews.steps.withdraw import WITHDRAW
from tests.accounts.people import make_person, sign_in
from tests.applicants import archives
from tests.reviews import cases

pytestmark = pytest.mark.django_db
SECTIONS = (
    "target",
    "profile",
    "records",
    "statement",
    "answers",
    "findings",
    "credits",
    "materials",
    "commitment",
    "check",
)


def page(client: Client, name: str, *args, status: int = 200) -> str:
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == status, (name, answer.status_code, answer.get("Location"))
    return answer.content.decode()


@pytest.fixture
def draft() -> Application:
    return cases.make_draft()


@pytest.fixture
def client_of(client):
    return lambda application: sign_in(client, application.applicant.user)


def test_every_section_of_a_draft_opens(draft, client_of):
    client = client_of(draft)
    for section in SECTIONS:
        page(client, f"application_{section}", draft.pk)
    shown = page(client, "application", draft.pk)
    assert "建议最晚提交日" in shown
    assert "2022年9月8日（周四）" in shown
    assert "2022年9月10日（周六）24:00 截止" in shown


def test_the_check_page_names_everything_that_is_missing_at_once(draft, client_of):
    shown = page(client_of(draft), "application_check", draft.pk)
    assert "本人述职尚未填写" in shown
    assert "尚未回答“您是否已离休或退休？”" in shown
    assert "材料真实性保证书尚未签署" in shown
    assert "提交申报</button>" not in shown


def test_a_field_saves_itself_and_says_when(draft, client_of):
    client = client_of(draft)
    url = reverse("application_autosave", args=[draft.pk])
    answer = client.post(url, {"statement": "自动保存的述职。"})
    assert answer.status_code == 200
    saved = cases.fresh(draft)
    assert saved.statement == "自动保存的述职。"
    assert answer.json() == {"saved_at": saved.saved_at.isoformat(), "errors": {}}
    client.post(url, {"person.retired": "false", "work.unknown": "true"})
    assert cases.fresh(draft).answers == {"person.retired": False}
    client.post(url, {"person.retired": ""})
    assert cases.fresh(draft).answers == {}


def test_a_wrong_value_gets_its_sentence_and_the_good_ones_are_kept(draft, client_of):
    answer = client_of(draft).post(
        reverse("application_autosave", args=[draft.pk]), {"specialty": "雕版", "statement": "好的"}
    )
    assert answer.status_code == 422
    assert answer.json()["errors"] == {"specialty": "请从列表中选择申报专业。"}
    saved = cases.fresh(draft)
    assert (saved.specialty, saved.statement) == ("雕塑雕刻工艺", "好的")


def test_records_are_taken_and_left_out(draft, client_of):
    client, kept = client_of(draft), draft.records.first()
    client.post(reverse("application_records", args=[draft.pk]), {"records": [kept.pk, 999_999]})
    assert list(draft.records.all()) == [kept]


def test_a_record_that_is_not_verified_says_why_it_cannot_be_taken(draft, client_of):
    archives.make_record(draft.applicant, Module.PATENT)
    shown = page(client_of(draft), "application_records", draft.pk)
    assert "尚未提交单位审核，请先在业绩档案中提交。" in shown


def test_nobody_sees_the_draft_of_another(draft, client):
    sign_in(client, make_person("旁人"))
    for section in SECTIONS:
        page(client, f"application_{section}", draft.pk, status=404)
    page(client, "application", draft.pk, status=404)
    answer = client.post(reverse("application_autosave", args=[draft.pk]), {"statement": "篡改"})
    assert answer.status_code == 404
    assert cases.fresh(draft).statement == ""


def test_after_filing_the_page_shows_where_the_case_stands(client_of):
    filed = cases.make_case(Stage.EMPLOYER_REVIEW)
    client = client_of(filed)
    shown = page(client, "application", filed.pk)
    assert "由谁办理" in shown
    assert filed.employer.name in shown
    assert filed.snapshot.short_code in shown
    page(client, "application_target", filed.pk, status=302)
    answer = client.post(reverse("application_autosave", args=[filed.pk]), {"statement": "事后"})
    assert answer.status_code == 409
    assert "不能再修改" in answer.json()["errors"]["statement"]


def test_filing_from_the_check_page_and_a_double_click(client_of):
    ready = cases.make_case("ready_to_file")
    client = client_of(ready)
    assert "提交申报</button>" in page(client, "application_check", ready.pk)
    url = reverse("application_check", args=[ready.pk])
    assert client.post(url).status_code == 302
    assert client.post(url).status_code == 302
    assert Snapshot.objects.filter(application=ready).count() == 1


def test_filing_too_late_is_refused_on_the_page(client_of, clock):
    ready = cases.make_case("ready_to_file")
    clock.set("2022-09-11 00:00")
    answer = client_of(ready).post(reverse("application_check", args=[ready.pk]))
    assert answer.status_code == 409
    assert "逾期不再受理" in answer.content.decode()
    assert cases.fresh(ready).stage == Stage.DRAFT


def test_defects_stand_at_their_section_until_it_is_changed(client_of):
    filed = cases.make_case()
    defects = [
        {
            "target": "statement",
            "label": "本人述职",
            "text": "请补充代表作品。",
            "clause": "衢市人社专〔2021〕61号 三(五)",
        },
        {"target": f"record:{filed.records.first().pk}", "label": "学历学位", "text": "请补传备案表。", "clause": ""},
    ]
    perform(RETURN_FOR_CORRECTION, filed, cases.officer_actor(filed.employer), defects=defects)
    client = client_of(filed)
    shown = page(client, "application", filed.pk)
    assert shown.count("需要修改") == 2
    assert "补正期限" in shown
    assert "请补充代表作品。" in page(client, "application_statement", filed.pk)
    assert "请补传备案表。" in page(client, "application_records", filed.pk)
    client.post(reverse("application_autosave", args=[filed.pk]), {"statement": "补充后的述职。"})
    shown = page(client, "application", filed.pk)
    assert shown.count("需要修改") == 1
    assert "已按退回意见修改，提交前请再核对" in shown


def test_the_own_page_takes_the_same_queries_for_one_and_three(client, django_assert_num_queries):
    profile = cases.make_applicant()
    sign_in(client, profile.user)
    cases.make_draft(profile=profile)
    url = reverse("my_applications")
    client.get(url)
    with django_assert_num_queries(7):
        client.get(url)
    for _ in range(2):
        last = Application.objects.latest("pk")
        perform(WITHDRAW, last, cases.applicant_actor(profile))
        cases.make_draft(last.plan, profile)
    with django_assert_num_queries(7):
        assert client.get(url).content.decode().count("<article") == 3


def test_starting_from_the_page_of_a_plan(client):
    plan = cases.make_plan()
    sign_in(client, make_person("新人"))
    url = reverse("application_start", args=[plan.code])
    answer = client.post(url, {"title": "", "specialty": "陶瓷工艺"})
    assert answer.status_code == 422
    assert "请选择申报资格。" in answer.content.decode()
    assert "selected>陶瓷工艺" in answer.content.decode()
    answer = client.post(url, {"title": plan.titles.get(name="工艺美术员").pk, "specialty": "陶瓷工艺"})
    started = Application.objects.get()
    assert answer["Location"] == reverse("application", args=[started.pk])
    assert "已有一份申报" in page(client, "application_start", plan.code)


class TestSigning:
    """The link for the phone."""

    @pytest.fixture
    def asked(self, draft, client_of) -> Commitment:
        client_of(draft).post(reverse("commitment_request", args=[draft.pk]))
        return Commitment.objects.get()

    def given(self, asked: Commitment, **wrong) -> dict[str, str]:
        user = asked.application.applicant.user
        return {"name": user.name, "last_four": user.id_number[-4:], "signature": "M1 1L20 20L30 5", **wrong}

    def test_the_phone_signs_without_signing_in(self, asked, client_of):
        phone, url = Client(), reverse("sign", args=[asked.token])
        assert asked.application.applicant.user.id_number[-4:] not in phone.get(url).content.decode()
        assert phone.post(url, self.given(asked)).status_code == 302
        assert "已签署" in phone.get(url).content.decode()
        asked.refresh_from_db()
        assert (asked.signed_at is not None, asked.signature) == (True, "M1 1L20 20L30 5")
        shown = page(client_of(asked.application), "commitment_state", asked.application.pk)
        assert "已签署" in shown
        assert "hx-get" not in shown

    def test_before_that_the_page_keeps_asking(self, asked, client_of):
        shown = page(client_of(asked.application), "application_commitment", asked.application.pk)
        assert 'hx-trigger="every 3s"' in shown
        assert "http://testserver/sign/" in shown

    def test_signed_while_the_page_asks_it_is_told_at_the_next_time(self, asked, client_of, monkeypatch):
        def signed_just_then(application):
            found = state_of(application)
            Client().post(reverse("sign", args=[asked.token]), self.given(asked))
            return found

        with monkeypatch.context() as meanwhile:
            meanwhile.setattr("reviews.views.phone.state_of", signed_just_then)
            assert "hx-get" in page(client_of(asked.application), "commitment_state", asked.application.pk)
        assert "已签署" in page(client_of(asked.application), "commitment_state", asked.application.pk)

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"name": "旁人"}, "填写的姓名与申报人不一致"),
            ({"last_four": "0000"}, "证件号码后四位与申报人不一致"),
            ({"name": ""}, "请填写您本人的姓名。"),
        ],
    )
    def test_a_stranger_with_the_link_does_not_sign(self, asked, wrong, sentence):
        answer = Client().post(reverse("sign", args=[asked.token]), self.given(asked, **wrong))
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
        asked.refresh_from_db()
        assert asked.signed_at is None

    def test_guessing_ends_after_five_tries(self, asked):
        url = reverse("sign", args=[asked.token])
        for _ in range(5):
            Client().post(url, self.given(asked, last_four="0000"))
        assert "签署链接已失效" in Client().post(url, self.given(asked)).content.decode()
        asked.refresh_from_db()
        assert asked.signed_at is None

    def test_the_link_dies_after_half_an_hour_and_with_the_content(self, asked, draft, clock):
        save_fields(draft, {"statement": "改了"})
        said = Client().post(reverse("sign", args=[asked.token]), self.given(asked)).content.decode()
        assert "二维码生成之后申报内容有变动" in said
        clock.advance(minutes=31)
        assert "签署链接已失效" in Client().get(reverse("sign", args=[asked.token])).content.decode()
        assert Client().get(reverse("sign", args=["x" * 43])).status_code == 404

    def test_a_drawing_that_is_none_is_left_out(self, asked):
        Client().post(reverse("sign", args=[asked.token]), self.given(asked, signature="<script>"))
        asked.refresh_from_db()
        assert (asked.signed_at is not None, asked.signature) == (True, "")
