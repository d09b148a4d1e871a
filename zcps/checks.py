"""What Django looks at when a process starts: the system libraries without which documents are slow or wrong."""

import ctypes
from typing import Any

from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Concern

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


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
