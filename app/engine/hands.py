"""The window's `Actions` upon an engine: most are calls, and some the window does by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import fields
from functools import partial
from threading import Event
from typing import Any

from app.config.paths import Paths
from app.config.remembered import Remembered
from app.config.saved_filters import FilterKeeper
from app.core.asked import meanings
from app.engine.process import Engine
from app.providers import PROVIDERS
from app.store.reader import Reader
from app.ui.actions import Actions, StoreCare
from app.wiring.exporting import exporter
from app.wiring.remote import standing_of


def reader_of(engine: Engine) -> Callable[[], Reader]:
    """Opens a reader of its own for whoever asks, to be closed by them."""
    paths, meant = Paths(engine.data_dir), meanings(PROVIDERS)

    def open_reader() -> Reader:
        return Reader(paths.views, paths.facts, meant, damaged=engine.doubt, changed=engine.doubt)

    return open_reader


@contextmanager
def actions(engine: Engine) -> Iterator[Actions]:
    """What a window upon a started engine may ask for, while this lasts."""
    paths = Paths(engine.data_dir)
    filters = FilterKeeper(paths)
    with ThreadPoolExecutor(1, thread_name_prefix="remembering") as remembering:
        remembered = Remembered(paths.remembered, remembering.submit)
        by_itself: dict[str, Any] = {
            **_from_memory(engine),
            "recall": remembered.recall,
            "remember": remembered.remember,
            "saved_filters": filters.saved,
            "change_filters": filters.change,
            "export": exporter(reader_of(engine)),
        }
        watched = {name: _watched(engine, name) for name in ("backfill", "import_file")}
        called = {one.name: partial(engine.call, one.name) for one in fields(Actions)}
        yield Actions(**{**called, **watched, **by_itself, "care": _care(engine)})


def _from_memory(engine: Engine) -> Mapping[str, Callable[..., object]]:
    return {
        "settings": lambda: engine.state.settings,
        "callbacks": lambda: engine.state.callbacks,
        "receiver_state": lambda: engine.state.receiver,
        "tunnel": lambda: engine.state.tunnel,
        "tunnel_output": lambda: engine.state.tunnel_output,
        "outage": lambda: engine.state.outage,
        "latest_probe": lambda: engine.state.latest_probe,
        "standing": lambda provider, url: standing_of(engine.state.settings, provider, url),
    }


def _watched(engine: Engine, name: str) -> Callable[..., Any]:
    """Of an action whose last two arguments are told the progress and say to break off."""

    def do(*arguments: Any) -> Any:
        *given, tell, stop = arguments
        is_unwanted = stop.is_set if isinstance(stop, Event) else stop
        return engine.watched(name, *given, tell=tell, is_unwanted=is_unwanted)

    return do


def _care(engine: Engine) -> StoreCare:
    return StoreCare(
        state=partial(engine.call, "care.state"),
        back_up=_watched(engine, "care.back_up"),
        prepare=_watched(engine, "care.prepare"),
        outlook=partial(engine.call, "care.outlook"),
        let_go=_watched(engine, "care.let_go"),
    )
