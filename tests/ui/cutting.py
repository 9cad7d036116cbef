"""Looks for words that do not fit."""

from __future__ import annotations

from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from app.ui.widgets.parts import ElidedButton, ElidedLabel


def cut_off(root: QWidget) -> list[str]:
    """What is shown smaller than its words, or beyond the edge of what holds it."""
    found = []
    for one in root.findChildren(QWidget):
        if not one.isVisible() or not isinstance(one, (QAbstractButton, QComboBox, QLabel)):
            continue
        text = one.currentText() if isinstance(one, QComboBox) else one.text()
        if not text.strip() or isinstance(one, (ElidedButton, ElidedLabel)):
            continue
        wraps = isinstance(one, QLabel) and one.wordWrap()
        wanted = one.minimumSizeHint() if isinstance(one, QComboBox) else one.sizeHint()
        is_narrow = not wraps and one.width() < wanted.width() - 1
        tall = one.heightForWidth(one.width()) if wraps else wanted.height()
        is_low = one.height() < tall
        holder = one.parentWidget()
        is_beyond = holder is not None and not holder.rect().contains(one.geometry())
        if is_narrow or is_low or is_beyond:
            kind = type(one).__name__
            found.append(f"{kind} {text[:50]!r} {one.size().toTuple()} of {wanted.toTuple()}")
    return found
