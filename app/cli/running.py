"""The commands that receive: with a window, without one, and on sample traffic."""

from __future__ import annotations

import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace

from app import headless
from app.cli import output
from app.cli.arguments import Arguments
from app.cli.progress import Progress
from app.cli.secret import secrets_of
from app.config import summons
from app.config.paths import Paths
from app.config.program import has_display
from app.config.secrets import Secrets, variable
from app.engine.hands import actions, reader_of
from app.engine.messages import Begin
from app.engine.process import Engine
from app.simulator.signing import DemoSecrets, demo_secrets
from app.simulator.simulator import Simulator
from app.store.rows import FeedRow
from app.ui.actions import Callback
from app.wiring import App, Choices, fill, now


def window(arguments: Arguments) -> int:
    """The window with the receiver behind it; without a display, the receiver alone."""
    if not has_display():
        print("There is no display, so Acuse receives without a window.", file=sys.stderr)
        return serve(arguments)
    if summons.call(Paths(arguments.choices.data_dir), arguments.text):
        return 0  # it is open already, and has come to the front
    return _windowed(Engine(Begin(arguments.choices)), arguments)


def serve(arguments: Arguments) -> int:
    """The receiver without a window, until it is told to stop."""
    app = App(arguments.choices, secrets_of(arguments), os.environ)
    with _stopping() as stop, _receiving(app, arguments):
        gc.freeze()  # as in show
        headless.wait(stop)
    return 0


def demo(arguments: Arguments) -> int:
    """Sample traffic in a store of its own, with secrets that are made up for it."""
    if arguments.fill:
        _fill(arguments)
        if arguments.no_window:
            return 0
    is_windowed = not arguments.no_window and has_display()
    if is_windowed and summons.call(Paths(_demo_choices(arguments).data_dir)):
        return 0
    known = demo_secrets(int(now().timestamp()))
    choices, secrets = _demo_choices(arguments), as_environment(known)
    if is_windowed:
        return _windowed(Engine(Begin(choices, secrets)), arguments, known)
    app = App(choices, Secrets(secrets), os.environ)
    with _stopping() as stop, _receiving(app, arguments), _traffic(app.callbacks, known):
        headless.wait(stop, arguments.seconds)
    return 0


def _fill(arguments: Arguments) -> None:
    """A store of the past weeks to begin with; how far it is, on standard error."""
    today = now().replace(hour=0, minute=0, second=0, microsecond=0)
    fill(
        _demo_choices(arguments).data_dir,
        arguments.fill,
        arguments.until or today,
        Progress(sys.stderr, time.monotonic),
    )


def _windowed(engine: Engine, arguments: Arguments, known: DemoSecrets | None = None) -> int:
    """The window upon its engine; with known secrets, as a demo."""
    with _stopping() as stop:
        engine.start(lambda is_on: _say_where(engine.state.url, arguments) if is_on else None)
        try:
            import app.ui.run  # noqa: F401 - Qt takes its time, and so does the engine meanwhile

            engine.started()
            with _traffic(lambda: engine.state.callbacks, known) if known else nullcontext():
                return show(engine, arguments, demo=known is not None, stop=stop)
        finally:
            engine.stop()


def _say_where(url: str, arguments: Arguments) -> None:
    receiving = {"event": "receiving", "url": url}
    _say(output.as_json(receiving) if arguments.json else f"Receiving on {url}")


def _say(line: str) -> None:
    try:
        print(line, flush=True)
    except BrokenPipeError:  # nobody reads any more: that is no reason not to receive
        silence()


def _say_shown() -> None:
    _say(output.as_json({"event": "shown"}))


def show(
    engine: Engine,
    arguments: Arguments | None = None,
    *,
    demo: bool = False,
    is_probe: bool = False,
    stop: threading.Event | None = None,
) -> int:
    """Show the window of a started engine until it is closed; a probe ends once it was painted."""
    from app.ui.run import run_window  # the commands without a window do without Qt

    # All modules are read: looking through them again and again for garbage held every thread up
    # for 60 ms each time.
    gc.freeze()
    with actions(engine) as known:
        return run_window(
            reader_of(engine),
            known,
            engine.listen,
            demo=demo,
            offscreen_probe=is_probe,
            seconds=arguments.seconds if arguments else None,
            stop=stop,
            address=_address(arguments, demo=demo) if arguments else "",
            lookup=arguments.text if arguments else "",
            shown=_say_shown if arguments and arguments.json else lambda: None,
        )


def _address(arguments: Arguments, *, demo: bool) -> str:
    choices = _demo_choices(arguments) if demo else arguments.choices
    return summons.address(Paths(choices.data_dir))


def _demo_choices(arguments: Arguments) -> Choices:
    choices = arguments.choices
    return replace(
        choices,
        data_dir=choices.data_dir if arguments.data_dir else Paths(choices.data_dir).demo,
        port=choices.port or 0,  # the operator's own port may be in use by the real one
    )


def as_environment(known: DemoSecrets) -> dict[str, str]:
    return {
        variable(provider, name): value
        for provider, credentials in known.credentials.items()
        for name, value in credentials.items()
    }


@contextmanager
def _receiving(app: App, arguments: Arguments) -> Iterator[None]:
    """The app at work, with a line that says where it receives and one a delivery."""
    lines = headless.DeliveryLines(app.open_reader, _teller(arguments))
    app.listen(lines.notify)
    try:
        app.start()
        lines.start()
        app.receive()
        _say_where(app.url, arguments)  # the first line, also before a backlog
        lines.tell()
        yield
    finally:
        app.hang_up()
        lines.stop()
        app.stop()


def _teller(arguments: Arguments) -> Callable[[FeedRow], None]:
    def tell(row: FeedRow) -> None:
        line = output.as_json(output.delivery_json(row))
        _say(line if arguments.json else output.delivery_line(row))

    return tell


def silence() -> None:
    """Write nothing more to standard output, whose reader has gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _traffic(callbacks: Callable[[], Sequence[Callback]], known: DemoSecrets) -> Iterator[None]:
    """The simulated world outside, while this lasts."""
    urls = {one.provider: one.local_url for one in callbacks()}
    simulator = Simulator(urls, known, seed=int(now().timestamp()))
    simulator.start()
    try:
        yield
    finally:
        simulator.stop()


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """An event that Ctrl+C and SIGTERM set."""
    stop = threading.Event()
    with headless.stop_signals(stop.set):
        yield stop
