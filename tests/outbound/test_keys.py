"""Holds the fetching of public keys to one call a minute, away from whoever asks."""

import base64
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from app.core.errors import ProviderUnreachable
from app.outbound.keys import Fetch, PublicKeys

KEY = base64.b64encode(
    rsa.generate_private_key(public_exponent=65537, key_size=2048)
    .public_key()
    .public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
).decode()


@contextmanager
def running(
    fetch: Fetch, found: Callable[[str], None], interval: float = 60.0
) -> Iterator[PublicKeys]:
    keys = PublicKeys(fetch, found, interval=interval)
    keys.start()
    try:
        yield keys
    finally:
        keys.stop()


def test_wanted_key_is_fetched_and_announced() -> None:
    told: queue.Queue[str] = queue.Queue()
    with running(lambda provider, environment: {"k1": KEY}, told.put) as keys:
        assert keys.known("bitso", "stage") == {}
        keys.want("bitso", "stage", "k1")
        assert told.get(timeout=5) == "bitso"
        assert keys.known("bitso", "stage") == {"k1": KEY}
        assert keys.known("bitso", "production") == {}


def test_flood_of_unknown_ids_costs_one_fetch_and_no_time() -> None:
    calls: list[str] = []
    told: queue.Queue[str] = queue.Queue()

    def fetch(provider: str, environment: str) -> Mapping[str, str]:
        calls.append(provider)
        return {"k1": KEY}

    with running(fetch, told.put) as keys:
        keys.want("bitso", "stage", "unknown")
        told.get(timeout=5)
        begin = time.monotonic()
        for number in range(10_000):
            keys.want("bitso", "stage", f"made-up-{number}")
        assert time.monotonic() - begin < 2
        keys.want("juno", "stage", "k9")  # another provider does not wait for this one
        assert told.get(timeout=5) == "juno"
    assert calls == ["bitso", "juno"]


def test_id_asked_for_too_soon_is_fetched_when_it_is_due() -> None:
    answers = iter([{"k1": KEY}, {"k1": KEY, "k2": KEY}])
    told: queue.Queue[str] = queue.Queue()
    with running(lambda *_: next(answers), told.put, interval=0.2) as keys:
        keys.want("bitso", "stage", "k1")
        told.get(timeout=5)
        begin = time.monotonic()
        keys.want("bitso", "stage", "k2")
        told.get(timeout=5)
        assert time.monotonic() - begin > 0.1
        assert set(keys.known("bitso", "stage")) == {"k1", "k2"}


def test_failed_fetch_is_tried_again_and_known_keys_stay() -> None:
    told: queue.Queue[str] = queue.Queue()
    failure = ProviderUnreachable("bitso.com cannot be reached.")
    answers = iter((failure, None))

    def fetch(provider: str, environment: str) -> Mapping[str, str]:
        if (error := next(answers)) is not None:
            raise error
        return {"k1": KEY}

    with running(fetch, told.put, interval=0.1) as keys:
        keys.want("bitso", "stage", "k1")
        assert told.get(timeout=5) == "bitso"


def test_known_key_costs_nothing_and_an_unreadable_one_is_not_kept() -> None:
    told: queue.Queue[str] = queue.Queue()
    calls: list[str] = []

    def fetch(provider: str, environment: str) -> Mapping[str, str]:
        calls.append(environment)
        return {"k1": KEY, "k2": "not a key"}

    with running(fetch, told.put, interval=0.0) as keys:
        keys.want("bitso", "stage", "k1")
        told.get(timeout=5)
        keys.want("bitso", "stage", "k1")
        assert set(keys.known("bitso", "stage")) == {"k1"}
    assert calls == ["stage"]


def test_starting_and_stopping_twice_does_nothing_and_is_bounded() -> None:
    release = threading.Event()
    entered = threading.Event()

    def fetch(provider: str, environment: str) -> Mapping[str, str]:
        entered.set()
        release.wait(10)
        return {}

    keys = PublicKeys(fetch, lambda provider: None)
    keys.start()
    keys.start()
    keys.want("bitso", "stage", "k1")
    assert entered.wait(5)
    begin = time.monotonic()
    keys.stop(timeout=0.1)
    keys.stop(timeout=0.1)
    assert time.monotonic() - begin < 2
    release.set()
