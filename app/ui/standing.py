"""Whether deliveries come in and are kept: the one state that the tray shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.core.errors import AcuseError
from app.core.plain import plain
from app.core.probing import Probe
from app.ui.actions import ReceiverState
from app.ui.said import said


class State(StrEnum):
    """Each has a shape of its own."""

    RECEIVING = "receiving"
    UNREACHABLE = "unreachable"  # nothing comes in
    FAILING = "failing"  # what comes in cannot be kept


class NotReceiving(AcuseError):
    """Nothing comes in."""

    code = "not-receiving"


class CannotStore(AcuseError):
    """What comes in cannot be kept, and is refused."""

    code = "cannot-store"


@dataclass(frozen=True, slots=True)
class Standing:
    """A state and its reason, as plain words, and as the error that it is."""

    state: State
    words: str
    error: AcuseError | None = field(default=None, compare=False)


def standing(receiver: ReceiverState, probe: Probe | None) -> Standing:
    """The state of the receiver as far as it is known; no public address is no fault."""
    translate = QCoreApplication.translate
    if receiver.store_error:
        words = translate("Standing", "Cannot store: {0}")
        error: AcuseError = CannotStore(
            translate("Standing", "What comes in cannot be kept."),
            cause=receiver.store_error,
            remedy=translate("Standing", "It goes on by itself once it can; providers try again."),
        )
        return Standing(State.FAILING, words.format(plain(said(receiver.store_error))), error)
    if not receiver.listening:
        words = translate("Standing", "Not receiving: {0}")
        reason = plain(said(receiver.error)) or translate("Standing", "stopped")
        error = NotReceiving(translate("Standing", "Nothing comes in."), cause=receiver.error)
        return Standing(State.UNREACHABLE, words.format(reason), error)
    if probe is not None and not probe.is_through:
        cause = probe.error.sentences() if probe.error else ""
        words = translate("Standing", "Not reachable from outside. {0}")
        error = NotReceiving(translate("Standing", "Providers cannot reach us."), cause=cause)
        return Standing(State.UNREACHABLE, words.format(plain(said(cause))).strip(), error)
    words = translate("Standing", "Receiving on {0}:{1}")
    return Standing(State.RECEIVING, words.format(plain(receiver.host), receiver.port))
