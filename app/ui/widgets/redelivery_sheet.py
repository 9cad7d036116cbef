"""Has a provider send again what was not taken: counted first, then sent, by paths it gave us."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from app.core import redelivery
from app.core.errors import AcuseError
from app.core.plain import plain
from app.core.provider import Answer, Provider, Span
from app.ui import texts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.display import Display
from app.ui.widgets.dialogs import Sheet, code_box, form
from app.ui.widgets.moments import moment_field, moment_of
from app.ui.widgets.parts import busy, label, while_alive

EVENTS = ("funding", "withdrawal")


class RedeliverySheet(Sheet):
    """Off until the paths are confirmed; nothing is sent again that was not counted before."""

    def __init__(
        self,
        parent: QWidget,
        provider: Provider,
        ask: Ask,
        actions: Actions,
        display: Display,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        title = self.tr("Have {0} send again").format(provider.title)
        remark = self.tr(
            "Events are kept for 60 days and sent again in parts of up to three days. What arrives"
            " twice is one fact. Where this is asked is printed nowhere: enter the paths that the"
            " provider gave you."
        )
        super().__init__(parent, title, remark)
        self._provider, self._ask, self._actions, self._now = provider, ask, actions, now
        self._counted: tuple[Span, tuple[str, ...]] | None = None
        self._add_fields(display)
        self._answers = code_box(self.tr("Answers"))
        self._answers.setFixedHeight(self._answers.fontMetrics().height() * 7)
        self._answers.hide()
        self.body.addWidget(self._answers)
        self.add_close()
        self._count = self.add_button(self.tr("Count"), lambda: self._begin(execute=False))
        self._send = self.add_button(
            self.tr("Send again"), lambda: self._begin(execute=True), kind="primary"
        )
        self._check()

    def _add_fields(self, display: Display) -> None:
        now, lines = self._now(), form()
        self._since = moment_field(display, self.tr("From"), now - timedelta(days=1))
        self._until = moment_field(display, self.tr("To"), now)
        self._event = QComboBox()
        self._event.setAccessibleName(self.tr("Events"))
        self._event.addItem(self.tr("all"), EVENTS)
        for one in EVENTS:
            self._event.addItem(one, (one,))
        options = self._actions.settings().connection(self._provider.name).options
        self._paths = {
            spec.name: _path(options.get(spec.name, ""), texts.own_words(spec.label), spec.help)
            for spec in (redelivery.PREVIEW_PATH, redelivery.PATH)
        }
        for field in (self._since, self._until, self._event, *self._paths.values()):
            lines.addRow(label(field.accessibleName(), "muted"), field)
        words = self.tr("{0} gave me these paths").format(self._provider.title)
        self._confirmed = QCheckBox(words)
        self._confirmed.setChecked(all(one.text() for one in self._paths.values()))
        self.body.addLayout(lines)
        self.body.addWidget(self._confirmed)
        self._confirmed.toggled.connect(self._check)
        self._event.currentIndexChanged.connect(self._check)
        for moment in (self._since, self._until):
            moment.dateTimeChanged.connect(self._check)
        for path in self._paths.values():
            path.textChanged.connect(self._unconfirm)

    def _unconfirm(self) -> None:
        self._counted = None
        self._confirmed.setChecked(False)
        self._check()

    def _wanted(self) -> tuple[Span, tuple[str, ...]]:
        events: Sequence[str] = self._event.currentData()
        return Span(moment_of(self._since), moment_of(self._until)), tuple(events)

    def _check(self) -> None:
        """What was counted can be sent, and nothing else."""
        preview, path = self._paths.values()
        is_on = self._confirmed.isChecked()
        self._count.setEnabled(is_on and bool(preview.text().strip()))
        can_send = is_on and bool(path.text().strip()) and self._counted == self._wanted()
        self._send.setEnabled(can_send)

    # --- asking -------------------------------------------------------------------------------

    def _begin(self, *, execute: bool) -> None:
        self.notice.hide()
        for one in (self._count, self._send):
            busy(one, True)
        wanted, paths = self._wanted(), self._path_texts()
        self._ask.errand(
            lambda: self._asked(wanted, paths, execute=execute),
            while_alive(self, lambda answers: self._answered(wanted, answers, execute=execute)),
            while_alive(self, self._failed),
        )

    def _path_texts(self) -> dict[str, str]:
        return {name: field.text().strip() for name, field in self._paths.items()}

    def _asked(
        self, wanted: tuple[Span, tuple[str, ...]], paths: dict[str, str], *, execute: bool
    ) -> list[tuple[Span, str, Answer]]:
        """On a thread for what blocks: the paths are kept, then each part is asked."""
        name, settings = self._provider.name, self._actions.settings()
        connection = settings.connection(name)
        if any(connection.options.get(key, "") != path for key, path in paths.items()):
            kept = replace(connection, options={**connection.options, **paths})
            self._actions.save_settings(settings.with_connection(name, kept))
        span, events = wanted
        return [
            (part, event, self._actions.redeliver(name, event, part, execute))
            for part in redelivery.windows(span, self._now())
            for event in events
        ]

    def _answered(
        self,
        wanted: tuple[Span, tuple[str, ...]],
        answers: list[tuple[Span, str, Answer]],
        *,
        execute: bool,
    ) -> None:
        self._rest()
        self._counted = None if execute else wanted
        lines = [
            f"{event} {part.since:%Y-%m-%d %H:%M}–{part.until:%Y-%m-%d %H:%M} UTC: {answer.raw}"
            for part, event, answer in answers
        ]
        self._answers.setPlainText("\n".join(plain(line, longest=2_000) for line in lines))
        self._answers.show()
        if execute:
            title = self.tr("{0} was asked to send it again").format(self._provider.title)
            self.notice.say("good", title, self.tr("It arrives like every other delivery."))
        else:
            title = self.tr("This would be sent again")
            self.notice.say("notice", title, self.tr("Nothing has been sent yet."))
        self._check()
        self.fit()

    def _failed(self, error: AcuseError) -> None:
        self._rest()
        self._counted = None
        self._check()
        self.notice.say_error(error)

    def _rest(self) -> None:
        for one in (self._count, self._send):
            busy(one, False)


def _path(text: str, name: str, hint: str) -> QLineEdit:
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setAccessibleDescription(texts.own_words(hint))
    made.setPlaceholderText("/v4/…")
    return made
