"""Slowing down whoever asks the public pages, or the API, again and again."""

from hashlib import sha256

from django.core.cache import cache

MOST, WINDOW = 30, 600


def too_many(address: str, purpose: str, most: int = MOST, window: int = WINDOW) -> bool:
    """Count a question; say whether there were more than so many in the window (seconds). Addresses are kept hashed."""
    key = f"patience:{purpose}:{sha256(address.encode()).hexdigest()[:32]}"
    cache.add(key, 0, window)
    try:
        return cache.incr(key) > most
    except ValueError:
        # The window ended between the two: this is the first question of the next.
        cache.set(key, 1, window)
        return most < 1
