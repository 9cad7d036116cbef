"""Probes real receivers, straight and through proxies that do what proxies do."""

import json
import os
import re
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest
from pytest_httpserver import HTTPServer

from app.config.settings import Settings
from app.core.errors import SettingsError
from app.core.probing import Probe
from app.outbound.client import Client, Limits
from app.outbound.probe import probe
from app.receiver.intake import Gate, own_hosts
from app.receiver.server import Receiver
from app.wiring.probing import Prober
from tests.outbound.test_tls import Authority, write_certificate

ROOT = Path(__file__).parents[2]
TOKEN = "p" * 32


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver(
        "127.0.0.1",
        0,
        make_gate=lambda port: Gate(
            (), own_hosts("127.0.0.1", port, "https://hooks.example.com"), TOKEN
        ),
        deliver=lambda _: pytest.fail("a probe is no delivery"),
        acknowledged=lambda *_: None,
        now=now,
    )
    made.start()
    yield made
    made.stop()


class Proxy:
    """Hands each request on to a receiver under its own name, as a tunnel's far end does."""

    def __init__(
        self, target: str, change: Callable[[bytes], bytes], certificate: Path | None = None
    ) -> None:
        self._target, self._change = target, change
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER) if certificate else None
        if self._tls and certificate:
            self._tls.load_cert_chain(certificate)
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    @property
    def url(self) -> str:
        scheme = "https" if self._tls else "http"
        return f"{scheme}://localhost:{self._listener.getsockname()[1]}"

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            with connection:
                try:
                    self._hand_on(
                        self._tls.wrap_socket(connection, server_side=True)
                        if self._tls
                        else connection
                    )
                except OSError:
                    continue

    def _hand_on(self, connection: socket.socket) -> None:
        stream = connection.makefile("rb")
        request = stream.readline().split()
        head = b"".join(iter(stream.readline, b"\r\n"))
        length = re.search(rb"(?i)content-length: ([0-9]+)", head)
        body = self._change(stream.read(int(length[1]) if length else 0))
        answer = httpx.post(
            f"{self._target}{request[1].decode()}",
            content=body,
            headers={
                "Content-Type": "application/json",
                "Host": "hooks.example.com",
                "X-Forwarded-For": "203.0.113.9",
            },
            trust_env=False,
        )
        connection.sendall(
            b"HTTP/1.1 %d OK\r\nContent-Length: %d\r\n\r\n%s"
            % (answer.status_code, len(answer.content), answer.content)
        )
        connection.close()

    def close(self) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join()


@pytest.fixture
def proxied(receiver: Receiver) -> Iterator[Callable[..., str]]:
    with ExitStack() as stack:

        def make(
            change: Callable[[bytes], bytes] = lambda body: body, certificate: Path | None = None
        ) -> str:
            made = Proxy(receiver.url, change, certificate)
            stack.callback(made.close)
            return made.url

        yield make


def probed(url: str, *, dev: bool = True) -> Probe:
    with Client(dev=dev, limits=Limits(connect=2, read=2, whole=3)) as client:
        return probe(client, url, TOKEN, now, dev=dev)


def test_what_comes_in_as_it_was_sent_is_through(receiver: Receiver) -> None:
    found = probed(receiver.url)
    assert found.is_through
    assert found.addresses == ("127.0.0.1",)
    assert found.milliseconds
    assert (found.is_tls, found.certificate_days, found.source_headers) == (False, None, ())


