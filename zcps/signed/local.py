"""Keys and a time-stamp authority of our own, for demonstrations and tests: worth nothing in law, and they say so."""

import datetime as dt
from pathlib import Path

from zcps import clock
from zcps.signed.authority import Pair, make_list, make_root, make_stamper
from zcps.signed.store import LASTING, KeyStore
from zcps.signed.tsa import StampAuthority

NAME = "浙江省职称平台文书签章（仿真）"
STAMPER = "时间戳服务（仿真）"
STAMPER_LASTING = dt.timedelta(days=25 * 365)


def stamp_keys(folder: Path) -> KeyStore:
    """Return the time-stamp authority's own key store: it has nothing of the platform's."""
    return KeyStore(folder / "time-stamps")


def prepare(store: KeyStore, folder: Path, at: dt.datetime, lasting: dt.timedelta = LASTING) -> None:
    """Make the keys of the platform and, in a folder of its own, of the authority, where there are none."""
    keys = store.keys() or [store.generate(NAME, at, lasting)]
    for key in keys:
        store.announce(key.pair.certificate)
    stamps, published = stamp_keys(folder), store.roots()
    # Each by itself: whoever is interrupted between the two makes the other the next time.
    if not any(root in published for key in stamps.keys()[:1] for root in key.chain):
        root = make_root(f"{STAMPER}根", at)
        store.publish(root.certificate, make_list(root, at, {}))
        stamps.keep(make_stamper(root, STAMPER, at, STAMPER_LASTING), root.certificate)


def stamp_authority(folder: Path) -> StampAuthority:
    """Return the authority, on the platform's clock: a demonstration's stamps are of the demonstration's time."""
    pair: Pair = stamp_keys(folder).keys()[0].pair
    return StampAuthority(pair, clock.now)
