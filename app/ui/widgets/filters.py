"""The filter of a list: saved views, the line it is typed in, its chips, and how much it shows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from app.core.event import Status
from app.core.query import Query, condition, words
from app.core.query_fields import FIELDS
from app.providers import PROVIDERS
from app.store.reader import Reader
from app.ui import said, shortcuts, texts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets.filters_chips import ChipRow, clear_words
from app.ui.widgets.filters_field import FilterField
from app.ui.widgets.filters_masks import masked_name
from app.ui.widgets.filters_views import ViewTabs
from app.ui.widgets.parts import button, label

_USED = 1_500  # milliseconds that a filter stands before it counts as used
_TURN = 120
_WHEEL = "◐◓◑◒"


class FilterBar(QWidget):
    """Says at once what is asked for, and how much of it is shown."""

    changed = Signal()
    stopped = Signal()
    troubled = Signal(object)  # AcuseError
    grew = Signal()  # or became less high: what stands below moves

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions, list_name: str) -> None:
        super().__init__()
        self.views = ViewTabs(ask, bridge, actions, list_name)
        self.field = FilterField()
        self.field.setPlaceholderText(
            self.tr("Filter: provider:juno status:pending amount>10000 clabe:6461*…")
        )
        self.field.set_history(self.views.kept().history)
        self.field.is_running = self.is_running
        self.field.is_private = lambda: bridge.display.is_private
        bridge.display.changed.connect(self._show_or_hide)
        self.chips = ChipRow()
        self._wrong = label("", "warn-badge", wrap=True)
        self._wrong.hide()
        self._count = label("", "muted")
        self._turning = label("", "muted")
        self._turning.setAccessibleName(self.tr("A filter is being run"))
        self._wheel = QTimer(self, interval=_TURN)
        self._wheel.timeout.connect(self._turn)
        self._use = QTimer(self, singleShot=True, interval=_USED)
        self._use.timeout.connect(self._used)
        self._arrange()
        self.field.told.connect(self._told)
        self.field.typed.connect(self._typed)
        self.field.stopped.connect(self.stopped)
        self.field.entered.connect(lambda: ask.ask(Reader.words_in_use, self._know))
        self.field.returnPressed.connect(self._used)
        self.chips.edit_asked.connect(self._edit)
        self.chips.removed.connect(self.set_text)
        self.views.chosen.connect(self.set_text)
        self.views.troubled.connect(self.troubled)
        for name, pressed in (
            ("save-view", self.views.save),
            ("next-view", lambda: self.views.step(1)),
            ("previous-view", lambda: self.views.step(-1)),
        ):
            shortcuts.bind(self, name, pressed)
        self._typed()

    def _arrange(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self.views)
        line.addWidget(self._quick())
        line.addWidget(self.field, 1)
        line.addWidget(self._turning)
        line.addWidget(self._count)
        self._clear = button(clear_words(), self.clear, kind="link")
        self._below = QWidget()  # shown and hidden as one: each time all that follows is laid out
        chip_line = QHBoxLayout(self._below)
        chip_line.setContentsMargins(0, 0, 0, 0)
        chip_line.setSpacing(8)
        chip_line.addWidget(self.chips, 1)
        chip_line.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addWidget(self._wrong)
        layout.addWidget(self._below)

    # --- what a page asks -----------------------------------------------------------------------

    def query(self) -> Query:
        """What is asked for now: the last filter that could be understood."""
        return self.field.query

    def text(self) -> str:
        """The same as text."""
        return self.field.accepted()

    def set_text(self, text: str) -> None:
        """Ask for something else."""
        self.field.set_filter(text)
        self._used()

    def clear(self) -> None:
        """Ask for everything."""
        self.set_text("")

    def is_on(self) -> bool:
        """Whether anything stands in the line."""
        return bool(self.field.text())

    def show_count(self, shown: str, total: str, hint: str) -> None:
        """How many rows are shown, of how many."""
        self._count.setText(self.tr("{0} / {1}").format(shown, total))
        self._count.setToolTip(hint)
        self._count.setAccessibleName(hint)

    def show_running(self, is_running: bool) -> None:
        """A filter is being run, or it is done or was stopped."""
        if is_running and not self._wheel.isActive():
            self._wheel.start()
        elif not is_running:
            self._wheel.stop()
            self._turning.setText("")

    def focus_field(self) -> None:
        """Put the keyboard into the text."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def insert(self, text: str) -> None:
        """Add a condition; another of the same field, of which there can be but one, gives way."""
        field = words(text)[0].field
        kept = [
            word.text
            for word in words(self.field.text())
            if word.field != field or word.negated or field in ("flag", "has")
        ]
        self.set_text(" ".join([*kept, text]))

    def drop(self, field: str) -> None:
        """Take every condition of a field out."""
        kept = [word.text for word in words(self.field.text()) if word.field != field]
        self.set_text(" ".join(kept))

    def is_running(self) -> bool:
        """Whether an answer is under way."""
        return self._wheel.isActive()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self.grew.emit()

    # --- inside ---------------------------------------------------------------------------------

    def _quick(self) -> QPushButton:
        made = button(self.tr("Add"), kind="chip", icon="funnel")
        made.setAccessibleName(self.tr("Add a condition"))
        menu = QMenu(made)
        self._submenu(menu, self.tr("Provider"), "provider", dict.fromkeys(PROVIDERS), _title)
        statuses = dict.fromkeys(map(str, Status))
        self._submenu(menu, self.tr("Status"), "status", statuses, texts.status_word)
        self._submenu(menu, self.tr("Kind"), "kind", FIELDS["kind"].words, texts.readable)
        self._submenu(menu, self.tr("Flag"), "flag", FIELDS["flag"].words, texts.flag_words)
        spans = {"1h": self.tr("Last hour"), "24h": self.tr("Last day"), "7d": self.tr("Last week")}
        self._submenu(menu, self.tr("Time"), "since", spans, spans.__getitem__)
        self._choice(menu, self.tr("Not final yet"), "final:no")
        self._choice(menu, self.tr("Not verified"), "verified:no")
        made.setMenu(menu)
        return made

    def _submenu(
        self, menu: QMenu, title: str, field: str, values: object, said_as: Callable[[str], str]
    ) -> None:
        inner = menu.addMenu(title)
        for value in values:  # type: ignore[attr-defined]
            self._choice(inner, said_as(value), condition(field, value))

    def _choice(self, menu: QMenu, title: str, text: str) -> None:
        action = QAction(title.replace("&", "&&"), menu)
        action.triggered.connect(lambda: self.insert(text))
        menu.addAction(action)

    def _told(self) -> None:
        self.views.show_filter(self.text())
        self._use.start()
        self.changed.emit()

    def _typed(self) -> None:
        error = self.field.error
        is_private = self.field.is_private()
        wrong = error.word if error else ""
        is_on = self.is_on()
        if not is_on:
            self._below.hide()
        self.chips.show_words(self.field.text(), wrong, is_private=is_private)
        if is_on:
            self._below.show()
        self._wrong.setVisible(error is not None)
        if error is not None:
            problem, cause, remedy = said.error_lines(error)
            if is_private:  # the chip shows which word it is
                problem = problem.replace(error.word, masked_name(error.word))
            self._wrong.setText(f"{problem} {cause}")
            self._wrong.setToolTip(remedy)
            self._wrong.setAccessibleName(f"{problem} {cause}")

    def _show_or_hide(self) -> None:
        """The privacy screen was drawn or put away."""
        self.field.veil()
        self._typed()

    def _used(self) -> None:
        """The filter stands: it goes into the history."""
        self._use.stop()
        if self.field.error is None and self.text():
            self.views.remember(self.text())
            self.field.add_to_history(self.text())

    def _know(self, in_use: dict[str, tuple[str, ...]]) -> None:
        """What the store holds completes what is typed."""
        self.field.known = {"provider": tuple(PROVIDERS), **in_use}

    def _edit(self, start: int, end: int) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.setSelection(start, end - start)

    def _turn(self) -> None:
        at = _WHEEL.find(self._turning.text() or _WHEEL[-1])
        self._turning.setText(_WHEEL[(at + 1) % len(_WHEEL)])


def _title(provider: str) -> str:
    return texts.provider_title(provider)
