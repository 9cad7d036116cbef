"""One labelled value and its line, which can say one fact after the other."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.plain import plain
from app.ui import theme
from app.ui.texts import plain_tip
from app.ui.widgets.clipboard import copy
from app.ui.widgets.flow import FlowLayout
from app.ui.widgets.parts import ElidedLabel, button, icon_button, label, set_words

LABEL_WIDTH = 104
_LINE = 24
_BESIDE, _ABOVE = 17, 5  # points of surface that a badge has around its words
_LONGEST_WORD = 24  # characters of one that surely fits into a line
_LONGEST = 400  # characters that are said in as many lines as they need
_USUAL = ("prose", "code", "copier", "badge", "badge-too", "link")  # parts that most facts need


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


class FactLine:
    """A label and a value in a row of a grid, and what the value needs beside it.

    Each part is made for the first fact that needs it, and hidden while another does not: to make
    a widget takes twenty times as long as to show it again.
    """

    def __init__(self, grid: QGridLayout, row: int) -> None:
        self._fact: Fact | None = None
        self._parts: dict[str, QWidget] = {}
        self._saying: set[str] = set()  # the parts that say something of it
        self._seen: set[str] = set()
        self._name = _on_line(label("", "muted", wrap=True))
        self._name.setFixedWidth(theme.px(LABEL_WIDTH))
        self._box = QWidget()
        self._column = QVBoxLayout(self._box)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._line = QHBoxLayout()
        self._line.setSpacing(4)
        self._column.addLayout(self._line)
        self._badges = FlowLayout(spacing=5)
        self._column.addLayout(self._badges)
        for column, widget in enumerate((self._name, self._box)):
            grid.addWidget(widget, row, column, Qt.AlignmentFlag.AlignTop)

    def prepare(self) -> None:
        """Make what most facts need; nothing of it is seen yet."""
        for part in _USUAL:
            self._part(part)
        self.rest()
        self.turn()

    def say(self, fact: Fact) -> bool:
        """Say another fact; whether a part was made for it."""
        made = len(self._parts)
        self._fact = fact
        self._name.setText(fact.label)
        saying = {self._say_value(fact)}
        if fact.copied:
            saying.add(self._say_copier(fact))
        saying |= self._say_answers(fact)
        if fact.link and fact.pressed is not None:
            saying.add(self._say_link(fact))
        self._silence_but(saying)
        return len(self._parts) > made

    def rest(self) -> None:
        """Say nothing."""
        self._fact = None
        self._name.clear()
        self._silence_but(set())

    def is_other(self) -> bool:
        """Whether other parts are to be seen than are."""
        return self._seen != self._saying

    def turn(self) -> None:
        """Show what says something, and nothing else."""
        for part, widget in self._parts.items():
            widget.setVisible(part in self._saying)
        for holder in (self._name, self._box):
            holder.setVisible(bool(self._saying))
        self._seen = self._saying

    def takers(self) -> list[QWidget]:
        """What takes the keyboard, in reading order."""
        return [self._parts[part] for part in ("copier", "link") if part in self._parts]

    # --- its parts ---------------------------------------------------------------------------

    def _say_value(self, fact: Fact) -> str:
        """Sentences are read, in as many lines as they need; an id is cut in its middle."""
        part = "code" if fact.is_code else "prose" if _is_prose(fact.value) else "line"
        shown = self._part(part)
        if isinstance(shown, ElidedLabel):
            shown.set_whole(fact.value, hint=fact.hint)
        elif isinstance(shown, QLabel):
            shown.setText(plain(fact.value))
            shown.setToolTip(plain_tip(fact.hint))
        return part

    def _say_copier(self, fact: Fact) -> str:
        copier = self._part("copier")
        name = _copying(fact.label)
        copier.setToolTip(name)
        copier.setAccessibleName(name)
        return "copier"

    def _say_answers(self, fact: Fact) -> set[str]:
        answers = [answer for answer in (fact.remark, fact.check) if answer]
        kinds = ["badge", "badge-too"][: len(answers)]
        if answers:
            self._part("badge")  # before any other, for there it stands
            kinds[-1] = "warn-badge" if fact.is_warning else kinds[-1]  # it is about the last one
        for kind, answer in zip(kinds, answers, strict=True):
            badge = self._part(kind)
            assert isinstance(badge, QLabel)
            badge.setText(answer)
        return set(kinds)

    def _say_link(self, fact: Fact) -> str:
        link = self._part("link")
        assert isinstance(link, QPushButton)
        set_words(link, fact.link)
        link.setAccessibleName(f"{fact.label}: {fact.link}")
        return "link"

    def _silence_but(self, saying: set[str]) -> None:
        for part in self._saying - saying:
            _silence(self._parts[part])
        self._saying = saying

    def _part(self, name: str) -> QWidget:
        if name not in self._parts:
            self._parts[name] = self._make(name)
        return self._parts[name]

    def _make(self, name: str) -> QWidget:
        if name == "copier":
            made: QWidget = icon_button("copy", _copying(""), self._copy)
            self._line.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
        elif name == "link":
            made = button("", self._press, kind="link", icon="external-link")
            self._column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        elif "badge" in name:
            made = _Badge(name.removesuffix("-too"))
            self._badges.addWidget(made)
        else:
            made = _value(name)
            self._line.insertWidget(0, made, 1)
        return made

    def _copy(self) -> None:
        if self._fact is not None:
            copy(self._box, self._fact.copied, self._fact.label)

    def _press(self) -> None:
        if self._fact is not None and self._fact.pressed is not None:
            self._fact.pressed()


class _Badge(QLabel):
    """Stands in one line where there is room, and in several in a narrow inspector."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setMinimumWidth(theme.px(40))
        theme.dress(self, kind)

    def sizeHint(self) -> QSize:
        self.ensurePolished()  # its letters are small
        words = self.fontMetrics().size(0, self.text())
        return words + QSize(theme.px(_BESIDE), theme.px(_ABOVE))


def _is_prose(value: str) -> bool:
    """Whether it is made of words, between which a line can end."""
    is_short = len(value) <= _LONGEST
    return is_short and all(len(word) <= _LONGEST_WORD for word in value.split())


def _value(part: str) -> QLabel:
    """Words stand in as many lines as they need, what else there is in one."""
    if part == "prose":
        shown: QLabel = label("", wrap=True)
        shown.setMinimumWidth(theme.px(40))  # not that of its longest word
        return _on_line(shown)
    shown = ElidedLabel()
    shown.setMinimumHeight(theme.px(_LINE))
    if part == "code":
        shown.setFont(theme.mono_font())
    return shown


def _on_line(text: QLabel) -> QLabel:
    """Its first line stands where that of its neighbours does, however many follow."""
    text.ensurePolished()
    around = max(theme.px(_LINE) - text.fontMetrics().height(), 0)
    text.setContentsMargins(0, around // 2, 0, around - around // 2)
    return text


def _copying(what: str) -> str:
    return QCoreApplication.translate("FactList", "Copy {0}").format(what).strip()


def _silence(part: QWidget) -> None:
    """What it said is somebody's, and is not to be found in what is hidden."""
    if isinstance(part, ElidedLabel):
        part.set_whole("")
        return
    part.setToolTip("")
    if isinstance(part, QLabel | QAbstractButton):
        part.setText("")
    if isinstance(part, QPushButton):
        part.setAccessibleName(QCoreApplication.translate("FactList", "Link"))
    elif isinstance(part, QAbstractButton):
        part.setAccessibleName(_copying(""))
