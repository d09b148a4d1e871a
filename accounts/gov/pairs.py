"""Settings that say several things in one line."""


def pairs(written: str) -> dict[str, str]:
    """Return `a=b,c=d` as a mapping; raise ValueError where it is not written so."""
    parts = [part.strip().rpartition("=") for part in written.split(",") if part.strip()]
    found = {left.strip(): right.strip() for left, _, right in parts}
    if len(found) != len(parts) or not all(left and right for left, right in found.items()):
        raise ValueError(written)
    return found
