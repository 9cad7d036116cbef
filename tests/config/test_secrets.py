"""Secrets come from the environment first, then from the keychain."""

import pytest
from keyring.errors import KeyringError

from app.config.secrets import Secrets, variable
from app.config.settings import ConnectionSettings
from app.core.delivery import Basis, Outcome, Verdict
from app.core.errors import SettingsError
from app.core.provider import CredentialSpec, Provider


class Drawer:
    """A keychain in memory that counts how often it is asked."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.asked = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.asked += 1
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


class Stuck:
    """A keychain that fails."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringError("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringError("locked")

    def delete_password(self, service: str, username: str) -> None:
        raise KeyringError("locked")


PROVIDER = Provider(
    name="just_wallet",
    title="Just Wallet",
    environments={},
    credentials=(
        CredentialSpec("webhook_secret", "", ""),
        CredentialSpec("api_key", "", ""),
        CredentialSpec("public_key", "", ""),
    ),
    options=(),
    verify=lambda request, trust: Verdict(Outcome.TRUSTED, Basis.SECRET_PATH),
    fingerprint=lambda body: "",
    parse=lambda body: (),
)


def test_the_environment_wins() -> None:
    drawer = Drawer()
    drawer.held["acuse", "juno.api_key"] = "kept"
    assert Secrets({"ACUSE_JUNO_API_KEY": " given\n"}, drawer).get("juno", "api_key") == "given"
    assert Secrets({"ACUSE_JUNO_API_KEY": " "}, drawer).get("juno", "api_key") == "kept"
    assert Secrets({}, drawer).get("juno", "api_secret") is None
    assert Secrets({}).get("juno", "api_key") is None


def test_what_is_put_is_got_until_it_is_removed() -> None:
    secrets = Secrets({}, Drawer())
    assert secrets.get("juno", "api_key") is None
    secrets.put("juno", "api_key", " new ")
    assert secrets.get("juno", "api_key") == "new"
    secrets.remove("juno", "api_key")
    secrets.remove("juno", "api_key")
    assert secrets.get("juno", "api_key") is None


def test_the_keychain_is_asked_once() -> None:
    drawer = Drawer()
    secrets = Secrets({}, drawer)
    for _ in range(5):
        secrets.get("juno", "api_key")
    assert drawer.asked == 1


def test_a_keychain_that_fails_is_no_error_until_it_is_needed() -> None:
    secrets = Secrets({}, Stuck())
    assert secrets.get("juno", "api_key") is None
    secrets.remove("juno", "api_key")
    with pytest.raises(SettingsError) as caught:
        secrets.put("juno", "api_key", "x")
    assert "ACUSE_JUNO_API_KEY" in caught.value.remedy
    with pytest.raises(SettingsError):
        Secrets({}).put("juno", "api_key", "x")


def test_trust_holds_credentials_and_keys_apart() -> None:
    environ = {
        variable("just_wallet", "webhook_secret"): "s",
        variable("just_wallet", "public_key"): "pasted",
    }
    connection = ConnectionSettings("t", "sandbox", options={"signature": "off"})
    trust = Secrets(environ).trust(PROVIDER, connection, {"k1": "fetched"})
    assert trust.environment == "sandbox"
    assert dict(trust.credentials) == {"webhook_secret": "s"}
    assert dict(trust.keys) == {"k1": "fetched", "": "pasted"}
    assert dict(trust.options) == {"signature": "off"}
    assert dict(Secrets({}).trust(PROVIDER, connection).keys) == {}


def test_variables_have_the_documented_names() -> None:
    assert variable("just_wallet", "webhook_secret") == "ACUSE_JUST_WALLET_WEBHOOK_SECRET"
