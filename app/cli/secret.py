"""The command that keeps, lists and forgets secrets; none is ever shown or read from arguments."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Mapping, Sequence

from app.cli import output
from app.cli.arguments import Arguments
from app.config.paths import Paths
from app.config.secrets import Secrets, keychain, variable
from app.core.errors import SettingsError
from app.core.provider import CredentialSpec
from app.core.tunnel import NGROK, NGROK_TOKEN
from app.providers import PROVIDERS

# Whose secrets there are: the providers', and that of the tunnel which wants one.
_HELD: Mapping[str, Sequence[CredentialSpec]] = {
    **{name: provider.credentials for name, provider in PROVIDERS.items()},
    NGROK: (NGROK_TOKEN,),
}


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
    owner = arguments.provider
    names = [one.name for one in _HELD[owner]]
    if arguments.name not in names:
        title = PROVIDERS[owner].title if owner in PROVIDERS else owner
        raise SettingsError(
            f"{title} has no secret {arguments.name[:60]!a}.",
            remedy=f"It has {', '.join(names)}.",
        )
    if arguments.remove:
        secrets.remove(owner, arguments.name)
        done = "is forgotten"
    else:
        secrets.put(owner, arguments.name, _entered())
        done = "is kept"
    told = {"provider": owner, "name": arguments.name, "set": not arguments.remove}
    print(output.as_json(told) if arguments.json else f"{arguments.name} {done}.")
    return 0


def _list(arguments: Arguments, secrets: Secrets) -> int:
    rows = [
        {
            "provider": owner,
            "name": one.name,
            "set": secrets.get(owner, one.name) is not None,
            "variable": variable(owner, one.name),
        }
        for owner, credentials in _HELD.items()
        if arguments.provider in ("", owner)
        for one in credentials
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
