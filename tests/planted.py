"""The samples with something planted in each of their strings, and a trap that tells if it bit."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

from app.core.errors import Unreadable
from app.providers import PROVIDERS

SAMPLES = Path(__file__).parent / "samples"
MARK = "canary"
HIDDEN = "\u202e\u2067\x1b\x07\x00\r"  # never to be seen, heard or obeyed
_IN_OPEN = 0x20


@dataclass
class Trap:
    """A file that must not be opened and an address that must not be called."""

    folder: Path
    port: int = 0
    calls: list[str] = field(default_factory=list)
    _watch: int = -1

    @property
    def bait(self) -> Path:
        return self.folder / f"{MARK}.png"

    def openings(self) -> int:
        """How often the file was opened since it was last asked."""
        with contextlib.suppress(BlockingIOError):
            return len(os.read(self._watch, 65536)) // struct.calcsize("iIII")
        return 0

    def markers(self) -> tuple[str, ...]:
        """What is planted: markup, links, formulas, what turns the text or drives a terminal."""
        here = f"http://127.0.0.1:{self.port}/{MARK}"
        return (
            f'<img src="file://{self.bait}"><b>{MARK}</b>',
            f'<a href="{here}">{MARK}</a><img src="{here}"><script src="{here}"></script>',
            f'=HYPERLINK("{here}","{MARK}")',
            f"{MARK}\u202e\u2067\x1b[31m\x07\r\n{MARK}\x00",
            f"file://{self.bait}",
            f"@SUM(1+1)*cmd|' /C {MARK}'!A0",
            f"https://www.banxico.org.mx@127.0.0.1:{self.port}/{MARK}",
        )


@contextlib.contextmanager
def trap(folder: Path) -> Iterator[Trap]:
    """Watch a file and an address while this lasts."""
    made = Trap(folder)
    made.bait.write_bytes(b"no picture")
    libc = ctypes.CDLL(None, use_errno=True)
    made._watch = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
    assert made._watch >= 0
    libc.inotify_add_watch(made._watch, str(made.bait).encode(), _IN_OPEN)
    with socket.create_server(("127.0.0.1", 0)) as door:
        made.port = door.getsockname()[1]
        thread = threading.Thread(target=_answer, args=(door, made))
        thread.start()
        try:
            yield made
        finally:
            door.shutdown(socket.SHUT_RDWR)
            thread.join()
            os.close(made._watch)


def _answer(door: socket.socket, made: Trap) -> None:
    with contextlib.suppress(OSError):
        while True:
            peer, _ = door.accept()
            with peer:
                made.calls.append(peer.recv(1000).decode("latin-1"))


# --- bodies ---------------------------------------------------------------------------------------

Place = tuple[Any, ...]  # keys and numbers that lead to a string


@dataclass(frozen=True, slots=True)
class Planted:
    """A body with something in its strings."""

    provider: str
    name: str
    body: bytes


def bodies(markers: tuple[str, ...], turn: int = 0) -> Iterator[Planted]:
    """Each sample twice: planted in every string, and in all but those that give it its meaning."""
    for number, (file, whole, places, free) in enumerate(_samples()):
        provider = file.parent.name
        for name, chosen in (("all", places), ("free", free)):
            mark = partial(_marker, markers, number + turn, file.stem)
            extra = {f"<b>{MARK}\u202e": markers[number % len(markers)]}
            body = json.dumps({**_with(whole, chosen, mark), **extra})
            yield Planted(provider, f"{file.stem} {name}", body.encode())


@cache
def _samples() -> list[tuple[Path, Any, list[Place], list[Place]]]:
    """Each body that is an object, where its strings are, and which of them may be anything."""
    found = []
    for file in sorted(SAMPLES.glob("*/*.json")):
        with contextlib.suppress(ValueError):
            whole = json.loads(file.read_bytes())
            if isinstance(whole, dict) and not file.name.endswith(".expected.json"):
                provider, places = file.parent.name, list(_strings(whole, ()))
                meaning = _meaning(provider, whole)
                free = [one for one in places if _meaning_without(provider, whole, one) == meaning]
                found.append((file, whole, places, free))
    return found


def _marker(markers: tuple[str, ...], shift: int, name: str, count: int) -> str:
    return f"{markers[(count + shift) % len(markers)]} {name} {count}"


def _strings(value: Any, place: Place) -> Iterator[Place]:
    if isinstance(value, str):
        yield place
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(inner, (*place, key))


def _holder(whole: Any, place: Place) -> Any:
    for key in place[:-1]:
        whole = whole[key]
    return whole


def _with(whole: Any, places: list[Place], value: Callable[[int], str]) -> Any:
    made = json.loads(json.dumps(whole))
    for count, place in enumerate(places):
        _holder(made, place)[place[-1]] = value(count)
    return made


def _meaning_without(provider: str, whole: Any, place: Place) -> object:
    holder, key = _holder(whole, place), place[-1]
    before, holder[key] = holder[key], MARK
    try:
        return _meaning(provider, whole)
    finally:
        holder[key] = before


def _meaning(provider: str, whole: Any) -> object:
    try:
        events = PROVIDERS[provider].parse(json.dumps(whole).encode())
    except Unreadable:
        return None
    return [(event.kind, event.status) for event in events]
