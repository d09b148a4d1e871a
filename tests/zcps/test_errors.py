"""Pages for what went wrong."""

import base64
import json
import re
import sys
from hashlib import sha256

import pytest
from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFilesSent
from django.db import OperationalError
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.test import RequestFactory
from redis.exceptions import ConnectionError as RedisGone

from zcps import errors
from zcps.error_reports import Report
from zcps.services import ROOT

# Far from where it is used: a report shows the lines of the code around.
TOLD_TO_NOBODY = ("33080219800307", "13905700999", "欧阳不见")


@pytest.fixture
def request_():
    return RequestFactory().get("/nowhere/")


def test_each_status_has_a_page_with_a_next_step(request_):
    pages = {
        400: errors.bad_request(request_, ValueError()),
        403: errors.permission_denied(request_, PermissionDenied()),
        404: errors.page_not_found(request_, Http404("机密项目")),
        500: errors.server_error(request_),
    }
    for away in (OperationalError("gone"), RedisGone("gone")):
        try:
            raise away
        except (OperationalError, RedisGone):
            pages[503] = errors.server_error(request_)
            assert pages[503]["Retry-After"]
    for too_much in (RequestDataTooBig(), TooManyFilesSent()):
        pages[413] = errors.bad_request(request_, too_much)
    for status, page in pages.items():
        assert page.status_code == status
        assert "返回首页" in page.content.decode()
    assert "机密项目" not in pages[404].content.decode()


def test_a_refusal_is_shown_in_its_own_words(request_):
    page = errors.permission_denied(request_, PermissionDenied("公示期内只能由公示单位撤回。"))
    assert "公示期内只能由公示单位撤回。" in page.content.decode()


def test_a_form_that_is_too_old_says_so(request_):
    page = errors.csrf_failure(request_, "token missing")
    assert page.status_code == 403
    assert "页面已过期" in page.content.decode()
    assert "token missing" not in page.content.decode()


def test_a_broken_template_still_answers(request_, settings, tmp_path):
    (tmp_path / "errors").mkdir()
    (tmp_path / "errors" / "500.html").write_text("{% no_such_tag %}")
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [tmp_path]}]
    page = errors.server_error(request_)
    assert page.status_code == 500
    assert "系统出现故障" in page.content.decode()


@pytest.mark.django_db
def test_an_address_that_only_takes_forms_says_so_to_people_and_programs(client):
    answer = client.get("/sign-out/")
    assert answer.status_code == 405, answer
    assert (answer["Allow"], "不能这样打开此页面" in answer.content.decode()) == ("POST", True)
    refused = errors.EmptyRefusalMiddleware(lambda _: HttpResponseNotAllowed(["POST"]))
    told = refused(RequestFactory().get("/api/v1/nowhere/"))
    assert isinstance(told, HttpResponse)
    assert json.loads(told.content)["code"] == "method_not_allowed"


def test_what_nginx_answers_by_itself_says_what_to_do_under_its_policy():
    conf = (ROOT / "deploy" / "nginx.conf").read_text()
    [style] = re.findall(r"<style>(.*?)</style>", conf)
    assert f"style-src 'sha256-{base64.b64encode(sha256(style.encode()).digest()).decode()}'" in conf
    pages = dict(re.findall(r"return (\d+) '(.*)';", conf))
    assert set(pages) == {"413", "429", "503"}
    for status, page in pages.items():
        for wanted in ("$page_head<title>", "$page_top<h1>", "不受影响", "请", "编号 $request_id", 'href="/"'):
            assert wanted in page, (status, wanted)
        # A quotation mark or a variable of another name would end or empty it.
        assert "'" not in page
        assert set(re.findall(r"\$(\w+)", page)) == {"page_head", "page_top", "request_id"}
    assert conf.count("add_header Content-Security-Policy $page_policy always;") == len(pages)


@pytest.mark.django_db
def test_an_unknown_address_is_answered_404(client):
    assert client.get("/no/such/page/").status_code == 404


@pytest.mark.django_db
def test_health_says_what_works(client, monkeypatch):
    assert client.get("/health/").json() == {"database": True, "redis": True}
    monkeypatch.setattr("zcps.health._ask_redis", lambda: 1 / 0)
    answer = client.get("/health/")
    assert (answer.status_code, answer.json()) == (503, {"database": True, "redis": False})


def test_a_report_of_a_fault_names_variables_and_fields_and_tells_none_of_their_values(rf):
    def breaks(number):
        raise ValueError("broken")

    try:
        breaks(TOLD_TO_NOBODY[0])
    except ValueError:
        asked = rf.post(f"/verify/?q={TOLD_TO_NOBODY[1]}", {"name": TOLD_TO_NOBODY[2]})
        report = Report(asked, *sys.exc_info())
    told = report.get_traceback_text() + report.get_traceback_html()
    assert "breaks" in told
    assert [word for word in TOLD_TO_NOBODY if word in told] == []
