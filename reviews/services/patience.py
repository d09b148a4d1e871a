"""Slowing down whoever asks the public verification again and again."""

from hashlib import sha256

from django.core.cache import cache

MOST, WINDOW = 30, 600


def too_many(address: str, purpose: str, most: int = MOST) -> bool:
    """Count a question; say whether there were more than so many in ten minutes. Addresses are kept hashed."""
    key = f"patience:{purpose}:{sha256(address.encode()).hexdigest()[:32]}"
    cache.add(key, 0, WINDOW)
    return cache.incr(key) > most
