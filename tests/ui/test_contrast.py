"""Every text of each palette can be read on what it stands on: computed, not looked at.

WCAG 2.2 asks for 4.5:1, and for 7:1 where high contrast is wanted; texts of what is disabled are
exempt there and here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.core.annotations import LABELS
from app.ui import labels, theme
from app.ui.palette import CONTRAST, DARK, LIGHT, Palette, Tone
from app.ui.stylesheet import stylesheet
from tests.ui.test_theme import contrast

EACH = pytest.mark.parametrize("palette", [LIGHT, DARK, CONTRAST], ids=lambda one: one.name)
TONES = ("complete", "in_progress", "pending", "failed", "reversed", "neutral")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
INK = re.compile(r"(?<![-\w])(?:selection-)?color:\s*(#[0-9a-f]{6})")
GROUND = re.compile(r"(?<![-\w])(?:selection-)?background(?:-color)?:\s*(#[0-9a-f]{6}|transparent)")


def wanted(palette: Palette) -> float:
    return 7.0 if palette is CONTRAST else 4.5


def grounds(palette: Palette) -> tuple[str, ...]:
    """What a widget without a ground of its own stands on."""
    return palette.window, palette.panel, palette.rail


def sheet_pairs(palette: Palette) -> Iterator[tuple[str, str, str]]:
    """Of each rule that writes in a colour: where it is from, the ink and each of its grounds."""
    for selector, body in RULE.findall(stylesheet(palette, "icons", round)):
        if ":disabled" in selector:
            continue
        name = " ".join(selector.split())
        selected = [part for part in body.split(";") if "selection-" in part]
        plain = [part for part in body.split(";") if "selection-" not in part]
        for part in (";".join(plain), ";".join(selected)):
            ink, ground = INK.search(part), GROUND.search(part)
            if ink is None:
                continue
            is_own = ground is not None and ground[1] != "transparent"
            for on in (ground[1],) if is_own and ground is not None else grounds(palette):
                yield name, ink[1], on


def painted_pairs(palette: Palette) -> Iterator[tuple[str, str, str]]:
    """What is drawn by hand: rows that are selected or under the mouse, shapes, labels, toasts."""
    blend = palette.blend
    rows = {
        "selected": palette.accent_soft,
        "hovered row": blend(palette.panel, palette.text, 0.03),
        "hovered": blend(palette.panel, palette.text, 0.05),
        "pressed": blend(palette.panel, palette.text, 0.10),
    }
    for name, ground in rows.items():
        yield f"text, {name}", palette.text, ground
    for name in ("selected", "hovered row", "hovered"):
        yield f"muted, {name}", palette.muted, rows[name]
    for tone in TONES:
        found: Tone = getattr(palette, tone)
        yield tone, found.ink, found.surface
        yield f"text on {tone}", palette.text, found.surface
        for ground in grounds(palette):
            yield f"{tone} alone", found.ink, ground
    yield "toast", palette.panel, palette.text
    for ground in grounds(palette):
        yield "link", palette.accent, ground


@EACH
def test_every_text_of_the_style_sheet_can_be_read(palette: Palette) -> None:
    pairs = list(sheet_pairs(palette))
    assert len(pairs) > 60
    faint = {one: round(contrast(*one[1:]), 2) for one in pairs if is_faint(palette, one)}
    assert faint == {}


@pytest.mark.parametrize("number", range(1, LABELS + 1))
def test_the_digit_of_a_label_can_be_read(number: int) -> None:
    assert contrast(*labels.colours(number)) >= 4.5


@EACH
def test_every_text_that_is_painted_can_be_read(palette: Palette) -> None:
    pairs = list(painted_pairs(palette))
    faint = {one: round(contrast(*one[1:]), 2) for one in pairs if is_faint(palette, one)}
    assert faint == {}


@EACH
@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_what_may_be_typed_can_be_read(
    dressed: QApplication, qtbot: QtBot, palette: Palette, kind: type[QLineEdit | QPlainTextEdit]
) -> None:
    """Qt writes it half transparent where the style sheet does not say otherwise."""
    theme.apply(dressed, palette.name)
    field = kind()
    qtbot.addWidget(field)
    field.ensurePolished()
    assert field.palette().color(QPalette.ColorRole.PlaceholderText).name() == palette.muted
    assert field.palette().color(QPalette.ColorRole.PlaceholderText).alpha() == 255


def is_faint(palette: Palette, pair: tuple[str, str, str]) -> bool:
    return contrast(pair[1], pair[2]) < wanted(palette)
