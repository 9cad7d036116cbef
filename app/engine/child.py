"""The engine: `main.py engine`, started by a window alone.

It receives, keeps, projects and calls out; the window reads the store by itself and asks for the
rest. When its input ends, the window has ended, however that came about, and so does it: in order,
for somebody may wait for an answer.
"""

from __future__ import annotations

import gc
import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from operator import attrgetter
from types import FrameType

from app.config.paths import Paths, keep_files_private
from app.config.secrets import Secrets, keychain
from app.core.changes import ChangeSet
from app.core.errors import AcuseError
from app.engine.messages import (
    Answered,
    Begin,
    BreakOff,
    Call,
    Doubt,
    Line,
    NotStarted,
    Progress,
    Pulse,
    Raised,
    Started,
    State,
)
from app.engine.silence import BEATS_EVERY
from app.projector.messages import Logged
from app.wiring import App

_PAUSE = 0.03  # seconds between two tellings of what changed
_LOOKS_EVERY = 0.5  # seconds: not everything that changes says so
_log = logging.getLogger("acuse.engine")


def run(argv: Sequence[str]) -> int:
    """Serve the window that started this process until it has ended; the exit status."""
    if len(argv) != 2 or os.isatty(0):
        print("A window of Acuse starts its engine by itself.", file=sys.stderr)
        return 2
    for number in (signal.SIGINT, signal.SIGTERM):  # a terminal and systemd send them to both
        signal.signal(number, _unheard)  # what is ignored would be so by ssh and others of ours too
    keep_files_private()
    line = _line()
    begin = line.hear()
    if isinstance(begin, Begin):
        _serve(line, begin)
    return 0


def _unheard(number: int, frame: FrameType | None) -> None:
    """The window alone decides when this process ends."""


def _line() -> Line:
    """What is printed by accident goes to standard error instead of between two messages."""
    hears, tells = os.dup(0), os.dup(1)
    try:
        os.dup2(2, 1)
    except OSError:  # there is none, as beside a window of Windows
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return Line(os.fdopen(hears, "rb", buffering=0), os.fdopen(tells, "wb", buffering=0))


def _serve(line: Line, begin: Begin) -> None:
    with ExitStack() as started:
        try:
            app = App(begin.choices, _secrets(begin), os.environ)
            started.callback(app.stop)
            app.start()
            engine = Engine(line, app)
            is_receiving = app.receive_patiently()
        except (AcuseError, OSError) as error:
            with suppress(OSError):
                line.tell(NotStarted(error))
            return
        with suppress(OSError):  # the window has ended before it heard of the start
            engine.begin()
            line.tell(Started(is_receiving))
            gc.freeze()  # as without a window
            engine.obey()


def _secrets(begin: Begin) -> Secrets:
    """Raises VaultError when the vault does not open."""
    if begin.secrets is not None:
        return Secrets(begin.secrets)
    paths = Paths(begin.choices.data_dir)
    paths.prepare()
    return Secrets(os.environ, keychain(paths.vault, os.environ))


class _Wish(threading.Event):
    """That a call be broken off: some actions are given an event, others a callable."""

    def __call__(self) -> bool:
        return self.is_set()


class Engine:
    """A running app, spoken for on the pipes."""

    def __init__(self, line: Line, app: App) -> None:
        self._line, self._app = line, app
        self._actions = app.actions()
        self._wishes: dict[int, _Wish] = {}
        self._guard = threading.Lock()  # of what is still to be told
        self._news: ChangeSet | None = None
        self._is_new = threading.Event()
        self._telling = threading.Lock()  # states are told in the order in which they were so
        self._state: State | None = None

    def begin(self) -> None:
        """Tell how it stands, and from now on what changes."""
        self._tell_state()
        self._app.listen(self._changed)
        for name, tell in (("news", self._tell_news), ("pulse", self._beat)):
            threading.Thread(target=tell, name=name, daemon=True).start()

    def obey(self) -> None:
        """Do what is asked for until the window ends; each call has a thread of its own."""
        while (message := self._line.hear()) is not None:
            if isinstance(message, Call):
                if message.is_watched:
                    self._wishes[message.number] = _Wish()
                work = partial(self._answer, message)
                threading.Thread(target=work, name=message.name, daemon=True).start()
            elif isinstance(message, BreakOff):
                if wish := self._wishes.get(message.number):
                    wish.set()
            elif isinstance(message, Doubt):
                self._app.doubt(message.delivery_id)
            elif isinstance(message, Logged):
                logging.getLogger(message.name).log(message.level, "%s", message.text)
        for wish in list(self._wishes.values()):
            wish.set()

    # --- calls ------------------------------------------------------------------------------------

    def _answer(self, call: Call) -> None:
        with suppress(OSError):  # the window has ended, which the other thread notices
            try:
                value = self._done(call)
                self._tell_state()  # first: whoever has the answer knows what it changed
                self._line.tell(Answered(call.number, value))
            except AcuseError as error:
                self._line.tell(Raised(call.number, error))
            except OSError as error:
                self._line.tell(Raised(call.number, error))
            except Exception as error:
                _log.exception("A mistake of our own")
                self._line.tell(Raised(call.number, RuntimeError(f"{call.name}: {error!r}")))
        self._wishes.pop(call.number, None)

    def _done(self, call: Call) -> object:
        do: Callable[..., object] = attrgetter(call.name)(self._actions)
        if not call.is_watched:
            return do(*call.arguments)

        def tell(*values: object) -> None:
            with suppress(OSError):
                self._line.tell(Progress(call.number, values))

        return do(*call.arguments, tell, self._wishes[call.number])

    # --- what changes -----------------------------------------------------------------------------

    def _changed(self, changes: ChangeSet) -> None:
        """Told on any thread, and often: what comes at once is told as one."""
        with self._guard:
            self._news = self._news.merged(changes) if self._news else changes
        self._is_new.set()

    def _tell_news(self) -> None:
        with suppress(OSError):
            while True:
                self._is_new.wait(_LOOKS_EVERY)
                self._is_new.clear()
                with self._guard:
                    news, self._news = self._news, None
                self._tell_state()
                if news is not None:
                    self._line.tell(news)
                time.sleep(_PAUSE)

    def _beat(self) -> None:
        """On a thread that waits for nothing else: whoever unlocks a keychain takes their time."""
        with suppress(OSError):
            while True:
                self._line.tell(Pulse())
                time.sleep(BEATS_EVERY)

    def _tell_state(self) -> None:
        with self._telling:
            state = self._now()
            if state != self._state:
                self._line.tell(state)
                self._state = state

    def _now(self) -> State:
        actions = self._actions
        return State(
            url=self._app.url,
            settings=actions.settings(),
            receiver=actions.receiver_state(),
            callbacks=tuple(actions.callbacks()),
            tunnel=actions.tunnel(),
            tunnel_output=tuple(actions.tunnel_output()),
            outage=actions.outage(),
            latest_probe=actions.latest_probe(),
        )
