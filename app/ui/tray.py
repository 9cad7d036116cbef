"""The icon beside the clock: whether deliveries come in and are kept, and what to do about it."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QIcon,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QTransform,
)
from PySide6.QtWidgets import QMenu, QSystemTrayIcon
from shiboken6 import delete

from app.config.resources import resource
from app.ui.display import Display
from app.ui.notifications import Note, Open
from app.ui.palette import LIGHT
from app.ui.standing import Standing, State
from app.ui.texts import plain_tip
from app.ui.widgets import attention_words

_SIZES = (16, 22, 24, 32, 48, 64)
_SHARE = 0.62  # of the icon that the shape covers


class Tray(QObject):
    """Lives as long as the program: windows come and go. `is_there` may be false at any time."""

    open_asked = Signal(str)  # a page, "" for whichever is shown
    note_opened = Signal(object)  # Note
    lookup_asked = Signal()
    mini_asked = Signal()
    quit_asked = Signal()
    paused = Signal(bool)  # notifications, for an hour

    def __init__(self, display: Display, parent: QObject) -> None:
        super().__init__(parent)
        self._display = display
        self._is_shown = False
        self._note: Note | None = None  # that a click on it opens
        self._standing = Standing(State.RECEIVING, "")
        self._open = Open(0, ())
        self.icon = QSystemTrayIcon(self)
        self.icon.activated.connect(self._activated)
        self.icon.messageClicked.connect(self._note_clicked)
        self.menu = QMenu()
        self.retranslate()
        display.changed.connect(self._show_privacy)

    @property
    def is_there(self) -> bool:
        """Whether people can see it."""
        return self._is_shown and QSystemTrayIcon.isSystemTrayAvailable()

    def show(self) -> None:
        """Appear, as soon as the desktop has a place for it."""
        self._is_shown = True
        if QGuiApplication.platformName() != "offscreen":  # it has none, and would complain
            self.icon.show()

    def close(self) -> None:
        """Go, with the menu."""
        self.icon.hide()
        self.icon.setContextMenu(None)  # type: ignore[arg-type]
        delete(self.menu)

    def retranslate(self) -> None:
        """Write the menu in the language in force."""
        self.menu.clear()
        self._state = self._add("", None)
        self._state.setEnabled(False)
        self.menu.addSeparator()
        self._add(self.tr("Open Acuse"), lambda: self.open_asked.emit(""))
        self._add(self.tr("Look anything up"), self.lookup_asked.emit)
        self._add(self.tr("Mini window"), self.mini_asked.emit)
        self._add(self.tr("Attention"), lambda: self.open_asked.emit("attention"))
        self.menu.addSeparator()
        self.privacy = self._add(self.tr("Privacy screen"), None)
        self.privacy.setCheckable(True)
        self.privacy.toggled.connect(self._display.set_private)
        self.pause = self._add(self.tr("Pause notifications for an hour"), None)
        self.pause.setCheckable(True)
        self.pause.toggled.connect(self.paused)
        self.menu.addSeparator()
        self._add(self.tr("Quit"), self.quit_asked.emit)
        self.icon.setContextMenu(self.menu)
        self._show_privacy()
        self._show()

    def _add(self, words: str, pressed: object) -> QAction:
        made = self.menu.addAction(words)
        if callable(pressed):
            made.triggered.connect(lambda _=False: pressed())
        return made

    # --- showing ------------------------------------------------------------------------------

    def show_standing(self, standing: Standing) -> None:
        """The state, by its shape."""
        if standing != self._standing or self.icon.icon().isNull():
            self._standing = standing
            self._show()

    def show_open(self, found: Open) -> None:
        """What needs a person."""
        self._open = found
        self._show()

    def show_paused(self, is_paused: bool) -> None:
        """Whether notifications are paused."""
        self.pause.blockSignals(True)
        self.pause.setChecked(is_paused)
        self.pause.blockSignals(False)

    def show_note(self, note: Note) -> None:
        """Hand a note to the desktop, and remember what a click on it opens."""
        self._note = note
        self.icon.showMessage(note.title, plain_tip(note.text), icon_of(self._standing.state))

    def _show(self) -> None:
        self.icon.setIcon(icon_of(self._standing.state))
        state = self._standing.words.partition(". ")[0]
        self._state.setText(state.replace("&", "&&"))
        self.icon.setToolTip(plain_tip("\n".join(self._tip())))

    def _tip(self) -> list[str]:
        lines = [self.tr("Acuse: {0}").format(self._standing.words)]
        if not self._open.lines:
            return [*lines, self.tr("Nothing needs you")]
        lines.append(self.tr("%n things need you", "", self._open.lines))
        counts: Counter[str] = Counter()
        for one in self._open.heaps:
            counts[one.kind] += one.count
        form = self.tr("{0}: {1}")
        lines += [form.format(attention_words.look(kind)[0], n) for kind, n in counts.items()]
        return lines

    def _show_privacy(self) -> None:
        self.privacy.blockSignals(True)
        self.privacy.setChecked(self._display.is_private)
        self.privacy.blockSignals(False)

    # --- pressed ------------------------------------------------------------------------------

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        kinds = QSystemTrayIcon.ActivationReason
        if reason in (kinds.Trigger, kinds.DoubleClick):
            self.open_asked.emit("")

    def _note_clicked(self) -> None:
        if self._note is not None:
            self.note_opened.emit(self._note)


def icon_of(state: State) -> QIcon:
    """Our sign with the state's own shape at its corner: a disc, a triangle or a square."""
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(picture(state, size))
    return made


def picture(state: State, size: int) -> QPixmap:
    """The icon of a state in one size."""
    drawn = QPixmap(str(resource("icons/acuse.png"))).scaled(
        size,
        size,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    colour, shape = _SHAPES[state]
    side = round(size * _SHARE)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(size - side, size - side)
    painter.setPen(QPen(QColor("white"), max(size / 16, 1)))
    painter.setBrush(QColor(colour))
    painter.drawPath(shape(float(side)))
    painter.end()
    return drawn


def _disc(side: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(1, 1, side - 2, side - 2))
    return path


def _triangle(side: float) -> QPainterPath:
    path = QPainterPath(QPointF(side / 2, 0))
    path.lineTo(side - 0.5, side - 0.5)
    path.lineTo(0.5, side - 0.5)
    path.closeSubpath()
    return path


def _cross(side: float) -> QPainterPath:
    """Two bars, slanted: a cross is told from a disc also in grey."""
    long, thick = side * 1.08, side / 3
    bar = QPainterPath()
    bar.addRect(QRectF(-long / 2, -thick / 2, long, thick))
    upright = QPainterPath()
    upright.addRect(QRectF(-thick / 2, -long / 2, thick, long))
    middle = QTransform.fromTranslate(side / 2, side / 2).rotate(45)
    return middle.map(bar.united(upright))


# The desktop's bar is light or dark as it likes: one set of colours, outlined in white.
_SHAPES = {
    State.RECEIVING: (LIGHT.complete.ink, _disc),
    State.UNREACHABLE: ("#d97706", _triangle),
    State.FAILING: (LIGHT.failed.ink, _cross),
}
