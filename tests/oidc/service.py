"""oidc-provider as a process: started for tests, asked over HTTP as a browser would, stopped again."""

import json
import shutil
import subprocess
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPMessage
from pathlib import Path
from typing import IO

FOLDER = Path(__file__).parent
CLIENT = {"id": "zcps-platform", "secret": "a secret: with/signs & spaces"}


@dataclass(frozen=True)
class Provider:
    """A running provider."""

    issuer: str

    def settings(self) -> dict[str, str]:
        """What the platform has to be told about it."""
        return {
            "name": "统一身份认证（仿真）",
            "issuer": self.issuer,
            "client_id": CLIENT["id"],
            "client_secret": CLIENT["secret"],
            "personal_scope": "openid person",
            "legal_person_scope": "openid person legal_person",
        }


@contextmanager
def started(folder: Path, site: str, people: Sequence[dict[str, str]]) -> Iterator[Provider]:
    """Run it for the length of a block, for a platform at an address."""
    client = {**CLIENT, "redirects": [f"{site}/sign-in/return/"], "logout": [f"{site}/sign-in/"]}
    told = folder / "settings.json"
    told.write_text(json.dumps({"port": 0, "client": client, "people": people}))
    node = shutil.which("node") or "node"
    command = [node, str(FOLDER / "provider.mjs"), str(told)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line, "oidc-provider did not start: run deploy/prepare test"
            yield Provider(json.loads(line)["issuer"])
        finally:
            process.terminate()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        return None


class Visitor:
    """A browser at the provider, as far as a sign-in needs one: keeps cookies, follows up to the platform's address."""

    def __init__(self, site: str) -> None:
        self._site = site
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), _Stay)

    def choose(self, address: str, name: str, level: str = "") -> str:
        """Sign in there as somebody; return the address at the platform to which the provider leads back."""
        page, place = self._follow(address)
        row = next((line for line in page.split("<li>") if name and name in line), "")
        person = row.split('name="person" value="')[1].split('"')[0] if row else ""
        form = urllib.parse.urlencode({"person": person, "level": level}).encode()
        return self._follow(place, form)[1]

    def _follow(self, address: str, form: bytes | None = None) -> tuple[str, str]:
        for _ in range(8):
            try:
                with self._opener.open(address, form, timeout=10) as reply:
                    return reply.read().decode(), address
            except urllib.error.HTTPError as answer:
                with answer:
                    assert answer.code in {302, 303}, answer.read().decode()
                    address, form = urllib.parse.urljoin(address, answer.headers["Location"]), None
            if address.startswith(self._site):
                return "", address
        raise AssertionError("the provider leads round and round")
