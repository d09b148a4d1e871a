"""Slowing down whoever asks the public pages, or the API, again and again."""

import time
from hashlib import sha256

from django.conf import settings
from django.core.cache import cache

MOST, WINDOW = 30, 600


def too_many(address: str, purpose: str, most: int = MOST, window: int = WINDOW) -> bool:
    """Count a question; say whether there were more than so many in the window (seconds). Addresses are kept hashed."""
    return bool(wait(address, purpose, most, window))


def wait(address: str, purpose: str, most: int = MOST, window: int = WINDOW) -> int:
    """Count a question; return how many seconds to wait where there were more than so many in the window, else 0."""
    key = f"patience{settings.PATIENCE_SALT}:{purpose}:{sha256(address.encode()).hexdigest()[:32]}"
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
    since = cache.get(f"{key}:since")
    return max(1, round(since + window - time.time())) if since else window
