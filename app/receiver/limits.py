"""How much a stranger may cost us: bytes, seconds and connections."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the receiver; a provider waits five seconds for its answer."""

    head_bytes: int = 16 * 1024
    headers: int = 100
    connections: int = 512
    head_seconds: float = 5.0  # from the connection, or the first byte, to the end of the head
    body_seconds: float = 10.0
    write_seconds: float = 5.0  # for a peer that does not read our answer
    idle_seconds: int = 15
    commit_seconds: float = 0.9  # who waits in vain is told so within a second
    linger_seconds: float = 1.0  # to let a peer read a refusal before we hang up
    stop_seconds: int = 3
