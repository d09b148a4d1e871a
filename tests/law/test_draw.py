import hashlib
import itertools
import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law import draw, draw_bundle
from law.errors import BadInput
from law.seating import Candidate, SeatRules
from tests.law.cases import draw_vector

POOL = """X01 CIV U1, X02 CIV U1, X03 CIV U2, X04 CIV U3 HARD-APPLICANT-KIN, X05 MEC U1, X06 MEC U2, X07 MEC U4,
X08 ELE U1, X09 ELE U3, X10 ELE U5, X11 CIV U5, X12 MEC U3"""
VECTOR = draw_vector()
MANIFEST = json.loads(VECTOR["manifest_canon"])
SECRETS = {"office": bytes(range(32)), "supervisor": bytes(range(32, 64)), "observer": bytes(range(64, 96))}


def expert(words):
    label, group, employer, *excluded = words.split()
    salt = hashlib.sha256(f"demo-salt-{label}".encode()).digest()[:16]
    return draw.Expert(label, group, employer, excluded[0] if excluded else "", salt)


EXPERTS = [expert(words) for words in POOL.split(",")]


def bundle(**changes):
    return draw_bundle.run(MANIFEST, EXPERTS, SECRETS, VECTOR["public"]) | changes


def candidates(words):
    return [Candidate(*each.split()) for each in words.split(",")]


def test_every_number_of_the_vector():
    key = draw.draw_key(MANIFEST, SECRETS, VECTOR["public"])
    assert draw.pool_root(EXPERTS) == VECTOR["pool_root"]
    assert draw.canon(MANIFEST).decode() == VECTOR["manifest_canon"]
    assert draw.manifest_hash(MANIFEST).hex() == VECTOR["M"]
    assert key.hex() == VECTOR["PRK"]
    assert {party: draw.commitment("D-2026-0001", party, r) for party, r in SECRETS.items()} == VECTOR["commitments"]
    assert {e.label: draw.ticket(key, e.label).hex() for e in EXPERTS} == VECTOR["tickets"]
    assert [e.label for e in draw.draw_order(key, EXPERTS)] == VECTOR["order"]


def test_the_bundle_of_the_vector_is_valid():
    found = draw_bundle.verify(bundle(substitutions=[{"round": 2, "unavailable": ["X06"], "filled": ["X12"]}]))
    assert found.valid, found.because
    assert list(found.panel) == VECTOR["panel"]
    assert [step.as_json() for step in found.trace] == VECTOR["trace"]
    assert set(found.members) == set(VECTOR["panel"]) - {"X06"} | set(VECTOR["replacement"])


def test_one_flipped_bit_of_a_secret_gives_another_order():
    other = SECRETS | {"observer": b"\x01" + SECRETS["observer"][1:]}
    order = [e.label for e in draw.draw_order(draw.draw_key(MANIFEST, other, VECTOR["public"]), EXPERTS)]
    assert order[:4] == ["X06", "X09", "X01", "X11"]


def test_pure_selection():
    order = candidates("A1 A U1,A2 A U2,B1 B U1,A3 A U3")
    found = draw.select(order, SeatRules(3, {"A": (1, 2), "B": (1, 1)}, 1))
    assert found.panel == ("A2", "B1", "A3")
    assert found.trace[0] == draw.TraceStep("A1", "SKIP", "would block a required seat")
    with pytest.raises(BadInput, match="专业组 B 需要 2 人"):
        draw.select(order, SeatRules(3, {"A": (1, 2), "B": (2, 2)}, 1))
    order = candidates("A1 A U1,A2 A U1,B1 B U1,B2 B U2,A3 A U2")
    assert draw.select(order, SeatRules(3, {"A": (0, 3), "B": (0, 3)}, 2)).panel == ("A1", "A2", "B2")


def tampered(change):
    data = json.loads(json.dumps(bundle(sealed_at="2026-08-27T12:00:00Z")))
    change(data)
    return draw_bundle.verify(data)


def swap(data, *path, value):
    for step in path[:-1]:
        data = data[step]
    data[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value", "named"),
    [
        (("reveals", "office"), "00" * 32, "承诺"),
        (("reveals", "office"), "00", "十六进制"),
        (("public_value",), "03.07.12.18.25.31/10", "名单"),
        (("panel",), ["X06", "X05", "X10", "X09", "X12"], "名单"),
        (("trace", 3, 1), "TAKE", "过程"),
        (("experts", 0, "employer"), "U9", "根哈希"),
        (("experts", 0, "excluded"), "SOFT", "根哈希"),
        (("experts", 0, "label"), "X02", "重复"),
        (("experts", 0, "label"), "张", "ASCII"),
        (("experts", 0, "salt"), "zz", "盐值"),
        (("manifest", "pool_size"), 13, "人数"),
        (("manifest", "excluded"), 0, "排除"),
        (("manifest", "seats"), 4, "名单"),
        (("manifest", "seats"), 5.0, "类型"),
        (("manifest", "employer_cap"), True, "类型"),
        (("manifest", "groups", "CIV"), [1, 3.0], "整数"),
        (("manifest", "groups", "CIV"), [3, 1], "下限"),
        (("manifest", "seed"), 1, "seed"),
        (("manifest", "spec"), "TDRAW-2", "规范"),
        (("manifest", "not_before"), "2026-08-27", "时区"),
        (("sealed_at",), "2026-08-27T13:15:00Z", "封存"),
        (("seed",), 1, "seed"),
        (("round",), 2, "轮次"),
        (("substitutions",), [{"round": 2, "unavailable": ["X06"], "filled": ["X11"]}], "递补"),
        (("substitutions",), [{"round": 3, "unavailable": ["X06"], "filled": ["X12"]}], "轮次"),
        (("substitutions",), [{"round": 2, "unavailable": ["X01"], "filled": ["X12"]}], "现任"),
    ],
)
def test_the_first_thing_that_does_not_match_is_named(path, value, named):
    found = tampered(lambda data: swap(data, *path, value=value))
    assert not found.valid
    assert named in found.because


