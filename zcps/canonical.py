"""One way to write plain data down and to hash it, so that a hash can be computed again years later."""

import json
from hashlib import sha256
from typing import Any


def digest(content: Any) -> str:
    """Return the SHA-256 over the canonical form: sorted keys, no spaces, UTF-8."""
    return sha256(json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
