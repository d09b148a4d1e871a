"""Which service signs in at a demonstration: a page of ours, or a process of its own beside the platform.

`make demo IDENTITY=oidc` runs an independent OpenID provider (tests/oidc), `IDENTITY=tickets` the stand-in for the
province's tickets (tests/tickets). Both know the invented people of the season, and say on every page that nobody is
proved.
"""

import json
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zcps.services import ROOT

HOST = "127.0.0.1"
CLIENT = "zcps-demo"


@dataclass(frozen=True)
class SignIn:
    """What runs, and what the platform has to be told about it; neither for the page of ours."""

    command: Sequence[str] = ()
    environment: Mapping[str, str] = field(default_factory=dict)


def prepared(kind: str, port: int, site: str, folder: Path, people: str) -> SignIn:
    """Write down for a service what it has to know.

    Args:
        kind: "oidc" or "tickets".
        port: where it is to answer.
        site: the platform's own address.
        folder: where it may keep a file; only the demonstration's account reads it.
        people: whom it knows, as `manage.py demo_people` prints them.

    Raises:
        ValueError: there is no such service, or it is not installed; the sentence says so.
    """
    folder.mkdir(parents=True, exist_ok=True)
    told = folder / f"{kind}.json"
    makers = {"oidc": _openid, "tickets": _tickets}
    if kind not in makers:
        raise ValueError(f"没有名为 {kind} 的登录服务。可以使用：make demo IDENTITY=oidc 或 make demo IDENTITY=tickets")
    settings, made = makers[kind](told, f"http://{HOST}:{port}", site)
    told.touch(0o600)
    told.write_text(json.dumps({"port": port, "people": json.loads(people), **settings}))
    return made


def _openid(told: Path, address: str, site: str) -> tuple[dict[str, object], SignIn]:
    node, secret = shutil.which("node"), secrets.token_urlsafe(24)
    if node is None or not (ROOT / "tests/oidc/node_modules/oidc-provider").is_dir():
        raise ValueError("OpenID 服务程序尚未安装。请先运行：deploy/prepare identity")
    client = {"id": CLIENT, "secret": secret, "redirects": [f"{site}/sign-in/return/"], "logout": [f"{site}/sign-in/"]}
    environment = {
        "IDENTITY_PROVIDER": "accounts.gov.openid.OpenId",
        "OIDC_NAME": "统一身份认证（仿真）",
        "OIDC_ISSUER": address,
        "OIDC_CLIENT_ID": CLIENT,
        "OIDC_CLIENT_SECRET": secret,
        "OIDC_PERSONAL_SCOPE": "openid person",
        "OIDC_LEGAL_PERSON_SCOPE": "openid person legal_person",
    }
    return {"client": client}, SignIn([node, str(ROOT / "tests/oidc/provider.mjs"), str(told)], environment)


def _tickets(told: Path, address: str, site: str) -> tuple[dict[str, object], SignIn]:
    places = {
        "personal_login": "/sso/newusp.do",
        "ticket": "/sso/servlet/simpleauth",
        "person": "/sso/servlet/simpleauth",
        "legal_login": "/opensso/spsaehandler/metaAlias/sp",
        "legal_person": "/rest/user/query",
    }
    environment = {
        "IDENTITY_PROVIDER": "accounts.gov.tickets.Tickets",
        "TICKETS_NAME": "浙江政务服务网（仿真）",
        "TICKETS_SERVICE_CODE": "zcps",
        "TICKETS_SERVICE_PASSWORD": "zcps-password",
        "TICKETS_ADDRESSES": ",".join(f"{name}={address}{path}" for name, path in places.items()),
    }
    command = [sys.executable, "-m", "tests.tickets.server", str(told)]
    return {"callback": f"{site}/sign-in/return/"}, SignIn(command, environment)


def people(environment: Mapping[str, str]) -> str:
    """Ask the demonstration's database whom the services may know."""
    asked = [sys.executable, "manage.py", "demo_people"]
    done = subprocess.run(asked, cwd=ROOT, env=dict(environment), check=True, capture_output=True, text=True)
    return done.stdout
