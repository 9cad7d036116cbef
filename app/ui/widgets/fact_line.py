"""One labelled value and its line, which can say another fact that is made alike."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.core.plain import plain
from app.ui import theme
from app.ui.texts import plain_tip
from app.ui.widgets.clipboard import copy
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.parts import ElidedLabel, button, icon_button, label, set_words

LABEL_WIDTH = 124
_LINE = 24
_LONGEST_WORD = 24  # characters of one that surely fits into a line
_LONGEST = 400  # characters that are said in as many lines as they need


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


class Make(NamedTuple):
    """What a line is made of: one of the same make needs only other words."""

    is_whole: bool  # sentences are read, in as many lines as they need; an id is cut in its middle
    is_code: bool
    is_copied: bool
    badges: tuple[str, ...]  # their kinds
    has_link: bool


def make_of(fact: Fact) -> Make:
    """What a line for this fact is made of."""
    kinds = ["badge" for _ in _answers(fact)]
    if kinds and fact.is_warning:
        kinds[-1] = "warn-badge"  # a warning is about the last answer
    return Make(
        is_whole=not fact.is_code and _is_prose(fact.value),
        is_code=fact.is_code,
        is_copied=bool(fact.copied),
        badges=tuple(kinds),
        has_link=bool(fact.link) and fact.pressed is not None,
    )


class FactLine:
    """A label and a value in a row of a grid."""

    def __init__(self, make: Make) -> None:
        self.make = make
        self._fact = _nothing(make)
        self._name = _on_line(label("", "muted", wrap=True))
        self._name.setFixedWidth(theme.px(LABEL_WIDTH))
        self._box = QWidget()
        column = QVBoxLayout(self._box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        line = QHBoxLayout()
        line.setSpacing(4)
        self._shown = _shown(make)
        line.addWidget(self._shown, 1)
        self._copier = icon_button("copy", "", self._copy) if make.is_copied else None
        if self._copier is not None:
            line.addWidget(self._copier, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
        self._badges = [label("", kind) for kind in make.badges]
        if self._badges:
            column.addLayout(_flowing(self._badges))
        self._link = (
            button("", self._press, kind="link", icon="external-link") if make.has_link else None
        )
        if self._link is not None:
            column.addWidget(self._link, 0, Qt.AlignmentFlag.AlignLeft)

    def stand(self, grid: QGridLayout, row: int) -> None:
        """In a row of a grid, also when it was at rest."""
        for column, widget in enumerate((self._name, self._box)):
            grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)
            widget.show()

    def rest(self, grid: QGridLayout) -> None:
        """Out of the grid and of sight, saying nothing."""
        self.say(_nothing(self.make))
        for widget in (self._name, self._box):
            widget.hide()
            grid.removeWidget(widget)

    def say(self, fact: Fact) -> None:
        """Say another fact of the same make."""
        self._fact = fact
        self._name.setText(fact.label)
        if isinstance(self._shown, ElidedLabel):
            self._shown.set_whole(fact.value, hint=fact.hint)
        else:
            self._shown.setText(plain(fact.value))
            self._shown.setToolTip(plain_tip(fact.hint))
        if self._copier is not None:
            name = QCoreApplication.translate("FactList", "Copy {0}").format(fact.label)
            self._copier.setToolTip(name)
            self._copier.setAccessibleName(name)
        for badge, answer in zip(self._badges, _answers(fact), strict=True):
            badge.setText(answer)
            badge.setToolTip(plain_tip(answer))  # a narrow inspector may not show it whole
        if self._link is not None:
            set_words(self._link, fact.link)
            self._link.setAccessibleName(f"{fact.label}: {fact.link}")

    def takers(self) -> list[QWidget]:
        """What takes the keyboard, in reading order."""
        return [one for one in (self._copier, self._link) if one is not None]

    def end(self) -> None:
        """Take it away."""
        for widget in (self._name, self._box):
            widget.hide()
            widget.deleteLater()

    def _copy(self) -> None:
        copy(self._box, self._fact.copied, self._fact.label)

    def _press(self) -> None:
        if self._fact.pressed is not None:
            self._fact.pressed()


def _nothing(make: Make) -> Fact:
    """A fact that says nothing, with as many answers as a line of this make has."""
    blank = " "
    return Fact("", "", remark=blank * bool(make.badges), check=blank * (len(make.badges) > 1))


def _answers(fact: Fact) -> list[str]:
    return [answer for answer in (fact.remark, fact.check) if answer]


def _is_prose(value: str) -> bool:
    """Whether it is made of words, between which a line can end."""
    is_short = len(value) <= _LONGEST
    return is_short and all(len(word) <= _LONGEST_WORD for word in value.split())


def _shown(make: Make) -> QLabel:
    """Words stand in as many lines as they need, what else there is in one."""
    if make.is_whole:
        shown: QLabel = label("", wrap=True)
        shown.setMinimumWidth(theme.px(40))  # not that of its longest word
        return _on_line(shown)
    shown = ElidedLabel()
    shown.setMinimumHeight(theme.px(_LINE))
    if make.is_code:
        shown.setFont(theme.mono_font())
    return shown


def _on_line(text: QLabel) -> QLabel:
    """Its first line stands where that of its neighbours does, however many follow."""
    text.ensurePolished()
    around = max(theme.px(_LINE) - text.fontMetrics().height(), 0)
    text.setContentsMargins(0, around // 2, 0, around - around // 2)
    return text


def _flowing(badges: list[QLabel]) -> FlowLayout:
    line = FlowLayout(spacing=5)
    for badge in badges:
        line.addWidget(badge)
    return line