def test_an_untampered_copy_is_valid():
    assert tampered(lambda _: None).valid


def test_a_missing_reveal_is_named():
    assert "各方" in tampered(lambda data: data["reveals"].pop("office")).because


def test_rows_and_keys_in_another_order_change_nothing():
    data = bundle()
    shuffled = data | {"experts": data["experts"][::-1], "reveals": dict(reversed(data["reveals"].items()))}
    assert draw_bundle.verify(shuffled).valid


def test_substitutes_by_the_supervisors_code():
    first = hashlib.sha256(b"supervisor").digest()
    anchor = hashlib.sha256(first).hexdigest()
    manifest = MANIFEST | {"substitution": "otc", "otc_anchor": anchor}
    data = draw_bundle.run(manifest, EXPERTS, SECRETS, VECTOR["public"])
    gone = data["panel"][0]
    key = draw.draw_key(manifest, SECRETS, VECTOR["public"])
    order = [e.candidate for e in draw_bundle.substitute_order(EXPERTS, key, 2, first)]
    rules = SeatRules(5, {group: (low, high) for group, (low, high) in manifest["groups"].items()}, 2)
    filled = list(draw.substitute(order, rules, data["panel"], [gone]).panel)
    batch = {"round": 2, "unavailable": [gone], "filled": filled, "code": first.hex()}
    assert draw_bundle.verify(data | {"substitutions": [batch]}).valid
    wrong = draw_bundle.verify(data | {"substitutions": [batch | {"code": "00" * 32}]})
    assert "递补码" in wrong.because


@pytest.mark.parametrize("value", [1.5, None, True, "中", {"a": [1.0]}])
def test_canonical_json_takes_ascii_and_integers_only(value):
    with pytest.raises(BadInput):
        draw.canon(value)


@pytest.mark.parametrize("rules", [SeatRules(0, {"A": (0, 1)}, 1), SeatRules(1, {}, 1), SeatRules(1, {"A": (0, 1)}, 0)])
def test_seat_rules_that_cannot_be_are_refused(rules):
    with pytest.raises(BadInput):
        draw.check_rules(rules)


@st.composite
def pools(draw_from, size=9):
    groups = ["A", "B", "C"]
    people = draw_from(st.lists(st.tuples(st.sampled_from(groups), st.integers(1, 4)), min_size=1, max_size=size))
    order = [Candidate(f"X{n}", group, f"U{employer}") for n, (group, employer) in enumerate(people)]
    bounds = {group: tuple(sorted(draw_from(st.tuples(st.integers(0, 3), st.integers(0, 4))))) for group in groups}
    return order, SeatRules(draw_from(st.integers(1, 6)), bounds, draw_from(st.integers(1, 3)))


def is_legal(panel, rules):
    groups = [who.group for who in panel]
    employers = [who.employer for who in panel]
    return all(low <= groups.count(group) <= high for group, (low, high) in rules.groups.items()) and all(
        employers.count(employer) <= rules.employer_cap for employer in employers
    )


def brute_force(order, rules):
    for panel in itertools.combinations(order, rules.seats):
        if is_legal(panel, rules):
            return tuple(who.label for who in panel)
    return None


def selected(order, rules):
    try:
        return draw.select(order, rules).panel
    except BadInput:
        return None


@given(pools())
def test_the_walk_finds_the_lexicographically_first_legal_set(pool):
    assert selected(*pool) == brute_force(*pool)


@given(pools())
def test_removing_somebody_who_was_not_selected_changes_nothing(pool):
    order, rules = pool
    panel = selected(order, rules)
    if panel:
        for gone in order:
            if gone.label not in panel:
                assert selected([who for who in order if who is not gone], rules) == panel


@given(pools(), st.data())
def test_substitution_keeps_the_others_and_the_rules(pool, data):
    order, rules = pool
    panel = selected(order, rules)
    if not panel:
        return
    gone = data.draw(st.sampled_from(panel))
    try:
        filled = draw.substitute(order, rules, panel, [gone]).panel
    except BadInput:
        return
    members = [who for who in order if who.label in set(panel) - {gone} | set(filled)]
    assert len(members) == rules.seats
    assert is_legal(members, rules)


def test_a_large_pool_is_drawn_exactly():
    rnd = random.Random(7)  # noqa: S311 - an invented pool, not a draw
    groups = [f"G{n}" for n in range(8)]
    order = [Candidate(f"E{n}", rnd.choice(groups), f"U{rnd.randrange(120)}") for n in range(600)]
    rules = SeatRules(31, dict.fromkeys(groups, (3, 5)), 2)
    panel = set(draw.select(order, rules).panel)
    assert is_legal([who for who in order if who.label in panel], rules)
    assert len(panel) == 31
