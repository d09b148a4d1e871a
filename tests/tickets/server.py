"""A stand-in for the ticket service of 浙江政务服务网, made from what is published of its messages and nothing of ours.

`puser` for persons: a login page with action, servicecode and goto; it leads back with ticket and sp. `simpleauth`
takes ticketValidation and getUserInfo, form-encoded and signed. `esso` for legal persons: a login page with spappurl,
to which it posts ssotoken by a form; `/rest/user/query` gives the record. Tickets count once. In front, where a test
wants it, the gateway checks its headers.

    python -m tests.tickets.server settings.json      as a process: {"port", "callback", "people": […]}
"""

import base64
import hashlib
import hmac
import html
import json
import secrets
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, quote

from tests import http_stub
from tests.http_stub import Asked, Reply

CODE, PASSWORD = "zcps", "zcps-password"
ACCESS, SECRET = "ACCESS-1", "a gateway's secret"
CALLBACK = "http://testserver/sign-in/return/"
DOCUMENTS = {"身份证": ("1", "111"), "护照": ("2", "414")}
SIMPLEAUTH, QUERY = "/sso/servlet/simpleauth", "/rest/user/query"
PAGES = {"/sso/newusp.do": "personal", "/opensso/spsaehandler/metaAlias/sp": "legal_person"}
# The scale for legal persons runs the other way.
LEGAL_LEVELS = {"1": "4", "2": "3", "3": "1"}

STYLE = (
    "body{margin:0;background:#F5F7FA;color:#1F2933;font:16px/1.7 'Noto Sans SC','PingFang SC',sans-serif}"
    "main{max-width:760px;margin:0 auto;padding:24px 16px}h1{font-size:24px}ul{list-style:none;margin:0;padding:0}"
    "li{margin-bottom:12px}a,button{display:block;box-sizing:border-box;width:100%;padding:12px 16px;background:#fff;"
    "border:1px solid #0B5CAD;border-radius:6px;color:#0B5CAD;font:inherit;text-align:left;text-decoration:none;"
    "cursor:pointer}:focus-visible{outline:3px solid #083E78;outline-offset:2px}"
)


