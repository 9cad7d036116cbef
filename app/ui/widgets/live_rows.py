"""Reads what a list of any length needs: first all its keys, in pieces, then the rows in view."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import AcuseError
from app.store.reader import Reader
from app.ui.ask import Ask
from app.ui.making import Turns, each
from app.ui.models.at_hand import Values
from app.ui.models.places import Piece
from app.ui.models.rows import RowsModel
from app.ui.widgets.floating import Floating
from app.ui.widgets.tables import RowTable

Row = TypeVar("Row")
Cursor = TypeVar("Cursor")

_AT_A_TIME = 8  # rows
_PAUSE = 3  # milliseconds between two of them, in which whatever else waits comes first
_PAINTED = 80  # milliseconds in which an answer is painted or the next key comes, and nothing read
_UNSEEN = 500  # milliseconds until a list that nobody looks at asks again for what came in


class LiveRows(QObject, Generic[Row, Cursor]):
    """For one list; `begin` starts over, and whatever was under way before no longer counts."""

    grew = Signal()  # more of the list is known
    rested = Signal()  # what came in since may be read
    filled = Signal()  # rows in view were read
    failed = Signal(object)  # AcuseError

    def __init__(
        self,
        ask: Ask,
        model: RowsModel[Row],
        table: RowTable,
        rows_of: Callable[[Reader, Sequence[int]], list[Row]],
        values_of: Callable[[Reader, Sequence[int], Sequence[str]], Values],
        add_below: Callable[[Piece[Cursor]], None],
    ) -> None:
        super().__init__(table)
        self._ask, self._model, self._table = ask, model, table
        self._rows_of, self._values_of = rows_of, values_of
        self._add_below = add_below
        self._epoch = 0  # of the list
        self._readings = 0  # of its keys: an epoch has one, that may be broken off
        self._turns = Turns(self, _PAUSE)
        self._is_filling = False
        self.is_whole = False  # every key is known
        self.is_reading = False  # keys are being read
        self.is_answered = False  # what is shown is of this reading, not of the one before
        self._go_on: Callable[[], None] | None = None
        self._painting = QTimer(self, singleShot=True, interval=_PAINTED)
        self._painting.timeout.connect(self._end_painting)
        self._unseen = QTimer(self, singleShot=True, interval=_UNSEEN)
        self._unseen.timeout.connect(self.rested)
        table.moved.connect(self.fill)

    def begin(self) -> int:
        """A list is read anew; answers the number of this reading."""
        self._epoch += 1
        self._readings += 1
        self._is_filling = False
        self._painting.stop()
        self.is_whole = self.is_answered = False
        self.is_reading = True
        return self._epoch

    def stop(self) -> None:
        """Read no further; what is known of the list stays, and what comes in is still added."""
        self._readings += 1
        self._painting.stop()
        self.is_reading = False
        self.is_answered = True

    def at(self, then: Callable[..., None]) -> Callable[..., None]:
        """`then`, unless the list was read anew in the meantime."""
        epoch = self._epoch
        return lambda answer: then(answer) if epoch == self._epoch else None

    def still(self) -> Callable[[], bool]:
        """Whether this reading still counts; may be asked on any thread."""
        reading = self._readings
        return lambda: reading == self._readings

    def unstopped(self, then: Callable[..., None]) -> Callable[..., None]:
        """`then`, unless this reading was broken off in the meantime."""
        is_wanted = self.still()
        return lambda answer: then(answer) if is_wanted() else None

    def read_on(
        self, piece_at: Callable[[Reader, Cursor], Piece[Cursor]], cursor: Cursor | None
    ) -> None:
        """Read the keys from a cursor on, piece by piece, to the end of the list.

        What was found so far is painted first: two threads at work in Python wait for each other.
        """
        self.is_answered = True
        self._go_on = None if cursor is None else partial(self._read_piece, piece_at, cursor)
        if cursor is None:
            self._end_reading()
        self._painting.start()

    def may_ask(self) -> bool:
        """Whether it is time to ask for what came in; whoever is told so asks.

        It waits while a first answer is painted, and longer while nobody looks at the list: what
        moves below the lookup has all of that painted anew.
        """
        is_looked_at = self._table.isVisible() and not Floating.lies_over(self._table)
        is_early = self._unseen.isActive() and not is_looked_at
        if is_early or self._painting.isActive():
            return False
        self._unseen.start()
        return True

    def _end_painting(self) -> None:
        if self._go_on is not None:
            self._go_on()
        self.rested.emit()

    def _read_piece(self, piece_at: Callable[[Reader, Cursor], Piece[Cursor]], at: Cursor) -> None:
        def add(piece: Piece[Cursor]) -> None:
            self._add_below(piece)
            if piece.next is None:
                self._end_reading()
                return
            self.grew.emit()
            self._read_piece(piece_at, piece.next)

        self._ask.ask(
            lambda reader: piece_at(reader, at),
            self.unstopped(add),
            self.unstopped(self._fail),
        )

    def _end_reading(self) -> None:
        self.is_whole = True
        self.is_reading = False
        self.grew.emit()

    def fill(self) -> None:
        """Read the rows in view, and as many around them, that are not at hand."""
        if self._is_filling:
            return
        first, last = self._table.seen()
        around = last - first + 1
        keys = self._model.unread(first, last)
        if not keys:
            return
        keys += self._model.unread(first - around, first - 1)
        keys += self._model.unread(last + 1, last + around)
        self._is_filling = True
        paths = self._model.paths
        self._ask.ask(
            lambda reader: self.read(reader, keys, paths),
            self.at(lambda read: self._fill(keys, paths, *read)),
            self._fail,
        )

    def read_rows(self, keys: Sequence[int], then: Callable[[list[Row], Values], None]) -> None:
        """Read any rows of the list for somebody."""
        paths = self._model.paths
        self._ask.ask(
            lambda reader: self.read(reader, keys, paths),
            lambda read: then(*read),
            self.failed.emit,
        )

    def read(
        self, reader: Reader, keys: Sequence[int], paths: Sequence[str]
    ) -> tuple[list[Row], Values]:
        """Rows, and what stands at places of their bodies; on a reader's thread."""
        values = self._values_of(reader, keys, paths) if paths else {}
        return self._rows_of(reader, keys), values

    def _fill(
        self, keys: Sequence[int], paths: Sequence[str], rows: Sequence[Row], values: Values
    ) -> None:
        """A few rows at a time, from above: a whole view to make ready and paint is much."""
        if paths != self._model.paths:
            self._end_filling()
            return
        seen = self._model.places.keys(*self._table.seen())
        first, others = self._model.at_hand.parted(rows, seen)
        slices = [first[start : start + _AT_A_TIME] for start in range(0, len(first), _AT_A_TIME)]
        shown = [partial(self._show, one, values) for one in slices]
        rest = partial(self._show_rest, others, values, keys)
        self._turns.begin(each(*shown, rest), at_once=True)

    def _show(self, rows: Sequence[Row], values: Values) -> None:
        self._model.fill(rows, *self._table.seen(), values)

    def _show_rest(self, rows: Sequence[Row], values: Values, keys: Sequence[int]) -> None:
        self._show(rows, values)
        for key in self._model.at_hand.unread(keys):
            self._model.take(key)  # it is no more
        self.filled.emit()
        self._end_filling()

    def _end_filling(self) -> None:
        self._is_filling = False
        self.fill()  # the view may stand elsewhere by now

    def refresh(self) -> None:
        """Read the rows in view once more: what changes does not always announce itself."""
        keys = self._model.places.keys(*self._table.seen())
        if keys:
            self._ask.ask(
                lambda reader: self._rows_of(reader, keys),
                lambda rows: self._model.update(rows, *self._table.seen()),
                self.at(self._fail),
            )

    def _fail(self, error: AcuseError) -> None:
        self._is_filling = False
        self.failed.emit(error)
