"""Pages for what went wrong."""

import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory

from zcps import errors
from zcps.error_reports import Report

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
