"""What Django looks at when a process starts: what is missing on the machine, or wrong in the settings."""

import ctypes
import datetime as dt
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.checks import Warning as Concern
from django.utils.module_loading import import_string

from zcps.documents import fonts

LIBRARIES = {
    "libpango-1.0.so.0": ("libpango-1.0-0", "documents cannot be made at all"),
    "libpangoft2-1.0.so.0": ("libpangoft2-1.0-0", "documents cannot be made at all"),
    "libharfbuzz-subset.so.0": ("libharfbuzz-subset0", "every document takes ten times as long"),
}


@register
def check_document_libraries(**_: Any) -> list[CheckMessage]:
    """Warn of missing libraries and of the missing face for rare characters, naming the Debian package."""
    missing = [(package, effect) for name, (package, effect) in LIBRARIES.items() if not _loads(name)]
    if "Kai" not in fonts.faces():
        missing.append(("fonts-lxgw-wenkai", "rare characters in names are printed as empty boxes"))
    return [
        Concern(f"Without {package}, {effect}.", hint=f"apt-get install {package}", id=f"zcps.W{number:03}")
        for number, (package, effect) in enumerate(missing, start=1)
    ]


@register
def check_identity_provider(**_: Any) -> list[CheckMessage]:
    """Report what the sign-in that was chosen lacks: it would refuse everybody, or send them to a place without TLS."""
    path = settings.IDENTITY_PROVIDER
    if not path:
        return []
    try:
        defects = import_string(path)().defects()
    except (ImportError, AttributeError, TypeError) as error:
        defects = [f"it cannot be loaded as an identity provider ({error})"]
    hint = "See docs/security.md, “Sign-in by the government service”."
    return [Error(f"IDENTITY_PROVIDER {path}: {defect}.", hint=hint, id="zcps.E001") for defect in defects]


@register
def check_backups(**_: Any) -> list[CheckMessage]:
    """Report a time of day that is none, and a folder for backups that nothing can seal."""
    found: list[CheckMessage] = []
    try:
        dt.time.fromisoformat(settings.BACKUP_AT or "00:00")
    except ValueError:
        found.append(Error(f"BACKUP_AT is {settings.BACKUP_AT!r}; it must be a time like 03:15.", id="zcps.E002"))
    if settings.BACKUP_FOLDER and not settings.BACKUP_KEY:
        found.append(Concern("BACKUP_FOLDER is set, BACKUP_KEY is not: no backup can be made.", id="zcps.W005"))
    return found


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
