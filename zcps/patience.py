"""Slowing down whoever asks the public pages, or the API, again and again."""

import time
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache

MOST, WINDOW = 30, 600


def wait(who: str, purpose: str, most: int = MOST, window: int = WINDOW) -> int:
    """Count a question, in Redis and so in all processes together.

    Args:
        who: by what it is counted, an address or an account; kept hashed.
        purpose: what is asked; each is counted for itself.
        most: how many are answered in a window.
        window: its length in seconds, from the first question on.

    Returns:
        How many seconds to wait where there were more, else 0.
    """
    key = f"patience{settings.PATIENCE_SALT}:{purpose}:{sha256(who.encode()).hexdigest()[:32]}"
    begins = cache.add(key, 0, window)
    if begins:
        cache.set(f"{key}:since", time.time(), window)
    try:
        count = cache.incr(key)
    except ValueError:
        # The window ended between the two: this is the first question of the next.
        cache.set(key, 1, window)
        count = 1
    return _left(key, window) if count > most else 0


def _left(key: str, window: int) -> int:
    since: float | None = cache.get(f"{key}:since")
    if since is None:
        # The counter has outlived its window: it ended while it was counted on, and has no end any more.
        cache.touch(key, window)
        return window
    return max(1, round(since + window - time.time()))
