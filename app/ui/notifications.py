"""Notes of the desktop about what needs a person: provider, what and how many, never whose."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.core import telling
from app.core.alerts import AlertKind
from app.core.changes import ChangeSet
from app.core.errors import AcuseError
from app.core.telling import Heap, Teller, heaps
from app.store.reader import Reader
from app.ui import texts
from app.ui.actions import Actions
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.standing import Standing, State
from app.ui.widgets.parts import while_alive

PAUSE = timedelta(hours=1)
_SETTLES = 3_000  # milliseconds: what comes at once is told at once
_ANYWAY = 60_000  # milliseconds: a snooze ends, a rule of time begins to hold
_LINES = 4  # of a note


@dataclass(frozen=True, slots=True)
class Note:
    """What the desktop shows, and what a click opens: a page, of the inbox just what was told."""

    title: str
    text: str
    page: str
    told: tuple[Heap, ...] = ()


@dataclass(frozen=True, slots=True)
class Open:
    """What is open: the lines of the inbox, and the heaps that they are."""

    lines: int
    heaps: tuple[Heap, ...]


def read_open(reader: Reader, now: datetime) -> Open:
    """Ask the store; on a reader's thread."""
    rows = reader.alerts(now)
    found = heaps(Heap(one.kind, one.provider, one.count, one.newest) for one in rows)
    return Open(len(rows), tuple(found))


class Notifier(QObject):
    """Looks a moment after something changed, so that a storm is one note."""

    told = Signal(object)  # Note
    counted = Signal(object)  # Open

    def __init__(
        self,
        ask: Ask,
        bridge: Bridge,
        actions: Actions,
        is_seen: Callable[[], bool],
        parent: QObject | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        settles: int = _SETTLES,
    ) -> None:
        super().__init__(parent)
        self._ask, self._actions, self._is_seen, self._now = ask, actions, is_seen, now
        self._display = bridge.display
        self._teller = Teller()
        self._words = _Words(self)
        self._state: State | None = None
        self._state_told = State.RECEIVING
        self._paused_until: datetime | None = None
        self._is_asking = self._asks_again = False
        self._settle = QTimer(self, singleShot=True, interval=settles)
        self._settle.timeout.connect(self.look)
        anyway = QTimer(self, interval=_ANYWAY)
        anyway.timeout.connect(self.look)
        anyway.start()
        bridge.changed.connect(self._changed)
        self.look()

    # --- pausing ------------------------------------------------------------------------------

    @property
    def is_paused(self) -> bool:
        """Whether somebody wants to be left alone."""
        return self._paused_until is not None and self._now() < self._paused_until

    def pause(self, is_paused: bool) -> None:
        """Tell nothing for an hour, or again from now on; what came meanwhile is told then."""
        self._paused_until = self._now() + PAUSE if is_paused else None

    def _may_tell(self) -> bool:
        settings = self._actions.settings()
        here = self._now().astimezone(self._display.zone).time()
        is_quiet = telling.is_quiet(here, settings.quiet_from, settings.quiet_until)
        return settings.notify and not self.is_paused and not is_quiet

    # --- alerts -------------------------------------------------------------------------------

    @Slot(object)
    def _changed(self, changes: ChangeSet) -> None:
        if not self._settle.isActive():
            self._settle.start()

    def renew(self) -> None:
        """Ask anew: with the window before, the answer under way may have been let go."""
        self._is_asking = self._asks_again = False
        self.look()

    @Slot()
    def look(self) -> None:
        """Ask what is open now; while an answer is under way, once more after it."""
        self._asks_again = self._is_asking
        if not self._is_asking:
            self._is_asking = True
            now = self._now()
            self._ask.ask(
                lambda reader: read_open(reader, now),
                while_alive(self, self._answered),
                while_alive(self, self._failed),
            )

    def _answered(self, found: Open) -> None:
        self._is_asking = False
        if self._asks_again:
            self.look()
        self.counted.emit(found)
        if self._teller.has_begun and not self._may_tell():
            return  # it adds up until somebody wants to hear of it
        muted = self._actions.settings().muted
        news = self._teller.news(found.heaps, self._now(), is_seen=self._is_seen(), muted=muted)
        if news:
            self.told.emit(self._words.of(news))

    def _failed(self, _: AcuseError) -> None:
        self._is_asking = self._asks_again = False  # the attention page says what is wrong

    # --- the receiver -------------------------------------------------------------------------

    def show_standing(self, now: Standing) -> None:
        """Tell once when nothing comes in or is kept, and once when it does again."""
        before, self._state = self._state, now.state
        if before is None:
            self._state_told = now.state  # the window is just opening, and says so itself
        elif now.state is not self._state_told and self._may_tell():
            self._state_told = now.state
            if not self._is_seen():
                self.told.emit(self._words.of_state(now.state))


class _Words(QObject):
    """Only an object's own tr has a singular and a plural."""

    def of(self, news: Sequence[Heap]) -> Note:
        """One note for all of it."""
        if len(news) == 1:
            title = texts.provider_title(news[0].provider)
            return Note(title, self._line(news[0]), "attention", tuple(news))
        form = self.tr("{0}: {1}")
        told = [(texts.provider_title(one.provider), self._line(one)) for one in news[:_LINES]]
        lines = [form.format(*one) for one in told]
        if len(news) > _LINES:
            lines.append("…")
        title = self.tr("Acuse: something needs you")
        return Note(title, "\n".join(lines), "attention", tuple(news))

    def _line(self, one: Heap) -> str:
        count = one.count
        words: dict[str, str] = {
            AlertKind.QUARANTINED: self.tr("%n deliveries in quarantine", "", count),
            AlertKind.AWAITING_KEY: self.tr("%n deliveries wait for their key", "", count),
            AlertKind.UNREADABLE: self.tr("%n deliveries cannot be read", "", count),
            AlertKind.DIFFERENT: self.tr("%n transactions differ at the provider", "", count),
            AlertKind.CONTRADICTORY: self.tr("%n transactions contradict themselves", "", count),
            AlertKind.FAILED: self.tr("%n transactions failed", "", count),
        }
        return words.get(one.kind) or self.tr("%n × {0}", "", count).format(
            texts.readable(one.kind)
        )

    def of_state(self, state: State) -> Note:
        """What happened to the receiver."""
        return {
            State.RECEIVING: Note(
                self.tr("Acuse receives again"),
                self.tr("Deliveries come in and are kept."),
                "connections",
            ),
            State.UNREACHABLE: Note(
                self.tr("Providers cannot reach Acuse"),
                self.tr("Nothing comes in until that is mended; most providers try again."),
                "connections",
            ),
            State.FAILING: Note(
                self.tr("Acuse cannot store deliveries"),
                self.tr("They are refused, and nothing is acknowledged. Providers try again."),
                "connections",
            ),
        }[state]
