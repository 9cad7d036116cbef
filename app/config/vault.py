"""The secrets of a machine without a keychain: one file, its owner's alone, sealed by a passphrase.

The key is made by scrypt (RFC 7914) and the file sealed with AES-256-GCM, which notices a wrong
passphrase and every changed byte alike.
"""

from __future__ import annotations

import base64
import binascii
import json
import os
from pathlib import Path
from threading import Lock

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.core.errors import SettingsError

PASSPHRASE = "ACUSE_VAULT_PASSPHRASE"  # noqa: S105 - the name of a variable
SHORTEST = 12  # characters of a passphrase
_COST, _BLOCK, _LANES = 2**15, 8, 1  # 32 MB and about a tenth of a second
_MARK = b"acuse vault 1"


class VaultError(SettingsError):
    """The vault cannot be opened or written; nothing in it was changed."""

    code = "vault"


class Vault:
    """A keychain in a file; offers what the keyring package does. Safe from several threads."""

    def __init__(self, file: Path, passphrase: str) -> None:
        """Open the vault, or be ready to make it; raises VaultError."""
        self._file, self._passphrase = file, passphrase
        self._guard = Lock()
        self._entries = self._unsealed() if file.exists() else {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._entries.get(f"{service}/{username}")

    def set_password(self, service: str, username: str, password: str) -> None:
        with self._guard:
            self._save({**self._entries, f"{service}/{username}": password})

    def delete_password(self, service: str, username: str) -> None:
        with self._guard:
            left = {k: v for k, v in self._entries.items() if k != f"{service}/{username}"}
            self._save(left)

    # --- sealing ----------------------------------------------------------------------------------

    def _unsealed(self) -> dict[str, str]:
        if not self._passphrase:
            raise VaultError(
                f"The vault {self._file} is sealed.",
                cause=f"{PASSPHRASE} is not set.",
                remedy="Set it to the vault's passphrase, or remove the file to begin anew.",
            )
        try:
            sealed = json.loads(self._file.read_bytes())
            salt, nonce, content = (
                base64.b64decode(sealed[name], validate=True)
                for name in ("salt", "nonce", "content")
            )
            opened = json.loads(self._cipher(salt).decrypt(nonce, content, _MARK))
            return {str(name): str(value) for name, value in opened.items()}
        except InvalidTag:
            raise VaultError(
                f"The vault {self._file} does not open.",
                cause="The passphrase is another one, or the file was changed.",
                remedy=f"Set {PASSPHRASE} to the passphrase it was made with.",
            ) from None
        except (OSError, ValueError, KeyError, TypeError, binascii.Error) as error:
            raise VaultError(
                f"The vault {self._file} cannot be read.",
                cause=f"{type(error).__name__}.",  # its words might quote the content
                remedy="Put a copy of it back, or remove it and enter the secrets again.",
            ) from None

    def _save(self, entries: dict[str, str]) -> None:
        if len(self._passphrase) < SHORTEST:
            raise VaultError(
                "There is no keychain here, and no passphrase for a vault of our own.",
                cause=f"{PASSPHRASE} is not set, or has fewer than {SHORTEST} characters.",
                remedy=f"Set {PASSPHRASE}; it is asked for at every start.",
            )
        salt, nonce = os.urandom(16), os.urandom(12)
        content = self._cipher(salt).encrypt(nonce, json.dumps(entries).encode(), _MARK)
        sealed = {"salt": salt, "nonce": nonce, "content": content}
        text = json.dumps({name: base64.b64encode(part).decode() for name, part in sealed.items()})
        fresh = self._file.with_suffix(".new")
        try:
            with open(fresh, "w", encoding="ascii", opener=_private) as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(self._file)
        except OSError as error:
            raise VaultError(
                f"The vault {self._file} cannot be written.",
                cause=f"The system says: {error.strerror or error}.",
            ) from error
        self._entries = entries

    def _cipher(self, salt: bytes) -> AESGCM:
        kdf = Scrypt(salt=salt, length=32, n=_COST, r=_BLOCK, p=_LANES)
        return AESGCM(kdf.derive(self._passphrase.encode()))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
