"""The command that makes up for missed webhooks: by a provider's lists, or from its file."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from typing import Any

from app import wiring
from app.cli import output
from app.cli.arguments import Arguments
from app.cli.secret import secrets_of
from app.core.errors import SettingsError
from app.core.plain import plain
from app.core.provider import Span
from app.outbound.backfill import Progress
from app.providers import PROVIDERS

USUAL = timedelta(hours=24)


def backfill(arguments: Arguments) -> int:
    """Ask a provider for what was missed; the status is 1 when the answer is not whole."""
    secrets = secrets_of(arguments)
    with wiring.backfilling(arguments.choices, secrets, os.environ, wiring.now) as way:
        if arguments.file is not None:
            return _import(arguments, way, wiring.content_of(arguments.file))
        told = way.run(
            arguments.provider,
            _span(arguments),
            environment=arguments.environment,
            tell=_tell if sys.stderr.isatty() else lambda _: None,
        )
    _say(arguments, told_json(told), _text(told))
    if told.run.error:
        print(plain(told.run.error), file=sys.stderr)
    return 1 if told.run.error else 0


def _span(arguments: Arguments) -> Span:
    until = arguments.until or wiring.now()
    since = arguments.since or until - USUAL
    if since >= until:
        raise SettingsError(
            "The time to ask about ends before it begins.", remedy="Give --since before --until."
        )
    return Span(since, until)


def _tell(progress: Progress) -> None:
    told = f"{progress.answers:,} answers, {progress.calls} of {progress.budget} calls"
    print(f"\r{told}", end="", file=sys.stderr)


def _import(arguments: Arguments, way: wiring.Backfilling, content: bytes) -> int:
    run = way.read_file(arguments.provider, content, tell=_tell_kept).run
    told = {"provider": run.provider, "entries": run.answers, "news": run.news}
    return _say(
        arguments, told, f"{run.answers:,} entries were read; {run.news:,} of them are new."
    )


def _tell_kept(kept: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{kept:,} of {of:,} entries", end="", file=sys.stderr)


def told_json(told: wiring.Told) -> dict[str, Any]:
    """One run as JSON."""
    run = told.run
    return {
        "provider": run.provider,
        "environment": run.environment,
        "since": output.iso(run.since),
        "until": output.iso(run.until),
        "calls": run.calls,
        "answers": run.answers,
        "news": run.news,
        "changed": run.changed,
        "missing_here": run.missing_here,
        "missing_there": list(run.missing_there),
        "error": run.error,
        "transactions": [
            {
                "transaction_id": one.row.transaction_id,
                "status_before": one.status_before,
                "status": one.row.status,
                "differences": list(one.differences),
            }
            for one in told.changes
        ],
    }


def _text(told: wiring.Told) -> str:
    run = told.run
    title = PROVIDERS[run.provider].title
    rows = [
        (one.row.transaction_id, one.status_before or "–", one.row.status, _words(one))
        for one in told.changes
    ]
    lines = [
        f"{title}: {run.answers:,} answers in {run.calls} calls; {run.changed:,} changed,"
        f" {run.missing_here:,} had no webhook, {len(run.missing_there):,} are missing there."
    ]
    if rows:
        lines.append(output.table(("TRANSACTION", "BEFORE", "NOW", "DIFFERENCES"), rows))
    return "\n".join([*lines, *(f"Missing there: {one}" for one in run.missing_there)])


def _words(change: wiring.Change) -> str:
    return ", ".join(one.replace("_", " ") for one in change.differences)


def _say(arguments: Arguments, as_json: Any, text: str) -> int:
    print(output.as_json(as_json) if arguments.json else plain(text, lines=True))
    return 0
