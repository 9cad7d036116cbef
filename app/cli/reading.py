"""The commands that ask the store; they work while the app runs, and without it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

from app import wiring
from app.cli import output
from app.cli.arguments import Arguments
from app.config import settings_file
from app.config.lock import owner
from app.config.paths import Paths
from app.core.query import parse_filter
from app.export.writing import CSV, FORMATS, JSON, XLSX, BadOrder, Order, no_progress
from app.providers import PROVIDERS
from app.store.reader import Reader


def _say(arguments: Arguments, as_json: Any, text: str) -> int:
    print(output.as_json(as_json) if arguments.json else text)
    return 0


def callbacks(arguments: Arguments) -> int:
    """Where each provider's webhooks go."""
    choices = arguments.choices
    paths = Paths(choices.data_dir)
    paths.prepare()
    settings = wiring.in_force(settings_file.load(paths, PROVIDERS), choices)
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
    """What a filter shows, on standard output or into a file that appears whole."""
    order = _order(arguments)
    with wiring.fresh_reader(arguments.choices.data_dir) as reader:
        if arguments.output is None:
            _write_out(reader, order)
            return 0
        count = wiring.export_file(reader, order, arguments.output, _local_now(), _progress())
    told = {"exported": count, "file": str(arguments.output)}
    return _say(arguments, told, f"{count:,} {order.subject} are in {arguments.output}.")


def _order(arguments: Arguments) -> Order:
    usual = JSON if arguments.json and arguments.output is None else CSV
    by_name = arguments.output.suffix.lower().removeprefix(".") if arguments.output else ""
    chosen = arguments.format or (by_name if by_name in FORMATS else usual)
    if chosen == XLSX and arguments.output is None:
        raise BadOrder("A workbook needs a file.", remedy="Name one with --output.")
    order = Order(
        subject=arguments.subject,
        format=chosen,
        names=arguments.columns,
        query=parse_filter(arguments.filter, PROVIDERS),
        is_masked=not arguments.unmasked,
        is_marked=arguments.bom,
    )
    assert order.columns  # a wrong name is told before anything is asked
    return order


def _local_now() -> datetime:
    """Days of a filter are those of this machine's zone."""
    return wiring.now().astimezone()


def _progress() -> Callable[[int], None]:
    """Says on a terminal how far it is; elsewhere nobody waits to hear it."""
    if not sys.stderr.isatty():
        return no_progress
    return lambda count: print(f"\r{count:,}", end="", file=sys.stderr, flush=True)


def _write_out(reader: Reader, order: Order) -> None:
    # A sheet has line ends of its own and is UTF-8 everywhere.
    with open(
        sys.stdout.fileno(), "w", encoding="utf-8", newline="", closefd=False
    ) as standard_output:
        wiring.export_text(reader, order, standard_output, _local_now())
