"""The receiver as a program: how it starts, what it says, and how it ends."""

import json
import os
import re
import signal
import socket
import stat
from collections.abc import Callable
from typing import Any

import pytest

# Qt's offscreen platform says so of every window.
OFFSCREEN = "This plugin does not support propagateSizeHints()"


def sample_of(samples: list[Any], provider: str, name: str) -> Any:
    return next(one for one in samples if (one.provider, one.name) == (provider, name))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_cleanly(
    program: Any, post: Callable[..., int], samples: list[Any], number: int
) -> None:
    program.start("serve", "--port", "0")
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", program.url)
    one = sample_of(samples, "juno", "issuance-complete")
    assert post(program.url + program.paths()["juno"], one) == 200
    assert program.ask("stats")["deliveries"] == 1  # its projector has begun
    assert program.stop(number) == (0, "")
    left = {path.name for path in program.data_dir.iterdir()}
    stores, locks = {"facts.db", "views.db"}, {"acuse.lock", "views.lock"}
    assert left <= {*stores, *locks, "settings.toml", "logs", "presence"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_at_once_stops_it_at_once(program: Any, number: int) -> None:
    program.start("serve", "--port", "0")
    assert program.stop(number) == (0, "")


def test_a_delivery_is_one_line(program: Any, post: Callable[..., int], samples: list[Any]) -> None:
    one = sample_of(samples, "juno", "issuance-complete")
    program.start("serve", "--port", "0")
    assert post(program.url + program.paths()["juno"], one) == 200
    assert program.ask("stats")["deliveries"] == 1
    program.stop()
    (line,) = program.lines
    assert "juno" in line
    assert "complete" in line
    assert " 100.00 MXN " in line


def test_what_a_stranger_sends_does_not_reach_the_terminal(
    program: Any, post: Callable[..., int], samples: list[Any]
) -> None:
    one = sample_of(samples, "juno", "issuance-complete")
    evil = one.body.replace(b"user-ref-12345", b"\\u001b[31mred\\u202e")
    program.start("serve", "--port", "0")
    url = program.url + program.paths()["juno"]
    assert post(url, type(one)("juno", "evil", "", {}, evil, {})) == 200
    identifier = program.ask("export")[0]["transaction_id"]
    shown = [program.run("timeline", identifier).stdout, program.run("lookup", "red").stdout]
    program.stop()
    for text in (*shown, *program.lines):
        assert text
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_a_port_in_use_ends_it_with_the_holder_named(program: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = program.run("serve", "--port", str(port))
    assert done.returncode == 1
    assert done.stdout == ""
    problem, cause, remedy = done.stderr.splitlines()
    assert problem == f"Port {port} is in use."
    assert f"(process {os.getpid()})" in cause
    assert "--port" in remedy


def test_a_second_one_on_the_same_store_is_told_of_the_first(program: Any) -> None:
    program.start()
    done = program.run("serve", "--port", "0")
    assert done.returncode == 1
    assert f"(process {program.process.pid})" in done.stderr
    assert program.run("rebuild").returncode == 1
    assert program.ask("stats")["deliveries"] == 0
    assert program.stop() == (0, "")


def test_everything_on_disk_is_its_owners_alone(program: Any) -> None:
    program.start()
    for path in [program.data_dir, *program.data_dir.rglob("*")]:
        mode = stat.S_IMODE(path.stat().st_mode)
        assert mode == (0o700 if path.is_dir() else 0o600), path
    program.stop()


def test_a_missing_secret_is_our_fault(
    program: Any, post: Callable[..., int], samples: list[Any]
) -> None:
    one = next(one for one in samples if one.provider == "just_wallet" and one.is_readable)
    program.secrets = {}
    program.start()
    assert post(program.url + program.paths()["just_wallet"], one) == 503
    assert program.ask("stats")["deliveries"] == 0
    program.stop()


def test_a_wrong_signature_is_quarantined(
    program: Any, post: Callable[..., int], samples: list[Any]
) -> None:
    one = next(one for one in samples if one.provider == "just_wallet" and one.is_readable)
    forged = type(one)("just_wallet", "forged", "", {"Signature": "0" * 64}, one.body, {})
    program.start()
    url = program.url + program.paths()["just_wallet"]
    assert post(url, forged) == 401
    assert post(url, one) == 200
    stats = program.ask("stats")
    assert (stats["quarantined"], stats["transactions"]) == (1, 1)
    program.stop()
    assert [json.loads(line)["standing"] for line in program.lines] == ["quarantined", "trusted"]


def test_without_a_display_the_window_is_a_receiver(program: Any) -> None:
    program.start("--port", "0")
    status, complaints = program.stop()
    assert status == 0
    assert complaints == "There is no display, so Acuse receives without a window.\n"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_closes_the_window(program: Any, number: int) -> None:
    program.secrets = {**program.secrets, "QT_QPA_PLATFORM": "offscreen"}
    program.start("--port", "0")
    status, complaints = program.stop(number)
    assert status == 0
    assert set(complaints.splitlines()) <= {OFFSCREEN}


def test_it_receives_on_when_nobody_reads_its_lines(
    program: Any, post: Callable[..., int], samples: list[Any]
) -> None:
    program.start("serve", "--port", "0", reads=False)
    paths = program.paths()
    juno = [one for one in samples if one.provider == "juno" and one.is_readable][:5]
    assert {post(program.url + paths["juno"], one) for one in juno} == {200}
    assert program.ask("stats")["deliveries"] == 5
    assert program.stop() == (0, "")


def test_a_demo_without_a_window_shows_every_provider(program: Any) -> None:
    program.start("demo", "--no-window", "--json", "--seconds", "8")
    status = program.process.wait(40)
    complaints = program.stop()[1]
    assert (status, complaints) == (0, "")
    told = [json.loads(line) for line in program.lines]
    assert {one["provider"] for one in told} == {"juno", "bitso", "yuno", "juicyway", "just_wallet"}
    assert {"trusted", "quarantined"} <= {one["standing"] for one in told}
