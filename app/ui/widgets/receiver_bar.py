"""Where deliveries come in: the receiver's own address and the public one in front of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import AcuseError
from app.core.probing import Probe
from app.core.tunnel import TunnelState
from app.ui import theme
from app.ui.actions import ReceiverState
from app.ui.said import said
from app.ui.widgets import probe_words
from app.ui.widgets.fitting_line import Flowing
from app.ui.widgets.notice import Notice
from app.ui.widgets.parts import ElidedLabel, Pill, button, label

_GAP = 10
_LEAST = 160  # points of a public address that are seen


class ReceiverBar(QFrame):
    """One line where there is room, and below it what keeps deliveries out."""

    address_asked = Signal()
    probe_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        theme.dress(self, "panel")
        self._pill = Pill()
        self._local = label()
        self._local.setFont(theme.mono_font(12))
        self._public = ElidedLabel()
        self._button = button("", self.address_asked.emit)
        self.probe_button = button(self.tr("Probe"), self.probe_asked.emit, icon="globe")
        self.probe_button.setToolTip(
            self.tr("Go out to the public address and look whether it comes in here")
        )
        self._probed = ElidedLabel("", "muted")
        self._probed.hide()
        self._notice = Notice(can_close=False)
        self._way_in = Notice(can_close=False)
        here = (self._pill, label(self.tr("Receiver"), "subheading"), self._local)
        there = (label("⇐", "muted"), label(self.tr("Public address"), "subheading"), self._public)
        self._public.setMinimumWidth(theme.px(_LEAST))
        self._buttons = Flowing((self.probe_button, self._button))
        self._parts = (_line(here), _line(there), self._buttons)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(_GAP)
        for part in self._parts:
            self._row.addWidget(part, int(part is self._parts[1]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(15, 8, 15, 8)
        layout.addLayout(self._row)
        layout.addWidget(self._probed)
        layout.addWidget(self._notice)
        layout.addWidget(self._way_in)

    def minimumSizeHint(self) -> QSize:
        """Its parts find room below each other too."""
        edges = self.contentsMargins() + self.layout().contentsMargins()  # type: ignore[union-attr]
        widest = max(part.minimumSizeHint().width() for part in self._parts)
        wide = widest + edges.left() + edges.right()
        return QSize(wide, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """One line where there is room for it, else a line for each part."""
        wanted = sum(part.sizeHint().width() + _GAP for part in self._parts)
        side, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(side if wanted <= self.contentsRect().width() else below)

    def show_state(self, state: ReceiverState, public_url: str) -> None:
        """What the receiver says of itself."""
        if state.listening:
            self._pill.show_as(self.tr("Receiving"), "status-complete", "complete")
            self._notice.hide()
        else:
            self._pill.show_as(self.tr("Not receiving"), "status-failed", "failed")
            title = self.tr("Deliveries cannot come in; providers will try again later")
            self._notice.say("problem", title, said(state.error))
        self._local.setText(f"{state.host}:{state.port}")
        self._public.setFont(theme.mono_font(12) if public_url else theme.ui_font())
        self.probe_button.setVisible(bool(public_url))
        self._public.set_whole(public_url or self.tr("none: only this computer can deliver"))
        self._button.setText(self.tr("Change…") if public_url else self.tr("Set public address…"))
        theme.dress(self._button, "" if public_url else "primary")
        self._fit()

    def show_probe(
        self, probe: Probe | None, tunnel: TunnelState, *, is_held: bool = False
    ) -> None:
        """Whether the way in is open, and how the tunnel is; `is_held`: a person stopped it."""
        parts = [probe_words.found(probe)] if probe else []
        parts += [words] if (words := probe_words.tunnel(tunnel, is_held=is_held)) else []
        self._probed.set_whole(" · ".join(parts))
        self._probed.setVisible(bool(parts))
        self._way_in.hide()
        if probe is not None and probe.error is not None:
            self._way_in.say_error(probe.error)
        elif probe is not None and not probe.is_through:
            title = self.tr("What comes in was changed on its way")
            text = self.tr("Signatures fail then. Have the proxy hand bodies on as they are.")
            self._way_in.say("problem", title, text)
        elif probe is not None and probe.is_ending:
            title = probe_words.ending(probe.certificate_days or 0)
            text = self.tr("Renew it in time: without it no provider delivers.")
            self._way_in.say("notice", title, text)

    def show_error(self, error: AcuseError) -> None:
        """What keeps the page from knowing more."""
        self._notice.say_error(error)


def _line(parts: Sequence[QWidget]) -> QWidget:
    """Parts beside each other; an address takes the room that is left."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(_GAP)
    for part in parts:
        row.addWidget(part, int(isinstance(part, ElidedLabel)))
    if not isinstance(parts[-1], ElidedLabel):
        row.addStretch()
    return made
