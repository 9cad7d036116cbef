"""Labelled values: each whole on hover and on copy, with a remark and a link where there is one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.core.plain import plain
from app.ui import theme
from app.ui.texts import plain_tip
from app.ui.widgets.clipboard import copy
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.parts import ElidedLabel, button, clear, icon_button, label

_LABEL_WIDTH = 124
_LINE = 24


@dataclass(frozen=True, slots=True)
class Fact:
    """One labelled value; `copied` is what the copy button copies ("" for no button), and `hint`
    what hovering says where the value itself is not enough."""

    label: str
    value: str
    copied: str = ""
    is_code: bool = False
    remark: str = ""
    check: str = ""  # a second answer beside the remark: whether a check digit fits
    is_warning: bool = False
    link: str = ""
    hint: str = ""
    pressed: Callable[[], object] | None = field(default=None, compare=False)


class FactList(QWidget):
    """A column of labels and a column of values."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._facts: tuple[Fact, ...] | None = None
        self._is_laid_out = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnMinimumWidth(0, theme.px(_LABEL_WIDTH))
        self._grid.setColumnStretch(1, 1)

    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._facts or ()

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Replace what is shown, where it is not the same already.

        Behind another tab it waits until it is looked at: widgets are dear, and going down a list
        of transactions would make some hundred for each that nobody sees.
        """
        if self._facts == tuple(facts):
            return
        self._facts = tuple(facts)
        self._is_laid_out = False
        if self.isVisible():
            self._lay_out()
        else:
            clear(self._grid)  # nothing that is to be hidden now stays behind

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_laid_out:
            self._lay_out()

    def _lay_out(self) -> None:
        self._is_laid_out = True
        self.setUpdatesEnabled(False)
        clear(self._grid)
        top = Qt.AlignmentFlag.AlignTop
        for row, fact in enumerate(self.facts()):
            name = label(fact.label, "muted", wrap=True)
            name.setMinimumHeight(theme.px(_LINE))
            name.setFixedWidth(theme.px(_LABEL_WIDTH))
            self._grid.addWidget(name, row, 0, top)
            self._grid.addLayout(self._value(fact), row, 1, top)
        self.setUpdatesEnabled(True)

    def _value(self, fact: Fact) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(_shown(fact, is_alone=len(self.facts()) == 1), 1)
        if fact.copied:
            line.addWidget(self._copier(fact))
        column.addLayout(line)
        if fact.remark or fact.check:
            column.addLayout(_badges(fact))
        if fact.link and fact.pressed is not None:
            link = button(fact.link, fact.pressed, kind="link", icon="external-link")
            link.setAccessibleName(f"{fact.label}: {fact.link}")
            column.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    def _copier(self, fact: Fact) -> QWidget:
        name = self.tr("Copy {0}").format(fact.label)
        return icon_button("copy", name, lambda: copy(self, fact.copied, fact.label))


def _shown(fact: Fact, *, is_alone: bool) -> QLabel:
    """A value stands in one line; words that are all there is to say are said whole."""
    shown: QLabel
    if is_alone and not fact.copied:
        shown = label(plain(fact.value), wrap=True)
    else:
        shown = elided = ElidedLabel()
        elided.set_whole(fact.value, hint=fact.hint)
    shown.setMinimumHeight(theme.px(_LINE))
    if fact.is_code:
        shown.setFont(theme.mono_font())
    return shown


def _badges(fact: Fact) -> FlowLayout:
    """One answer each; a warning is about the last."""
    answers = [answer for answer in (fact.remark, fact.check) if answer]
    line = FlowLayout(spacing=5)
    for answer in answers:
        is_warning = fact.is_warning and answer is answers[-1]
        made = label(answer, "warn-badge" if is_warning else "badge")
        made.setToolTip(plain_tip(answer))  # a narrow inspector may not show it whole
        line.addWidget(made)
    return line