class TicketService:
    """Whom it knows, and which tickets are out."""

    def __init__(self, people: Sequence[dict[str, str]], callback: str = CALLBACK) -> None:
        self.people, self.callback, self.address = people, callback, ""
        self.reset()

    def reset(self) -> None:
        """Forget every ticket, and be honest again."""
        self.tickets: dict[str, dict[str, str]] = {}
        self.tokens: dict[str, dict[str, str]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        # Changes to what a test wants to have said, and by path an answer in place of the usual one.
        self.changes: dict[str, Any] = {}
        self.instead: dict[str, Reply] = {}
        self.wants_gateway = False

    def settings(self) -> dict[str, str]:
        """What the platform has to be told about it."""
        places = {
            "personal_login": "/sso/newusp.do",
            "ticket": SIMPLEAUTH,
            "person": SIMPLEAUTH,
            "legal_login": "/opensso/spsaehandler/metaAlias/sp",
            "legal_person": QUERY,
        }
        return {
            "name": "浙江政务服务网（仿真）",
            "service_code": CODE,
            "service_password": PASSWORD,
            "addresses": ",".join(f"{name}={self.address}{path}" for name, path in places.items()),
        }

    def issue(self, person: dict[str, str]) -> str:
        """Let somebody sign in; return his ticket."""
        ticket = f"{secrets.token_hex(16)}-ticket"
        self.tickets[ticket] = person
        return ticket

    def simpleauth(self, form: dict[str, str]) -> dict[str, Any]:
        """Answer as puser does."""
        signed = hashlib.md5(f"{CODE}{PASSWORD}{form.get('time')}".encode(), usedforsecurity=False).hexdigest()
        if form.get("servicecode") != CODE or form.get("sign") != signed or len(form.get("time", "")) != 14:
            return {"result": "4001", "errmsg": "签名错误"}
        if form.get("method") == "ticketValidation":
            person = self.tickets.pop(form.get("st", ""), None)
            if person is None:
                return {"result": "2001", "errmsg": "票据无效"}
            token = secrets.token_hex(16)
            self.tokens[token] = person
            return {"result": "0", "errmsg": "成功", "token": token, "loginname": "someone"}
        found = self.tokens.pop(form.get("token", ""), None)
        if found is None or form.get("method") != "getUserInfo":
            return {"result": "2002", "errmsg": "令牌无效"}
        return {"result": "0", "errmsg": "成功", "userid": "8a8b", **self.person(found), **self.changes}

    def person(self, person: dict[str, str]) -> dict[str, str]:
        """The record of a person."""
        return {
            "username": person["name"],
            "idnum": person["id_number"],
            "idtype": DOCUMENTS[person["id_type"]][0],
            "authlevel": person["assurance"],
            "mobile": person["phone"],
        }

    def query(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Answer as esso does."""
        officer = self.tickets.pop(asked.get("token", ""), None)
        if officer is None:
            return {"success": False, "errCode": 1002, "msg": "令牌无效"}
        record = {
            "userId": "9c9d",
            "CompanyName": officer["legal_name"],
            "uniscid": officer["uscc"],
            "CompanyLegRep": officer["representative"],
            "realLevel": LEGAL_LEVELS[officer["assurance"]],
            "attnName": officer["name"],
            "attnIDType": DOCUMENTS[officer["id_type"]][1],
            "attnIDNo": officer["id_number"],
            "attnPhone": officer["phone"],
        }
        return {"success": True, "errCode": 0, "msg": "", "info": json.dumps({**record, **self.changes})}

    def knows(self, path: str, headers: Any) -> bool:
        """Whether the gateway lets a request through: signed over path, key and date, and 90 s old at most."""
        if not self.wants_gateway:
            return True
        date, key = headers.get("X-BG-DATE-TIME", ""), headers.get("X-BG-HMAC-ACCESS-KEY", "")
        text = f"POST\n{path}\n\n{key}\n{date}\n"
        sign = base64.b64encode(hmac.digest(SECRET.encode(), text.encode(), "sha256")).decode()
        fresh = date and abs(parsedate_to_datetime(date).timestamp() - time.time()) < 90
        return bool(key == ACCESS and fresh and sign == headers.get("X-BG-HMAC-SIGNATURE"))

    def answer(self, asked: Asked) -> Reply:
        """Answer whatever comes."""
        if asked.method == "GET":
            if asked.path not in PAGES:
                return Reply(b"", 404)
            page = self.page(PAGES[asked.path], _flat(asked.query))
            return Reply(page.encode(), headers={"Content-Type": "text/html; charset=utf-8"})
        form = json.loads(asked.body) if asked.path == QUERY else _flat(asked.body.decode())
        self.asked.append((asked.path, form))
        if asked.path in self.instead:
            return self.instead[asked.path]
        if not self.knows(asked.path, asked.headers):
            return Reply(b'{"message": "Invalid signature"}', 401)
        return Reply(json.dumps(self.query(form) if asked.path == QUERY else self.simpleauth(form)).encode())

    def page(self, kind: str, query: dict[str, str]) -> str:
        """The page where somebody is chosen: a link back for persons, a form that posts for legal persons."""
        rows = "".join(self._row(kind, person, query) for person in self.people if person["kind"] == kind)
        return (
            '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"<title>浙江政务服务网（仿真）</title><style>{STYLE}</style></head><body><main>"
            "<h1>浙江政务服务网（仿真）</h1><p><strong>这不是真正的浙江政务服务网。</strong>人员均为虚构，不作核验。"
            f"请选择以谁的身份登录。</p><ul>{rows}</ul></main></body></html>"
        )

    def _row(self, kind: str, person: dict[str, str], query: dict[str, str]) -> str:
        name = html.escape(f"{person.get('legal_name', '')} {person['name']}".strip())
        ticket = self.issue(person)
        if kind == "personal":
            back = f"{self.callback}?ticket={ticket}&sp={quote(query.get('goto', ''), safe='')}"
            return f'<li><a href="{html.escape(back)}">以 {name} 登录</a></li>'
        form = f'<form method="post" action="{html.escape(query.get("spappurl", ""))}">'
        token = f'<input type="hidden" name="ssotoken" value="{ticket}">'
        return f"<li>{form}{token}<button>以 {name} 登录</button></form></li>"


def _flat(query: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(query, keep_blank_values=True).items()}


@contextmanager
def served(people: Sequence[dict[str, str]], callback: str = CALLBACK, port: int = 0) -> Iterator[TicketService]:
    """Answer over HTTP until the end of the block."""
    service = TicketService(people, callback)
    with http_stub.served(service.answer, port) as address:
        service.address = address
        yield service


def main() -> None:
    """Run until killed."""
    told = json.loads(Path(sys.argv[1]).read_text())
    with served(told["people"], told["callback"], told["port"]):
        threading.Event().wait()


if __name__ == "__main__":
    main()
