"""One way to write plain data down and to hash it, so that a hash can be computed again years later."""

import json
from hashlib import sha256
from typing import Any

# Made once: a journal of a million entries is digested anew whenever it is verified.
_WRITER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(content: Any) -> str:
    """Return the SHA-256 over the canonical form: sorted keys, no spaces, UTF-8."""
    return sha256(_WRITER.encode(content).encode()).hexdigest()
