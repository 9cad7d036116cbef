"""The commands that keep the store safe: back it up, and bring a backup back."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from typing import Any

from app import wiring
from app.cli import output
from app.cli.arguments import Arguments
from app.cli.progress import Progress
from app.store.backup import BackupFailed, Contents, quietly


def backup(arguments: Arguments) -> int:
    """A checked copy of the store, also while Acuse runs."""
    file = arguments.file
    assert file is not None  # the command line demands it
    if file.exists():
        raise BackupFailed(f"The file {file} is there already.", remedy="Choose another name.")
    found = wiring.back_up_at_rest(
        arguments.choices.data_dir, file, wiring.now(), progress_of(arguments)
    )
    told = {"backup": str(file), **_json(found)}
    return _say(arguments, told, f"{_sentence(found)} are in {file}.", found)


def restore(arguments: Arguments) -> int:
    """A backup in the place of the store, which is moved aside."""
    file = arguments.file
    assert file is not None
    found, done = wiring.restore(
        arguments.choices.data_dir, file, wiring.now(), progress_of(arguments)
    )
    told = {
        "restored": str(file),
        **_json(found),
        "brought_over": done.merged.deliveries,
        "brought_over_repeats": done.merged.attempts,
        "unread": done.merged.unread,
        "aside": str(done.aside) if done.aside else None,
    }
    text = f"{_sentence(found)} are the store now."
    if done.aside is not None:
        text += (
            f" {done.merged.deliveries:,} deliveries that arrived since were brought over"
            f" from the store of before, which is {done.aside}."
        )
    return _say(arguments, told, text, found)


def mend(arguments: Arguments) -> int:
    """Check the whole store; a damaged one is rebuilt from its second copy and moved aside."""
    done = wiring.mend(arguments.choices.data_dir, wiring.now(), progress_of(arguments))
    told = {
        "was_damaged": done is not None,
        "aside": str(done.aside) if done and done.aside else None,
        "unread": done.merged.unread if done else 0,
    }
    text = "The store is whole."
    if done is not None:
        text = "The store was rebuilt from its second copy."
        if done.aside is not None:
            text += f" The damaged one is {done.aside}."
    print(output.as_json(told) if arguments.json else text)
    return 0


def _say(arguments: Arguments, told: dict[str, Any], text: str, found: Contents) -> int:
    print(output.as_json(told) if arguments.json else text)
    if found.damaged:
        count = len(found.damaged)
        print(f"{count:,} of them have damaged bodies, as in the store.", file=sys.stderr)
    return 0


def _sentence(found: Contents) -> str:
    span = ""
    if found.oldest is not None and found.newest is not None:
        span = f" from {day(found.oldest)} to {day(found.newest)}"
    return f"{found.deliveries:,} deliveries{span} ({found.size / 1e6:,.1f} MB, each checked)"


def day(at: datetime) -> str:
    """The day of a moment, here."""
    return f"{at.astimezone():%Y-%m-%d}"


def _json(found: Contents) -> dict[str, Any]:
    return {
        "deliveries": found.deliveries,
        "oldest": output.iso(found.oldest),
        "newest": output.iso(found.newest),
        "bytes": found.size,
        "damaged": list(found.damaged),
    }


def progress_of(arguments: Arguments) -> Any:
    """Says on a terminal how far it is; elsewhere nobody waits to hear it."""
    is_heard = sys.stderr.isatty() and not arguments.json
    return Progress(sys.stderr, time.monotonic) if is_heard else quietly
