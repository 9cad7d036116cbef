"""Colours, fonts and icons of the window: the tokens of the design, light and dark.

The theme in force is a property of the QApplication, so nothing here is global state. Icons are
painted in the colours in force at that moment and follow a switch by themselves; a widget that
keeps colours of its own renews them in `changeEvent` on QEvent.Type.PaletteChange.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, partial
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QPainter,
    QPalette,
    QPixmap,
    QPixmapCache,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory, QWidget

from app.config.resources import resource
from app.core.event import Status
from app.ui.palette import CONTRAST, DARK, LIGHT, Palette, Tone
from app.ui.stylesheet import stylesheet

_THEME = "acuse.theme"  # the application's property: a palette's name
_SCHEME = "acuse.scheme"  # what was asked for: a palette's name or "system"
_ZOOM = "acuse.zoom"  # a factor
_COMPACT = "acuse.compact"
_ROW, _COMPACT_ROW = 31, 24
_PALETTES = {one.name: one for one in (LIGHT, DARK, CONTRAST)}
_MONO_PIXELS = 11.5


class StatusStyle(NamedTuple):
    """How a status looks: the shape's icon, its ink and its surface."""

    icon: str
    ink: str
    surface: str


_SHAPES: Mapping[str, tuple[str, str]] = {
    Status.COMPLETE: ("status-complete", "complete"),
    Status.IN_PROGRESS: ("status-in-progress", "in_progress"),
    Status.PENDING: ("status-pending", "pending"),
    Status.FAILED: ("status-failed", "failed"),
    Status.REVERSED: ("status-reversed", "reversed"),
    Status.REFUNDED: ("status-reversed", "reversed"),
    Status.CANCELLED: ("status-cancelled", "neutral"),
    Status.EXPIRED: ("status-cancelled", "neutral"),
}


def status_style(status: str, palette: Palette | None = None) -> StatusStyle:
    """The look of a canonical status; of "unknown" for any other word."""
    shape, name = _SHAPES.get(status, ("status-unknown", "neutral"))
    tone: Tone = getattr(palette or current(), name)
    return StatusStyle(shape, tone.ink, tone.surface)


def current() -> Palette:
    """The palette in force."""
    app = QApplication.instance()
    return _PALETTES.get(str(app.property(_THEME)), LIGHT) if app is not None else LIGHT


def scheme() -> str:
    """What was asked for: "light", "dark", "contrast" or "system"."""
    app = QApplication.instance()
    return str(app.property(_SCHEME) or "system") if app is not None else "system"


def zoom() -> float:
    """How much larger than drawn everything is."""
    app = QApplication.instance()
    return float(app.property(_ZOOM) or 1.0) if app is not None else 1.0


def px(points: float) -> int:
    """So many points of the drawings in the size that is chosen; a hairline stays one."""
    return max(round(points * zoom()), 1)


def row_height() -> int:
    """Of a list, comfortable or compact."""
    app = QApplication.instance()
    is_compact = app is not None and bool(app.property(_COMPACT))
    return px(_COMPACT_ROW if is_compact else _ROW)


def measure(app: QApplication, zoom: float, *, is_compact: bool) -> None:
    """How large widgets are that are made from now on (1.0: as drawn); call `apply` after it."""
    app.setProperty(_ZOOM, zoom)
    app.setProperty(_COMPACT, is_compact)


def apply(
    app: QApplication,
    scheme: str = "system",
    system: Qt.ColorScheme | None = None,
    contrast: Qt.ContrastPreference | None = None,
) -> Palette:
    """Dresses the application; may be called again at any time to switch.

    `system` and `contrast` are what the system wears, asked of it where they are not given.
    """
    app.setProperty(_SCHEME, scheme)
    hints = QGuiApplication.styleHints()
    known = {
        "light": Qt.ColorScheme.Light,
        "contrast": Qt.ColorScheme.Light,
        "dark": Qt.ColorScheme.Dark,
    }
    # It colours the title bar where the platform can; on bare X11 and offscreen it does nothing.
    hints.setColorScheme(known.get(scheme, Qt.ColorScheme.Unknown))
    is_dark = (system or hints.colorScheme()) == Qt.ColorScheme.Dark
    wished = contrast or hints.accessibility().contrastPreference()
    is_sharp = wished == Qt.ContrastPreference.HighContrast
    palette = _PALETTES.get(scheme, CONTRAST if is_sharp else DARK if is_dark else LIGHT)
    if app.property(_THEME) is None:
        _load_fonts()
        app.setStyle(QStyleFactory.create("Fusion"))
        app.setWindowIcon(QIcon(str(resource("icons/acuse.png"))))
        hints.colorSchemeChanged.connect(partial(_follow, app))
        hints.accessibility().contrastPreferenceChanged.connect(partial(_follow_contrast, app))
    app.setProperty(_THEME, palette.name)
    _dress_all(app, palette)
    return palette


