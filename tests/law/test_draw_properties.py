"""The properties that TDRAW-1 asks for, (a) to (g) of its description; (e) stands with the browser's page."""

import itertools
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law import draw, draw_bundle
from law.agenda import departures, ordered
from law.draw_odds import certain, inclusions
from law.errors import BadInput
from law.seating import Candidate, SeatRules
from tests.law import test_draw as given_pool

MANY = 1000


def invented(rnd):
    """A pool of at most eleven experts, with bounds that bind often, and sometimes cannot be met."""
    groups = ["A", "B", "C"][: rnd.randint(1, 3)]
    size = rnd.randint(1, 11)
    people = [Candidate(f"X{n:02d}", rnd.choice(groups), f"U{rnd.randint(1, 5)}") for n in range(size)]
    bounds = {}
    for group in groups:
        low = rnd.choice((0, 0, 1, 1, 2))
        bounds[group] = (low, rnd.randint(low, 5))
    rnd.shuffle(people)
    return people, SeatRules(rnd.randint(1, 6), bounds, rnd.randint(1, 3))


def first_legal(order, rules):
    for panel in itertools.combinations(order, rules.seats):
        if given_pool.is_legal(panel, rules):
            return tuple(who.label for who in panel)
    return None


def selected(order, rules):
    try:
        return draw.select(order, rules).panel
    except BadInput:
        return None


def test_a_thousand_pools_equal_brute_force_and_keep_every_rule_without_anybody_who_was_not_selected():
    """(a), (c) and (f): on the same thousand pools."""
    rnd, drawn, refused = random.Random(20260827), 0, 0  # noqa: S311 - invented pools, not a draw
    for _ in range(MANY):
        order, rules = invented(rnd)
        panel = selected(order, rules)
        assert panel == first_legal(order, rules)
        if panel is None:
            refused += 1
            continue
        drawn += 1
        assert given_pool.is_legal([who for who in order if who.label in panel], rules)
        for gone in order:
            if gone.label not in panel:
                assert selected([who for who in order if who is not gone], rules) == panel
    # Both outcomes are common, else the comparison would say little.
    assert drawn > MANY // 4
    assert refused > MANY // 10


def world(rnd):
    """A whole draw: experts with salts, three parties, a public value."""
    people, rules = invented(rnd)
    experts = [
        draw.Expert(who.label, who.group, who.employer, rnd.choice(("", "", "", "SAME-EMPLOYER")), rnd.randbytes(16))
        for who in people
    ]
    secrets = {party: rnd.randbytes(32) for party in ("office", "supervisor", "observer")}
    manifest = {
        "spec": "TDRAW-1",
        "draw_id": f"D-{rnd.randint(1, 9999):04d}",
        "pool_root": draw.pool_root(experts),
        "pool_size": len(experts),
        "excluded": sum(bool(expert.excluded) for expert in experts),
        "seats": rules.seats,
        "groups": {group: list(bounds) for group, bounds in rules.groups.items()},
        "employer_cap": rules.employer_cap,
        "public_source": "DICE 1",
        "not_before": "2026-08-27T13:15:00Z",
    }
    manifest["commitments"] = [
        {"party": party, "c": draw.commitment(manifest["draw_id"], party, secret)} for party, secret in secrets.items()
    ]
    return manifest, experts, secrets, "36142516243156421365"


def test_neither_the_order_of_rows_nor_that_of_keys_matters():
    """(b)"""
    rnd, seen = random.Random(5), 0  # noqa: S311 - as above
    while seen < 40:
        manifest, experts, secrets, value = world(rnd)
        try:
            bundle = draw_bundle.run(manifest, experts, secrets, value)
        except BadInput:
            continue
        seen += 1
        keys = list(manifest)
        rnd.shuffle(keys)
        others = [*experts]
        rnd.shuffle(others)
        again = draw_bundle.run({key: manifest[key] for key in keys}, others, dict(reversed(secrets.items())), value)
        assert again["panel"] == bundle["panel"]
        assert again["trace"] == bundle["trace"]


@given(st.integers(0, 11))
def test_a_ticket_is_its_labels_alone(gone):
    """(c): whoever leaves or enters the pool, the others' tickets stay as they are under the same key."""
    key = draw.draw_key(given_pool.MANIFEST, given_pool.SECRETS, given_pool.VECTOR["public"])
    rest = [expert for place, expert in enumerate(given_pool.EXPERTS) if place != gone]
    assert [e.label for e in draw.draw_order(key, rest)] == [
        label for label in given_pool.VECTOR["order"] if label != given_pool.EXPERTS[gone].label
    ]


