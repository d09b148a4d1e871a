import datetime as dt
import re
from types import SimpleNamespace as Thing
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.template import Context, Template
from django.template.loader import get_template
from playwright.sync_api import Route

from law.calendar import period
from tests import looks
from tests.browsing import Desk
from tests.zcps.gallery import CST, DEADLINE, NOW, TitleForm, gallery
from zcps.services import ROOT
from zcps.templatetags.chinese import cn_close, cn_date, cn_datetime, cn_deadline, cn_month, filesize_cn, shown
from zcps.templatetags.filling import kind_words
from zcps.templatetags.masking import mask_id, mask_name, mask_phone

OWN_TEMPLATES = [
    *ROOT.glob("templates/base*.html"),
    *ROOT.glob("templates/components/*.html"),
    *ROOT.glob("templates/errors/*.html"),
]


def render(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


@pytest.fixture(scope="module")
def page() -> str:
    return gallery()


def test_a_date_carries_its_weekday() -> None:
    assert cn_date(dt.date(2022, 9, 10)) == "2022年9月10日（周六）"
    assert cn_month("2022-09-10") == "2022年9月"
    assert cn_date(None) == ""


def test_a_moment_is_told_in_shanghai() -> None:
    assert cn_datetime(dt.datetime(2022, 9, 10, 2, 5, tzinfo=dt.UTC)) == "2022年9月10日（周六）10:05"
    assert cn_datetime("2022-09-10T10:05+08:00") == "2022年9月10日（周六）10:05"


@pytest.mark.parametrize(
    "deadline",
    [
        dt.date(2022, 9, 10),
        dt.datetime(2022, 9, 11, tzinfo=CST),
        dt.datetime(2022, 9, 10, 16, tzinfo=dt.UTC),
        "2022-09-10",
    ],
)
def test_midnight_is_24_00_of_the_day_before(deadline: object) -> None:
    assert cn_deadline(deadline) == "2022年9月10日（周六）24:00 截止"  # type: ignore[arg-type]


def test_a_deadline_at_noon_stays_at_noon() -> None:
    assert cn_close(dt.datetime(2022, 9, 10, 12, tzinfo=CST)) == "2022年9月10日（周六）12:00"


@pytest.mark.parametrize(
    ("size", "words"),
    [(860, "860 字节"), (87_000, "85 KB"), (3_355_443, "3.2 MB"), (10 * 1024 * 1024, "10 MB"), (None, "")],
)
def test_sizes_have_units(size: int | None, words: str) -> None:
    assert filesize_cn(size) == words


def test_masks_hide_what_identifies() -> None:
    assert mask_id("330802198603091234") == "330***********1234"
    assert mask_phone("13812345678") == "138****5678"
    assert (mask_name("张明"), mask_name("欧阳建国"), mask_name("李")) == ("张*", "欧**国", "*")
    assert mask_id("12345") == "*****"
    assert mask_id(None) == ""
    # Passports, permits, telephones of offices: half of them at least stays hidden.
    assert (mask_id("E12345678"), mask_id("12345678")) == ("E1*****78", "12****78")
    assert (mask_phone("83021234"), mask_phone("3021234")) == ("83****34", "*******")


def test_values_are_shown_as_people_write_them() -> None:
    assert [shown(value) for value in (None, True, dt.date(2022, 9, 10), 3)] == [
        "—",
        "是",
        "2022年9月10日（周六）",
        "3",
    ]


def test_a_status_has_a_shape_and_a_word() -> None:
    html = render('{% status_tag "stop" "需要修改" %}')
    assert "tag-stop" in html
    assert "<svg" in html
    assert "需要修改" in html


def test_an_unknown_status_is_neutral_and_its_word_escaped() -> None:
    html = render('{% status_tag "x" word %}', word="<b>")
    assert "tag-info" in html
    assert "&lt;b&gt;" in html


def test_a_period_numbers_what_counts_and_says_why_the_rest_does_not() -> None:
    strip = period(dt.datetime(2022, 9, 29, 10, tzinfo=CST), 5)
    html = render("{% period_strip period now=now %}", period=strip, now=dt.datetime(2022, 10, 9, 11, tzinfo=CST))
    assert html.count('class="counted') == 5
    assert html.count("国庆节") == 7
    assert "调休上班" in html
    assert "2022年10月11日（周二）24:00" in html
    assert "还剩 2 个工作日" in html
    assert "暂定" not in html


def test_a_provisional_period_says_so() -> None:
    html = render(
        "{% period_strip period now=now %}", period=period(dt.datetime(2026, 12, 24, 9, tzinfo=CST), 5), now=NOW
    )
    assert "暂定" in html


def test_a_countdown_ends() -> None:
    assert "还剩 3 个工作日" in render("{% countdown end days=3 now=now %}", end=DEADLINE, now=NOW)
    assert "还剩 3 天" in render("{% countdown end now=now %}", end=DEADLINE, now=NOW)
    assert "已截止" in render("{% countdown end days=3 now=end %}", end=DEADLINE)


def test_errors_lead_to_their_fields() -> None:
    html = render("{% error_summary form %}{% field form.title %}", form=TitleForm({"title": ""}))
    assert 'href="#id_title"' in html
    assert 'id="id_title_error"' in html
    assert 'aria-describedby="id_title_helptext id_title_error"' in html
    assert 'id="id_title_helptext"' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert "error-summary" not in render("{% error_summary form %}", form=TitleForm())


def test_what_a_reviewer_asked_stands_at_the_field() -> None:
    assert "需要补正：" in render('{% field form.title defect="名称与证书不一致" %}', form=TitleForm())


def test_a_file_field_says_what_it_takes() -> None:
    html = render('{% file_field "photo" label="证件照片" accept="image/jpeg,image/png" limit=204800 %}')
    assert "JPG、PNG，不超过 200 KB" in html
    assert kind_words("application/pdf, .docx, image/webp") == "PDF、Word、WEBP"


def test_the_button_of_a_confirmation_repeats_the_act() -> None:
    html = render(
        '{% confirmation title="退回补正" button="退回补正" effects="申报退回申报人" told=told %}',
        told=["周明远", "单位"],
    )
    assert ">退回补正</button>" in html
    assert html.count("<li>") == 2


def test_tasks_say_what_is_missing() -> None:
    html = render(
        "{% task_list tasks %}", tasks=[("业绩档案", "/a", "进行中", ["获奖证书 1 份"]), ("基本信息", "/b", "已完成")]
    )
    assert "获奖证书 1 份" in html
    assert "已完成 1 / 2 项" in html


def test_the_hat_worn_is_marked_and_others_can_be_put_on() -> None:
    hats = [Thing(key="a:1", hat_label="市经信局"), Thing(key="b:", hat_label="申报人")]
    user = Thing(is_authenticated=True, name="王海燕")
    html = render("{% site_header %}", user=user, hats=hats, hat=hats[0], unread=3)
    assert re.search(r'value="a:1" aria-current="true"', html)
    assert 'value="b:"' in html
    assert "王海燕" in html


def test_the_frame_stands_without_any_context() -> None:
    html = get_template("base.html").render({})
    assert "浙江省专业技术职务任职资格申报与评审管理服务平台" in html
    assert "clock-bar" not in html


def test_the_clock_bar_tells_the_simulated_moment() -> None:
    assert "2022年9月7日（周三）14:32" in render("{% clock_bar %}", demo_clock=Thing(now=NOW))


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_an_error_page_says_what_to_do_next(status: int) -> None:
    html = get_template(f"errors/{status}.html").render({"status": status, "title": "标题", "advice": "请重试。"})
    assert "请重试。" in html
    assert 'href="/"' in html


def test_nothing_is_inline(page: str) -> None:
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|javascript:", page)
    assert not re.findall(r"<script(?![^>]*\ssrc=)", page)


def test_the_buttons_name_their_act() -> None:
    for template in OWN_TEMPLATES:
        text = template.read_text(encoding="utf-8")
        assert "确定" not in text, template.name
        assert "！" not in text, template.name


def test_every_field_of_the_page_has_a_name_for_those_who_hear_it(page: str) -> None:
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', page))
    for field in re.findall(r"<(?:input|select|textarea)\b[^>]*>", page):
        if 'type="hidden"' in field or "aria-label" in field or 'type="radio"' in field:
            continue
        identity = re.search(r' id="([^"]+)"', field)
        assert identity, field
        assert identity[1] in labelled, field


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        *[(ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in ("paper", "ground")],
        *[(kind, f"{kind}-tint") for kind in ("done", "due", "stop", "info")],
        *[("blue", ground) for ground in ("paper", "ground", "blue-tint")],
        ("blue-tint", "blue-deep"),
        ("due", "blue-tint"),
    ],
)
def test_text_stands_out_from_its_ground(ink: str, ground: str) -> None:
    tokens = dict(re.findall(r"--([a-z0-9-]+): (#[0-9A-F]{6});", (ROOT / "static/css/tokens.css").read_text()))
    light, dark = sorted((_luminance(tokens[ink]), _luminance(tokens[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _serve(page: str, route: Route) -> None:
    path = urlsplit(route.request.url).path
    policy = {"Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:"}
    if path == "/":
        route.fulfill(body=page, content_type="text/html; charset=utf-8", headers=policy)
    else:
        route.fulfill(path=str(finders.find(path.removeprefix("/static/"))))


@pytest.mark.parametrize("width", [1440, 390])
def test_the_page_of_all_components_is_whole_and_accessible(page: str, width: int, desk: Desk) -> None:
    """Keeps a picture of the page under var/gallery, to be looked at."""
    picture = ROOT / "var" / "gallery" / f"all-{width}.png"
    with desk.pages("http://localhost") as new_page:
        tab = new_page(width=width)
        tab.route("**/*", lambda route: _serve(page, route))
        tab.goto("/")
        tab.screenshot(path=picture, full_page=True)
        looks.fits(tab, "components")
        looks.accessible(tab, "components")
