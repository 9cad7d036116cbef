"""What the window's main thread must not do: wait for the process that does the rest."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import fields, replace
from functools import partial
from pathlib import Path
from typing import Any

from app.engine import hands
from app.engine.messages import Begin
from app.engine.process import Engine
from app.ui.actions import Actions, StoreCare
from app.wiring import Choices

WATCHED = frozenset({"backfill", "import_file"})


def asked_of_the_engine() -> frozenset[str]:
    """The actions that are messages to another process, by name."""
    engine = Engine(Begin(Choices(Path())))  # not started: no more than told what it would run on
    with hands.actions(engine) as known:
        found = {one.name for one in fields(Actions) if type(getattr(known, one.name)) is partial}
    return frozenset(found | WATCHED)


def watched(actions: Actions, names: frozenset[str], waited: list[str]) -> Actions:
    """The same; those of these names that are done on the main thread are noted."""

    def noting(name: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def done(*given: Any, **named: Any) -> Any:
            if threading.current_thread() is threading.main_thread():
                waited.append(name)
            return do(*given, **named)

        return done

    care = {
        one.name: noting(f"care.{one.name}", getattr(actions.care, one.name))
        for one in fields(StoreCare)
    }
    asked: dict[str, Any] = {name: noting(name, getattr(actions, name)) for name in names}
    return replace(actions, **asked, care=StoreCare(**care))
