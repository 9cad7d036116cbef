"""What a probe of the public address found, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject

from app.core.probing import Probe
from app.core.tunnel import Stage, TunnelState
from app.ui import texts


class Certificate(QObject):
    """Words with a count: only an object's own tr has a singular and a plural."""

    def days_left(self, days: int) -> str:
        """How long it is good for."""
        return self.tr("certificate: %n days left", "", days)

    def ending(self, days: int) -> str:
        """That it asks for attention."""
        return self.tr("The certificate of the public address ends in %n days", "", days)


def ending(days: int) -> str:
    """That the certificate ends soon."""
    return Certificate().ending(days)


def found(probe: Probe) -> str:
    """One line: whether it comes in here, and what else was seen on the way."""
    if not probe.is_through:
        if probe.error is None:
            return QCoreApplication.translate("Probe", "what comes in was changed on its way")
        return QCoreApplication.translate("Probe", "does not come in here")
    parts = [QCoreApplication.translate("Probe", "comes in here")]
    if probe.milliseconds is not None:
        parts.append(texts.milliseconds(probe.milliseconds))
    if probe.certificate_days is not None:
        parts.append(Certificate().days_left(probe.certificate_days))
    parts.append(_source(probe))
    return " · ".join(parts)


def _source(probe: Probe) -> str:
    if not probe.source_headers:
        return QCoreApplication.translate("Probe", "the source address is hidden")
    names = ", ".join(name for name, _ in probe.source_headers)
    return QCoreApplication.translate("Probe", "source in {0}").format(names)


def tunnel(state: TunnelState, *, is_held: bool = False) -> str:
    """How the tunnel is; "" without one. `is_held`: a person stopped it."""
    held = QCoreApplication.translate("Probe", "tunnel: stopped, start it under Change…")
    words = {
        Stage.OFF: held if is_held else "",
        Stage.STARTING: QCoreApplication.translate("Probe", "tunnel: starting"),
        Stage.OPEN: QCoreApplication.translate("Probe", "tunnel: open"),
        Stage.WAITING: QCoreApplication.translate("Probe", "tunnel: ended, starts again soon"),
    }
    return words[state.stage]


def stage(stage: Stage) -> tuple[str, str, str]:
    """A tunnel's state for a pill: its word, the icon and the tone."""
    translate = QCoreApplication.translate
    return {
        Stage.OFF: (translate("Probe", "Off"), "status-cancelled", "neutral"),
        Stage.STARTING: (translate("Probe", "Starting"), "status-pending", "pending"),
        Stage.OPEN: (translate("Probe", "Open"), "status-complete", "complete"),
        Stage.WAITING: (
            translate("Probe", "Ended, starts again soon"),
            "status-failed",
            "failed",
        ),
    }[stage]
