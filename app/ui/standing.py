"""Whether deliveries come in and are kept: the one state that the tray shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from app.core.plain import plain
from app.core.probing import Probe
from app.ui.actions import ReceiverState
from app.ui.said import said


class State(StrEnum):
    """Worst last; each has a shape of its own."""

    RECEIVING = "receiving"
    UNREACHABLE = "unreachable"  # nothing comes in
    FAILING = "failing"  # what comes in cannot be kept


@dataclass(frozen=True, slots=True)
class Standing:
    """A state and its reason, as plain words."""

    state: State
    words: str


def standing(receiver: ReceiverState, probe: Probe | None) -> Standing:
    """The state of the receiver as far as it is known; no public address is no fault."""
    translate = QCoreApplication.translate
    if receiver.store_error:
        words = translate("Standing", "Cannot store: {0}")
        return Standing(State.FAILING, words.format(plain(said(receiver.store_error))))
    if not receiver.listening:
        words = translate("Standing", "Not receiving: {0}")
        reason = plain(said(receiver.error)) or translate("Standing", "stopped")
        return Standing(State.UNREACHABLE, words.format(reason))
    if probe is not None and not probe.is_through:
        reason = plain(said(probe.error.sentences())) if probe.error else ""
        words = translate("Standing", "Not reachable from outside. {0}")
        return Standing(State.UNREACHABLE, words.format(reason).strip())
    words = translate("Standing", "Receiving on {0}:{1}")
    return Standing(State.RECEIVING, words.format(plain(receiver.host), receiver.port))
