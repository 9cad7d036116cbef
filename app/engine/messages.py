"""What a window and the engine behind it say to each other.

Both are one program, and the pipes between them are nobody else's: a message is a record, pickled,
with its length before it.
"""

from __future__ import annotations

import copyreg
import pickle
import struct
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.config.settings import Settings
    from app.core.outage import Outage
    from app.core.probing import Probe
    from app.core.tunnel import TunnelState
    from app.ui.actions import Callback, ReceiverState
    from app.wiring.run import Choices

_LENGTH = struct.Struct("<I")


def _read_only(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)


copyreg.pickle(MappingProxyType, lambda one: (_read_only, (dict(one),)))


# --- from the window ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Begin:
    """The first message: what to run on; `secrets` by their variables instead of this system's."""

    choices: Choices
    secrets: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """One of the `Actions`, such as "note" or "care.state".

    Of one that is watched the progress is told, and it may be broken off.
    """

    number: int
    name: str
    arguments: Sequence[object]
    is_watched: bool = False


@dataclass(frozen=True, slots=True)
class BreakOff:
    """Nobody wants the answer of this call any more."""

    number: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """A delivery is not what came or, without one, the views could not be read."""

    delivery_id: int | None = None


# --- from the engine ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Started:
    """The store is open; whether deliveries can come in too."""

    is_receiving: bool


@dataclass(frozen=True, slots=True)
class NotStarted:
    """What stands in the way of a start; it ends."""

    error: Exception


@dataclass(frozen=True, slots=True)
class State:
    """What the window may know at any moment without asking: sent whenever it is another."""

    url: str
    settings: Settings
    receiver: ReceiverState
    callbacks: Sequence[Callback]
    tunnel: TunnelState
    tunnel_output: Sequence[str]
    outage: Outage | None
    latest_probe: Probe | None


@dataclass(frozen=True, slots=True)
class Pulse:
    """The engine lives; told every second, whatever else is told."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a watched call has come, in its own numbers."""

    number: int
    values: Sequence[object]


@dataclass(frozen=True, slots=True)
class Answered:
    """What a call came to."""

    number: int
    value: object


@dataclass(frozen=True, slots=True)
class Raised:
    """What a call ended at."""

    number: int
    error: Exception


# --- the pipes ------------------------------------------------------------------------------------


class Line:
    """Two ends of pipes, unbuffered; one thread hears, any thread may tell."""

    def __init__(self, hears: IO[bytes], tells: IO[bytes]) -> None:
        self._hears, self._tells = hears, tells
        self._guard = threading.Lock()

    def tell(self, message: object) -> None:
        """Raises OSError when one side has ended, and what cannot be sent raises for itself."""
        told = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
        rest = memoryview(_LENGTH.pack(len(told)) + told)
        with self._guard:
            if self._tells.closed:
                raise BrokenPipeError
            while rest:
                rest = rest[self._tells.write(rest) :]

    def hear(self) -> object | None:
        """The next message; None when the other side has ended, also in the midst of one."""
        head = self._read(_LENGTH.size)
        told = self._read(*_LENGTH.unpack(head)) if head else b""
        return pickle.loads(told) if told else None  # noqa: S301 - our own other half

    def hang_up(self, patience: float) -> bool:
        """Tell nothing more; whether that could be done, for somebody may be telling."""
        if not self._guard.acquire(timeout=patience):
            return False
        try:
            with suppress(OSError):  # nobody hears it
                self._tells.close()
        finally:
            self._guard.release()
        return True

    def _read(self, size: int) -> bytes:
        """Nothing when the other side has ended before."""
        found = bytearray()
        while len(found) < size:
            try:
                part = self._hears.read(size - len(found))
            except OSError:
                return b""
            if not part:
                return b""
            found += part
        return bytes(found)
