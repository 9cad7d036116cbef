"""The parts of the inspector: the timeline, and tabs of facts; side by side where there is room."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.ui import theme
from app.ui.display import Display
from app.ui.making import Steps, laid_out
from app.ui.widgets import delivered, lifeline, transaction_facts
from app.ui.widgets.facts import FactList
from app.ui.widgets.fitting_tabs import FittingTabs
from app.ui.widgets.inspected import Inspected
from app.ui.widgets.panes import EDGE, padded, scrolled
from app.ui.widgets.parts import rule
from app.ui.widgets.raw_forms import RawForms
from app.ui.widgets.timeline import TimelineView
from app.ui.widgets.transaction_facts import Using

# Lines of facts that most transactions have.
_CHIEF, _ALL, _HEADERS, _VERDICT = 9, 27, 10, 10
_ROOMY = 700  # pixels from which the timeline stands by itself, beside the tabs


class InspectorBody(QSplitter):
    """The timeline stands above the chief facts, or in a part of its own at the left."""

    def __init__(self) -> None:
        super().__init__()
        self.timeline = TimelineView()
        self._divider = rule()
        self._is_wide = False
        self._first = QVBoxLayout()
        self._own = QVBoxLayout()
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        self._left = scrolled(_holding(self._own))
        self._left.hide()
        self.addWidget(self._left)
        self.tabs = FittingTabs(self.tr("Parts of the inspector"))
        self.tabs.setStyleSheet(f"QTabWidget::tab-bar {{ left: {EDGE}px; }}")
        self.addWidget(self.tabs)
        for place in (0, 1):
            self.setStretchFactor(place, 1)

    def steps(self, notes: QWidget) -> Steps:
        """A tab each."""
        self.chief = FactList(self.tr("Chief facts"))
        yield from self.chief.prepare(_CHIEF)
        for part in (self.timeline, self._divider, self.chief):
            self._first.addWidget(part)
        self.tabs.addTab(scrolled(_holding(self._first)), self.tr("Timeline"))
        self.facts = FactList(self.tr("Facts"))
        self.tabs.addTab(scrolled(self.facts), self.tr("Facts"))
        yield
        self.raw = RawForms()
        self.tabs.addTab(padded(self.raw), self.tr("Raw"))
        yield
        self._notes_place = self.tabs.addTab(padded(notes), self.tr("Notes"))
        self.related = FactList(self.tr("Related"))
        self.headers = FactList(self.tr("Headers"))
        self.verification = FactList(self.tr("Verification"))
        for listed, name in (
            (self.related, self.tr("Related")),
            (self.headers, self.tr("Headers")),
            (self.verification, self.tr("Verification")),
        ):
            self.tabs.addTab(scrolled(listed), name)

    def spare_steps(self) -> Steps:
        """Lines of facts behind the other tabs: whoever turns to one would wait for all of it."""
        for listed, lines in (
            (self.facts, _ALL),
            (self.headers, _HEADERS),
            (self.verification, _VERDICT),
        ):
            yield from listed.prepare(lines)
            yield from laid_out(listed, listed.size())

    # --- what it shows -----------------------------------------------------------------------

    def show_timeline(self, found: Inspected, display: Display) -> None:
        """The steps, that of the delivery chosen."""
        delivery_id = found.delivery.delivery_id if found.delivery else 0
        axis = lifeline.axis(found, display, datetime.now(UTC))
        self.timeline.show_steps(axis, delivery_id, lifeline.arrivals_of(found, axis, display))

    def show_chief(self, found: Inspected, using: Using) -> None:
        """What is asked for most; of a delivery without meaning, why it has none."""
        chief = transaction_facts.chief_facts(found, using)
        has_life = found.transaction is not None
        if not chief and not has_life and found.delivery is not None:
            chief = delivered.verdict_facts(found.delivery, using.display)[:4]
        self.chief.show_facts(chief)
        self._divider.setVisible(has_life and not self._is_wide)

    def show_rest(self, found: Inspected, using: Using) -> None:
        """What stands behind the other tabs."""
        delivery = found.delivery
        self.facts.show_facts(transaction_facts.all_facts(found, using))
        self._show_body(found, using.display)
        self.headers.show_facts(delivered.header_facts(delivery) if delivery else ())
        verdict = delivered.verdict_facts(delivery, using.display) if delivery else ()
        self.verification.show_facts(verdict)
        self.related.show_facts(lifeline.related_facts(found, using))

    def _show_body(self, found: Inspected, display: Display) -> None:
        if display.is_private:
            hidden = self.tr("Hidden by the privacy screen")
            self.raw.show_body(hidden, "", (), None, has_before=False)
            return
        self.raw.show_body(
            found.laid_out, found.body, found.nodes, found.changes, has_before=found.has_before
        )

    # --- how it stands -----------------------------------------------------------------------

    def show_notes(self) -> None:
        """Bring the notes up."""
        self.tabs.setCurrentIndex(self._notes_place)

    def focus_timeline(self) -> None:
        """Put the keyboard into the timeline."""
        if not self._is_wide:
            self.tabs.setCurrentIndex(0)
        self.timeline.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_wide = event.size().width() >= theme.px(_ROOMY)
        if is_wide == self._is_wide:
            return
        self._is_wide = is_wide
        (self._own if is_wide else self._first).insertWidget(0, self.timeline)
        self._left.setVisible(is_wide)
        self._divider.setVisible(not is_wide and bool(self.timeline.steps()))
        self.tabs.setTabText(0, self.tr("Summary") if is_wide else self.tr("Timeline"))
        self.tabs.fit()
        if is_wide:
            half = event.size().width() // 2
            self.setSizes([half, half])


def _holding(layout: QVBoxLayout) -> QWidget:
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    held = QWidget()
    held.setLayout(layout)
    return held
