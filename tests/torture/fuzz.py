"""Feeds connections, intake and parsing what nobody would send, led by the branches it reaches:
`make torture`, or `python tests/torture/fuzz.py -runs=1000000`.

Whatever comes in, nothing may be raised but what stands in core/errors.py. Half of the inputs are
bytes as they are, the others a sample of a provider with some of its values exchanged, so that they
get past the reading of JSON. The options are libFuzzer's; atheris measures the branches.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).parents[2]))

with atheris.instrument_imports(include=["app"]):
    from app.core import importing, outline, pasted, pretty, query
    from app.core.addresses import AddressRule
    from app.core.delivery import Trust
    from app.core.differences import judged
    from app.core.errors import AcuseError
    from app.core.event import Recorded
    from app.providers import PROVIDERS
    from app.receiver.answers import Answer
    from app.receiver.intake import Connection, Echo, Gate, Head, admit, enter, own_hosts
    from tests.torture.wires import a_connection

SAMPLES = Path(__file__).parents[1] / "samples"
NOW = datetime(2026, 11, 21, tzinfo=UTC)
TOKEN = "a-token-of-the-tests-1234"
_VALUE = re.compile(rb'"(?:[^"\\]|\\.)*"|-?[0-9][0-9.eE+-]*|true|false|null')
_NASTY: tuple[bytes, ...] = (
    b'""',
    b"null",
    b"true",
    b"0",
    b"-1",
    b"1e9999999",
    b"9" * 70,
    b"0.1234567890123456789",
    b"NaN",
    b"[]",
    b"{}",
    b"[[[[[]]]]]",
    b'{"a":{"a":{"a":null}}}',
    b'"\\u0000"',
    b'"\\ud800"',
    b'"\\u202e\\u2066"',
    '"²١٢٣６４"'.encode(),
    b'"0001-01-01T00:00:00+23:59"',
    b'"9999-12-31T24:00:00-23:59"',
    b'"2026-02-30"',
    b'"1795262287552133000"',
    b'"<img src=x>"',
    b'"=1+1"',
    b'"646180115400230775"',
    b'"COMPLETE"',
    b'"https://www.banxico.org.mx@evil.example/"',
    b'"' + b"x" * 5000 + b'"',
)


class Sample:
    """A body in pieces: its values, and what stands between them."""

    def __init__(self, provider: str, body: bytes) -> None:
        self.provider = provider
        self._values = [match.span() for match in _VALUE.finditer(body)]
        self._body = body

    def changed(self, plan: bytes) -> bytes:
        """With values exchanged: pairs of bytes say which for what, the rest is a value too."""
        if not self._values or not plan:
            return self._body
        many, rest = plan[0] % 4, plan[1:]
        own, swaps = rest[2 * many :], {}
        for place, what in zip(rest[: 2 * many : 2], rest[1 : 2 * many : 2], strict=False):
            known = what % (len(_NASTY) + 4)
            value = _NASTY[known] if known < len(_NASTY) else _as_value(own, known % 2 == 0)
            swaps[self._values[place % len(self._values)]] = value
        parts, last = [], 0
        for (begin, end), value in sorted(swaps.items()):
            parts += [self._body[last:begin], value]
            last = end
        return b"".join([*parts, self._body[last:]])


def _as_value(own: bytes, is_text: bool) -> bytes:
    return json.dumps(own.decode("utf-8", "replace")).encode() if is_text else own


def _samples() -> list[Sample]:
    files = sorted(SAMPLES.glob("*/*.json"))
    return [
        Sample(file.parent.name, file.read_bytes())
        for file in files
        if not file.name.endswith(".expected.json") and len(file.read_bytes()) < 10_000
    ]


# --- what is attacked -----------------------------------------------------------------------------

NAMES = tuple(PROVIDERS)
EXAMPLES = _samples()
CREDENTIALS = json.loads((SAMPLES / "credentials.json").read_text())
GATE = Gate(
    tuple(
        Connection(
            PROVIDERS[name],
            TOKEN,
            Trust(credentials=CREDENTIALS.get(name, {})),
            AddressRule.of(("203.0.113.0/24",), ("127.0.0.1",), "x-forwarded-for"),
        )
        for name in NAMES
    ),
    own_hosts("127.0.0.1", 8787, "https://hooks.example.com"),
    "echo",
)


def read(provider: str, body: bytes) -> None:
    """Everything that is made of a body once it is kept."""
    PROVIDERS[provider].fingerprint(body)
    try:
        events = PROVIDERS[provider].parse(body)
    except AcuseError:
        return
    if events:
        judged([Recorded(one, number, str(number), NOW) for number, one in enumerate(events, 1)])


def bytes_as_they_are(data: bytes) -> None:
    read(NAMES[data[0] % len(NAMES)], data[1:])


def a_changed_sample(data: bytes) -> None:
    sample = EXAMPLES[int.from_bytes(data[:2]) % len(EXAMPLES)]
    read(sample.provider, sample.changed(data[2:]))


def a_request(data: bytes) -> None:
    """A head of these bytes in front of the gate; what is let in is judged."""
    which, kind, *_ = data
    parts = data[2:].split(b"\n")
    path = f"/hooks/{NAMES[which % len(NAMES)]}/{TOKEN}".encode()
    usual = ((b"host", b"127.0.0.1:8787"), (b"content-type", b"application/json"))
    headers = tuple(
        (one[0].lower(), one[2]) for one in (part.partition(b":") for part in parts[1:])
    )
    head = Head.of(
        "POST" if kind % 8 else parts[0][:9].decode("latin-1"),
        path if kind % 4 else parts[0],
        (*usual, (b"content-length", b"2"), *headers) if kind % 2 else headers,
        "127.0.0.1" if kind & 16 else "203.0.113.9",
        "127.0.0.1:8787",
    )
    passed = enter(head, GATE)
    if isinstance(passed, (Answer, Echo)):
        return
    decision = admit(passed, head, EXAMPLES[kind % len(EXAMPLES)].changed(parts[0]), NOW)
    if decision.fault is not None:
        raise decision.fault


def a_text(data: bytes) -> None:
    """What people paste, type into the filter, and look at."""
    text = data.decode("utf-8", "replace")
    pasted.classify(text)
    pretty.pretty(text)
    outline.outline(text)
    with contextlib.suppress(AcuseError):
        query.parse_filter(text, PROVIDERS)


def a_file(data: bytes) -> None:
    with contextlib.suppress(AcuseError):
        importing.entries(data)


# A changed sample goes all the way to its transaction, and a connection through a whole life: both
# take a hundred times as long as the others.
TARGETS: Sequence[Callable[[bytes], None]] = (
    *((a_changed_sample,) * 2),
    *((bytes_as_they_are,) * 7),
    *((a_request,) * 4),
    a_connection,
    *((a_text,) * 2),
    *((a_file,) * 2),
)


def attack(data: bytes) -> None:
    """One input: its first byte chooses what it is thrown at."""
    if len(data) > 3:
        TARGETS[data[0] % len(TARGETS)](data[1:])


def main() -> None:
    atheris.Setup(sys.argv, attack)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
