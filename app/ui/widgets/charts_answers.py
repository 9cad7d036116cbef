"""How long our own answers took: columns from a millisecond to ten seconds, with both limits."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.ui import theme
from app.ui.guard import painting
from app.ui.texts import milliseconds, number, span
from app.ui.widgets.charts_data import ACK_LIMIT, ACK_SLOW, Answered, Answers
from app.ui.widgets.charts_textures import paint_texture
from app.ui.widgets.ring import Ring

_HEAD, _FOOT = 34, 22


class AnswersChart(QWidget):
    """A click or Enter asks for the deliveries behind it; the arrows walk along."""

    chosen = Signal(object)  # Answered

    def __init__(self) -> None:
        super().__init__()
        self._answers = Answers(())
        self._mark = -1
        self._head, self._foot = theme.px(_HEAD), theme.px(_FOOT)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        Ring(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Our own time to the acknowledgement"))

    def sizeHint(self) -> QSize:
        return QSize(420, theme.px(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, theme.px(170))

    def show_answers(self, answers: Answers) -> None:
        """Draw these."""
        self._answers = answers
        words = (self.words(one) for one in answers.columns if one.count)
        self.setAccessibleDescription("; ".join(words))
        self.update()

    def words(self, one: Answered) -> str:
        """One column as people read it."""
        if one.high == float("inf"):
            took = self.tr("{0} or longer").format(_words(one.low))
        else:
            took = f"{_words(one.low)}–{_words(one.high)}"
        return f"{took}: {number(one.count)}"

    # --- pointer and keyboard -----------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        columns = self._answers.columns
        place = int(event.position().x() / self._room() * len(columns)) if columns else -1
        self._move_to(place if 0 <= place < len(columns) else -1)
        if self._mark >= 0:
            words = self.words(columns[self._mark])
            QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
        count = len(self._answers.columns)
        if event.key() in steps and count:
            self._move_to((self._mark + steps[Qt.Key(event.key())]) % count)
            words = self.words(self._answers.columns[self._mark])
            QToolTip.showText(self.mapToGlobal(QPoint(0, self.height())), words, self)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        else:
            super().keyPressEvent(event)

    def _choose(self) -> None:
        columns = self._answers.columns
        if 0 <= self._mark < len(columns) and columns[self._mark].count:
            self.chosen.emit(columns[self._mark])

    def _move_to(self, place: int) -> None:
        self._mark = place
        self.update()

    def _room(self) -> float:
        """The width of all columns: the name of the limit goes beside its line."""
        told = self.tr("limit {0}").format(_words(ACK_LIMIT))
        need = QFontMetricsF(theme.ui_font(12, QFont.Weight.DemiBold)).horizontalAdvance(told) + 8
        columns = max(len(self._answers.columns), 2)
        return min(float(self.width()), (self.width() - need) * columns / (columns - 1))

    # --- painting -----------------------------------------------------------------------------

    @painting
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        columns = self._answers.columns
        if not columns:
            return
        painter.setFont(theme.ui_font(12))
        palette = theme.current()
        width = self._room() / len(columns)
        bottom = self.height() - self._foot
        most = max(one.count for one in columns) or 1
        for place, one in enumerate(columns):
            height = (bottom - self._head) * one.count / most
            height = max(height, 2.0) if one.count else 0.0
            area = QRectF(place * width + 1, bottom - height, width - 2, height)
            if height:
                paint_texture(painter, area, self._texture(one))
            if place == self._mark:
                painter.setPen(QPen(QColor(palette.text), 1))
                painter.drawRect(
                    QRectF(place * width + 1, self._head, width - 2, bottom - self._head)
                )
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.drawLine(QPointF(0, bottom), QPointF(self._room(), bottom))
        self._paint_edges(painter, width, bottom)
        self._paint_limit(painter, ACK_SLOW, "pending", 0, self.tr("slow from {0}"))
        self._paint_limit(painter, ACK_LIMIT, "failed", 15, self.tr("limit {0}"))

    @staticmethod
    def _texture(one: Answered) -> str:
        if one.low >= ACK_LIMIT:
            return "failed"
        return "pending" if one.low >= ACK_SLOW else "complete"

    def _paint_edges(self, painter: QPainter, width: float, bottom: float) -> None:
        """The edges of the columns, as many as have room."""
        painter.setPen(QColor(theme.current().muted))
        metrics = QFontMetricsF(painter.font())
        free = 0.0
        for place, one in enumerate(self._answers.columns[1:], 1):
            words = _words(one.low)
            left = place * width - metrics.horizontalAdvance(words) / 2
            if left >= free and left + metrics.horizontalAdvance(words) <= self.width():
                painter.drawText(QPointF(left, bottom + theme.px(16)), words)
                free = left + metrics.horizontalAdvance(words) + 10

    def _paint_limit(
        self, painter: QPainter, limit: float, tone: str, top: float, words: str
    ) -> None:
        columns = self._answers.columns
        place = next(number for number, one in enumerate(columns) if one.low >= limit)
        x = place * self._room() / len(columns)
        ink = QColor(theme.status_style(tone).ink)
        painter.setPen(QPen(ink, 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, top + 4), QPointF(x, self.height() - self._foot))
        painter.setFont(theme.ui_font(12, QFont.Weight.DemiBold))
        painter.setPen(ink)
        told = words.format(_words(limit))
        needs = QFontMetricsF(painter.font()).horizontalAdvance(told)
        left = x + 6 if x + 6 + needs <= self.width() else x - 6 - needs
        painter.drawText(QPointF(left, theme.px(top + 12)), told)
        painter.setFont(theme.ui_font(12))


def _words(took: float) -> str:
    """Milliseconds as people read them: "5 ms", "2 s"."""
    return span(took / 1000) if took >= 1000 else milliseconds(took)
