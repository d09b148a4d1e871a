"""What is handed to somebody outside the database of the journal: its head, and a root over what came since.

The head alone proves everything before it to whoever can read the whole journal. The root (zcps/merkle.py) proves one
entry to whoever has that entry and its path. Both stand in one short text, and the time stamp is over that text:

    openssl ts -verify -data NUMBER.txt -token_in -in NUMBER.tst -CAfile published.pem

Before there were roots the stamp was over the head's own SHA-256; those stamps stay what they were.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from zcps.merkle import leads_to


@dataclass(frozen=True)
class Head:
    """The last entry's number and digest, and the root over the digests from the entry `since` on up to it."""

    number: int
    digest: str
    since: int | None = None
    root: str = ""

    @property
    def size(self) -> int:
        """How many entries the root is over."""
        return self.number - self.since + 1 if self.since else 0

    def statement(self) -> bytes:
        """Return the text that is stamped; of a head without a root there is none."""
        if not self.root:
            return b""
        return f"zcps journal\nhead {self.number} {self.digest}\nroot {self.since}-{self.number} {self.root}\n".encode()

    def imprint(self) -> bytes:
        """Return what the time stamp is over."""
        return sha256(self.statement()).digest() if self.root else bytes.fromhex(self.digest)

    def has(self, number: int, digest: str, path: Sequence[str]) -> bool:
        """Whether the path proves that the entry of this number had this digest when the root was stamped."""
        if not self.since:
            return False
        leaf, steps = bytes.fromhex(digest), [bytes.fromhex(each) for each in path]
        return leads_to(bytes.fromhex(self.root), leaf, number - self.since, self.size, steps)
