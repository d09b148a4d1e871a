"""What Django looks at before production: the keys of what is secret, and how they stand to one another."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Concern

from zcps.encryption.ciphers import CIPHERS

SHORTEST = 32
# A key of random characters has more different ones; "aaaa…" and "1234" repeated have not.
FEWEST_SIGNS = 10
_NEW = "python -c 'import secrets; print(secrets.token_urlsafe(48))'"


@register(Tags.security, deploy=True)
def check_keys(**_: Any) -> list[CheckMessage]:
    """Refuse missing, weak and equal keys, and a cipher that there is not."""
    found = [*_weak(), *_equal()]
    if settings.FIELD_CIPHER not in CIPHERS:
        found.append(Error(f"FIELD_CIPHER must be one of {', '.join(CIPHERS)}.", id="zcps.E013"))
    return found


def keys() -> Iterator[tuple[str, str]]:
    """Yield every key that is in use, with the name of its setting."""
    for name in ("FIELD_KEYS", "INDEX_KEYS", "SIGNING_KEYS"):
        yield from ((name, key) for key in getattr(settings, name))
    yield "SECRET_KEY", settings.SECRET_KEY


def _weak() -> Iterator[CheckMessage]:
    for name, key in keys():
        if key.startswith("insecure-") or len(key) < SHORTEST:
            yield Error(f"A key of {name} is missing or shorter than {SHORTEST} characters.", hint=_NEW, id="zcps.E011")
        elif len(set(key)) < FEWEST_SIGNS:
            yield Concern(f"A key of {name} is not random.", hint=_NEW, id="zcps.W011")


def _equal() -> Iterator[CheckMessage]:
    times = Counter(key for _, key in keys())
    for key in (key for key, number in times.items() if number > 1):
        names = sorted({name for name, other in keys() if other == key})
        yield Error(f"The same key stands twice, in {' and '.join(names)}: each needs its own.", id="zcps.E012")
