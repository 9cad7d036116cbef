"""What people wrote about one transaction or delivery: mark, label, tags, and notes below."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from app.core.annotations import NONE, BadWriting, Marks
from app.core.changes import ChangeSet
from app.core.errors import AcuseError
from app.store.reader import Reader
from app.store.rows import NoteRow
from app.ui import labels, theme
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets.note_card import NoteCard
from app.ui.widgets.notice import Notice
from app.ui.widgets.parts import button, clear, label, set_words
from app.ui.widgets.ring import Ring
from app.ui.widgets.tags import TagEditor
from app.ui.widgets.writing import Pen, say_undoable

_FIELD_LINES = 3


@dataclass(frozen=True, slots=True)
class _Written:
    """All that is written about a subject, and the tags there are."""

    notes: tuple[NoteRow, ...]
    marks: Marks
    tags: tuple[str, ...]


class NotesPane(QWidget):
    """Shows a subject and keeps it up to date; an unfinished note stays with its subject."""

    def __init__(self, ask: Ask, bridge: Bridge, actions: Actions) -> None:
        super().__init__()
        self._ask, self._display, self._actions = ask, bridge.display, actions
        self._subject = ""
        self._drafts: dict[str, str] = {}
        self._editing: NoteRow | None = None
        self._written = _Written((), NONE, ())
        self._pen = Pen(self, ask, actions, self._chosen)
        self._build()
        bridge.changed.connect(self._changed)
        bridge.display.changed.connect(self._show)
        # Ages grow while nobody writes.
        clock = QTimer(self, interval=60_000)
        clock.timeout.connect(self._show)
        clock.start()

    # --- what it shows ------------------------------------------------------------------------

    def show_subject(self, subject: str) -> None:
        """Show what is written about a transaction, or about "delivery:12"."""
        if subject == self._subject:
            return
        self._drafts[self._subject] = self._field.toPlainText()
        self._subject = subject
        self._editing = None
        self._field.setPlainText(self._drafts.pop(subject, ""))
        self._written = _Written((), NONE, ())
        self._show()
        self._read()

    def drafts(self) -> Mapping[str, str]:
        """What was typed and not saved yet, by its subject."""
        typed = {**self._drafts, self._subject: self._field.toPlainText()}
        return {subject: text for subject, text in typed.items() if subject and text.strip()}

    def take_drafts(self, drafts: Mapping[str, str]) -> None:
        """Go on with what was typed in another; called before a subject is shown."""
        self._drafts.update(drafts)

    @property
    def pen(self) -> Pen:
        """Sets marks, labels and tags of the subject that is shown."""
        return self._pen

    def write(self) -> None:
        """Put the keyboard into the field for a new note."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def tag(self) -> None:
        """Put the keyboard into the field for a new tag."""
        self._tags.take_focus()

    def _chosen(self) -> list[tuple[str, Marks]]:
        return [(self._subject, self._written.marks)] if self._subject else []

    def _changed(self, changes: ChangeSet) -> None:
        if self._subject and (changes.about or self._subject in changes.transactions):
            self._read()

    def _read(self) -> None:
        subject = self._subject

        def read(reader: Reader) -> _Written:
            marks = reader.marks_of([subject]).get(subject, NONE)
            return _Written(tuple(reader.notes_of(subject)), marks, tuple(reader.tags()))

        def then(written: _Written) -> None:
            if subject == self._subject and written != self._written:
                self._written = written
                self._show()

        self._ask.ask(read, then)

    def _show(self) -> None:
        marks = self._written.marks
        self._mark.setChecked(marks.is_marked)
        marked = self.tr("Marked") if marks.is_marked else self.tr("Mark")
        set_words(self._mark, marked)
        labelled = labels.name(marks.label) or self.tr("Label")
        set_words(self._label, labelled)
        self._label.setIcon(labels.icon(marks.label) if marks.label else theme.icon("layers"))
        self._tags.show_tags(marks.tags, self._written.tags)
        clear(self._list)
        for note in self._written.notes:
            card = NoteCard(note, self._display, self._subject)
            card.edit_asked.connect(self._edit)
            card.remove_asked.connect(self._remove)
            self._list.addWidget(card)
        self._none.setVisible(not self._written.notes)

    # --- what can be done ---------------------------------------------------------------------

    def _save(self) -> None:
        """Ctrl+Enter: keep what stands in the field."""
        text, subject, old = self._field.toPlainText(), self._subject, self._editing
        if not subject or not text.strip():
            return
        note = self._actions.note
        words = self.tr("Note changed") if old else self.tr("Note added")
        about = old.subject if old else subject

        def back(number: int) -> object:
            return note(about, old.text if old else "", number)

        self._ask.undo.do(
            words,
            lambda: note(about, text, old.note_id if old else 0),
            back,
            then=lambda _: self._saved(subject, words),
            failed=self._failed,
        )

    def _saved(self, subject: str, words: str) -> None:
        self._notice.hide()
        if subject == self._subject:
            self._editing = None
            self._field.clear()
            self._field_changed()
        else:
            self._drafts.pop(subject, None)
        say_undoable(self, words)

    def _edit(self, note: NoteRow) -> None:
        self._editing = note
        self._field.setPlainText(note.text)
        self._field_changed()
        self.write()

    def _leave(self) -> None:
        """Esc: leave the note that is being changed as it was."""
        self._editing = None
        self._field.clear()
        self._field_changed()

    def _remove(self, note: NoteRow) -> None:
        words, actions = self.tr("Note removed"), self._actions
        self._ask.undo.do(
            words,
            lambda: actions.note(note.subject, "", note.note_id),
            lambda number: actions.note(note.subject, note.text, number),
            then=lambda _: say_undoable(self, words),
            failed=self._failed,
        )

    def _add_tag(self, typed: str) -> None:
        try:
            self._pen.add_tag(typed)
        except BadWriting as error:
            self._failed(error)
        else:
            self._notice.hide()

    def _failed(self, error: AcuseError) -> None:
        self._notice.say_error(error)

    def _field_changed(self) -> None:
        is_empty = not self._field.toPlainText().strip()
        self._keep.setEnabled(not is_empty)
        self._keep.setText(self.tr("Change note") if self._editing else self.tr("Add note"))
        self._cancel.setVisible(self._editing is not None)

    # --- building -----------------------------------------------------------------------------

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        self._tags = TagEditor(self._display)
        self._tags.added.connect(self._add_tag)
        self._tags.removed.connect(self._pen.remove_tag)
        self._notice = Notice()
        layout.addWidget(self._make_written(), 1)
        layout.addWidget(self._make_field())
        layout.addLayout(self._make_buttons())
        self._field_changed()

    def _make_marks(self) -> QHBoxLayout:
        self._mark = button(self.tr("Mark"), icon="bookmark", kind="chip")
        self._mark.setCheckable(True)
        self._mark.clicked.connect(self._pen.toggle_mark)
        self._label = button(self.tr("Label"), icon="layers", kind="chip")
        self._label.setMenu(self._pen.label_menu(self._label))
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._mark)
        line.addWidget(self._label)
        line.addStretch()
        return line

    def _make_written(self) -> QWidget:
        """All that is written; it scrolls, so that the field stays where it is."""
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(self._make_marks())
        column.addWidget(self._tags)
        column.addWidget(self._notice)
        self._none = label(
            self.tr("No notes yet. What you write here stays on this machine, with your name."),
            "muted",
            wrap=True,
        )
        column.addWidget(self._none)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        column.addLayout(self._list)
        column.addStretch()
        area = QScrollArea()
        Ring(area)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(sheet)
        area.viewport().setAutoFillBackground(False)
        sheet.setAutoFillBackground(False)
        return area

    def _make_field(self) -> QPlainTextEdit:
        self._field = _Field()
        self._field.setAccessibleName(self.tr("New note"))
        self._field.setPlaceholderText(self.tr("What should the next person know?"))
        self._field.textChanged.connect(self._field_changed)
        for keys, pressed in (
            ("Ctrl+Return", self._save),
            ("Ctrl+Enter", self._save),
            ("Esc", self._leave),
        ):
            made = QShortcut(QKeySequence(keys), self._field)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(pressed)
        return self._field

    def _make_buttons(self) -> QHBoxLayout:
        self._keep = button(self.tr("Add note"), self._save, kind="primary")
        self._cancel = button(self.tr("Cancel"), self._leave)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(label(self.tr("Ctrl+Enter saves"), "small"))
        line.addStretch()
        line.addWidget(self._cancel)
        line.addWidget(self._keep)
        return line


class _Field(QPlainTextEdit):
    """A few lines; Tab leaves it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.fontMetrics().height() * _FIELD_LINES + 22)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.fontMetrics().height() + 22)
