"""The messages of 浙江政务服务网's sign-in, as data: all that is known of their form stands here and nowhere else.

They are not published by the service itself. What stands here is what programs that use it have published:
- puser (persons): `ticketValidation` and `getUserInfo` of `simpleauth`, with servicecode, time and
  sign = md5(servicecode + servicepwd + time); the browser takes `goto` along and brings it back as `sp`, with `ticket`;
- esso (legal persons): the browser comes back to `spappurl`, as it was given, with `ssotoken`, by a form of the
  service; the record is asked for with `{"token": …}` and lies under `info`, as an object or as its text;
- the gateway of the province (业务协同网关) in front of both: four headers, HMAC-SHA256 over method, path, query,
  key and date.
Not known, and so to be confirmed by whoever connects a real installation: whether `spappurl` keeps its query with every
version of the service, the codes of errors, and how long a ticket lives.
"""

import base64
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import formatdate
from hashlib import md5, sha256
from typing import Any
from urllib.parse import urlencode, urlsplit

from zcps import clock
from zcps.clock import SHANGHAI
from zcps.outbound import NoAnswer, json_object

ADDRESSES = {
    "personal_login": "https://puser.zjzwfw.gov.cn/sso/newusp.do",
    "ticket": "https://puser.zjzwfw.gov.cn/sso/servlet/simpleauth",
    "person": "https://puser.zjzwfw.gov.cn/sso/servlet/simpleauth",
    "legal_login": "https://esso.zjzwfw.gov.cn/opensso/spsaehandler/metaAlias/sp",
    "legal_person": "https://esso.zjzwfw.gov.cn/rest/user/query",
}
# What the browser carries: the ticket itself, and our state.
PERSONAL_TICKET, PERSONAL_STATE = "ticket", "sp"
LEGAL_TICKET, LEGAL_STATE = "ssotoken", "goto"


@dataclass(frozen=True)
class Record:
    """How a service writes what it knows: where our words stand, its levels on our scale, its kinds of documents."""

    words: Mapping[str, str]
    levels: Mapping[str, str]
    documents: Mapping[str, str]

    def read(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """Return by our words what a record says; numbers as the words they are written with."""
        said = {ours: _word(record.get(theirs)) for ours, theirs in self.words.items()}
        id_type = said["id_type"]
        # A kind of document that is not known stays what it is called: it is never taken for an identity card.
        known = self.documents.get(str(id_type), id_type) if id_type else None
        return {**said, "assurance": self.levels.get(str(said["assurance"])), "id_type": known}


PERSON = Record(
    words={
        "name": "username",
        "id_number": "idnum",
        "id_type": "idtype",
        "assurance": "authlevel",
        "phone": "mobile",
    },
    # 1 非实名, 2 初级实名, 3 高级实名.
    levels={"1": "1", "2": "2", "3": "3"},
    documents={
        "1": "身份证",
        "2": "护照",
        "3": "军官证",
        "4": "港澳居民来往内地通行证",
        "5": "台湾居民来往大陆通行证",
        "6": "外国人永久居留身份证",
    },
)
LEGAL_PERSON = Record(
    words={
        "name": "attnName",
        "id_number": "attnIDNo",
        "id_type": "attnIDType",
        "assurance": "realLevel",
        "phone": "attnPhone",
        "uscc": "uniscid",
        "legal_name": "CompanyName",
        "representative": "CompanyLegRep",
    },
    # The scale runs the other way: 1 certificate or electronic licence, 2 real name on the spot, 3 online, 4 none.
    levels={"1": "3", "2": "3", "3": "2", "4": "1"},
    documents={
        "51": "身份证",
        "111": "身份证",
        "414": "护照",
        "511": "台湾居民来往大陆通行证",
        "516": "港澳居民来往内地通行证",
        "553": "外国人永久居留身份证",
    },
)


def personal_form(code: str, password: str, method: str, **what: str) -> bytes:
    """Return the body of a question to puser."""
    at = clock.machine().astimezone(SHANGHAI).strftime("%Y%m%d%H%M%S")
    # The service's own way to sign; who reads it has TLS around it.
    sign = md5(f"{code}{password}{at}".encode(), usedforsecurity=False).hexdigest()
    asked = {"method": method, "servicecode": code, "time": at, "sign": sign, "datatype": "json", **what}
    return urlencode(asked).encode()


def gateway_headers(address: str, key: str, secret: str) -> dict[str, str]:
    """Return the headers that the province's gateway asks for; none where no key is set."""
    if not key:
        return {}
    at, place = formatdate(clock.machine().timestamp(), usegmt=True), urlsplit(address)
    signed = "\n".join(("POST", place.path or "/", place.query, key, at, ""))
    digest = hmac.new(secret.encode(), signed.encode(), sha256).digest()
    return {
        "X-BG-HMAC-ACCESS-KEY": key,
        "X-BG-HMAC-SIGNATURE": base64.b64encode(digest).decode(),
        "X-BG-HMAC-ALGORITHM": "hmac-sha256",
        "X-BG-DATE-TIME": at,
    }


def is_personal_success(answer: Mapping[str, Any]) -> bool:
    """Whether puser did what was asked."""
    return str(answer.get("result")) == "0"


def is_legal_success(answer: Mapping[str, Any]) -> bool:
    """Whether esso did what was asked: it says so by a code, and behind the gateway also by a word."""
    return str(answer.get("errCode")) == "0" and answer.get("success", True) is True


def legal_question(ticket: str) -> bytes:
    """Return the body of a question to esso."""
    return json.dumps({"token": ticket}).encode()


def legal_record(answer: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record in an answer of esso; raise NoAnswer where there is none."""
    found = answer.get("info")
    if isinstance(found, str):
        return json_object(found.encode(errors="replace"))
    if not isinstance(found, dict):
        raise NoAnswer("no record in the answer")
    return found


def _word(said: object) -> object:
    return str(said) if isinstance(said, int) and not isinstance(said, bool) else said
