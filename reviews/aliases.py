"""Other names by which people look for plans, titles, specialties and documents: reviews/aliases.yaml, read once."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

# Where it stands that some series are won by examination, and nobody is determined in them (R147).
EXAM_CLAUSE = "衢市人社专〔2021〕61号 二(三)"
_FILE = Path(__file__).with_suffix(".yaml")
_BRACKETS = str.maketrans("", "", "()[]{}〔〕【】《》「」“”\"'")
_TITLES = ("师", "员", "士")
# What stands before the name of a title (正高级会计师, 副主任医师, 执业药师) and behind it in what people type.
_LEVELLED = "(?:正|副|高级|中级|初级|助理|主任|主管|主治|执业|注册)*{}(?:职称|资格|考试)*"
_NUMBER = re.compile(r"(?P<who>[^\W\d]*)[\[〔(（【]?(?P<year>(?:19|20)\d{2})[\]〕)）】](?P<number>\d{1,4})号?")


@dataclass(frozen=True)
class OneDocument:
    """A document that is cited under several numbers, and where each stands."""

    number: str
    title: str
    aliases: tuple[str, ...]
    cited: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Examined:
    """A series whose titles are won by examination."""

    series: str
    clause: str


@cache
def _data() -> Mapping[str, Any]:
    data: Mapping[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return data


def plain(text: str) -> str:
    """Return a name as it is compared: width, capitals, spaces and brackets make no difference."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).translate(_BRACKETS)


@cache
def _meanings() -> Mapping[str, tuple[str, ...]]:
    groups = [*_data()["same"], *([row["number"], *row["aliases"]] for row in _data()["documents"])]
    return {plain(name): tuple(group) for group in groups for name in group}


def alternatives(word: str) -> list[str]:
    """Return what a word may stand as: itself, a document's number in its official brackets, its other names."""
    found = _NUMBER.fullmatch(word)
    official = f"{found['who']}〔{found['year']}〕{found['number']}号" if found else word
    return list(dict.fromkeys((official, *_meanings().get(plain(official), ()))))


def is_platform(words: str) -> bool:
    """Say whether somebody looks for this platform by one of the names that the notices give it (X14)."""
    return plain(words) in {plain(name) for name in _data()["platform"]["names"]}


def document_of(words: str) -> OneDocument | None:
    """Return the document that is cited under several numbers, by any of them (X41)."""
    wanted = {plain(each) for each in alternatives(words)}
    for row in _data()["documents"]:
        if wanted & {plain(name) for name in (row["number"], *row["aliases"])}:
            cited = tuple((number, place) for number, place in row["cited"])
            return OneDocument(row["number"], row["title"], tuple(row["aliases"]), cited)
    return None


def examined_by(words: str) -> Examined | None:
    """Return the series of a title that is won by examination (R147); None for any other."""
    wanted = plain(words)
    for series, names in _data()["examined"]["series"].items():
        if wanted == plain(series) or any(_names(plain(name), wanted) for name in names):
            return Examined(series, _data()["examined"]["clause"])
    return None


def _names(name: str, wanted: str) -> bool:
    """A title is named at any level (高级会计师), never within another one (兽医师); any other word by itself."""
    return bool(re.fullmatch(_LEVELLED.format(name), wanted)) if name.endswith(_TITLES) else name == wanted
