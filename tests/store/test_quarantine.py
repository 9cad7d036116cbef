"""The quarantine is a ring: what a stranger sends cannot fill the disk, and is counted."""

from typing import TYPE_CHECKING

import pytest

from app.core.delivery import Outcome
from app.core.errors import NotFound
from app.store import ring

if TYPE_CHECKING:
    from tests.store.conftest import Store

QUARANTINED = Outcome.QUARANTINED


@pytest.fixture(autouse=True)
def _small_ring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ring, "LIMIT", 1000)
    monkeypatch.setattr(ring, "SLACK", 100)


def held(store: "Store") -> list[object]:
    """The ids of what still has its bytes."""
    rows = store.rows("SELECT id FROM deliveries WHERE body IS NOT NULL ORDER BY id")
    return [row[0] for row in rows]


def account(store: "Store") -> tuple[object, ...]:
    return store.rows("SELECT bytes, dropped FROM quarantine")[0]


def forged(number: int, size: int = 300) -> bytes:
    return b"%0*d" % (size, number)


def test_the_oldest_are_let_go(store: "Store") -> None:
    for number in range(3):
        store.keep(forged(number), QUARANTINED)
    assert account(store) == (900, 0)
    store.keep(forged(3), QUARANTINED)
    assert held(store) == [2, 3, 4]
    assert account(store) == (900, 1)
    assert store.rows("SELECT headers, peer, outcome FROM deliveries WHERE id = 1") == [
        ("[]", "203.0.113.9", "quarantined")
    ]


def test_genuine_deliveries_are_never_let_go(store: "Store") -> None:
    store.keep(forged(100))
    for number in range(20):
        store.keep(forged(number), QUARANTINED)
        store.keep(forged(1000 + number))
    assert (
        sum(
            1
            for one in held(store)
            if store.rows("SELECT 1 FROM deliveries WHERE id = ? AND outcome = 'trusted'", one)
        )
        == 21
    )


def test_repeats_in_other_bytes_are_bounded_too(store: "Store") -> None:
    for number in range(20):
        store.keep(forged(number), QUARANTINED, fingerprint="same")
    (kept,) = store.rows(
        "SELECT (SELECT coalesce(sum(length(body)), 0) FROM deliveries)"
        " + (SELECT coalesce(sum(length(body)), 0) FROM attempts)"
    )
    assert kept[0] == account(store)[0]
    assert int(str(kept[0])) <= 1000


def test_what_was_let_go_is_kept_when_it_comes_again(store: "Store") -> None:
    for number in range(4):
        store.keep(forged(number), QUARANTINED)
    receipt = store.keep(forged(0), QUARANTINED)
    assert not receipt.is_repeat
    assert store.admit(receipt.delivery_id).delivery_id == receipt.delivery_id


def test_what_was_let_go_cannot_be_believed(store: "Store") -> None:
    for number in range(4):
        store.keep(forged(number), QUARANTINED)
    with pytest.raises(NotFound):
        store.admit(1)
    with pytest.raises(NotFound):
        store.admit(99)
    assert store.rows("SELECT count(*) FROM admissions") == [(0,)]


def test_what_is_believed_leaves_the_ring(store: "Store") -> None:
    for number in range(3):
        store.keep(forged(number), QUARANTINED)
    store.admit(1)
    assert account(store) == (600, 0)
    for number in range(3, 9):
        store.keep(forged(number), QUARANTINED)
    assert 1 in held(store)
    store.admit(1, QUARANTINED)
    assert account(store)[0] == 300 * (len(held(store)))


def test_an_empty_body_is_a_body(store: "Store") -> None:
    assert store.keep(b"", QUARANTINED).delivery_id == 1
    assert store.keep(b"", QUARANTINED).attempt == 2
