"""The command line: for scripts, and for people without a screen."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence

from app.cli.arguments import Arguments, parse
from app.cli.backfilling import backfill
from app.cli.differing import differences
from app.cli.listing import deliveries, transactions
from app.cli.probing import probe
from app.cli.reading import callbacks, export, lookup, rebuild, stats, timeline
from app.cli.remote import redeliver, register, remote_callbacks, unregister
from app.cli.retention import retention
from app.cli.running import demo, serve, silence, window
from app.cli.safekeeping import backup, mend, restore
from app.cli.secret import secret
from app.cli.selftest import selftest
from app.config.paths import keep_files_private
from app.core.errors import AcuseError
from app.core.plain import plain

COMMANDS = {
    "window": window,
    "serve": serve,
    "demo": demo,
    "backfill": backfill,
    "callbacks": lambda arguments: (remote_callbacks if arguments.remote else callbacks)(arguments),
    "probe": probe,
    "redeliver": redeliver,
    "register": register,
    "secret": secret,
    "unregister": unregister,
    "lookup": lookup,
    "timeline": timeline,
    "deliveries": deliveries,
    "transactions": transactions,
    "differences": differences,
    "stats": stats,
    "export": export,
    "rebuild": rebuild,
    "backup": backup,
    "restore": restore,
    "mend": mend,
    "retention": retention,
    "selftest": selftest,
}


def run(argv: Sequence[str]) -> int:
    """Run the program; gives its exit status: 0, 1 for what failed, 2 for a wrong command line."""
    arguments = parse(argv[1:])
    keep_files_private()
    _speak_plainly()
    try:
        return COMMANDS[arguments.command](arguments)
    except AcuseError as error:
        _complain(error)
    except BrokenPipeError:  # the reader of our output, such as head, has had enough
        silence()
    except KeyboardInterrupt:
        return 0
    except OSError as error:
        _complain(AcuseError("The system refused.", cause=f"It says: {error}."))
    return 1


def _complain(error: AcuseError) -> None:
    for sentence in filter(None, (error.problem, error.cause, error.remedy)):
        print(plain(sentence), file=sys.stderr)


def _speak_plainly() -> None:
    """Escape what the terminal's encoding lacks instead of failing on it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


__all__ = ["COMMANDS", "Arguments", "run"]
