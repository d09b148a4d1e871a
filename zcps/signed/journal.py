"""The journal's part of a case bundle: whether its acts belong to the one chain, and since when, from the files alone.

    办理日志/条目.json      acts of the case: what each says, the digest of the entry before, its anchor and its path
    办理日志/存证.json      the anchors: head and root of the journal as they were handed to somebody outside
    办理日志/时间戳/N.txt   the text that was stamped for the anchor whose head is the entry N (zcps/signed/heads.py)
    办理日志/时间戳/N.tst   its time stamp (RFC 3161)

A digest covers an entry and the digest before it. The path leads from it to the root of its anchor, at its own place in
the journal; the time stamp says that the root was there at a moment. Bundles from before there were roots have a list
of the digests between instead, 办理日志/链条.txt.
"""

import datetime as dt
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from zcps.canonical import digest
from zcps.signed.check import Published
from zcps.signed.contents import (
    ANCHORS,
    CHAIN,
    DOUBTED,
    ENTRIES,
    FILING,
    LATER,
    VERSIONS,
    statement_name,
    token_name,
)
from zcps.signed.heads import Head
from zcps.signed.tokens import DoesNotHold, Token, read

# Servers agree within seconds: an act that says it was later than its time stamp was not done when it says.
TOLERANCE = dt.timedelta(minutes=10)
_CHINA = dt.timezone(dt.timedelta(hours=8))
Entry = dict[str, Any]


@dataclass(frozen=True)
class Found:
    """What does not fit, and in words what holds."""

    faults: tuple[str, ...]
    sentence: str


class _Wrong(Exception):
    """An anchor is not what it says; the sentence names it."""


def judged(whole: zipfile.ZipFile, published: Published) -> Found:
    """Return what is to be said of a bundle's acts."""
    entries = json.loads(whole.read(ENTRIES))
    anchors = json.loads(whole.read(ANCHORS))
    if CHAIN in whole.namelist():
        return _former(whole, entries, anchors)
    faults, tokens = [*_out_of_order(entries), *_rewritten(entries), *_of_another_case(entries)], {}
    faults += _versions(whole, entries)
    for each in anchors:
        try:
            tokens[each["number"]] = _vouched_for(whole, each, published)
        except _Wrong as wrong:
            faults.append(str(wrong))
    heads = {each["number"]: _head(each) for each in anchors}
    faults += [*_without_a_path(entries, heads), *_later_than_stamped(entries, tokens)]
    return Found(tuple(faults), _said(entries, tokens))


def _head(anchor: dict[str, Any]) -> Head:
    return Head(anchor["number"], anchor["digest"], anchor["since"], anchor["root"])


def _vouched_for(whole: zipfile.ZipFile, anchor: dict[str, Any], published: Published) -> Token | None:
    """Return what the time stamp of an anchor says; nothing where a stand-in vouches for it. Raise _Wrong."""
    number, head = anchor["number"], _head(anchor)
    if not head.root or whole.read(statement_name(number)) != head.statement():
        raise _Wrong(f"第 {number} 条的存证内容与所列的校验值和根不符。")
    if not anchor["is_stamped"]:
        return None
    try:
        return read(whole.read(token_name(number)), head.imprint(), published)
    except DoesNotHold as error:
        raise _Wrong(f"第 {number} 条的存证没有公布的时间戳机构对其加盖的时间戳。") from error


def _out_of_order(entries: list[Entry]) -> Iterator[str]:
    """Each entry is later than the one before; where it follows at once, it names its digest."""
    for one, following in pairwise(entries):
        if following["number"] <= one["number"]:
            yield f"办理日志第 {following['number']} 条的次序有误或者重复。"
        elif following["number"] == one["number"] + 1 and following["previous"] != one["digest"]:
            yield f"办理日志第 {following['number']} 条与前一条不衔接。"


def _rewritten(entries: list[Entry]) -> Iterator[str]:
    for entry in entries:
        content, number = entry["content"], entry["number"]
        if content and (content[0] != number or digest([*content, entry["previous"]]) != entry["digest"]):
            yield f"办理日志第 {number} 条的内容与其摘要不符。"


def _of_another_case(entries: list[Entry]) -> Iterator[str]:
    """Each act names the one case; the first says which: a bundle is of one case, and no act of another proves it."""
    cases = {entry["number"]: _case(entry["content"]) for entry in entries if entry["content"]}
    ours = next(iter(cases.values()), None)
    yield from (f"办理日志第 {number} 条是另一件申报的办理。" for number, case in cases.items() if case != ours)