@given(st.sampled_from(["office", "supervisor", "observer"]), st.integers(0, 255))
def test_every_bit_of_a_secret_counts(party, bit):
    """(d)"""
    raw = bytearray(given_pool.SECRETS[party])
    raw[bit // 8] ^= 1 << bit % 8
    other = draw.draw_key(given_pool.MANIFEST, given_pool.SECRETS | {party: bytes(raw)}, given_pool.VECTOR["public"])
    assert other.hex() != given_pool.VECTOR["PRK"]


@given(st.sampled_from(sorted(given_pool.MANIFEST)))
def test_every_line_of_the_manifest_counts(key):
    """(d)"""
    value = given_pool.MANIFEST[key]
    changed = value + 1 if isinstance(value, int) else value + "x" if isinstance(value, str) else type(value)()
    manifest = given_pool.MANIFEST | {key: changed}
    if key == "commitments":
        manifest[key] = list(reversed(value))
    assert draw.draw_key(manifest, given_pool.SECRETS, given_pool.VECTOR["public"]).hex() != given_pool.VECTOR["PRK"]


@given(st.integers(0, len(given_pool.VECTOR["public"]) - 1))
def test_every_character_of_the_public_value_counts(place):
    """(d)"""
    value = given_pool.VECTOR["public"]
    changed = value[:place] + chr(ord(value[place]) ^ 1) + value[place + 1 :]
    assert draw.draw_key(given_pool.MANIFEST, given_pool.SECRETS, changed).hex() != given_pool.VECTOR["PRK"]


@settings(max_examples=50)
@given(st.sampled_from(["label", "group", "employer", "excluded", "salt"]), st.integers(0, 11))
def test_every_field_of_every_record_counts(field, place):
    """(d): a record cannot be touched without another root, and another root is another key."""
    experts = [*given_pool.EXPERTS]
    who = experts[place]
    changed = {name: getattr(who, name) for name in ("label", "group", "employer", "excluded", "salt")}
    changed[field] = bytes([who.salt[0] ^ 1]) + who.salt[1:] if field == "salt" else f"{changed[field]}x"
    experts[place] = draw.Expert(**changed)
    assert draw.pool_root(experts) != given_pool.VECTOR["pool_root"]


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("exclusions", {"SOFT": 1}, "排除原因"),
        ("substitution", "redraw", "递补办法"),
        ("substitution", "otc", "锚值"),
        ("random_number_seed", 7, "random_number_seed"),
    ],
)
def test_a_manifest_that_says_something_else_is_refused(key, value, named):
    """(g)"""
    with pytest.raises(BadInput, match=named):
        draw_bundle.run(
            given_pool.MANIFEST | {key: value}, given_pool.EXPERTS, given_pool.SECRETS, given_pool.VECTOR["public"]
        )


def test_counts_by_reason_can_be_sealed():
    manifest = given_pool.MANIFEST | {"exclusions": {"HARD-APPLICANT-KIN": 1}, "earlier_draws": 0}
    data = draw_bundle.run(manifest, given_pool.EXPERTS, given_pool.SECRETS, given_pool.VECTOR["public"])
    assert draw_bundle.verify(data).valid


def test_each_code_of_the_chain_is_the_preimage_of_the_one_before():
    import hashlib

    chain = draw_bundle.code_chain(b"\x07" * 32, 5)
    assert len(chain) == 6
    assert all(hashlib.sha256(code).digest() == before for before, code in itertools.pairwise(chain))


def root_from(own, path):
    """As the browser's page computes it from an expert's proof."""
    for side, neighbour in path:
        own = draw.digest("TDRAW1/node", *((neighbour, own) if side == "left" else (own, neighbour)))
    return own


@given(st.integers(1, 20))
def test_every_leaf_has_a_path_to_the_root(size):
    leaves = [draw.digest("t", str(n)) for n in range(size)]
    root = draw.merkle_root(leaves)
    for own in leaves:
        path = draw.merkle_path(leaves, own)
        assert root_from(own, path) == root
        assert root_from(own[::-1], path) != root
    with pytest.raises(BadInput):
        draw.merkle_path(leaves, b"\x00" * 32)


def in_every(order, rules):
    panels = [set(panel) for panel in itertools.combinations(order, rules.seats) if given_pool.is_legal(panel, rules)]
    everywhere = set.intersection(*panels) if panels else set()
    return panels, everywhere


def test_who_is_certain_is_found_exactly():
    rnd, found = random.Random(11), 0  # noqa: S311 - as above
    for _ in range(300):
        order, rules = invented(rnd)
        panels, everywhere = in_every(order, rules)
        if panels:
            found += bool(everywhere)
            assert set(certain(order, rules)) == {who.label for who in everywhere}
    assert found > 20


def test_the_estimate_comes_near_the_truth_where_it_is_known():
    order = [Candidate(f"X{n}", "A", f"U{n}") for n in range(10)]
    trials = 2000
    counts = dict.fromkeys((who.label for who in order), 0)
    for panel in inclusions(order, SeatRules(5, {"A": (0, 5)}, 1), trials):
        for label in panel:
            counts[label] += 1
    assert sum(counts.values()) == 5 * trials
    assert all(abs(count - trials // 2) < 200 for count in counts.values())
    with pytest.raises(BadInput):
        next(inclusions(order, SeatRules(5, {"A": (0, 5)}, 1), 0))


def test_an_agenda_lets_the_same_expert_leave_once():
    keys = {item: ("craft", item) for item in range(1, 7)}
    recused = {1: frozenset({9}), 3: frozenset({9}), 5: frozenset({9, 8}), 2: frozenset({8})}
    order = ordered(keys, recused)
    assert sorted(order) == sorted(keys)
    assert order[:2] == [4, 6]
    assert departures([1, 2, 3, 4, 5, 6], recused) == 5
    assert departures(order, recused) == 2
    assert ordered(dict(reversed(keys.items())), recused) == order
