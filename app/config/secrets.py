"""Secrets: from the environment, then from the system keychain or, without one, our vault."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from app.config.settings import ConnectionSettings
from app.config.vault import PASSPHRASE, Vault
from app.core.delivery import Trust
from app.core.errors import SettingsError
from app.core.provider import Provider

SERVICE = "acuse"
PUBLIC_KEY = "public_key"  # the credential that is no secret but a key, given to Trust.keys

_log = logging.getLogger(__name__)


class Keychain(Protocol):
    """What the keyring package offers."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def keychain(vault: Path, environ: Mapping[str, str]) -> Keychain:
    """The keychain of this system; where it has none, our own vault. Raises VaultError."""
    import keyring  # looks for its backends when imported, which takes a while
    from keyring.backends import fail, null

    found = keyring.get_keyring()
    if isinstance(found, (fail.Keyring, null.Keyring)):
        return Vault(vault, environ.get(PASSPHRASE, ""))
    return found


class Secrets:
    """What operators keep secret, by provider and name; each is asked of the keychain once.

    A keychain that is missing or fails is no error when asked: the secret is then not set.
    """

    def __init__(self, environ: Mapping[str, str], keychain: Keychain | None = None) -> None:
        self._environ = environ
        self._keychain = keychain
        self._known: dict[tuple[str, str], str | None] = {}

    def get(self, provider: str, name: str) -> str | None:
        """A secret, without the white space around it, or None when it is not set."""
        given = self._environ.get(variable(provider, name), "").strip()
        return given or self._kept(provider, name)

    def put(self, provider: str, name: str, value: str) -> None:
        """Keep a secret in the keychain; raises SettingsError where there is none."""
        try:
            if self._keychain is None:
                raise LookupError("there is none")
            self._keychain.set_password(SERVICE, f"{provider}.{name}", value.strip())
        except SettingsError:
            raise
        except Exception as error:
            raise _unusable(provider, name, error) from error
        self._known[provider, name] = value.strip() or None

    def remove(self, provider: str, name: str) -> None:
        """Forget a secret of the keychain; nothing happens when it is not there."""
        if self._kept(provider, name) is None or self._keychain is None:
            return
        try:
            self._keychain.delete_password(SERVICE, f"{provider}.{name}")
        except SettingsError:
            raise
        except Exception as error:
            raise _unusable(provider, name, error) from error
        self._known[provider, name] = None

    def trust(
        self,
        provider: Provider,
        connection: ConnectionSettings,
        keys: Mapping[str, str] = MappingProxyType({}),
    ) -> Trust:
        """Everything that the verification of a connection may rest on.

        `keys` are public keys fetched from the provider, by their ids.
        """
        found = {spec.name: self.get(provider.name, spec.name) for spec in provider.credentials}
        pasted = found.pop(PUBLIC_KEY, None)
        return Trust(
            environment=connection.environment,
            credentials=MappingProxyType({name: value for name, value in found.items() if value}),
            options=connection.options,
            keys=MappingProxyType({**keys, "": pasted} if pasted else dict(keys)),
        )

    def _kept(self, provider: str, name: str) -> str | None:
        if (provider, name) not in self._known:
            self._known[provider, name] = self._asked(provider, name)
        return self._known[provider, name]

    def _asked(self, provider: str, name: str) -> str | None:
        if self._keychain is None:
            return None
        try:
            value = self._keychain.get_password(SERVICE, f"{provider}.{name}")
        except Exception as error:  # a keychain fails in as many ways as there are keychains
            _log.info("The keychain did not answer: %s", type(error).__name__)
            return None
        return (value or "").strip() or None


def variable(provider: str, name: str) -> str:
    """The environment variable of a secret: ACUSE_JUST_WALLET_WEBHOOK_SECRET."""
    return f"ACUSE_{provider}_{name}".upper()


def _unusable(provider: str, name: str, error: Exception) -> SettingsError:
    return SettingsError(
        "The system's keychain cannot be used.",
        cause=f"It says: {error}." if str(error) else "",
        remedy=f"Set the environment variable {variable(provider, name)} instead.",
    )
