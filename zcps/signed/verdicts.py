"""What the verification of a signed paper can find, and the sentences for it."""

import datetime as dt
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Finding(StrEnum):
    """What was found of the file alone, without asking any database."""

    VALID = "valid"
    ALTERED = "altered"
    CUT = "cut"
    UNSIGNED = "unsigned"
    FOREIGN = "foreign"
    EXPIRED = "expired"
    KEY_REVOKED = "key_revoked"
    UNSTAMPED = "unstamped"
    UNREADABLE = "unreadable"


SENTENCES = {
    Finding.VALID: "签章有效，文件自签章以来没有改动。",
    Finding.ALTERED: "文件在签章之后被改动，改动后的内容不是本平台出具的。",
    Finding.CUT: "文件的签章不完整，部分签章数据被删除，不能作为依据。",
    Finding.UNSIGNED: "文件没有电子签章，或者签章已被删除。",
    Finding.FOREIGN: "签章所用的密钥不是本平台公布的密钥，文件不是本平台出具的。",
    Finding.EXPIRED: "签章时密钥不在有效期内，签章无效。",
    Finding.KEY_REVOKED: "签章时密钥已被吊销，签章无效。",
    Finding.UNSTAMPED: "签章没有可信的时间戳，不能证明签章时间。",
    Finding.UNREADABLE: "文件不是完整的 PDF 文件或案卷包，无法查验。",
}


_MOMENTS = ("signed_at", "stamp_ends")


@dataclass(frozen=True)
class Verdict:
    """What is to be said of a file."""

    finding: Finding
    sha256: str
    # Who signed with which key, and when according to the time stamp; empty where the signature does not hold.
    signer: str = ""
    key: str = ""
    signed_at: dt.datetime | None = None
    stamped_by: str = ""
    # The number of the paper that its signature carries.
    number: str = ""
    # Until when its last time stamp proves it: the end of that authority's certificate.
    stamp_ends: dt.datetime | None = None
    # Of a case bundle: what is in it, and what of it is not as its cover has it.
    contents: str = ""
    faults: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether the file is as it was signed by the platform."""
        return self.finding is Finding.VALID

    def as_json(self) -> dict[str, Any]:
        """Return the verdict as the command line tool prints it."""
        moments = {name: each.isoformat() if (each := getattr(self, name)) else None for name in _MOMENTS}
        return {**asdict(self), **moments, "sentence": self.sentence}

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> "Verdict":
        """Read what the command line tool has printed."""
        moments = {name: said.get(name) and dt.datetime.fromisoformat(said[name]) for name in _MOMENTS}
        fields = {name: value for name, value in said.items() if name != "sentence"}
        faults = tuple(said.get("faults", ()))
        return cls(**{**fields, **moments, "finding": Finding(said["finding"]), "faults": faults})

    @property
    def sentence(self) -> str:
        """The finding in words."""
        return f"{SENTENCES[self.finding]}{self.contents}{''.join(self.faults)}"
