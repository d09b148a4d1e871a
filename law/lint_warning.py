"""What the publisher of a plan is told about its rulebook before publication."""

from typing import NamedTuple


class LintWarning(NamedTuple):
    """Something that the publisher must confirm, or be told.

    `key` stays the same while the cause stands, so that an acceptance can be kept with it; `because` says what it is
    and what to do; `place` is where in the rulebook. `info`: nothing to settle, it only has to be known.
    """

    key: str
    because: str
    place: str
    ambiguity: str = ""
    info: bool = False
