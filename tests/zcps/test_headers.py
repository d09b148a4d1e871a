"""What every answer tells a browser: pages, fragments, files, data, and what went wrong."""

import re
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from tests.accounts.people import make_person, sign_in
from zcps.headers import ALWAYS, CAMERA, HeaderMiddleware, uses_camera
from zcps.services import ROOT

CSP = (
    *("default-src 'self'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:"),
    *("object-src 'none'", "frame-src 'self'", "frame-ancestors 'self'", "base-uri 'self'", "form-action 'self'"),
)
OTHERS = {
    **ALWAYS,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}


def is_guarded(answer) -> bool:
    policy = {part.strip() for part in answer["Content-Security-Policy"].split(";")}
    assert policy == set(CSP)
    assert {name: answer.headers.get(name) for name in OTHERS} == OTHERS
    return True


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status"),
    [
        *(("/", 200), ("/sign-in/", 200), ("/no/such/page/", 404), ("/?q=%00", 400), ("/account/", 302)),
        *(("/health/", 200), ("/sign-out/", 405)),
    ],
)
def test_pages_and_what_went_wrong_are_guarded(client, address, status):
    answer = client.get(address)
    assert answer.status_code == status
    assert is_guarded(answer)


@pytest.mark.parametrize(("host", "secure", "status"), [("localhost", False, 301), ("elsewhere.example", True, 400)])
def test_what_is_answered_before_any_page_is_guarded(settings, host, secure, status):
    settings.SECURE_SSL_REDIRECT = True
    answer = Client().get("/", HTTP_HOST=host, secure=secure)
    assert answer.status_code == status
    assert is_guarded(answer)


@pytest.mark.django_db
def test_a_form_from_elsewhere_and_a_page_that_broke_are_guarded(monkeypatch):
    stale = Client(enforce_csrf_checks=True).post("/sign-in/")
    assert stale.status_code == 403
    assert is_guarded(stale)
    monkeypatch.setattr("zcps.health._works", lambda _: 1 / 0)
    broken = Client(raise_request_exception=False).get("/health/")
    assert broken.status_code == 500
    assert is_guarded(broken)


@pytest.mark.django_db
def test_what_is_answered_to_somebody_is_kept_by_nobody(client):
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    sign_in(client, make_person("某甲"))
    for address in ("/", "/account/", "/notices/", "/no/such/page/"):
        assert client.get(address)["Cache-Control"] == "private, no-store"


def test_what_was_sent_in_a_form_is_kept_by_nobody():
    answer = HeaderMiddleware(lambda _: HttpResponse())(RequestFactory().post("/verify/"))
    assert answer["Cache-Control"] == "private, no-store"


def test_a_view_that_said_more_is_not_contradicted():
    def view(request):
        return HttpResponse(headers={"Cache-Control": "no-store, max-age=0"})

    answer = HeaderMiddleware(view)(RequestFactory().post("/"))
    assert answer["Cache-Control"] == "no-store, max-age=0"


def test_only_the_check_of_a_paper_asks_for_the_camera():
    answer = HeaderMiddleware(uses_camera(lambda _: HttpResponse()))(RequestFactory().get("/"))
    assert answer["Permissions-Policy"] == CAMERA
    assert CAMERA.count("(self)") == 1
    asking = [path.name for path in (ROOT / "static/js").glob("*.js") if "getUserMedia" in path.read_text()]
    loading = [path for path in (ROOT / "templates").rglob("*.html") if "js/scan.js" in path.read_text()]
    marked = [path for path in (ROOT / "reviews/views").glob("*.py") if "@uses_camera" in path.read_text()]
    assert (asking, [path.name for path in loading]) == (["scan.js"], ["check.html"])
    assert [path.name for path in marked] == ["paper_check.py"]


def test_no_template_needs_what_the_policy_forbids():
    inline = re.compile(r"\sstyle=|\son[a-z]+=[\"']|<style|javascript:|<script(?![^>]*\ssrc=)")
    papers = {"documents", "signed"}  # printed by us on paper, never shown by a browser
    pages = [path for path in (ROOT / "templates").rglob("*.html") if not papers & set(path.parts)]
    assert len(pages) > 200
    assert [path.name for path in pages if inline.search(path.read_text())] == []


def test_nginx_asks_for_what_production_expects():
    conf = Path(ROOT / "deploy/nginx.conf").read_text()
    for line in (
        "proxy_set_header X-Real-IP $remote_addr;",
        "proxy_set_header X-Forwarded-Proto $scheme;",
        "server_tokens off;",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        "client_body_timeout",
        "limit_req_status 429;",
        "return 301 https://$host$request_uri;",
    ):
        assert line in conf
    # A header that we set ourselves is not set twice: nginx sets it on what it answers itself, and nowhere else.
    own = re.findall(r"    location @\w+ \{.*?\n    \}\n", conf, re.DOTALL)
    assert len(own) == 3
    assert all("Content-Security-Policy $page_policy always" in one for one in own)
    assert "set $page_policy \"default-src 'none';" in conf
    assert "Content-Security-Policy" not in re.sub("|".join(map(re.escape, own)), "", conf)
