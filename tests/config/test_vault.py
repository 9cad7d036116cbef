"""The vault: sealed, its owner's alone, and nothing in it lost."""

import json
import stat
from pathlib import Path

import pytest

from app.config.secrets import Secrets, keychain
from app.config.vault import PASSPHRASE, Vault, VaultError

PHRASE = "correct horse battery staple"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "secrets.vault"


def test_what_is_put_in_is_there_after_a_restart(file: Path) -> None:
    Vault(file, PHRASE).set_password("acuse", "juno.api_key", "planted")
    again = Vault(file, PHRASE)
    assert again.get_password("acuse", "juno.api_key") == "planted"
    again.set_password("acuse", "bitso.api_key", "other")
    again.delete_password("acuse", "juno.api_key")
    assert Vault(file, PHRASE).get_password("acuse", "juno.api_key") is None
    assert Vault(file, PHRASE).get_password("acuse", "bitso.api_key") == "other"


def test_it_is_sealed_and_its_owners_alone(file: Path) -> None:
    Vault(file, PHRASE).set_password("acuse", "juno.api_key", "planted")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    content = file.read_bytes()
    for known in (b"planted", b"juno", b"correct"):
        assert known not in content


def test_two_seals_of_the_same_have_nothing_in_common(tmp_path: Path) -> None:
    sealed = []
    for name in ("a", "b"):
        Vault(tmp_path / name, PHRASE).set_password("acuse", "x", "same")
        sealed.append(json.loads((tmp_path / name).read_text()))
    for part in ("salt", "nonce", "content"):
        assert sealed[0][part] != sealed[1][part]


@pytest.mark.parametrize("phrase", ["", "another passphrase"])
def test_it_does_not_open_for_another_passphrase(file: Path, phrase: str) -> None:
    Vault(file, PHRASE).set_password("acuse", "x", "planted")
    before = file.read_bytes()
    with pytest.raises(VaultError):
        Vault(file, phrase)
    assert file.read_bytes() == before


def test_every_changed_byte_is_noticed(file: Path) -> None:
    Vault(file, PHRASE).set_password("acuse", "x", "planted")
    content = bytearray(file.read_bytes())
    for place in range(0, len(content), 17):
        changed = content.copy()
        changed[place] ^= 1
        file.write_bytes(changed)
        with pytest.raises(VaultError) as caught:
            Vault(file, PHRASE)
        assert "planted" not in caught.value.sentences()


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"salt":1}'])
def test_what_is_no_vault_is_said(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(VaultError, match="cannot be read"):
        Vault(file, PHRASE)


@pytest.mark.parametrize("phrase", ["", "short"])
def test_nothing_is_kept_without_a_passphrase(file: Path, phrase: str) -> None:
    with pytest.raises(VaultError, match="no passphrase"):
        Secrets({}, Vault(file, phrase)).put("juno", "api_key", "planted")
    assert not file.exists()


def test_a_vault_that_cannot_be_written_keeps_what_it_had(file: Path) -> None:
    vault = Vault(file, PHRASE)
    vault.set_password("acuse", "x", "first")
    file.with_suffix(".new").mkdir()
    with pytest.raises(VaultError, match="cannot be written"):
        vault.set_password("acuse", "x", "second")
    assert vault.get_password("acuse", "x") == "first"
    assert Vault(file, PHRASE).get_password("acuse", "x") == "first"


def test_a_machine_without_a_keychain_has_a_vault(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import keyring
    from keyring.backends import fail

    monkeypatch.setattr(keyring, "get_keyring", fail.Keyring)
    secrets = Secrets({}, keychain(file, {PASSPHRASE: PHRASE}))
    secrets.put("juno", "api_key", "planted")
    assert Secrets({}, keychain(file, {PASSPHRASE: PHRASE})).get("juno", "api_key") == "planted"
    secrets.remove("juno", "api_key")
    assert Secrets({}, keychain(file, {PASSPHRASE: PHRASE})).get("juno", "api_key") is None


def test_a_keychain_of_the_system_comes_first(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    class Own:
        pass

    monkeypatch.setattr(keyring, "get_keyring", Own)
    assert isinstance(keychain(file, {PASSPHRASE: PHRASE}), Own)
