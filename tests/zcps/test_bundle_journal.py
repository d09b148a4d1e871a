"""The journal's part of a case bundle: whatever somebody does to an act, a path, a root or a token, it shows."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Clock
from tests.signing import SigningPlace, opened
from zcps.canonical import digest
from zcps.merkle import root_and_paths
from zcps.signed.check import Published
from zcps.signed.contents import ANCHORS, CHAIN, DOUBTED, ENTRIES, VERSIONS, statement_name, token_name
from zcps.signed.heads import Head
from zcps.signed.journal import Found, judged
from zcps.signed.tokens import stamped

Files = dict[str, bytes]
Acts = list[dict[str, Any]]
# Of which case the bundle is; the entries between are others', and the last is under no root yet.
OURS, LAST = (2, 3, 5, 7, 8), 8
TREES = ((1, 6), (7, 7))


def chain() -> Acts:
    made: Acts = []
    previous = "0" * 64
    for number in range(1, LAST + 1):
        content = [
            number,
            1660000000.5 + number,
            7,
            "applicant",
            "张三",
            "file",
            "reviews.application",
            1,
            1,
            "",
            "",
            {},
        ]
        said = digest([*content, previous])
        made.append({"number": number, "content": content, "previous": previous, "digest": said})
        previous = said
    return made


def rewritten(act: dict[str, Any]) -> None:
    """Say something else, with a digest that is right."""
    act["content"] = [*act["content"][:4], "李四", *act["content"][5:]]
    act["digest"] = digest([*act["content"], act["previous"]])


def chained(whole: Acts) -> Acts:
    """Number and chain them anew, as whoever may write the whole journal would."""
    for number, act in enumerate(whole, 1):
        act["number"] = act["content"][0] = number
        act["previous"] = whole[number - 2]["digest"] if number > 1 else "0" * 64
        act["digest"] = digest([*act["content"], act["previous"]])
    return whole


def files_of(whole: Acts, address: str) -> Files:
    """Write the part as the platform does."""
    acts, anchors, files = {act["number"]: act for act in whole if act["number"] in OURS}, [], Files()
    for since, number in TREES:
        under = [act for act in whole if since <= act["number"] <= number]
        places = [act["number"] - since for act in under if act["number"] in OURS]
        root, paths = root_and_paths([bytes.fromhex(act["digest"]) for act in under], places)
        for at, path in paths.items():
            acts[since + at] |= {"anchor": number, "path": [each.hex() for each in path]}
        head = Head(number, under[-1]["digest"], since, root.hex())
        anchors.append({**vars(head), "is_stamped": True})
        files |= {statement_name(number): head.statement(), token_name(number): stamped(head.imprint(), address)}
    listed: Acts = [{"anchor": None, "path": []} | act for act in acts.values()]
    return files | {ENTRIES: json.dumps(listed).encode(), ANCHORS: json.dumps(anchors).encode()}


@pytest.fixture
def part(clock: Clock, signing_place: SigningPlace) -> Files:
    clock.set("2022-09-01 10:00")
    return files_of(chain(), signing_place.address)


@pytest.fixture
def published(signing_place: SigningPlace) -> Published:
    return Published.read((signing_place.keys / "published.pem").read_bytes())


def found(files: Files, published: Published) -> Found:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as whole:
        for name, content in files.items():
            whole.writestr(name, content)
    with zipfile.ZipFile(packed) as whole:
        return judged(whole, published)


def test_what_holds_is_said_with_the_moment_and_what_to_do_for_the_rest(part: Files, published: Published) -> None:
    said = found(part, published)
    assert said.faults == ()
    assert said.sentence.startswith("办理日志 5 条：4 条的内容和在日志中的位置，与时间戳服务（仿真）2022年9月1日10:00")
    assert "2 个时间戳一致" in said.sentence
    assert "1 条尚未加盖时间戳，平台每日加盖一次" in said.sentence


def _cut(acts: Acts) -> None:
    """Let the anchored journal end earlier: the act is said to be the last under a smaller root."""
    acts[2]["anchor"] = 7


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda acts: acts[1]["content"].__setitem__(4, "李四"), "第 3 条的内容与其摘要不符"),
        (lambda acts: rewritten(acts[2]), "第 5 条与存证的根不符"),
        (lambda acts: acts[1]["content"].__setitem__(0, 4), "第 3 条的内容与其摘要不符"),
        (lambda acts: acts.__setitem__(0, acts[0] | {"number": 4, "content": None}), "第 4 条与存证的根不符"),
        (lambda acts: acts.insert(2, acts[1] | {"number": 4, "content": None}), "第 4 条与存证的根不符"),
        (lambda acts: acts.insert(1, acts[0]), "第 2 条的次序有误或者重复"),
        (lambda acts: acts.reverse(), "的次序有误或者重复"),
        (lambda acts: acts[1].update(previous="1" * 64, content=None), "第 3 条与前一条不衔接"),
        (_cut, "第 5 条与存证的根不符"),
        (lambda acts: acts[0].update(anchor=9), "第 2 条与存证的根不符"),
        (lambda acts: acts[0]["path"].reverse(), "第 2 条与存证的根不符"),
        (lambda acts: acts[0]["path"].pop(), "第 2 条与存证的根不符"),
        (lambda acts: acts[0]["path"].__setitem__(0, "0" * 64), "第 2 条与存证的根不符"),
        (lambda acts: acts[0].update(path=acts[2]["path"]), "第 2 条与存证的根不符"),
    ],
)
def test_an_act_or_a_path_that_is_another_one_shows(
    part: Files, published: Published, harm: Callable[[Acts], None], said: str
) -> None:
    acts = json.loads(part[ENTRIES])
    harm(acts)
    faults = found(part | {ENTRIES: json.dumps(acts).encode()}, published).faults
    assert any(said in fault for fault in faults), faults


@pytest.mark.parametrize("harm", ["changed", "removed", "inserted", "reordered", "cut"])
def test_a_journal_that_was_harmed_after_the_stamp_has_no_path_to_it(
    part: Files, published: Published, signing_place: SigningPlace, harm: str
) -> None:
    """The platform itself writes the bundle, out of a journal whose entries were computed anew; stamps are the old."""
    whole = chain()
    if harm == "changed":
        rewritten(whole[3])
    elif harm == "removed":
        del whole[3]
    elif harm == "inserted":
        whole.insert(3, dict(whole[2]))
    elif harm == "reordered":
        whole[3], whole[5] = whole[5], whole[3]
    else:
        del whole[5]
    made = files_of(chained(whole), signing_place.address)
    stamps = {name: content for name, content in part.items() if name.endswith((".tst", ".txt"))}
    # With the stamps that there are, its own roots are not stamped; with the roots that were, its paths lead elsewhere.
    assert any("存证内容与所列的校验值和根不符" in fault for fault in found(made | stamps, published).faults)
    faults = found(made | stamps | {ANCHORS: part[ANCHORS]}, published).faults
    assert any("与存证的根不符" in fault for fault in faults)


@pytest.mark.parametrize("harm", ["of another head", "cut", "nonsense", "of a stranger", "another root", "no root"])
def test_a_token_that_is_not_the_anchors_shows(part: Files, published: Published, harm: str, tmp_path: Path) -> None:
    name, anchors = token_name(6), json.loads(part[ANCHORS])
    if harm == "another root":
        anchors[0]["root"] = "1" * 64
        part[statement_name(6)] = Head(*list(anchors[0].values())[:4]).statement()
    elif harm == "no root":
        anchors[0]["root"] = ""
    elif harm == "of a stranger":
        with opened(tmp_path) as other:
            part[name] = stamped(Head(*list(anchors[0].values())[:4]).imprint(), other.address)
    else:
        part[name] = {"of another head": part[token_name(7)], "cut": part[name][:-1], "nonsense": b"0"}[harm]
    faults = found(part | {ANCHORS: json.dumps(anchors).encode()}, published).faults
    assert any("第 6 条的存证" in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("case", "subject", "is_ours"), [(99, 99, False), (None, 99, False), (99, 1, False), (None, 1, True)]
)
def test_an_act_of_another_case_shows_though_it_stands_in_the_journal(
    published: Published, signing_place: SigningPlace, clock: Clock, case: int | None, subject: int, is_ours: bool
) -> None:
    clock.set("2022-09-01 10:00")
    whole = chain()
    whole[4]["content"][7:9] = [subject, case]
    said = () if is_ours else ("办理日志第 5 条是另一件申报的办理。",)
    assert found(files_of(chained(whole), signing_place.address), published).faults == said


def test_a_case_under_the_name_of_another_shows(part: Files, published: Published, signing_place: SigningPlace) -> None:
    mine, others = {"name": "张三"}, {"name": "李四"}
    whole = chain()
    for act in whole:
        act["content"][-1] = {"sha256": digest(mine)}
    files = files_of(chained(whole), signing_place.address)
    for content, sha256, said in (
        (mine, digest(mine), ""),
        (others, digest(others), "第 1 版申报不是办理日志记载的提交"),
        (others, digest(mine), "第 1 版的申报内容与其指纹不符"),
        (mine, digest(mine).upper(), "第 1 版的申报内容与其指纹不符"),
    ):
        row = {"版次": 1, "SHA-256": sha256, "申报内容": content}
        faults = found(files | {f"案卷/02{VERSIONS}": json.dumps([row]).encode()}, published).faults
        assert said in "".join(faults)
        assert bool(said) == bool(faults)


def test_a_time_stamp_older_than_what_is_under_it_shows_unless_the_act_says_that_the_clock_was_in_doubt(
    published: Published, signing_place: SigningPlace, clock: Clock
) -> None:
    # The acts say 2022-08-09 07:06:48 and the seconds after.
    clock.set("2022-08-09 06:50")
    whole = chain()
    said = [f"办理日志第 {number} 条所载时间晚于对它加盖的时间戳，时间不可信。" for number in (2, 3, 5, 7)]
    assert list(found(files_of(whole, signing_place.address), published).faults) == said
    for act in whole:
        act["content"][-1] = {DOUBTED: {"said": "本机时钟比数据库的时钟快 3 天", "seconds": 259200}}
    assert found(files_of(chained(whole), signing_place.address), published).faults == ()


def test_a_stand_in_is_said_to_be_none(part: Files, published: Published) -> None:
    anchors = [each | {"is_stamped": False} for each in json.loads(part[ANCHORS])]
    said = found(part | {ANCHORS: json.dumps(anchors).encode()}, published)
    assert said.faults == ()
    assert "4 条与平台本地存证一致，没有时间戳机构证明" in said.sentence


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (lambda _, acts: acts[1]["content"].__setitem__(4, "李四"), "内容与其摘要不符"),
        (lambda _, acts: rewritten(acts[1]), "与链条不衔接"),
        (lambda files, _: files.update({CHAIN: files[CHAIN].rsplit(b"\n", 2)[0]}), "存证不符"),
    ],
)
def test_a_bundle_from_before_there_were_roots_is_still_judged_by_its_list(
    published: Published, harm: Callable[[Files, Acts], None], said: str
) -> None:
    whole = chain()
    files = {
        CHAIN: "".join(f"{act['number']} {act['digest']}\n" for act in whole).encode(),
        ANCHORS: json.dumps([{"number": LAST, "digest": whole[-1]["digest"]}]).encode(),
    }
    acts = [act for act in whole if act["number"] in OURS]
    former = found(files | {ENTRIES: json.dumps(acts).encode()}, published)
    assert former.faults == ()
    assert "与截至第 8 条的日志存证一致" in former.sentence
    harm(files, acts)
    assert any(said in fault for fault in found(files | {ENTRIES: json.dumps(acts).encode()}, published).faults)
