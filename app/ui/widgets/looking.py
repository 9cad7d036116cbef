"""What the inspector looks at: reads it and keeps it up to date, however fast somebody goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.changes import ChangeSet
from app.core.errors import AcuseError
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets.habits import Habits
from app.ui.widgets.inspected import Inspected, inspect

Subject = tuple[str, int]  # a transaction and one of its deliveries, or a delivery alone
NOTHING: Subject = ("", 0)
_PACE = 100  # milliseconds for each of many that somebody passes
_REST = 250  # milliseconds that somebody looks at one before more is read about its like


class Looking(QObject):
    """At one at a time. The first is read at once, of many that follow each other ten a second."""

    began = Signal(tuple)  # Subject: another is looked at
    found = Signal()  # it, or more about it; see `inspected`
    failed = Signal(object)  # AcuseError

    def __init__(self, ask: Ask, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._ask = ask
        self.inspected: Inspected | None = None  # what was found last
        self._wanted = self._looked_at = self._shown = NOTHING
        self._to_do: Callable[[], object] | None = None  # once what is wanted was found
        self._asked = 0
        self._pace = QTimer(self, singleShot=True, interval=_PACE)
        self._pace.timeout.connect(self.catch_up)
        self._habits = Habits()
        self._is_learning = False  # what is usual, one kind after the other
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._learn)
        bridge.changed.connect(self._changed)

    def wanted(self) -> Subject:
        """What is to be shown, found by now or not."""
        return self._wanted

    def look_at(self, wanted: Subject) -> None:
        """Look at this from now on; the last delivery of a transaction is number 0."""
        if wanted == self._wanted and self.inspected is not None:
            return
        self._wanted, self._to_do = wanted, None
        if not self._pace.isActive():
            self._begin()

    def stay_at(self, delivery_id: int) -> None:
        """Look at another delivery of the same transaction."""
        detail = self.inspected.transaction if self.inspected else None
        transaction_id = detail.row.transaction_id if detail else self._looked_at[0]
        self._wanted = self._looked_at = (transaction_id, delivery_id)
        self._read()

    def catch_up(self) -> None:
        """Read now what somebody has come to."""
        if self._wanted != self._looked_at:
            self._begin()

    def once_found(self, act: Callable[[], object]) -> None:
        """Nobody who acts upon what was chosen means what was found before it."""
        self.catch_up()
        if self._shown == self._wanted:
            act()
        else:
            self._to_do = act

    def forget(self) -> None:
        """Look at nothing."""
        self._pace.stop()
        self._wanted = self._looked_at = self._shown = NOTHING
        self._to_do = self.inspected = None
        self._asked += 1
        self.began.emit(NOTHING)

    def _begin(self) -> None:
        self._pace.start()
        self._looked_at = self._wanted
        self.began.emit(self._wanted)
        self._read()

    def _read(self) -> None:
        self._asked += 1
        number, looked_at = self._asked, self._looked_at

        def then(found: Inspected) -> None:
            if number == self._asked:
                self.inspected, self._shown = found, looked_at
                self._rest.start()
                self.found.emit()
                act, self._to_do = self._to_do, None
                if act is not None:
                    self.once_found(act)

        def failed(error: AcuseError) -> None:
            if number == self._asked:
                self._shown, self._to_do, self.inspected = looked_at, None, None
                self.failed.emit(error)

        self._ask.ask(lambda reader: inspect(reader, *looked_at, self._habits.known), then, failed)

    def _changed(self, changes: ChangeSet) -> None:
        transaction_id, _ = self._looked_at
        if self.inspected is None and self._looked_at == NOTHING:
            return
        is_here = transaction_id in changes.transactions | changes.related | changes.about
        if is_here or changes.attempts or (not transaction_id and changes.projected):
            self._read()

    # --- what is usual -----------------------------------------------------------------------

    def _learn(self) -> None:
        """It is told a moment later where it is not known yet: to read it takes a while."""
        found = self.inspected
        detail = found.transaction if found and found.usual is None else None
        if detail is not None and not self._is_learning:
            self._is_learning = True
            self._ask.ask(
                lambda reader: self._habits.learn(reader, detail.row),
                self._learnt,
                self._not_learnt,
            )

    def _learnt(self, _: None) -> None:
        self._is_learning = False
        found = self.inspected
        if found is None or found.transaction is None or found.usual is not None:
            return
        usual = self._habits.known(found.transaction.row)
        if usual is None:  # another is looked at meanwhile
            self._learn()
            return
        self.inspected = replace(found, usual=usual)
        self.found.emit()

    def _not_learnt(self, error: AcuseError) -> None:
        self._is_learning = False
        self._ask.troubled.emit(error)
