"""The whole app in this process: what its parts do together, over real sockets."""

import base64
import hmac
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pytest_httpserver import HTTPServer

from app.config.paths import Paths
from app.config.remembered import Remembered
from app.config.secrets import Secrets
from app.config.settings import Settings
from app.core.changes import ChangeSet
from app.core.errors import AcuseError, PortInUse, SettingsError, StoreInUse
from app.store.rows import FeedRow
from app.wiring import App, Choices

WALLET = b'{"event.type":"payout","data":{"id":"p1","status":"pending"}}'
FUNDING = b'{"event":"funding","payload":{"fid":"f1","status":"complete","amount":"1.00"}}'


class Drawer(dict[tuple[str, str], str]):
    """A keychain in memory."""

    def get_password(self, service: str, username: str) -> str | None:
        return self.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self[service, username]


@contextmanager
def running(
    place: Path, environ: dict[str, str] | None = None, port: int = 0, **secrets: str
) -> Iterator[App]:
    known = {f"ACUSE_{name.upper()}": value for name, value in secrets.items()}
    app = App(Choices(place, port=port), Secrets(known, Drawer()), environ or {})
    app.start()
    try:
        app.receive()
        yield app
    finally:
        app.stop()


def post(app: App, provider: str, body: bytes, **headers: str) -> int:
    url = next(one.local_url for one in app.callbacks() if one.provider == provider)
    given = {"Content-Type": "application/json"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    return httpx.post(url, content=body, headers=given, trust_env=False).status_code


def feed(app: App) -> list[FeedRow]:
    with app.open_reader() as reader:
        return list(reversed(reader.feed_page()))


def standings(app: App) -> list[str]:
    return [row.standing for row in feed(app)]


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline, "it did not come true"
        time.sleep(0.005)


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def der(key: rsa.RSAPrivateKey) -> str:
    raw = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(raw).decode()


def signature(key: rsa.RSAPrivateKey, body: bytes) -> str:
    payload = body[len(b'{"event":"funding","payload":') : -1]
    return base64.b64encode(key.sign(payload, padding.PKCS1v15(), SHA256())).decode()


def test_a_key_that_is_not_at_hand_is_fetched_after_the_answer(
    tmp_path: Path, key: rsa.RSAPrivateKey, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/v4/webhooks/public-key").respond_with_json(
        [{"key_id": "k1", "public_key": der(key)}]
    )
    environ = {"ACUSE_DEV": "1", "ACUSE_BITSO_BASE_URL": httpserver.url_for("")}
    signed = {"x_bitso_key_id": "k1", "x_bitso_webhook_event_signature": signature(key, FUNDING)}
    forged = {**signed, "x_bitso_webhook_event_signature": signature(key, FUNDING + b" ")}
    with running(tmp_path, environ) as app:
        assert post(app, "bitso", FUNDING, **signed) == 200
        assert post(app, "bitso", FUNDING.replace(b"1.00", b"9.99"), **forged) in (200, 401)
        until(lambda: standings(app) == ["trusted", "quarantined"])
        assert post(app, "bitso", FUNDING.replace(b"f1", b"f2"), **forged) == 401


def test_what_waited_for_a_key_before_a_restart_is_believed_after_it(
    tmp_path: Path, key: rsa.RSAPrivateKey, httpserver: HTTPServer
) -> None:
    signed = {"x_bitso_key_id": "k1", "x_bitso_webhook_event_signature": signature(key, FUNDING)}
    nowhere = {"ACUSE_DEV": "1", "ACUSE_BITSO_BASE_URL": "http://127.0.0.1:9"}
    with running(tmp_path, nowhere) as app:
        assert post(app, "bitso", FUNDING, **signed) == 200
        until(lambda: standings(app) == ["awaiting key"])
    httpserver.expect_request("/v4/webhooks/public-key").respond_with_json(
        [{"key_id": "k1", "public_key": der(key)}]
    )
    with running(tmp_path, {**nowhere, "ACUSE_BITSO_BASE_URL": httpserver.url_for("")}) as app:
        until(lambda: standings(app) == ["trusted"])


def test_quarantine_is_judged_again_by_the_secrets_of_now(tmp_path: Path) -> None:
    with running(tmp_path, just_wallet_webhook_secret="wrong") as app:
        assert post(app, "just_wallet", WALLET, Signature="2c4a0f0e") == 401
        assert app.actions().reverify(None) == 0
        until(lambda: standings(app) == ["quarantined"])
    other = WALLET + b" "
    signed = hmac.digest(b"right", other, "sha256").hex()
    with running(tmp_path, just_wallet_webhook_secret="wrong") as app:
        assert post(app, "just_wallet", other, Signature=signed) == 401
        until(lambda: standings(app) == ["quarantined"] * 2)
    with running(tmp_path, just_wallet_webhook_secret="right") as app:
        assert app.actions().reverify(None) == 1
        until(lambda: standings(app) == ["quarantined", "trusted"])
        assert app.actions().reverify(None) == 0
        assert app.actions().reverify([1, 2, 999]) == 0


def test_what_the_window_remembers_is_written_when_it_stops(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        app.actions().remember("page", "charts")
    assert Remembered(Paths(tmp_path).remembered).recall("page") == "charts"


def test_what_is_remembered_is_known_to_the_next_window_before_it_is_written(
    tmp_path: Path,
) -> None:
    written = threading.Event()
    with running(tmp_path) as app:
        app._remembering.submit(written.wait, 30)
        app.actions().remember("page", "charts")
        assert app.actions().recall("page") == "charts"
        written.set()


def test_a_secret_put_in_the_window_counts_at_once(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        actions = app.actions()
        assert post(app, "just_wallet", WALLET, Signature="00") == 503
        assert not actions.secret_is_set("just_wallet", "webhook_secret")
        actions.put_secret("just_wallet", "webhook_secret", "s")
        assert actions.secret_is_set("just_wallet", "webhook_secret")
        assert post(app, "just_wallet", WALLET, Signature="00") == 401
        actions.remove_secret("just_wallet", "webhook_secret")
        assert post(app, "just_wallet", WALLET, Signature="00") == 503


def test_a_test_event_is_received_and_marked(tmp_path: Path) -> None:
    with running(tmp_path, just_wallet_webhook_secret="s", juicyway_business_id="b") as app:
        send = app.actions().send_test_event
        for provider in ("juno", "bitso", "yuno", "juicyway", "just_wallet"):
            assert "acknowledged" in send(provider)
        until(lambda: len(feed(app)) == 5)
        assert {(row.source, row.standing) for row in feed(app)} == {("test", "trusted")}
        with app.open_reader() as reader:
            assert reader.stats().by_provider_status == {}, "never counted"


def test_a_test_event_passes_whatever_the_source_addresses(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        settings = app.actions().settings()
        app.actions().save_settings(replace(settings, trusted_proxies=("127.0.0.1",)))
        assert post(app, "juno", b"{}") == 401, "it is none of Juno's addresses"
        assert "acknowledged" in app.actions().send_test_event("juno")


def test_a_test_event_that_fails_says_so(tmp_path: Path) -> None:
    with (
        running(tmp_path) as app,
        pytest.raises(AcuseError, match="did not get through") as caught,
    ):
        app.actions().send_test_event("just_wallet")
    assert caught.value.cause == "The answer was 503."


def test_settings_are_followed_at_once_and_choices_of_the_run_are_not_kept(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        actions, told = app.actions(), list[ChangeSet]()
        app.listen(told.append)
        assert post(app, "juno", b"{}") == 200
        before = actions.settings()
        tokens = {name: replace(one, token="n" * 24) for name, one in before.connections.items()}
        actions.save_settings(replace(before, theme="dark", connections=tokens))
        written = [changes.written - {"upkeep"} for changes in told]
        assert [names for names in written if names] == [{"settings"}]
        assert app.callbacks()[0].local_path == "/hooks/juno/" + "n" * 24
        assert post(app, "juno", b"{}") == 200
    kept = App(Choices(tmp_path), Secrets({}), {})
    kept.start()
    found: Settings = kept.actions().settings()
    kept.stop()
    assert (found.theme, found.port) == ("dark", 8787), "port 0 was for one run"


def test_a_new_port_is_listened_on_at_once(tmp_path: Path) -> None:
    with running(tmp_path) as app, running(tmp_path.parent / "other") as other:
        actions, before = app.actions(), app.url
        free = int(other.url.rpartition(":")[2])
        other.stop()
        actions.save_settings(replace(actions.settings(), port=free))
        state = actions.receiver_state()
        assert (state.listening, state.port) == (True, free)
        assert app.url != before
        assert post(app, "juno", b"{}") == 200


def test_rebuild_while_deliveries_arrive(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        for number in range(20):
            assert post(app, "juno", b'{"a":%d}' % number) == 200
            if number == 10:
                app.actions().rebuild()
        until(lambda: len(feed(app)) == 20)


def test_only_one_app_has_a_store_and_only_one_a_port(tmp_path: Path) -> None:
    with running(tmp_path / "one") as first:
        with pytest.raises(StoreInUse), running(tmp_path / "one"):
            pass
        port = int(first.url.rpartition(":")[2])
        with pytest.raises(PortInUse), running(tmp_path / "two", port=port):
            pass
        with running(tmp_path / "two"):
            pass


def test_without_a_public_address_nothing_is_registered(tmp_path: Path) -> None:
    with running(tmp_path) as app, pytest.raises(SettingsError, match="no public address"):
        app.actions().preview("juno", "production", "", ())


def test_stop_may_be_repeated_and_leaves_nothing_open(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        app.stop()
        app.stop()
    assert not (tmp_path / "facts.db-wal").exists()
