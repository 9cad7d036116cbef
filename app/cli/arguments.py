"""What may stand on the command line."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app import __version__
from app.config.paths import default_data_dir
from app.core.tunnel import NGROK
from app.export.columns import COLUMNS, TRANSACTIONS
from app.export.writing import FORMATS
from app.providers import PROVIDERS
from app.wiring import Choices


@dataclass(frozen=True, slots=True)
class Arguments:
    """A command with all that was said about it."""

    command: str
    data_dir: Path | None = None
    host: str | None = None
    port: int | None = None
    public_url: str | None = None
    json: bool = False
    text: str = ""  # what to look up, or the transaction's id
    format: str = ""
    output: Path | None = None
    filter: str = ""
    limit: int = 100
    subject: str = TRANSACTIONS  # what to export
    columns: tuple[str, ...] = ()
    unmasked: bool = False
    bom: bool = False
    no_window: bool = False
    seconds: float | None = None
    fill: int = 0  # so many deliveries before anything else
    provider: str = ""
    id: str = ""  # of a callback at a provider
    environment: str = ""
    api: str = ""
    events: tuple[str, ...] = ()
    dry_run: bool = False
    execute: bool = False
    remote: bool = False
    name: str = ""  # of a secret
    remove: bool = False
    since: datetime | None = None
    until: datetime | None = None
    file: Path | None = None
    days: int = 0  # that deliveries are kept
    backup: Path | None = None  # to be written before anything is deleted

    @property
    def choices(self) -> Choices:
        """What holds for a run on the operator's own data."""
        public_url = self.public_url or os.environ.get("ACUSE_PUBLIC_URL", "").strip() or None
        data_dir = (self.data_dir or default_data_dir()).expanduser().absolute()
        return Choices(
            data_dir, self.host, self.port, public_url.rstrip("/") if public_url else None
        )


def parse(words: Sequence[str]) -> Arguments:
    """The arguments; ends the program with status 2 when they make no sense."""
    found = vars(_parser().parse_args(words))
    if found.pop("selftest", False):
        found["command"] = "selftest"
    pasted = found.get("text", [])
    # Bytes that are no UTF-8 stand in arguments as lone surrogates, which nothing can store.
    text = pasted if isinstance(pasted, str) else " ".join(pasted)
    found = {name: value for name, value in found.items() if value is not None}
    found["events"] = tuple(found.get("events", ()))
    found["text"] = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return Arguments(**{**found, "command": found.get("command") or "window"})


