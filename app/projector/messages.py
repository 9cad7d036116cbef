"""What Acuse and the process of its projector say to each other.

Orders are one byte each. What is told in return is a line of ASCII JSON a message, so that nothing
that a payload holds can end a line early.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any, TypeAlias

from app.core.changes import ChangeSet

_LONGEST_LINE = 2_000  # of what is no message of ours


class Order(bytes, Enum):
    """What the projector is asked for."""

    WAKE = b"w"  # there is something new in facts.db
    DOUBT = b"d"  # the views could not be read
    ANEW = b"a"  # forget what was computed and compute it again
    STOP = b"s"


class Sign(Enum):
    """What the projector says without further words."""

    AWAKE = "awake"  # what was kept until now will be seen: further orders are welcome
    ANEW = "anew"  # all is computed again


@dataclass(frozen=True, slots=True)
class Failed:
    """Why the projector stands still; "" when it has come to all there is."""

    reason: str


@dataclass(frozen=True, slots=True)
class Logged:
    """A line for the log, which has one writer."""

    level: int
    name: str
    text: str


Message: TypeAlias = ChangeSet | Failed | Logged | Sign


def encoded(message: Message) -> bytes:
    """A message as a line."""
    if isinstance(message, Sign):
        told: object = ["sign", message.value]
    elif isinstance(message, Failed):
        told = ["failed", message.reason]
    elif isinstance(message, Logged):
        told = ["logged", message.level, message.name, message.text]
    else:
        told = ["changes", _changes_told(message)]
    return json.dumps(told, separators=(",", ":")).encode("ascii") + b"\n"


def decoded(line: bytes) -> Message:
    """The message of a line; what is none, as the last words of a crash, is for the log."""
    try:
        kind, *told = json.loads(line)
        return _READ[kind](*told)
    except (ValueError, TypeError, KeyError, AttributeError):
        text = line[:_LONGEST_LINE].decode("utf-8", "replace").rstrip()
        return Logged(logging.WARNING, "acuse.projector", text)


def _changes_told(changes: ChangeSet) -> dict[str, object]:
    """What differs from a ChangeSet of nothing."""
    told: dict[str, object] = {}
    for name, nothing in _NOTHING.items():
        value = getattr(changes, name)
        if value != nothing:
            told[name] = sorted(value) if isinstance(value, frozenset) else value
    return told


def _changes(told: Mapping[str, Any]) -> ChangeSet:
    sets = {name: frozenset(value) for name, value in told.items() if isinstance(value, list)}
    return ChangeSet(**{**told, **sets})


_NOTHING = {field.name: field.default for field in fields(ChangeSet)}
_READ: Mapping[str, Callable[..., Message]] = {
    "changes": _changes,
    "failed": Failed,
    "logged": Logged,
    "sign": Sign,
}
