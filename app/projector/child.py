"""The projector as a process of its own: `main.py projector FACTS VIEWS`, started by Acuse alone.

It reads orders on standard input and tells on standard output; see `messages`. When its input ends,
Acuse has ended, however that came about, and so does it: at once, for what it had not committed
will be done again.
"""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import TYPE_CHECKING

from app.projector.garbage import collect_rarely
from app.projector.messages import Failed, Logged, Message, Order, Sign, encoded

if TYPE_CHECKING:
    from app.projector.projector import Projector

_NICER = 5  # than whoever acknowledges and paints: meaning may come a moment later
_IN, _OUT = 0, 1


def run(argv: Sequence[str]) -> int:
    """Project until told to stop; the exit status."""
    if len(argv) != 4:
        print("Acuse starts its projector by itself.", file=sys.stderr)
        return 2
    _serve_quietly()
    tell = _teller()
    root = logging.getLogger()
    root.addHandler(_Told(tell))
    root.setLevel(logging.INFO)
    made: Future[Projector] = Future()
    threading.Thread(target=_obey, args=(made,), name="orders", daemon=True).start()
    projector = _made(Path(argv[2]), Path(argv[3]), tell)
    made.set_result(projector)
    collect_rarely()
    projector.run()
    return 0


def _serve_quietly() -> None:
    """Give way to the process that answers and paints, which alone decides when this one ends."""
    for number in (signal.SIGINT, signal.SIGTERM):  # a terminal and systemd send them to both
        signal.signal(number, signal.SIG_IGN)
    if sys.platform != "win32":  # there the priority is given at the start
        os.nice(_NICER)


def _made(facts: Path, views: Path, tell: Callable[[Message], None]) -> Projector:
    # They take their time, in which an order to stop is heard already.
    from app.projector.projector import Projector
    from app.providers import PROVIDERS

    return Projector(
        facts,
        views,
        PROVIDERS,
        listener=tell,
        failed=lambda reason: tell(Failed(reason)),
        awake=lambda: tell(Sign.AWAKE),
        renewed=lambda: tell(Sign.ANEW),
    )


def _obey(made: Future[Projector]) -> None:
    """Until Acuse ends; what could not be begun yet may end at once too."""
    while order := os.read(_IN, 1):
        if not made.done():
            break
        projector = made.result()
        does = {
            Order.WAKE: projector.wake,
            Order.DOUBT: projector.doubt,
            Order.ANEW: projector.renew,
            Order.STOP: projector.stop,
        }
        does[Order(order)]()
    os._exit(0)


def _teller() -> Callable[[Message], None]:
    """Tells from any thread, one whole line after the other."""
    guard = threading.Lock()

    def tell(message: Message) -> None:
        line = encoded(message)
        with guard:
            while line:
                line = line[os.write(_OUT, line) :]

    return tell


class _Told(logging.Handler):
    """The log lies with Acuse."""

    def __init__(self, tell: Callable[[Message], None]) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        self._tell(Logged(record.levelno, record.name, self.format(record)))
