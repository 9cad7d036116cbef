"""Hears a second start of Acuse on the same data directory."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.config.summons import LARGEST


class Summoned(QObject):
    """Only the same user may call, and only with a text to look up."""

    called = Signal(str)  # the text, "" for none

    def __init__(self, address: str, parent: QObject) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._came)
        # The store's lock is ours by now, so what lies there is of a process that was killed.
        QLocalServer.removeServer(address)
        self._server.listen(address)

    def _came(self) -> None:
        while (line := self._server.nextPendingConnection()) is not None:
            line.readyRead.connect(partial(self._read, line))
            line.disconnected.connect(line.deleteLater)
            self._read(line)

    def _read(self, line: QLocalSocket) -> None:
        if line.bytesAvailable() > LARGEST:
            line.abort()
        elif line.canReadLine():
            said = bytes(line.readLine().data()).decode("utf-8", "replace").strip()
            line.write(b"ok")
            line.flush()
            self.called.emit(said)
