"""Verifying minutes from their file alone: signatures, digests, and the arithmetic of every round once more."""

from collections.abc import Iterator, Mapping
from typing import Any

from law.ballots import tally
from law.errors import BadInput
from reviews.services.minutes import COUNTERSIGNED, FORMAT, countersigned
from zcps import signing
from zcps.canonical import digest


def verify(file: Any, trusted: Mapping[str, str]) -> dict[str, Any]:
    """Return what is to be said of a file of minutes.

    Args:
        file: the file's JSON.
        trusted: public keys as PEM by their names, known to be the platform's from elsewhere than the file.

    Raises:
        BadInput: where it is no such file at all.
    """
    if not isinstance(file, dict) or file.get("format") != FORMAT or not isinstance(file.get("content"), dict):
        raise BadInput(f"不是会议纪要文件：应为 {FORMAT} 格式的 JSON。")
    try:
        problems = list(_problems(file, trusted))
        signers = [each["label"] for each in file["countersignatures"]]
        objections = sum(bool(each["objection"]) for each in file["countersignatures"])
        number = file["content"]["meeting"]["number"]
    except (KeyError, TypeError, AttributeError):
        raise BadInput("会议纪要文件不完整，缺少应有的内容，请重新下载。") from None
    return {
        "valid": not problems,
        "meeting": number,
        "sha256": file["sha256"],
        "key": file["key"],
        "signed_by": signers,
        "objections": objections,
        "problems": problems,
        "because": "；".join(problems) or f"平台签名、{len(signers)} 人签署和全部计票均核对一致。",
    }


def _problems(file: Mapping[str, Any], trusted: Mapping[str, str]) -> Iterator[str]:
    if digest(file["content"]) != file["sha256"]:
        yield "内容与校验值不一致，文件被改动"
    yield from _signature(trusted, file["key"], FORMAT, file["sha256"], file["signature"], "平台签名")
    for each in file["countersignatures"]:
        given = countersigned(file["sha256"], each["label"], each["signed_at"], each["objection"])
        yield from _signature(trusted, each["key"], COUNTERSIGNED, given, each["signature"], f"{each['label']} 的签署")
    for item in file["content"]["items"]:
        yield from _rounds(item, file["content"]["tally_base"])


def _signature(
    trusted: Mapping[str, str], key: str, purpose: str, content: str, signature: str, whose: str
) -> Iterator[str]:
    if key not in trusted:
        yield f"{whose}所用的密钥 {key} 不是平台公布的密钥"
    elif not signing.holds(purpose, content, signature, trusted[key]):
        yield f"{whose}不成立"


def _rounds(item: Mapping[str, Any], base: str) -> Iterator[str]:
    counted = [each for each in item["rounds"] if each["counted"]]
    for each in counted:
        problems = _round(each, base, item.get("voted_by", ""))
        yield from (f"第 {item['order']} 项第 {each['number']} 轮{what}" for what in problems)
    if counted and counted[-1]["passed"] != item["passed"]:
        yield f"第 {item['order']} 项的结论与最后一轮表决不一致"
    if item["passed"] is not None and not counted:
        yield f"第 {item['order']} 项有结论而没有计票"


def _round(vote: Mapping[str, Any], base: str, whose: str) -> Iterator[str]:
    if vote["cast"] != vote["yes"] + vote["no"] + vote["abstained"] + vote["spoiled"]:
        yield "各项票数之和与收回选票不一致"
    if (len(vote["on_roll"]), len(vote["stepped_back"])) != (vote["present"], vote["recused"]):
        yield "点名与出席、回避人数不一致"
    found = tally(vote["present"], vote["recused"], vote["yes"], base, whose=whose)
    if found.passed != vote["passed"] or not vote["arithmetic"].startswith(found.because):
        yield "的算式重新计算后不一致"
