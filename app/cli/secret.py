"""The command that keeps, lists and forgets secrets; none is ever shown or read from arguments."""

from __future__ import annotations

import getpass
import os
import sys

from app.cli import output
from app.cli.arguments import Arguments
from app.config.paths import Paths
from app.config.secrets import Secrets, keychain, variable
from app.core.errors import SettingsError
from app.providers import PROVIDERS


def secrets_of(arguments: Arguments) -> Secrets:
    """The secrets of this data directory; raises VaultError when its vault does not open."""
    paths = Paths(arguments.choices.data_dir)
    paths.prepare()
    return Secrets(os.environ, keychain(paths.vault, os.environ))


def secret(arguments: Arguments) -> int:
    """List which secrets are set, set one from standard input, or remove one."""
    secrets = secrets_of(arguments)
    if not arguments.name:
        return _list(arguments, secrets)
    provider = PROVIDERS[arguments.provider]
    if arguments.name not in {one.name for one in provider.credentials}:
        raise SettingsError(
            f"{provider.title} has no secret {arguments.name[:60]!a}.",
            remedy=f"It has {', '.join(one.name for one in provider.credentials)}.",
        )
    if arguments.remove:
        secrets.remove(provider.name, arguments.name)
        done = "is forgotten"
    else:
        secrets.put(provider.name, arguments.name, _entered())
        done = "is kept"
    told = {"provider": provider.name, "name": arguments.name, "set": not arguments.remove}
    print(output.as_json(told) if arguments.json else f"{arguments.name} {done}.")
    return 0


def _list(arguments: Arguments, secrets: Secrets) -> int:
    rows = [
        {
            "provider": provider.name,
            "name": one.name,
            "set": secrets.get(provider.name, one.name) is not None,
            "variable": variable(provider.name, one.name),
        }
        for provider in PROVIDERS.values()
        if arguments.provider in ("", provider.name)
        for one in provider.credentials
    ]
    shown = [
        (
            str(row["provider"]),
            str(row["name"]),
            "yes" if row["set"] else "no",
            str(row["variable"]),
        )
        for row in rows
    ]
    table = output.table(("PROVIDER", "NAME", "SET", "VARIABLE"), shown)
    print(output.as_json(rows) if arguments.json else table)
    return 0


def _entered() -> str:
    """What is typed unseen, or the first line of what is piped in."""
    value = getpass.getpass("Secret: ") if sys.stdin.isatty() else sys.stdin.readline()
    if not value.strip():
        raise SettingsError("Nothing was entered.", remedy="Type the secret, or pipe it in.")
    return value.strip()
