"""Panels: a titled box, and a card that holds one figure."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from app.core.plain import plain
from app.ui import theme
from app.ui.widgets.parts import ElidedLabel, button, label, on_the_line_of


class Panel(QFrame):
    """A box with round corners: `head` is its first line with the `title`, `body` the rest."""

    def __init__(self, title: str = "") -> None:
        super().__init__()
        theme.dress(self, "panel")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(15, 13, 15, 14)
        outer.setSpacing(10)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.title = ElidedLabel(title, "subheading", Qt.TextElideMode.ElideRight)
        if title:
            self.title.setMinimumWidth(theme.px(60))
            self.head.addWidget(self.title, 1)
            outer.addLayout(self.head)
            self.setAccessibleName(title)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.body, 1)


_SIZES = {"figure": 23, "long-figure": 17, "longest-figure": 14}  # as in the style sheet
_SMALL, _LINES = 12, 2  # of a remark, the former as there


class FigureCard(Panel):
    """One figure with its name above and a remark below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name, self._remark, self._is_bad = name, "", False
        self._said: tuple[str, str, str, bool, str] | None = None
        self._figure = label("—", "figure")
        self._metrics = {
            kind: QFontMetrics(theme.ui_font(pixels, QFont.Weight.Bold))
            for kind, pixels in _SIZES.items()
        }
        # The same room for a long one; a padding in its style would come late and indent it.
        self._figure.setMinimumHeight(self._metrics["figure"].height())
        self._unit = label("", "muted")
        self._unit.setFont(theme.ui_font(13))
        self._note = label("", "small", wrap=True)
        self._note.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._note.setMinimumWidth(theme.px(40))  # not that of its longest word
        # Room for a second line also while there is none: another remark moves nothing.
        self._note.setFixedHeight(_LINES * QFontMetrics(theme.ui_font(_SMALL)).lineSpacing())
        self.body.setSpacing(2)
        self.body.addWidget(ElidedLabel(name, "muted", Qt.TextElideMode.ElideRight))
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self._figure)
        line.addWidget(self._unit)
        line.addStretch()
        self.body.addLayout(line)
        self.body.addWidget(self._note)
        self.setMinimumWidth(theme.px(120))

    def show_figure(
        self, figure: str, note: str, *, unit: str = "", is_bad: bool = False, hint: str = ""
    ) -> None:
        """Set what the card says; `hint` tells more on hover."""
        if (said := (figure, note, unit, is_bad, hint)) == self._said:
            return
        self._said = said
        self._figure.setText(figure)
        self._is_bad = is_bad
        self._unit.setText(unit)
        self._remark = note
        self._fit()
        self.setToolTip(hint)
        self.setAccessibleName(f"{self._name}: {figure} {unit}. {note}")

    def say(self, note: str) -> None:
        """Say this of the figure that stands, until the next one is set."""
        self._said, self._remark = None, note
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """A figure that is long for its card is set smaller: none is ever cut.

        Where it has no room beside its unit even so, that is said below.
        """
        unit = self._unit.text()
        room = self.contentsRect().width() - 2 * theme.px(15)
        beside = self._unit.sizeHint().width() + 6 if unit else 0
        text = self._figure.text()
        wide = {kind: one.horizontalAdvance(text) for kind, one in self._metrics.items()}
        kind = next((one for one, width in wide.items() if width <= room - beside), "")
        self._unit.setVisible(bool(kind))
        self._note.setText(plain(self._remark if kind else f"{unit} · {self._remark}"))
        kind = kind or next((one for one, width in wide.items() if width <= room), "longest-figure")
        on_the_line_of(self._unit, self._metrics[kind])
        theme.dress(self._figure, "bad-figure" if self._is_bad and kind == "figure" else kind)


class EmptyState(QWidget):
    """Says why there is nothing here and what to do next, with a button for it."""

    def __init__(self, icon: str, title: str, text: str) -> None:
        super().__init__()
        picture = QToolButton()
        picture.setIcon(theme.icon(icon))
        picture.setIconSize(QSize(theme.px(28), theme.px(28)))
        picture.setEnabled(False)
        picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.dress(picture, "picture")
        self._title = label(title, "subheading", wrap=True)
        self._text = label(text, "muted", wrap=True)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch()
        self._buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(6)
        layout.addStretch()
        layout.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
        for part in (self._title, self._text):
            part.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(part)
        layout.addSpacing(4)
        layout.addLayout(self._buttons)
        layout.addStretch()

    def say(self, title: str, text: str) -> None:
        """Change the words."""
        self._title.setText(title)
        self._text.setText(text)

    def offer(self, text: str, pressed: Callable[[], object], *, kind: str = "") -> QPushButton:
        """Add a button; the first one is the one to press."""
        made = button(text, pressed, kind=kind)
        self._buttons.insertWidget(self._buttons.count() - 1, made)
        if self.focusProxy() is None:
            self.setFocusProxy(made)  # who has the keyboard here is asked to press it
        return made
