"""The tree against the definition of RFC 6962, written down once more as it stands there."""

import time
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zcps.merkle import leads_to, root_and_paths, root_of

LEAVES = [sha256(bytes([at])).digest() for at in range(70)]
SIZES = st.integers(0, 70)


def defined(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, 2.1."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\x00" + leaves[0]).digest()
    k = 1 << (len(leaves) - 1).bit_length() - 1
    return sha256(b"\x01" + defined(leaves[:k]) + defined(leaves[k:])).digest()


def path_of(index: int, leaves: list[bytes]) -> list[bytes]:
    """PATH of RFC 6962, 2.1.1."""
    if len(leaves) == 1:
        return []
    k = 1 << (len(leaves) - 1).bit_length() - 1
    if index < k:
        return [*path_of(index, leaves[:k]), defined(leaves[k:])]
    return [*path_of(index - k, leaves[k:]), defined(leaves[:k])]


@pytest.mark.parametrize("size", range(71))
def test_root_and_paths_are_those_of_the_rfc_for_every_size(size: int) -> None:
    leaves = LEAVES[:size]
    root, paths = root_and_paths(leaves, range(size))
    assert root == defined(leaves) == root_of(leaves)
    assert paths == {at: path_of(at, leaves) for at in range(size)}
    assert all(leads_to(root, leaves[at], at, size, path) for at, path in paths.items())


@given(SIZES, st.data())
@settings(deadline=None)
def test_no_other_leaf_place_or_path_leads_there(size: int, data: st.DataObject) -> None:
    leaves = LEAVES[:size]
    index = data.draw(st.integers(0, size))
    root, paths = root_and_paths(leaves, [index] if index < size else [])
    path = paths.get(index, [])
    assert leads_to(root, LEAVES[index % 70], index, size, path) is (index < size)
    place = data.draw(st.integers(-1, 71))
    assert leads_to(root, LEAVES[index % 70], place, size, path) is (place == index < size)
    if index < size:
        assert not leads_to(root, LEAVES[(index + 1) % 70], index, size, path)
        assert not leads_to(root, leaves[index], index, size, [*path, root])
        assert not leads_to(sha256(root).digest(), leaves[index], index, size, path)
        for at in range(len(path)):
            assert not leads_to(root, leaves[index], index, size, path[:at] + path[at + 1 :])
            assert not leads_to(root, leaves[index], index, size, [*path[:at], root, *path[at + 1 :]])


def test_no_node_passes_for_a_leaf() -> None:
    left, right = (sha256(b"\x00" + each).digest() for each in LEAVES[:2])
    assert not leads_to(root_of(LEAVES[:2]), left + right, 0, 1, [])


def test_a_hundred_thousand_take_a_moment() -> None:
    leaves = [at.to_bytes(32) for at in range(100_000)]
    begun = time.process_time()
    _, paths = root_and_paths(leaves, range(0, 100_000, 5000))
    assert time.process_time() - begun < 1.5
    assert {len(path) for path in paths.values()} <= {16, 17}