def _parser() -> argparse.ArgumentParser:
    common = _common()
    parser = argparse.ArgumentParser(
        prog="acuse",
        description="Receives, verifies, keeps and shows payment providers' webhooks.",
        parents=[common],
        argument_default=argparse.SUPPRESS,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"Acuse {__version__}")
    parser.add_argument("--selftest", action="store_true", help="check this installation")
    parser.add_argument(
        "--lookup", dest="text", metavar="TEXT", help="look this up in the window, open or not"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def command(name: str, does: str) -> argparse.ArgumentParser:
        return commands.add_parser(
            name,
            help=does,
            description=f"{does[0].upper()}{does[1:]}.",
            parents=[common],
            argument_default=argparse.SUPPRESS,
            allow_abbrev=False,
        )

    command("window", "open the window, with the receiver behind it (the default)")
    command("serve", "receive without a window, one line a delivery")
    demo = command("demo", "show sample traffic of all five providers, in a store of its own")
    demo.add_argument("--no-window", action="store_true", help="one line a delivery instead")
    demo.add_argument(
        "--fill",
        type=_count,
        metavar="N",
        help="first fill the empty store with N deliveries of the past weeks;"
        " with --no-window that is all",
    )
    demo.add_argument(
        "--until",
        type=_moment,
        metavar="TIME",
        help="when the last of them arrived (default: today at 00:00 UTC)",
    )
    demo.add_argument("--seconds", type=_seconds, metavar="N", help="end after so many seconds")
    callbacks = command("callbacks", "list the callback address of each provider")
    callbacks.add_argument(
        "--remote", action="store_true", help="ask the providers what is registered there"
    )
    register = command("register", "register our callback at a provider")
    _add_provider(register)
    register.add_argument("--api", metavar="NAME", help="which of its interfaces (bitso: v4)")
    register.add_argument(
        "--event", dest="events", action="append", metavar="NAME", help="an event to be sent"
    )
    register.add_argument(
        "--update", dest="id", metavar="ID", help="have this registered callback lead here instead"
    )
    register.add_argument("--dry-run", action="store_true", help="show the request, send nothing")
    unregister = command("unregister", "delete one callback at a provider")
    _add_provider(unregister)
    unregister.add_argument("id", metavar="ID", help="as callbacks --remote shows it")
    backfill = command("backfill", "ask a provider for what its webhooks may have missed")
    _add_provider(backfill)
    backfill.add_argument(
        "--since", type=_moment, metavar="T", help="2026-01-31, 2026-01-31T14:05 or 24h (default)"
    )
    backfill.add_argument("--until", type=_moment, metavar="T", help="the same; default now")
    backfill.add_argument(
        "--file", type=Path, metavar="FILE", help="import JSON or CSV instead (just_wallet)"
    )
    command("probe", "look whether providers can reach us through the public address")
    secret = command(
        "secret", "list which secrets are set, set one from standard input, remove one"
    )
    # A default of None alone is not held against the choices.
    secret.add_argument(
        "provider", metavar="PROVIDER", nargs="?", choices=[*PROVIDERS, NGROK], default=None
    )
    secret.add_argument(
        "name", metavar="NAME", nargs="?", default=None, help="webhook_secret, api_key, …"
    )
    secret.add_argument("--remove", action="store_true", help="forget it")
    redeliver = command("redeliver", "have a provider send again what was not taken")
    _add_provider(redeliver)
    redeliver.add_argument(
        "--event", dest="events", action="append", metavar="NAME", help="funding, withdrawal, …"
    )
    redeliver.add_argument("--since", type=_moment, metavar="T", help="as for backfill")
    redeliver.add_argument("--until", type=_moment, metavar="T", help="the same; default now")
    redeliver.add_argument(
        "--execute", action="store_true", help="send it again; without it, it is counted"
    )
    lookup = command("lookup", "find transactions by anything a person may paste")
    lookup.add_argument("text", metavar="TEXT", nargs="+", help="an identifier or a whole message")
    timeline = command("timeline", "show the life of one transaction")
    timeline.add_argument("text", metavar="ID", help="juno:issuance:…, or the provider's own id")
    for name in ("deliveries", "transactions"):
        listed = command(name, f"list the newest {name} that a filter lets through")
        listed.add_argument("--filter", metavar="TEXT", help="as in the lists of the window")
        listed.add_argument("--limit", type=_count, metavar="N", help="so many, not 100")
    differing = command("differences", "list where the providers and their webhooks do not agree")
    # A default of None alone is not held against the choices.
    differing.add_argument(
        "provider", metavar="PROVIDER", nargs="?", choices=list(PROVIDERS), default=None
    )
    differing.add_argument("--limit", type=_count, metavar="N", help="so many, not 100")
    command("stats", "show the store in figures")
    _add_export(command("export", "write what a filter shows as CSV, JSON Lines or XLSX"))
    command("rebuild", "compute everything but the deliveries anew")
    for name, does in (
        ("backup", "write a checked copy of all that was received, also while Acuse runs"),
        ("restore", "put a backup in the place of the store, which is moved aside"),
    ):
        command(name, does).add_argument("file", type=Path, metavar="FILE")
    _add_retention(command("retention", "show what is older than it is kept; delete it when told"))
    command("mend", "check the whole store; rebuild a damaged one from its second copy")
    return parser


def _add_provider(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "provider", metavar="PROVIDER", choices=list(PROVIDERS), help=", ".join(PROVIDERS)
    )
    command.add_argument("--environment", metavar="NAME", help="instead of the connection's own")


def _add_retention(command: argparse.ArgumentParser) -> None:
    # A default of None alone is not held against the choices.
    command.add_argument(
        "provider", metavar="PROVIDER", nargs="?", choices=list(PROVIDERS), default=None
    )
    command.add_argument(
        "--older-than", dest="days", type=_count, metavar="DAYS", help="instead of the settings"
    )
    command.add_argument("--execute", action="store_true", help="delete; without it, only show")
    command.add_argument(
        "--backup", type=Path, metavar="FILE", help="where the store of before is written first"
    )


def _add_export(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "subject", nargs="?", choices=list(COLUMNS), default=TRANSACTIONS, help="what of it"
    )
    command.add_argument("--filter", metavar="TEXT", help="as in the lists of the window")
    command.add_argument("--format", choices=FORMATS, help="default: by the name of the file")
    command.add_argument("--columns", type=_names, metavar="A,B", help="only these, in this order")
    command.add_argument("--output", type=Path, metavar="FILE", help="instead of standard output")
    command.add_argument(
        "--unmasked", action="store_true", help="names, accounts and addresses in clear"
    )
    command.add_argument(
        "--bom", action="store_true", help="begin CSV with the mark by which Excel knows UTF-8"
    )


def _names(text: str) -> tuple[str, ...]:
    return tuple(name for part in text.split(",") if (name := part.strip()))


def _common() -> argparse.ArgumentParser:
    """Options that may stand before the command or after it."""
    common = argparse.ArgumentParser(
        add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False
    )
    common.add_argument("--data-dir", type=Path, metavar="DIR", help="where everything is kept")
    common.add_argument("--host", help="the address to receive on (default 127.0.0.1)")
    common.add_argument(
        "--port", type=_port, metavar="N", help="the port to receive on (default 8787; 0 picks one)"
    )
    common.add_argument(
        "--public-url", metavar="URL", help="the address by which providers reach this machine"
    )
    common.add_argument("--json", action="store_true", help="print JSON")
    return common


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"a number from 0 to 65535 is expected, not {text!a}")
    return number


_SPAN = re.compile(r"([0-9]{1,6})(m|h|d|w)")
_MINUTES = {"m": 1, "h": 60, "d": 1_440, "w": 10_080}


def _moment(text: str) -> datetime:
    """A time in UTC; without an offset it is this machine's, and "24h" is that long ago."""
    try:
        if span := _SPAN.fullmatch(text):
            return datetime.now(UTC) - timedelta(minutes=int(span[1]) * _MINUTES[span[2]])
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        raise argparse.ArgumentTypeError(
            f"a time such as 2026-01-31, 2026-01-31T14:05 or 24h is expected, not {text!a}"
        ) from None


def _count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"a number is expected, not {text!a}")
    return number


def _seconds(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 < number < 1e9:
        raise argparse.ArgumentTypeError(f"a number of seconds is expected, not {text!a}")
    return number
