"""ngrok's own SDK in a real Acuse, against a stand-in of the service it talks to."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.outbound.test_tls import Authority
from tests.outbound.test_tunnel import Program, _log, wait_until
from tests.standins.ngrok import SOURCE, TOKEN, Ngrok

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("ngrok") is None, reason="its wheel is not for this machine"
)


@pytest.fixture
def ngrok(tmp_path: Path) -> Iterator[Ngrok]:
    made = Ngrok(Authority(tmp_path).sign("localhost", timedelta(days=30)))
    yield made
    made.close()


def started(ngrok: Ngrok, tmp_path: Path, token: str, **settings: str) -> Program:
    return Program(
        tmp_path / "data",
        environ={
            "ACUSE_NGROK_AUTHTOKEN": token,
            "ACUSE_NGROK_SERVER_ADDR": ngrok.address,
            "ACUSE_NGROK_ROOT_CAS": str(tmp_path / "authority.pem"),
        },
        tunnel="ngrok",
        **settings,
    )


def test_it_gives_an_address_hands_on_deliveries_and_mends_itself(
    ngrok: Ngrok, tmp_path: Path
) -> None:
    program = started(ngrok, tmp_path, TOKEN, ngrok_domain="mine.example")
    try:
        wait_until(lambda: f"The tunnel is open {ngrok.url}" in _log(program), "an address")
        found = program.probe(ngrok.url)
        assert found["through"], found["error"]
        assert found["source_headers"] == {"x-forwarded-for": SOURCE}
        assert program.post(ngrok.url, 1) == 200
        asked = dict(ngrok.asked)
        assert asked[0]["Extra"]["AuthToken"] == TOKEN
        assert asked[1]["Opts"]["Hostname"] == "mine.example"
        ngrok.cut()
        wait_until(lambda: ngrok.endpoints() == 2, "it is opened again", 60)
        wait_until(lambda: program.post(ngrok.url, 2) == 200, "open again", 60)
        wait_until(lambda: program.kept() == 2, "both are in the store")
    finally:
        program.stop()
    assert httpx.post(ngrok.url, trust_env=False).status_code == 404, "its endpoint is closed"


def test_a_refused_token_is_told_without_it_and_tried_again(ngrok: Ngrok, tmp_path: Path) -> None:
    program = started(ngrok, tmp_path, "planted-wrong-token")
    try:
        wait_until(lambda: "ERR_NGROK_105" in _log(program), "told")
        wait_until(lambda: len(ngrok.asked) >= 2, "tried again", 60)
        assert "planted-wrong-token" not in _log(program)
        assert "The tunnel is waiting" in _log(program)
    finally:
        program.stop()
