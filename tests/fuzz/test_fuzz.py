"""Every page and every form, by everybody, with what nobody should send: nothing breaks, hangs, or is half written.

In the suite a few hundred requests with a fixed seed, so that this itself keeps working; `make fuzz` goes on for an
hour of CPU (FUZZ_SECONDS) with a seed of its own (FUZZ_SEED) and says how many it tried.
"""

import logging
import os
import time
from collections import Counter
from random import Random

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils.http import urlencode

from tests import world as worlds
from tests.accounts.people import browsers
from tests.fuzz import values
from tests.fuzz.judging import Asked, ask
from tests.fuzz.pages import forms_in, wrongly_filled
from tests.test_access import WHO, addresses

SECONDS = float(os.environ.get("FUZZ_SECONDS", "0"))
SEED = int(os.environ.get("FUZZ_SEED", "2022"))
IN_THE_SUITE = 60
# So that the limits to floods are met, and do not hide everything behind them.
BETWEEN_EMPTYINGS = 200
PARAMETERS = ("q", "f", "after", "before", "page", "year", "kind", "state", "ids", "meeting", "filing", "next", "sort")


@pytest.fixture
def everybody(db):
    """The world, and a browser for each person in it."""
    world = worlds.build()
    return world, browsers(world.actors, WHO)


@pytest.mark.long
@pytest.mark.django_db
def test_nothing_breaks_whatever_is_sent(everybody, empty_cache, capsys, record_property):
    # What is sent is meant to be refused: thousands of warnings say nothing.
    logging.disable(logging.ERROR)
    world, at = everybody
    chance, faults = Random(SEED), []
    counted: Counter[str] = Counter()
    for asked, who in _round_and_round(sorted(addresses(world).values()), at, chance):
        counted[f"{asked.method} {asked.status}"] += 1
        faults += [f"{who}: {asked.method} {asked.address} {fault}" for fault in asked.faults]
    logging.disable(logging.NOTSET)
    record_property("tried", sum(counted.values()))
    with capsys.disabled():
        if SECONDS:
            print(f"seed {SEED}: {sum(counted.values())} requests, {len(faults)} faults; {dict(counted)}")  # noqa: T201
    assert not faults, "\n".join(sorted(set(faults)))


def _round_and_round(known, at, chance):
    begun, turn = time.process_time(), 0
    while turn < IN_THE_SUITE if not SECONDS else time.process_time() - begun < SECONDS:
        turn += 1
        if turn % BETWEEN_EMPTYINGS == 0:
            cache.clear()
        who = chance.choice(WHO)
        for asked in _visit(at[who], chance.choice(known), chance):
            yield asked, who


def _visit(client: Client, address: str, chance: Random) -> list[Asked]:
    """Open a page with odd parameters and send its forms; by POST where it cannot be opened."""
    odd = {name: values.text(chance) for name in chance.sample(PARAMETERS, chance.randint(0, 2))}
    seen = ask(client, "GET", f"{address}?{urlencode(odd)}" if odd else address)
    done = [seen, ask(client, "POST", address, {name: values.text(chance) for name in ("text", "reason", "pk")})]
    forms = forms_in(seen.page, address) if seen.page.strip() else []
    chosen = chance.sample(forms, min(len(forms), 3))
    return done + [ask(client, form.method, form.address, wrongly_filled(form, chance)) for form in chosen]
