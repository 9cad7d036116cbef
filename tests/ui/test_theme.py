"""The theme: the tokens of the design, readable colours, bundled fonts, icons that follow."""

from __future__ import annotations

import gc
import math
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QGuiApplication, QIcon, QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.config.resources import resource
from app.core.event import Status
from app.ui import theme
from app.ui.palette import CONTRAST, DARK, LIGHT, Palette, Tone
from app.ui.widgets.card import FigureCard
from app.ui.widgets.list_head import ListHead
from app.ui.widgets.parts import Pill, label
from app.ui.window import MainWindow

ALL = (LIGHT, DARK, CONTRAST)
EACH = pytest.mark.parametrize("palette", ALL, ids=[one.name for one in ALL])
TONES = ("complete", "in_progress", "pending", "failed", "reversed", "neutral")


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else math.pow((part + 0.055) / 1.055, 2.4)


def luminance(colour: str) -> float:
    seen = QColor(colour)
    red, green, blue = (linear(part) for part in (seen.redF(), seen.greenF(), seen.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours_in(image: QImage) -> set[str]:
    spots = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return {image.pixelColor(x, y).name() for x, y in spots}


@EACH
@pytest.mark.parametrize("name", TONES)
def test_a_status_can_be_read_on_its_surface(palette: Palette, name: str) -> None:
    tone: Tone = getattr(palette, name)
    assert contrast(tone.ink, tone.surface) >= 4.5


@EACH
def test_words_can_be_read(palette: Palette) -> None:
    for ground in (palette.window, palette.panel, palette.rail):
        assert contrast(palette.text, ground) >= 7
        assert contrast(palette.muted, ground) >= 4.5
    assert contrast(palette.on_accent, palette.accent) >= 4.5
    assert contrast(palette.accent, palette.accent_soft) >= 4.5


@pytest.mark.parametrize("name", TONES)
def test_high_contrast_is_high(name: str) -> None:
    for ground in (CONTRAST.window, CONTRAST.panel, CONTRAST.rail, CONTRAST.accent_soft):
        assert contrast(CONTRAST.text, ground) >= 15
        assert contrast(CONTRAST.muted, ground) >= 7
        assert contrast(getattr(CONTRAST, name).ink, ground) >= 7
    assert contrast(CONTRAST.line, CONTRAST.panel) >= 3


def test_high_contrast_is_worn(dressed: QApplication) -> None:
    assert theme.apply(dressed, "contrast") is CONTRAST
    assert theme.current() is CONTRAST
    assert theme.scheme() == "contrast"
    theme.apply(dressed, "light")


def test_the_system_is_followed_while_the_window_is_open(
    window: MainWindow, dressed: QApplication
) -> None:
    told = QGuiApplication.styleHints().colorSchemeChanged
    theme.apply(dressed, "system")
    for system, palette in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        told.emit(system)
        assert theme.current() is palette
        shown = window.grab().toImage()
        assert shown.pixelColor(shown.width() - 3, shown.height() // 2).name() == palette.window
    for chosen in (CONTRAST, LIGHT):
        theme.apply(dressed, chosen.name)
        told.emit(Qt.ColorScheme.Dark)
        assert theme.current() is chosen


def test_each_status_has_a_shape_of_its_family(dressed: QApplication) -> None:
    shapes = {status: theme.status_style(status).icon for status in Status}
    assert shapes[Status.COMPLETE] == "status-complete"
    assert shapes[Status.REVERSED] == shapes[Status.REFUNDED] == "status-reversed"
    assert theme.status_style("a new word").icon == shapes[Status.UNKNOWN]
    assert len(set(shapes.values())) == 7


@pytest.mark.parametrize(
    "path", sorted(resource("icons").glob("*.svg")), ids=lambda path: path.stem
)
def test_every_icon_can_be_drawn(path: Path, dressed: QApplication) -> None:
    assert QSvgRenderer(path.read_bytes()).isValid()
    drawn = theme.pixmap(path.stem, "#ff0000", 16).toImage()
    assert any(drawn.pixelColor(x, y).alpha() for x in range(16) for y in range(16))


def test_a_switch_reaches_widgets_and_icons(dressed: QApplication, qtbot: QtBot) -> None:
    heard: list[str] = []

    class Follower(QLabel):
        def changeEvent(self, event: QEvent) -> None:
            super().changeEvent(event)
            if theme.is_theme_change(event):
                heard.append(theme.current().name)

    follower, button = Follower(), QPushButton(theme.icon("status-complete", "complete"), "")
    for widget in (follower, button):
        qtbot.addWidget(widget)
        widget.show()
    assert LIGHT.complete.ink in colours_in(button.grab().toImage())
    theme.apply(dressed, "dark")
    assert theme.current() is DARK
    assert theme.scheme() == "dark"
    assert heard[-1] == "dark"
    after = colours_in(button.grab().toImage())
    assert DARK.complete.ink in after
    assert LIGHT.complete.ink not in after


def test_what_is_worn_already_is_not_put_on_again(dressed: QApplication, qtbot: QtBot) -> None:
    """Another language makes the window anew: to dress the one that goes took three seconds."""
    changes: list[QEvent.Type] = []

    class Watching(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            changes.append(event.type())

    watching = Watching()
    qtbot.addWidget(watching)
    watching.show()
    changes.clear()
    theme.measure(dressed, 1.0, is_compact=True)
    theme.apply(dressed, theme.current().name)
    assert changes == []
    theme.measure(dressed, 1.5, is_compact=False)
    theme.apply(dressed, theme.current().name)
    assert {QEvent.Type.StyleChange, QEvent.Type.FontChange} <= set(changes)
    theme.measure(dressed, 1.0, is_compact=False)
    theme.apply(dressed, theme.current().name)


def test_a_widget_deep_inside_is_not_dressed_once_for_each_ancestor(
    dressed: QApplication, qtbot: QtBot
) -> None:
    changes: list[QEvent.Type] = []

    class Watching(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            changes.append(event.type())

    outer = inner = QWidget()
    for _ in range(8):
        inner = QWidget(inner)
    watching = Watching(inner)
    qtbot.addWidget(outer)
    outer.show()
    changes.clear()
    theme.apply(dressed, "light" if theme.current().is_dark else "dark")
    assert 1 <= changes.count(QEvent.Type.StyleChange) <= 2
    theme.apply(dressed, "light")
    assert watching.palette().window().color() == LIGHT.window


def test_a_chosen_button_has_its_icon_in_the_accent(dressed: QApplication) -> None:
    icon = theme.icon("status-complete")
    chosen = icon.pixmap(QSize(16, 16), QIcon.Mode.Normal, QIcon.State.On).toImage()
    assert LIGHT.accent in colours_in(chosen)


def test_icons_live_on_when_python_forgets_their_maker(dressed: QApplication, qtbot: QtBot) -> None:
    buttons = [QPushButton(QIcon(theme.icon("copy")), str(number)) for number in range(50)]
    gc.collect()
    for button in buttons:
        qtbot.addWidget(button)
        assert not button.grab().isNull()


def test_an_icon_is_sharp_on_a_fine_screen(dressed: QApplication) -> None:
    drawn = theme.pixmap("copy", "#123456", 14, 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (28, 2.0)


def test_the_bundled_fonts_are_used_with_digits_of_one_width(dressed: QApplication) -> None:
    assert QFontInfo(theme.ui_font()).family() == "Inter"
    assert QFontInfo(theme.mono_font()).family() == "JetBrains Mono"
    metrics = QFontMetricsF(theme.ui_font())
    assert metrics.horizontalAdvance("1,111.11") == metrics.horizontalAdvance("8,888.88")


def test_fonts_and_icons_come_with_their_licences_and_stay_small() -> None:
    files = [*resource("fonts").iterdir(), *resource("icons").iterdir()]
    names = {file.name for file in files}
    assert {"Inter-OFL.txt", "JetBrainsMono-OFL.txt", "LUCIDE-LICENSE.txt"} <= names
    assert sum(file.stat().st_size for file in files) < 3_000_000


def test_an_icon_without_room_is_no_mistake(dressed: object) -> None:
    assert theme.pixmap("copy", "muted", 0).width() == 1


def test_the_wish_for_high_contrast_is_followed(dressed: QApplication) -> None:
    told = QGuiApplication.styleHints().accessibility().contrastPreferenceChanged
    theme.apply(dressed, "system")
    told.emit(Qt.ContrastPreference.HighContrast)
    assert theme.current() is CONTRAST
    told.emit(Qt.ContrastPreference.NoPreference)
    assert theme.current() is not CONTRAST
    theme.apply(dressed, "light")
    told.emit(Qt.ContrastPreference.HighContrast)
    assert theme.current() is LIGHT


def test_a_figure_stands_where_it_stood_when_the_theme_comes_back(
    dressed: QApplication, qtbot: QtBot
) -> None:
    card = FigureCard("Time to final")
    qtbot.addWidget(card)
    card.resize(240, 100)
    card.show()
    qtbot.waitExposed(card)
    card.show_figure("11 s / 83 min", "n = 200")
    QApplication.processEvents()
    before = card.grab().toImage()
    for name in ("dark", "light"):
        theme.apply(dressed, name)
        QApplication.processEvents()
    assert card.grab().toImage() == before


def test_no_digit_of_a_figure_is_cut_where_a_card_is_narrow(
    dressed: QApplication, qtbot: QtBot
) -> None:
    theme.apply(dressed, "light")
    card = FigureCard("Money in flight")
    qtbot.addWidget(card)
    card.show()
    qtbot.waitExposed(card)
    card.show_figure("183,332,005.07", "4,086 transactions", unit="MXN")
    said = {label.text(): label for label in card.findChildren(QLabel)}
    for width, has_room in ((260, True), (175, False), (260, True)):
        card.resize(width, 100)
        QApplication.processEvents()
        figure, unit = said["183,332,005.07"], said["MXN"]
        assert figure.width() >= figure.fontMetrics().horizontalAdvance(figure.text()), width
        assert unit.isVisible() == has_room, width
        assert any(one.text().startswith("MXN ·") for one in said.values()) != has_room, width


def lowest_ink(widget: QWidget, of: QWidget) -> int:
    """The last row of a widget's picture that something is written in, as its holder counts."""
    picture = widget.grab().toImage()
    ground = picture.pixelColor(0, 0)
    across = range(picture.width())
    rows = range(picture.height() - 1, -1, -1)
    found = next(y for y in rows if any(picture.pixelColor(x, y) != ground for x in across))
    return widget.mapTo(of, QPoint(0, found)).y()


@pytest.mark.parametrize("figure", ["1,234", "1,234,567,234.12"])
def test_a_unit_stands_on_the_line_of_its_figure(
    dressed: QApplication, qtbot: QtBot, figure: str
) -> None:
    theme.apply(dressed, "light")
    card = FigureCard("Money in flight")
    qtbot.addWidget(card)
    card.resize(240, 100)
    card.show_figure(figure, "", unit="MXN")
    card.show()
    qtbot.waitExposed(card)
    # A comma hangs below the line: of the figure only its last digit is looked at.
    card._figure.setText(figure[-1])
    QApplication.processEvents()
    assert abs(lowest_ink(card._figure, card) - lowest_ink(card._unit, card)) <= 1


def test_what_is_said_beside_a_title_stands_on_its_line(
    dressed: QApplication, qtbot: QtBot
) -> None:
    theme.apply(dressed, "light")
    head = ListHead("Txnumn")
    qtbot.addWidget(head)
    head.subtitle.setText("1 xum")
    head.add(QPushButton("Export"))
    head.resize(600, 40)
    head.show()
    qtbot.waitExposed(head)
    title = next(one for one in head.findChildren(QLabel) if one.text() == "Txnumn")
    assert abs(lowest_ink(title, head) - lowest_ink(head.subtitle, head)) <= 1


@EACH
def test_a_surface_has_a_line_around_it_where_contrast_is_high(
    dressed: QApplication, qtbot: QtBot, palette: Palette
) -> None:
    """White on white would be no badge any more."""
    theme.apply(dressed, palette.name)
    badge = label("by API", "badge")
    for one, tone in (
        (Pill("Healthy", "", "complete"), palette.complete),
        (badge, palette.neutral),
    ):
        qtbot.addWidget(one)
        one.resize(one.sizeHint())
        edge = one.grab().toImage().pixelColor(0, one.height() // 2).name()
        assert edge == (tone.ink if palette.is_outlined else tone.surface)


def test_what_has_the_keyboard_is_seen_in_high_contrast_and_moves_nothing(
    dressed: QApplication, qtbot: QtBot
) -> None:
    """Among black lines a blue one is not enough: it is twice as wide."""
    theme.apply(dressed, "contrast")
    for made in (QPushButton("Export"), QLineEdit("text"), QComboBox(), QToolButton()):
        qtbot.addWidget(made)
        made.show()
        qtbot.waitExposed(made)
        free = made.sizeHint()
        made.setFocus()
        qtbot.waitUntil(made.hasFocus)
        assert made.sizeHint() == free
        picture, middle = made.grab().toImage(), made.height() // 2
        line = [picture.pixelColor(x, middle).name() for x in (0, 1, 2)]
        assert line[:2] == [CONTRAST.accent] * 2
        assert line[2] != CONTRAST.accent