def test_tls_and_who_names_the_source_are_told(
    proxied: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = write_certificate(tmp_path, "localhost")
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    found = probed(proxied(certificate=certificate))
    assert found.is_through
    assert (found.is_tls, found.certificate_days, found.is_ending) == (True, 0, True)
    assert found.source_headers == (("x-forwarded-for", "203.0.113.9"),)


@pytest.mark.parametrize(("days", "is_ending"), [(61, False), (14, False), (13, True), (0, True)])
def test_a_certificate_of_an_authority_tells_how_long_it_is_good_for(
    proxied: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    days: int,
    is_ending: bool,
) -> None:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    lasts = timedelta(days=days, hours=1)
    found = probed(proxied(certificate=authority.sign("localhost", lasts)))
    assert found.is_through
    assert (found.is_tls, found.certificate_days, found.is_ending) == (True, days, is_ending)


@pytest.mark.parametrize(
    ("host", "lasts", "is_known", "words"),
    [
        ("localhost", timedelta(days=-1), True, "certificate has expired"),
        ("evil.example", timedelta(days=61), True, "Hostname mismatch"),
        ("localhost", timedelta(days=61), False, "certificate verify failed"),
    ],
)
def test_a_certificate_that_proves_nothing_keeps_the_probe_out(
    proxied: Callable[..., str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    host: str,
    lasts: timedelta,
    is_known: bool,
    words: str,
) -> None:
    authority = Authority(tmp_path)
    (tmp_path / "another").mkdir()
    known = authority if is_known else Authority(tmp_path / "another")
    monkeypatch.setenv("SSL_CERT_FILE", str(known.file))
    found = probed(proxied(certificate=authority.sign(host, lasts)))
    assert found.addresses, "its name was found before"
    assert not found.is_through
    assert found.error
    assert words in found.error.cause


def test_a_certificate_that_comes_to_its_end_is_told_once(
    proxied: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    url = proxied(certificate=authority.sign("localhost", timedelta(days=13, hours=12)))
    told: list[bool] = []
    early = now() - timedelta(days=5)
    at = [early, early, now(), now()]
    prober = Prober(
        lambda: Settings(public_url=url),
        TOKEN,
        {"ACUSE_DEV": "1"},
        lambda: at[0],
        lambda: told.append(prober.latest is not None and prober.latest.is_ending),
    )
    for _ in range(len(at)):
        prober.run()
        at.pop(0)
    assert told == [False, True]


def test_a_proxy_that_writes_json_anew_is_noticed(proxied: Callable[..., str]) -> None:
    def rewrite(body: bytes) -> bytes:
        return json.dumps(json.loads(body), ensure_ascii=False).encode()

    found = probed(proxied(rewrite))
    assert found.error is None
    assert (found.bytes_unchanged, found.is_through) == (False, False)


def test_somebody_else_at_our_address_is_noticed(httpserver: HTTPServer) -> None:
    httpserver.expect_request(f"/hooks/probe/{TOKEN}").respond_with_json({"received": True})
    found = probed(httpserver.url_for(""))
    assert found.error
    assert found.error.code == "probe-not-ours"
    assert not found.is_through


def test_another_acuse_at_our_address_is_noticed(receiver: Receiver) -> None:
    with Client(dev=True) as client:
        found = probe(client, receiver.url, "q" * 32, now, dev=True)
    assert found.error
    assert "answered 404" in found.error.cause


def test_an_address_that_is_down_keeps_what_was_found_before(receiver: Receiver) -> None:
    url = receiver.url
    receiver.stop()
    found = probed(url)
    assert found.addresses == ("127.0.0.1",)
    assert found.error
    assert "cannot be reached" in found.error.problem


def test_a_name_that_nobody_knows_is_said() -> None:
    found = probed("https://no-such-name.invalid", dev=False)
    assert found.error
    assert "is not known" in found.error.problem


def test_a_private_address_is_not_probed() -> None:
    found = probed("https://127.0.0.1:1", dev=False)
    assert isinstance(found.error, SettingsError)


# --- the watch ------------------------------------------------------------------------------------


def test_a_way_in_that_breaks_is_told_once_and_when_it_is_back(receiver: Receiver) -> None:
    told: list[bool] = []
    settings = Settings(public_url=receiver.url)
    prober = Prober(
        lambda: settings,
        TOKEN,
        {"ACUSE_DEV": "1"},
        now,
        lambda: told.append(prober.latest is not None and prober.latest.is_through),
    )
    for _ in range(2):
        prober.run()
    settings = replace(settings, public_url="http://127.0.0.1:1")
    for _ in range(3):
        prober.run()
    settings = replace(settings, public_url=receiver.url)
    prober.run()
    assert told == [True, False, True]


def test_without_an_address_there_is_nothing_to_probe() -> None:
    prober = Prober(Settings, TOKEN, {}, now, lambda: None)
    with pytest.raises(SettingsError):
        prober.run()


def test_the_watch_probes_by_itself_and_when_asked(receiver: Receiver) -> None:
    told = threading.Event()
    prober = Prober(
        lambda: Settings(public_url=receiver.url), TOKEN, {"ACUSE_DEV": "1"}, now, told.set
    )
    prober.start()
    try:
        assert told.wait(20)
        first = prober.latest
        prober.again()
        deadline = time.monotonic() + 20
        while prober.latest is first and time.monotonic() < deadline:
            time.sleep(0.01)
        assert prober.latest is not first
    finally:
        prober.stop()
        prober.stop()


# --- the command ----------------------------------------------------------------------------------


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    def run(*words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "main.py", "probe", *words, "--data-dir", str(tmp_path / "data")],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "ACUSE_DEV": "1"},
            capture_output=True,
            text=True,
            timeout=60,
        )

    return run


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def test_the_command_receives_for_a_moment(
    run: Callable[..., "subprocess.CompletedProcess[str]"],
) -> None:
    port = str(free_port())
    done = run("--port", port, "--public-url", f"http://127.0.0.1:{port}", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert (found["through"], found["bytes_unchanged"]) == (True, True)
    assert done.stderr == ""


def test_the_command_says_what_is_wrong(
    run: Callable[..., "subprocess.CompletedProcess[str]"],
) -> None:
    assert "There is no public address." in run().stderr
    port = str(free_port())
    done = run("--port", port, "--public-url", f"http://127.0.0.1:{free_port()}")
    assert done.returncode == 1
    assert "cannot be reached" in done.stderr
    assert "Comes in here   no" in done.stdout
