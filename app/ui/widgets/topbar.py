"""The bar on top: whose window this is, the lookup, and what all pages are seen through."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from app.ui import texts, theme
from app.ui.display import Display
from app.ui.widgets.parts import ElidedButton, button, icon_button, label, set_words

HEIGHT = 52
_LOGO = 22
_LOOKUP = 96  # points that are always left for the lookup
_ROOMY_LOOKUP = 200  # and those for which words give way
_GAP = 10
_SHARE = 99  # of a hundredth of the room, until the lookup is as wide as it can be


class TopBar(QWidget):
    """The lookup box only opens the palette: typing happens there."""

    lookup_asked = Signal()
    home_asked = Signal()
    menu_asked = Signal()

    def __init__(self, display: Display, *, demo: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme.dress(self, "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.px(HEIGHT))
        self._display = display
        self._rail = 0
        self._logo = QLabel()
        side = theme.px(_LOGO)
        self._logo.setFixedSize(side, side)
        self._logo.setPixmap(theme.pixmap("acuse", "accent", side, self.devicePixelRatioF()))
        self._word = label("Acuse")
        self._word.setFont(theme.ui_font(15, QFont.Weight.Bold))
        self._name = QWidget()
        inner = QHBoxLayout(self._name)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        inner.addWidget(self._logo)
        inner.addWidget(self._word)
        inner.addStretch()
        self._environment = label("", "good-badge")
        self._demo = label(self.tr("DEMO"), "warn-badge")
        self._demo.setToolTip(self.tr("Sample traffic on a store of its own"))
        self._demo.setVisible(demo)
        self._zone = button("", display.toggle_utc, kind="chip", icon="globe")
        self._privacy_words = self.tr("Privacy")
        self._privacy = button("", kind="chip", icon="eye")
        self._privacy.setAccessibleName(self._privacy_words)
        self._privacy.setCheckable(True)
        self._privacy.setToolTip(self.tr("Mask names, accounts and addresses (X)"))
        self._privacy.toggled.connect(display.set_private)
        self.lookup = self._make_lookup()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 16, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._name)
        layout.addWidget(self.lookup, _SHARE)
        layout.addStretch(1)
        self._row = layout
        for one in (self._demo, self._environment, self._zone, self._privacy):
            layout.addWidget(one, 0, Qt.AlignmentFlag.AlignVCenter)
        self.menu = icon_button("menu", self.tr("Menu (F10)"), self._ask_menu)
        layout.addWidget(self.menu)
        display.changed.connect(self._show)
        self._show()

    def _ask_menu(self) -> None:
        self.menu_asked.emit()

    def _make_lookup(self) -> QPushButton:
        made = ElidedButton(
            self.tr("CLABE, tx hash, clave de rastreo, reference… or paste a whole message")
        )
        theme.dress(made, "lookup")
        made.setIcon(theme.icon("search"))
        made.setIconSize(QSize(theme.px(14), theme.px(14)))
        made.setMinimumWidth(theme.px(_LOOKUP))
        made.setMaximumWidth(theme.px(520))
        made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        made.setAccessibleName(self.tr("Look anything up"))
        made.setToolTip(self.tr("Look anything up (Ctrl+K)"))
        made.clicked.connect(self.lookup_asked)
        return made

    def set_rail(self, width: int) -> None:
        """The lookup begins where the pages do."""
        self._rail = width
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.px(_LOOKUP), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where room is short, words give way to the lookup: the symbols and hints stay."""
        self._word.show()
        self._say_words(are_shown=True)
        if self._left() < theme.px(_ROOMY_LOOKUP):
            self._say_words(are_shown=False)
        if self._left() < theme.px(_ROOMY_LOOKUP):
            self._word.hide()
        self._row.setStretch(2, 0 if self._word.isHidden() else 1)
        least = theme.px(84) if not self._word.isHidden() else theme.px(_LOGO)
        self._name.setFixedWidth(max(self._rail - 14, least))

    def _left(self) -> int:
        """What the others leave for the lookup."""
        name = self._rail if self._word.isHidden() else max(self._rail, theme.px(98))
        others = (self._demo, self._environment, self._zone, self._privacy, self.menu)
        shown = [one.sizeHint().width() + _GAP for one in others if not one.isHidden()]
        return self.width() - 16 - name - sum(shown) - _GAP

    def _say_words(self, *, are_shown: bool) -> None:
        zone = self._display.zone_label(datetime.now(UTC))
        set_words(self._zone, zone if are_shown else "")
        set_words(self._privacy, self._privacy_words if are_shown else "")

    def show_environment(self, environments: set[str]) -> None:
        """The world the connections are set to."""
        if environments == {"production"} or not environments:
            text, kind = self.tr("PRODUCTION"), "good-badge"
        elif len(environments) == 1:
            text, kind = texts.own_words(next(iter(environments))).upper(), "warn-badge"
        else:
            text, kind = self.tr("MIXED"), "warn-badge"
        self._environment.setText(text)
        self._environment.setToolTip(
            self.tr("Environments of the connections: {0}").format(
                ", ".join(map(texts.own_words, sorted(environments)))
            )
        )
        theme.dress(self._environment, kind)
        self._fit()

    def _show(self) -> None:
        zone = self._display.zone_label(datetime.now(UTC))
        self._zone.setAccessibleName(zone)
        hint = self.tr("Times in the chosen zone or in UTC (Z)")
        self._zone.setToolTip(f"{zone}\n{hint}")
        is_private = self._display.is_private
        self._privacy.setIcon(theme.icon("eye-off" if is_private else "eye"))
        self._privacy.blockSignals(True)
        self._privacy.setChecked(is_private)
        self._privacy.blockSignals(False)
        self._fit()
