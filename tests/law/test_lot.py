import hmac
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from law.lot import by_lot, ticket

SECRET = bytes(range(32))
LABELS = st.lists(st.integers(1, 10**6).map(str), unique=True, max_size=20)


def test_a_ticket_is_what_the_page_tells_how_to_compute():
    assert ticket(SECRET, "17") == hmac.new(SECRET, b"ZCPS/lot/17", sha256).hexdigest()
    assert by_lot(SECRET, ["1", "2", "3", "4"], 2) == ["2", "3"]


@given(LABELS, st.integers(0, 20), st.binary(min_size=32, max_size=32), st.randoms())
def test_the_order_in_which_labels_come_is_no_matter(labels, number, secret, chance):
    shuffled = list(labels)
    chance.shuffle(shuffled)
    found = by_lot(secret, labels, number)
    assert found == by_lot(secret, shuffled, number)
    assert len(found) == min(number, len(labels))
    assert set(found) <= set(labels)


@given(
    st.lists(st.integers(1, 10**6).map(str), unique=True, min_size=3, max_size=20), st.binary(min_size=32, max_size=32)
)
def test_taking_away_who_was_not_drawn_changes_nothing(labels, secret):
    chosen = by_lot(secret, labels, 2)
    left = [label for label in labels if label in chosen or label == max(labels)]
    assert by_lot(secret, left, 2) == chosen


def test_every_one_is_drawn_as_often_as_any_other():
    labels = [str(number) for number in range(10)]
    drawn = [label for number in range(2000) for label in by_lot(number.to_bytes(32, "big"), labels, 3)]
    # 600 expected of each, with a standard deviation of 20.5: five of them.
    assert all(500 < drawn.count(label) < 700 for label in labels)
