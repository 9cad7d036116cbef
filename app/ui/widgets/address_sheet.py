"""How the world reaches this receiver: the way to it, started, stopped and watched."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.config.settings import Settings
from app.core.errors import AcuseError
from app.core.plain import plain
from app.core.tunnel import Stage, Way
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.said import said
from app.ui.widgets import probe_words
from app.ui.widgets.address_ways import CommandForm, NgrokForm, SshForm, source_words
from app.ui.widgets.dialogs import Sheet, code_box
from app.ui.widgets.parts import Pill, busy, button, label, selectable, while_alive
from app.ui.widgets.public_address import PublicAddress

_LOOK_EVERY = 500  # ms: what the tunnel says, from memory


class AddressSheet(Sheet):
    """`saved` whenever the settings have changed; it stays open to show how the tunnel is."""

    saved = Signal()
    proxies_asked = Signal()

    def __init__(self, parent: QWidget, ask: Ask, actions: Actions) -> None:
        remark = self.tr(
            "Providers deliver to an address of the internet. Something has to lead from there to"
            " this computer."
        )
        super().__init__(parent, self.tr("Public address"), remark)
        self._ask, self._actions = ask, actions
        settings = actions.settings()
        self._way = QComboBox()
        self._way.setAccessibleName(self.tr("Way"))
        for way, words in (
            (Way.BY_HAND, self.tr("a reverse proxy of my own")),
            (Way.SSH, self.tr("ssh to a server of mine")),
            (Way.COMMAND, self.tr("a program: cloudflared, tailscale, localhost.run…")),
            (Way.NGROK, self.tr("ngrok")),
        ):
            self._way.addItem(words, str(way))
        self._by_hand = PublicAddress(ask, actions, by_hand=True)
        self._by_hand.saved.connect(self._saved_by_hand)
        self._ssh, self._command = SshForm(settings), CommandForm(settings)
        self._ngrok = NgrokForm(settings, ask, actions)
        self._ngrok.token.failed.connect(self.notice.say_error)
        self._command.changed.connect(self._show_source)
        self._pages: tuple[QWidget, ...] = (self._by_hand, self._ssh, self._command, self._ngrok)
        self.body.addWidget(self._way)
        for page in self._pages:
            self.body.addWidget(page)
        self._build_source()
        self._build_state()
        self.add_close()
        self._stop = self.add_button(self.tr("Stop"), self._hold)
        self._start = self.add_button(self.tr("Save and start"), self._save, kind="primary")
        self._way.currentIndexChanged.connect(self._chosen)
        self._way.setCurrentIndex(max(self._way.findData(settings.tunnel), 0))
        self._chosen()
        self.resize(640, self.sizeHint().height())
        look = QTimer(self, interval=_LOOK_EVERY)
        look.timeout.connect(self._look)
        look.start()

    def _build_source(self) -> None:
        self._source = label("", "small", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self._source, 1)
        row.addWidget(button(self.tr("Trusted proxies…"), self.proxies_asked.emit))
        self.body.addLayout(row)

    def _build_state(self) -> None:
        self._state = QWidget()
        self._pill = Pill()
        self._url = selectable("", wrap=False)
        row = QHBoxLayout(self._state)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._pill)
        row.addWidget(self._url, 1)
        self._error = selectable("")
        self._error.hide()
        self._output = code_box(self.tr("Last lines of the tunnel"))
        self._output.setFixedHeight(self._output.fontMetrics().height() * 8)
        self.body.addWidget(self._state)
        self.body.addWidget(self._error)
        self.body.addWidget(self._output)
        self.body.addStretch()

    # --- choosing -----------------------------------------------------------------------------

    def way(self) -> str:
        """The way that is chosen, in force or not."""
        return str(self._way.currentData())

    def _chosen(self) -> None:
        for place, page in enumerate(self._pages):
            page.setVisible(place == self._way.currentIndex())
        is_tunnel = self.way() != Way.BY_HAND
        for part in (self._state, self._stop, self._start):
            part.setVisible(is_tunnel)
        self._show_source()
        self._look()
        self.fit()

    def _show_source(self) -> None:
        command, settings = self._command.command(), self._actions.settings()
        self._source.setText(source_words(self.way(), command, settings))

    # --- acting -------------------------------------------------------------------------------

    def _wanted(self) -> Settings:
        settings = self._actions.settings()
        match self.way():
            case Way.SSH:
                return self._ssh.wanted(settings)
            case Way.COMMAND:
                return self._command.wanted(settings)
        return self._ngrok.wanted(settings)

    def _save(self) -> None:
        self._keep(replace(self._wanted(), tunnel_runs=True))

    def _hold(self) -> None:
        """Stop it until it is started here again, also after a restart of Acuse."""
        self._keep(replace(self._actions.settings(), tunnel_runs=False))

    def _keep(self, wanted: Settings) -> None:
        self.notice.hide()
        for one in (self._start, self._stop):
            busy(one, True)
        self._ask.work(
            lambda: self._actions.save_settings(wanted),
            while_alive(self, lambda _: self._done()),
            while_alive(self, self._failed),
        )

    def _done(self) -> None:
        self._rest()
        self.saved.emit()
        self._show_source()

    def _failed(self, error: AcuseError) -> None:
        self._rest()
        self.notice.say_error(error)

    def _rest(self) -> None:
        for one in (self._start, self._stop):
            busy(one, False)
        self._look()

    def _saved_by_hand(self) -> None:
        self.saved.emit()
        self.close()

    # --- watching -----------------------------------------------------------------------------

    def _look(self) -> None:
        """How the tunnel is now, if it is the one that is chosen."""
        is_in_force = self._actions.settings().tunnel == self.way()
        state = self._actions.tunnel()
        stage = state.stage if is_in_force else Stage.OFF
        self._pill.show_as(*probe_words.stage(stage))
        self._stop.setEnabled(stage is not Stage.OFF)
        url = state.url or self._actions.settings().public_url
        self._url.setText(plain(url) if stage is Stage.OPEN else "")
        error = said(plain(state.error, lines=True)) if is_in_force and state.error else ""
        self._error.setVisible(bool(error))
        self._error.setText(error)
        lines = [plain(line) for line in self._actions.tunnel_output()] if is_in_force else []
        was_shown = self._output.isVisibleTo(self)
        self._output.setVisible(bool(lines))
        if was_shown != bool(lines):
            self.fit()
        if (text := "\n".join(lines)) != self._output.toPlainText():
            self._output.setPlainText(text)
            self._output.moveCursor(QTextCursor.MoveOperation.End)
