"""A Merkle tree over byte strings, as RFC 6962 (2.1) and RFC 9162 (2.1.3) have it: one root vouches for many.

Leaves and inner nodes are hashed apart (0x00, 0x01), so that no node passes for a leaf; a leaf's place is part of what
its path proves. Whoever has one leaf, its path and the root needs none of the other leaves.
"""

from collections.abc import Iterable, Sequence
from hashlib import sha256

_LEAF, _NODE = b"\x00", b"\x01"


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root; of no leaves, the hash of nothing."""
    return root_and_paths(leaves)[0]


def root_and_paths(leaves: Iterable[bytes], wanted: Iterable[int] = ()) -> tuple[bytes, dict[int, list[bytes]]]:
    """Return the root and, for each leaf that is wanted by its place, the path that leads from it to the root."""
    level = [_leaf(each) for each in leaves]
    places = {index: index for index in wanted}
    paths: dict[int, list[bytes]] = {index: [] for index in places}
    while len(level) > 1:
        for index, place in places.items():
            # The last one of an odd number has no neighbour: it goes up as it is.
            if place ^ 1 < len(level):
                paths[index].append(level[place ^ 1])
            places[index] = place >> 1
        level = _above(level)
    return (level[0] if level else sha256().digest()), paths


def leads_to(root: bytes, leaf: bytes, index: int, size: int, path: Sequence[bytes]) -> bool:
    """Whether a path leads from this leaf, at this place of a tree of this size, to the root (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    place, last, reached = index, size - 1, _leaf(leaf)
    for other in path:
        if last == 0:
            return False
        if place & 1 or place == last:
            reached = _node(other, reached)
            while place and not place & 1:
                place, last = place >> 1, last >> 1
        else:
            reached = _node(reached, other)
        place, last = place >> 1, last >> 1
    return last == 0 and reached == root


def _above(level: list[bytes]) -> list[bytes]:
    made = [_node(*pair) for pair in zip(level[::2], level[1::2], strict=False)]
    return made + level[-1:] if len(level) % 2 else made


def _leaf(content: bytes) -> bytes:
    return sha256(_LEAF + content).digest()


def _node(left: bytes, right: bytes) -> bytes:
    return sha256(_NODE + left + right).digest()
