"""Both ways in a browser, which applies what a test client does not: the policy for forms, and cookies between sites.

The platform is at localhost and the services are at 127.0.0.1: two sites, as in life.
"""

import re

import pytest
from django.core.cache import cache
from django.urls import reverse

from accounts.models import User
from tests import looks
from tests.accounts.gov.invented import NUMBER, OFFICER_NUMBER, PEOPLE
from tests.oidc import service
from tests.tickets import server

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def begin(page, name: str) -> None:
    page.goto(reverse("sign_in"))
    page.get_by_role("button", name=name).click()


def test_a_person_by_openid_and_an_officer_by_tickets(browser, live_server, settings, tmp_path):
    settings.SITE_ADDRESS = live_server.url
    settings.IDENTITY_PROVIDER = "accounts.gov.openid.OpenId"
    page = browser(width=390)
    with service.started(tmp_path, live_server.url, PEOPLE) as provider:
        settings.OIDC = {**settings.OIDC, **provider.settings()}
        page.goto(reverse("sign_in"))
        looks.picture(page, "sign-in/door")
        begin(page, "个人登录")
        page.get_by_role("button", name="以 某甲 登录").wait_for()
        looks.picture(page, "sign-in/choose")
        looks.fits(page, "choose")
        page.get_by_role("button", name="以 某甲 登录").click()
        page.wait_for_url(re.compile(re.escape(live_server.url)))
        assert User.objects.get().id_number == NUMBER
        looks.picture(page, "sign-in/in")
        # Out of the platform, and, where he wants it, out of the provider too.
        page.set_viewport_size({"width": 1440, "height": 900})
        page.locator(f'form[action="{reverse("sign_out")}"]').evaluate("form => form.submit()")
        page.get_by_role("link", name="退出统一身份认证（仿真）").wait_for()
        looks.picture(page, "sign-in/out")
        page.get_by_role("link", name="退出统一身份认证（仿真）").click()
        page.get_by_role("button", name="退出登录").wait_for()
        looks.picture(page, "sign-in/out-of-provider")
        page.get_by_role("button", name="退出登录").click()
        page.wait_for_url(re.compile(re.escape(f"{live_server.url}{reverse('sign_in')}")))
    settings.IDENTITY_PROVIDER = "accounts.gov.tickets.Tickets"
    officer = browser()
    with server.served(PEOPLE, f"{live_server.url}/sign-in/return/") as tickets:
        settings.TICKETS = {**settings.TICKETS, **tickets.settings()}
        begin(officer, "法人登录")
        officer.get_by_role("button", name="以 衢州市某单位 某经办 登录").click()
        officer.wait_for_url(re.compile(re.escape(live_server.url)))
        assert User.objects.get(kind="legal_person").id_number == OFFICER_NUMBER
        looks.picture(officer, "sign-in/officer")
    # The provider is gone by now, and what was known of it as well: who begins is told, and not sent to nobody.
    cache.clear()
    settings.IDENTITY_PROVIDER = "accounts.gov.openid.OpenId"
    officer.context.clear_cookies()
    begin(officer, "个人登录")
    officer.get_by_text("身份认证服务暂时无法连接，未能登录").wait_for()
    looks.picture(officer, "sign-in/away")
