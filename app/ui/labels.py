"""The nine colour labels: a name, a colour, and always the digit of its key in it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPixmap

from app.core.annotations import LABELS
from app.ui import theme

_DARK, _WHITE = "#1b2330", "#ffffff"
# A surface and the ink of its digit, alike on light and dark.
_COLOURS: tuple[tuple[str, str], ...] = (
    ("#c0272f", _WHITE),
    ("#f08c2e", _DARK),
    ("#f2c84b", _DARK),
    ("#1f7a3f", _WHITE),
    ("#17727a", _WHITE),
    ("#2f5bea", _WHITE),
    ("#7a3fc2", _WHITE),
    ("#eb97c2", _DARK),
    ("#5f6673", _WHITE),
)


def colours(number: int) -> tuple[str, str]:
    """The surface and the ink of a label from 1 to 9."""
    return _COLOURS[number - 1]


def name(number: int) -> str:
    """A label in words; "" for none."""
    names = (
        QCoreApplication.translate("Labels", "Red"),
        QCoreApplication.translate("Labels", "Orange"),
        QCoreApplication.translate("Labels", "Yellow"),
        QCoreApplication.translate("Labels", "Green"),
        QCoreApplication.translate("Labels", "Teal"),
        QCoreApplication.translate("Labels", "Blue"),
        QCoreApplication.translate("Labels", "Purple"),
        QCoreApplication.translate("Labels", "Pink"),
        QCoreApplication.translate("Labels", "Grey"),
    )
    return names[number - 1] if 1 <= number <= LABELS else ""


def paint(painter: QPainter, where: QRectF, number: int) -> None:
    """A label in a list: a rounded square with its digit."""
    surface, ink = colours(number)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(surface))
    painter.drawRoundedRect(where, 4, 4)
    painter.setPen(QColor(ink))
    painter.setFont(
        theme.ui_font(max(int(where.height() / theme.zoom() * 0.72), 6), QFont.Weight.Bold)
    )
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, str(number))
    painter.restore()


def icon(number: int, side: int = 16) -> QIcon:
    """A label for a button or a menu."""
    scale = 2  # sharp on a dense screen, scaled down on another
    picture = QPixmap(QSize(side, side) * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint(painter, QRectF(0.5, 0.5, side - 1, side - 1), number)
    painter.end()
    return QIcon(picture)
