"""The commands that ask the store; they work while the app runs, and without it."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from app import wiring
from app.cli import output, sheets
from app.cli.arguments import Arguments
from app.config import settings as config
from app.config.lock import owner
from app.config.paths import Paths
from app.core.errors import SettingsError
from app.providers import PROVIDERS
from app.store.rows import TransactionRow

Writing = Callable[[Iterable[TransactionRow], sheets.Sink], int]


def _say(arguments: Arguments, as_json: Any, text: str) -> int:
    print(output.as_json(as_json) if arguments.json else text)
    return 0


def callbacks(arguments: Arguments) -> int:
    """Where each provider's webhooks go."""
    choices = arguments.choices
    paths = Paths(choices.data_dir)
    paths.prepare()
    settings = wiring.in_force(config.load(paths, PROVIDERS), choices)
    running = owner(paths)
    is_asked = choices.host is not None or choices.port is not None
    url = running.url if running and running.url and not is_asked else wiring.local_url(settings)
    found = wiring.callbacks(settings, url)
    columns = ("provider", "local_path", "local_url", "public_url")
    rows = [{name: getattr(one, name) for name in columns} for one in found]
    shown = [(one.provider, one.local_url, one.public_url or "–") for one in found]
    text = output.table(("PROVIDER", "LOCAL", "PUBLIC"), shown)
    if not settings.public_url:
        text += "\n\nSet --public-url or ACUSE_PUBLIC_URL to see the addresses to register."
    return _say(arguments, rows, text)


def lookup(arguments: Arguments) -> int:
    """The transactions that answer a pasted text, best first."""
    with wiring.fresh_reader(arguments.choices.data_dir) as reader:
        hits = reader.lookup(arguments.text)
    return _say(arguments, [output.hit_json(hit) for hit in hits], output.hits_text(hits))


def timeline(arguments: Arguments) -> int:
    """The life of one transaction."""
    with wiring.fresh_reader(arguments.choices.data_dir) as reader:
        detail = reader.transaction(arguments.text)
    return _say(arguments, output.timeline_json(detail), output.timeline_text(detail))


def stats(arguments: Arguments) -> int:
    """The store in figures."""
    with wiring.fresh_reader(arguments.choices.data_dir) as reader:
        found = reader.stats()
    return _say(arguments, output.stats_json(found), output.stats_text(found))


def rebuild(arguments: Arguments) -> int:
    """Compute everything but the deliveries anew."""
    count = wiring.rebuild(arguments.choices.data_dir)
    return _say(arguments, {"rebuilt": count}, f"Computed anew from {count:,} deliveries.")


def export(arguments: Arguments) -> int:
    """All transactions, on standard output or into a file that appears whole."""
    write = _writing(arguments)
    with wiring.fresh_reader(arguments.choices.data_dir) as reader:
        if arguments.out is None:
            _write_out(write, reader.export_rows())
            return 0
        count = _write_file(write, reader.export_rows(), arguments.out)
    file = str(arguments.out)
    return _say(
        arguments, {"exported": count, "file": file}, f"{count:,} transactions are in {file}."
    )


def _writing(arguments: Arguments) -> Writing:
    if arguments.format == "jsonl":
        return sheets.write_jsonl
    if arguments.format == "csv" or not arguments.json:
        return sheets.write_csv
    return sheets.write_json


def _write_out(write: Writing, rows: Iterable[TransactionRow]) -> None:
    # A sheet has line ends of its own and is UTF-8 everywhere.
    with open(
        sys.stdout.fileno(), "w", encoding="utf-8", newline="", closefd=False
    ) as standard_output:
        write(rows, standard_output)


def _write_file(write: Writing, rows: Iterable[TransactionRow], target: Path) -> int:
    try:
        handle, fresh = tempfile.mkstemp(dir=target.absolute().parent, prefix=f".{target.name}.")
        try:
            with open(handle, "w", encoding="utf-8", newline="") as file:
                count = write(rows, file)
            os.replace(fresh, target)
        except BaseException:
            os.unlink(fresh)
            raise
    except OSError as error:
        raise SettingsError(
            f"The file {target} cannot be written.",
            cause=f"The system says: {error.strerror or error}.",
            remedy="Choose another one with --out.",
        ) from error
    return count
