"""The inspector: one transaction, or one delivery that has none, in a header and tabs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.config.banks import load_banks
from app.core.annotations import subject_of
from app.core.errors import AcuseError
from app.ui import theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.links import Link
from app.ui.making import Steps, Turns, each
from app.ui.said import error_lines
from app.ui.widgets import lifeline, onward
from app.ui.widgets.answers import AnswerButtons
from app.ui.widgets.asking import AskButton
from app.ui.widgets.card import EmptyState
from app.ui.widgets.clipboard import copy
from app.ui.widgets.inspected import Inspected
from app.ui.widgets.inspector_body import InspectorBody
from app.ui.widgets.inspector_header import InspectorHeader
from app.ui.widgets.looking import NOTHING, Looking, Subject
from app.ui.widgets.notes import NotesPane
from app.ui.widgets.opening import CepSheet, LinkSheet
from app.ui.widgets.panes import EDGE
from app.ui.widgets.parts import icon_button, rule
from app.ui.widgets.transaction_facts import Using
from app.ui.widgets.verdict import VerdictBar
from app.ui.widgets.writing import Pen

_PAUSE = 3  # milliseconds between two parts, in which whatever else waits comes first


class Inspector(QFrame):
    """Shows what it is told to, and keeps that up to date."""

    open_transaction = Signal(str)  # a linked transaction is asked for
    closed = Signal()

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions) -> None:
        super().__init__()
        self._ask, self._actions = ask, actions
        self._bridge, self._display = bridge, bridge.display
        self._looking = Looking(ask, bridge, self)
        self._turns = Turns(self, _PAUSE)
        self._is_setting = False  # its parts, and it is painted once they all are
        self._is_late = False  # something else is to be shown by now
        self._using = Using(
            self._display,
            load_banks(),
            self._open_link,
            self.open_transaction.emit,
            self.open_cep,
        )
        self.setAccessibleName(self.tr("Inspector"))
        theme.dress(self, "panel")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        self._pages = QStackedWidget()
        layout.addWidget(self._pages)

    # --- what it is made of ------------------------------------------------------------------

    def steps(self) -> Steps:
        """What it says while nothing is chosen, its head and foot, and each tab."""
        self._empty = EmptyState(
            "scan-search",
            self.tr("Nothing chosen"),
            self.tr("Choose a row to see its timeline, its facts and what was sent."),
        )
        self._pages.addWidget(self._empty)
        yield
        self.body = InspectorBody()
        self.tabs = self.body.tabs
        content = self._build_content()
        yield
        self.notes = NotesPane(self._ask, self._bridge, self._actions)
        yield from self.body.steps(self.notes)
        content.addWidget(rule())
        content.addLayout(self._make_foot())  # last: Tab goes through parts as they were made
        self.body.timeline.delivery_chosen.connect(self._looking.stay_at)
        self.body.timeline.transaction_chosen.connect(self.open_transaction)
        self._looking.began.connect(self._attend)
        self._looking.found.connect(self._show)
        self._looking.failed.connect(self._say_why)
        self._display.changed.connect(self._show_anew)

    def spare_steps(self) -> Steps:
        """Each makes what stands behind the first tab."""
        return self.body.spare_steps()

    def _build_content(self) -> QVBoxLayout:
        content = QWidget()
        self._pages.addWidget(content)
        self._header = InspectorHeader()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._header)
        layout.addSpacing(6)
        layout.addWidget(self.body, 1)
        return layout

    def _make_foot(self) -> QVBoxLayout:
        self.verdict = VerdictBar(
            self.open_explorer, self.open_cep, AskButton(self._ask, self._actions)
        )
        self.answers = AnswerButtons(self._ask, self._actions, self._display)
        self._copy_summary = icon_button("list", self.tr("Copy summary"), self._copy_text)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.answers)
        line.addStretch()
        line.addWidget(self._copy_summary)
        line.addWidget(icon_button("x", self.tr("Close the inspector"), self.closed.emit))
        foot = QVBoxLayout()
        foot.setContentsMargins(EDGE, 8, EDGE, 10)
        foot.setSpacing(7)
        foot.addWidget(self.verdict)
        foot.addLayout(line)
        return foot

    # --- what it shows -----------------------------------------------------------------------

    def show_row(self, transaction_id: str, delivery_id: int = 0) -> None:
        """Show a transaction and one of its deliveries (0: the last), or a delivery alone.

        One is shown at once. Who goes on with an arrow key held sees ten a second, and the last.
        """
        self._looking.look_at((transaction_id, delivery_id))

    def wanted(self) -> Subject:
        """The transaction and the delivery that are shown, by their ids."""
        return self._looking.wanted()

    def clear(self) -> None:
        """Show nothing."""
        self._looking.forget()
        self._forget()

    def found(self) -> Inspected | None:
        """What is shown, from now on in every part."""
        self._finish()
        return self._looking.inspected

    def _attend(self, wanted: Subject) -> None:
        self.notes.show_subject("" if wanted == NOTHING else subject_of(*wanted))

    def _say_why(self, error: AcuseError) -> None:
        problem, cause, remedy = error_lines(error)
        self._empty.say(problem, cause or remedy)
        self._forget()

    def _forget(self) -> None:
        self._turns.forget()
        self._is_late = False
        self._paint()
        self._pages.setCurrentIndex(0)

    def _show_anew(self) -> None:
        """With the zone or the privacy of now, and nothing for a moment as it was before."""
        self._show()
        self._finish()

    def _finish(self) -> None:
        while self._turns.is_under_way():
            self._turns.finish()

    def _show(self) -> None:
        """Part by part: nobody who goes through a list waits for all of them.

        Each part may move the others, so that they are painted together, once they all stand. Who
        holds an arrow key sees some rows of those passed, each whole, and the last one.
        """
        found = self._looking.inspected
        if found is None:
            return
        if self._is_setting:
            self._is_late = True
            return
        self._is_setting = True
        self.setUpdatesEnabled(False)
        head, chief = partial(self._show_head, found), partial(self._show_chief, found)
        rest = partial(self._show_rest, found)
        self._turns.begin(each(head, chief, self._paint, rest), at_once=True)

    def _show_head(self, found: Inspected) -> None:
        """Which one it is, what is to be said of it, and its timeline."""
        self._header.show_found(found)
        self.verdict.show_detail(found.transaction, self._link())
        self.answers.show_detail(found.transaction)
        self.body.show_timeline(found, self._display)
        self._pages.setCurrentIndex(1)

    def _show_chief(self, found: Inspected) -> None:
        self.body.show_chief(found, self._using)

    def _paint(self) -> None:
        self._is_setting = False
        self.setUpdatesEnabled(True)
        if self._is_late:
            self._is_late = False
            self._turns.begin(each(self._show))

    def _show_rest(self, found: Inspected) -> None:
        self.body.show_rest(found, self._using)

    # --- what can be done --------------------------------------------------------------------

    def copy_id(self) -> None:
        """Copy the provider's id."""
        self._once_shown(self._header.copy_id)

    def has_explorer(self) -> bool:
        """Whether a block explorer knows this transaction."""
        return self._link() is not None

    def open_explorer(self) -> None:
        """Open the block explorer's page of this transaction."""
        self._once_shown(self._open_explorer)

    def _open_explorer(self) -> None:
        link = self._link()
        if link is not None:
            self._open_link(link)

    def open_cep(self) -> None:
        """Open the CEP's own page, else the card with the values that Banxico asks for."""
        self._once_shown(self._open_cep)

    def _open_cep(self) -> None:
        found = self._looking.inspected
        detail = found.transaction if found else None
        card = onward.cep(detail)
        if (link := onward.receipt_of(detail)) is not None:
            self._open_link(link)
        elif card is not None:
            CepSheet(self, card, self._using.banks, self._display).open()

    def ask_provider(self) -> None:
        """Ask the provider how the transaction stands."""
        self._once_shown(self.verdict.asking.press)

    def copy_answer(self) -> None:
        """Copy the sentence for the customer."""
        self._once_shown(self.answers.copy_answer)

    def _link(self) -> Link | None:
        found = self._looking.inspected
        return onward.explorer_of(found.transaction, found.delivery) if found else None

    def step(self, direction: int) -> None:
        """Go to the next or previous delivery of the same transaction."""
        self.body.timeline.step(direction)

    def focus_timeline(self) -> None:
        """Put the keyboard into the timeline."""
        self.body.focus_timeline()

    def pen(self) -> Pen:
        """What writes on whatever is chosen."""
        self._looking.catch_up()
        return self.notes.pen

    def write_note(self) -> None:
        """Put the keyboard into the field for a note."""
        self._show_notes()
        self.notes.write()

    def write_tag(self) -> None:
        """Put the keyboard into the field for a tag."""
        self._show_notes()
        self.notes.tag()

    def _show_notes(self) -> None:
        self._looking.catch_up()
        self.show()
        self.body.show_notes()

    def _copy_text(self) -> None:
        found = self.found()
        if found is not None:
            text = lifeline.summary(found, self.body.chief.facts())
            copy(self, text, self.tr("summary"))

    def _once_shown(self, act: Callable[[], object]) -> None:
        def do() -> None:
            self._finish()
            act()

        self._looking.once_found(do)

    def _open_link(self, link: Link) -> None:
        LinkSheet(self, link).open()