def _dress_all(app: QApplication, palette: Palette) -> None:
    """What is worn already stays: Qt dresses every widget that there is anew."""
    font, colours = ui_font(), _qt_palette(palette)
    sheet = stylesheet(palette, resource("icons").as_posix(), px)
    if app.font() != font:
        app.setFont(font)
    if app.palette() != colours:
        app.setPalette(colours)
    if app.styleSheet() != sheet:
        app.setStyleSheet("")  # one sheet over another Qt puts on a widget once for each ancestor
        app.setStyleSheet(sheet)


def _follow(app: QApplication, system: Qt.ColorScheme) -> None:
    """The system went light or dark, and so do we where it was asked for."""
    if scheme() == "system":
        apply(app, "system", system)


def _follow_contrast(app: QApplication, contrast: Qt.ContrastPreference) -> None:
    """The system asked for high contrast, or no longer."""
    if scheme() == "system":
        apply(app, "system", contrast=contrast)


def dress(widget: QWidget, kind: str) -> None:
    """Gives a widget its part in the style sheet, also when it is already shown.

    One that is new is dressed when it has its place: to do it twice is a quarter of its making.
    """
    if widget.property("kind") == kind:
        return
    widget.setProperty("kind", kind)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def is_theme_change(event: QEvent) -> bool:
    """Whether a `changeEvent` says that colours kept by a widget must be renewed."""
    return event.type() == QEvent.Type.PaletteChange


def ui_font(pixels: int = 13, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Inter with digits of one width."""
    font = QFont("Inter")
    font.setPixelSize(px(pixels))
    font.setWeight(weight)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def mono_font(pixels: float = _MONO_PIXELS, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """JetBrains Mono for ids and JSON, without ligatures: what is shown is what was sent."""
    font = QFont("JetBrains Mono")
    screen = QGuiApplication.primaryScreen()
    # setPixelSize takes whole pixels only; points carry the half.
    font.setPointSizeF(pixels * zoom() * 72 / (screen.logicalDotsPerInchY() if screen else 96))
    font.setWeight(weight)
    font.setFeature(QFont.Tag("calt"), 0)
    font.setFeature(QFont.Tag("liga"), 0)
    font.setStyleHint(QFont.StyleHint.Monospace)
    return font


def icon(name: str, colour: str = "muted") -> QIcon:
    """A shipped icon in a colour of the palette in force ("muted", "accent") or in "#rrggbb"."""
    return QIcon(_IconEngine(name, colour))


def pixmap(name: str, colour: str, size: int, ratio: float = 1.0) -> QPixmap:
    """A shipped icon as a picture of `size` points for a delegate or a label; cached by Qt."""
    ink = colour if colour.startswith("#") else _colour(colour)
    pixels = max(round(size * ratio), 1)  # a button that is laid out only later has no room yet
    key = f"acuse/{name}/{ink}/{pixels}/{ratio}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return found
    drawn = QPixmap(pixels, pixels)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(_svg(name).replace(b"currentColor", ink.encode())).render(
        painter, QRectF(0, 0, pixels, pixels)
    )
    painter.end()
    drawn.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, drawn)
    return drawn


class _IconEngine(QIconEngine):
    """Paints an icon in the colour its role has at that moment."""

    def __init__(self, name: str, colour: str) -> None:
        super().__init__()
        self._name = name
        self._colour = colour

    def clone(self) -> QIconEngine:
        return _IconEngine(self._name, self._colour)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatio()
        side = min(rect.width(), rect.height())
        corner = rect.center() - QPoint((side - 1) // 2, (side - 1) // 2)
        painter.drawPixmap(corner, pixmap(self._name, self._ink(mode, state), side, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, self._ink(mode, state), min(size.width(), size.height()))

    def _ink(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        if mode == QIcon.Mode.Disabled:
            return Palette.blend(current().panel, current().muted, 0.55)
        if state == QIcon.State.On:
            return current().accent
        return self._colour


def _colour(role: str) -> str:
    """A palette's colour by its name; a status tone gives its ink."""
    found: str | Tone = getattr(current(), role)
    return found.ink if isinstance(found, Tone) else found


@cache
def _svg(name: str) -> bytes:
    return resource(f"icons/{name}.svg").read_bytes()


def _load_fonts() -> None:
    for path in sorted(resource("fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def _qt_palette(palette: Palette) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: palette.window,
        role.WindowText: palette.text,
        role.Base: palette.panel,
        role.AlternateBase: palette.window,
        role.Text: palette.text,
        role.PlaceholderText: palette.muted,
        role.Button: palette.panel,
        role.ButtonText: palette.text,
        role.BrightText: palette.failed.ink,
        role.ToolTipBase: palette.panel,
        role.ToolTipText: palette.text,
        role.Highlight: palette.accent_soft,
        role.HighlightedText: palette.text,
        role.Accent: palette.accent,
        role.Link: palette.accent,
        role.LinkVisited: palette.accent,
        role.Light: palette.panel,
        role.Midlight: palette.line,
        role.Mid: palette.line,
        role.Dark: palette.muted,
        role.Shadow: palette.text if not palette.is_dark else "#000000",
    }
    made = QPalette()
    for name, colour in colours.items():
        made.setColor(name, QColor(colour))
    faint = QColor(palette.blend(palette.panel, palette.muted, 0.55))
    for name in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, name, faint)
    return made