def _case(content: list[Any]) -> Any:
    *_, subject, case, _before, _after, _data = content
    return subject if case is None else case


def _versions(whole: zipfile.ZipFile, entries: list[Entry]) -> Iterator[str]:
    """What was filed is what the acts of filing say: so the person in the bundle is the one whose acts are in it."""
    acts = [entry["content"] for entry in entries if entry["content"] and entry["content"][5] == FILING]
    filed = {act[-1].get("sha256") for act in acts} - {None}
    for name in whole.namelist():
        for row in json.loads(whole.read(name)) if name.endswith(VERSIONS) else ():
            version, sha256 = row["版次"], row["SHA-256"]
            if "申报内容" in row and digest(row["申报内容"]) != sha256:
                yield f"第 {version} 版的申报内容与其指纹不符。"
            if filed and sha256 not in filed:
                yield f"第 {version} 版申报不是办理日志记载的提交，案卷可能冠以另一件申报的名称。"


def _later_than_stamped(entries: list[Entry], tokens: dict[int, Token | None]) -> Iterator[str]:
    """No act says a later moment than its time stamp, save one that says itself that the clock was in doubt."""
    for entry in entries:
        token, content = tokens.get(entry["anchor"]), entry["content"]
        if token and content and DOUBTED not in content[-1] and content[1] > (token.at + TOLERANCE).timestamp():
            yield f"办理日志第 {entry['number']} 条所载时间晚于对它加盖的时间戳，时间不可信。"


def _without_a_path(entries: list[Entry], heads: dict[int, Head]) -> Iterator[str]:
    for entry in entries:
        if entry["anchor"] is None:
            continue
        head = heads.get(entry["anchor"])
        if head is None or not head.has(entry["number"], entry["digest"], entry["path"]):
            yield f"办理日志第 {entry['number']} 条与存证的根不符，不在加盖时间戳的日志中。"


def _said(entries: list[Entry], tokens: dict[int, Token | None]) -> str:
    """Say how many are proven by whom until when, and what to do for the others."""
    stamped = {number: token for number, token in tokens.items() if token}
    proven = sum(entry["anchor"] in stamped for entry in entries)
    later = sum(entry["anchor"] is None for entry in entries)
    said = f"办理日志 {len(entries)} 条"
    parts = []
    if proven:
        first, *rest = sorted(token.at for token in stamped.values())
        moments = f"{_moment(first)}至{_moment(rest[-1])}" if rest and rest[-1] != first else _moment(first)
        by = "、".join(sorted({token.by for token in stamped.values()}))
        parts.append(f"{proven} 条的内容和在日志中的位置，与{by}{moments}加盖的 {len(stamped)} 个时间戳一致")
    if local := len(entries) - proven - later:
        parts.append(f"{local} 条与平台本地存证一致，没有时间戳机构证明，须由平台核对")
    if later:
        parts.append(f"{later} 条{LATER}")
    return f"{said}：{'；'.join(parts)}。" if parts else f"{said}。"


def _moment(at: dt.datetime) -> str:
    here = at.astimezone(_CHINA)
    return f"{here.year}年{here.month}月{here.day}日{here:%H:%M}"


def _former(whole: zipfile.ZipFile, entries: list[Entry], anchors: list[dict[str, Any]]) -> Found:
    """Judge a bundle from before there were roots, by its list of the digests between."""
    lines = (line.split() for line in whole.read(CHAIN).decode().splitlines())
    chain = {int(number): said for number, said in lines}
    faults = [*_rewritten(entries), *_off_the_chain(entries, chain)]
    faults += [
        f"办理日志链条与第 {each['number']} 条的存证不符。"
        for each in anchors
        if chain.get(each["number"]) != each["digest"]
    ]
    last = max((each["number"] for each in anchors), default=0)
    until = f"，与截至第 {last} 条的日志存证一致" if last else "，尚无日志存证"
    return Found(
        tuple(faults), f"办理日志 {len(entries)} 条与所列链条衔接{until}。需要时间戳证明的，请重新提取案卷包。"
    )


def _off_the_chain(entries: list[Entry], chain: dict[int, str]) -> Iterator[str]:
    for entry in entries:
        number, previous = entry["number"], entry["previous"]
        if chain.get(number) != entry["digest"] or chain.get(number - 1, previous) != previous:
            yield f"办理日志第 {number} 条与链条不衔接。"
