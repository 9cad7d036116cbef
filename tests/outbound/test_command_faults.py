"""Every fault of every provider, met by the command line: told, status 1, nothing done twice."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app import cli
from app.outbound import client
from tests.standins.server import StandIn
from tests.standins.world import CREDENTIALS

if TYPE_CHECKING:
    from tests.standins.world import Standins

PUBLIC = "https://hooks.example.com"
ATTEMPTS = 3  # of a question
WORDS = {
    "juno": "Invalid Nonce or Invalid Credentials",
    "bitso": "Invalid Nonce or Invalid Credentials",
    "yuno": "Invalid credentials",
    "juicyway": "Invalid Nonce or Invalid Credentials",
}
NETWORK = "Check the network and the provider's address, then try again."
# What is done to a call, and what is said of it in the provider's words or ours.
FAULTS = {
    "unauthorized": "",
    "busy": "Too many requests",
    "redirect": "answers with a redirect, which is never followed.",
    "slow": "did not answer.",
    "cut": "did not answer.",
    "failed": "failed.",
    "garbled": "cannot be read.",
}
LOST = ("slow", "cut", "failed", "garbled")  # nobody can know from them what came of it
CAN_REGISTER = ("juno", "bitso", "yuno")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(
    tmp_path: Path,
    standins: Standins,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Run:
    """The command line in this process, with providers that are given up soon."""
    monkeypatch.setattr(client.Limits, "__init__", _quick)
    for name in [one for one in os.environ if one.startswith("ACUSE_")]:
        monkeypatch.delenv(name)
    environment = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", **CREDENTIALS}
    for name, value in {**environment, **standins.hosts, "ACUSE_PUBLIC_URL": PUBLIC}.items():
        monkeypatch.setenv(name, value)

    def ended(*words: str) -> tuple[int, str, str]:
        status = cli.run(["acuse", *words, "--data-dir", str(tmp_path / "data")])
        said = capsys.readouterr()
        return status, said.out, said.err

    return ended


def _quick(self: client.Limits) -> None:
    for name, seconds in (("connect", 2.0), ("read", 0.4), ("whole", 2.0)):
        object.__setattr__(self, name, seconds)


def fault(standins: Standins, provider: str, name: str) -> Any:
    standin = standins.all()[provider]
    made = {
        "busy": standin.busy(3600),
        "redirect": standin.redirect(f"{standins.trap.url}/v4"),
    }
    return made.get(name) or getattr(standin, name)


def registered(standins: Standins, provider: str) -> list[object]:
    if provider == "yuno":
        return list(standins.yuno.webhooks)
    return list(getattr(standins, provider).subscriptions)


def existing(standins: Standins, provider: str) -> str:
    """A callback that is there; its id."""
    if provider == "yuno":
        url = "https://old.example.com/x"
        standins.yuno.webhooks = {"wh-1": {"id": "wh-1", "url": url, "payment_triggers": ["X"]}}
        return "wh-1"
    entry = {"id": 7, "callback_url": "https://old.example.com/x", "event": "transaction"}
    getattr(standins, provider).subscriptions = [entry]
    return "7"


def words_of(name: str, provider: str) -> str:
    return FAULTS[name] or WORDS[provider]


EACH = [(provider, name) for provider in CAN_REGISTER for name in FAULTS]


@pytest.mark.parametrize(("provider", "name"), EACH)
@pytest.mark.parametrize("as_json", [False, True], ids=["text", "json"])
def test_a_registration_that_fails_is_told_and_sent_once(
    run: Run, standins: Standins, provider: str, name: str, as_json: bool
) -> None:
    standin = standins.all()[provider]
    standin.first("POST", fault(standins, provider, name))
    status, out, err = run("register", provider, *["--json"] * as_json)
    assert (status, out) == (1, "")
    assert words_of(name, provider) in err
    if name in LOST:
        assert "The callback was not registered." in err, "the list was read"
    assert (len(standin.changes()), registered(standins, provider)) == (1, [])


@pytest.mark.parametrize("provider", CAN_REGISTER)
@pytest.mark.parametrize("name", LOST)
def test_a_registration_that_worked_though_its_answer_was_lost_is_found(
    run: Run, standins: Standins, provider: str, name: str
) -> None:
    standin = standins.all()[provider]
    standin.first("POST", standin.done_but(fault(standins, provider, name)))
    status, out, err = run("register", provider, "--json")
    assert status == 0, err
    assert "The list of callbacks shows that it is registered" in json.loads(out)["message"]
    assert len(standin.changes()) == 1
    there = registered(standins, provider)
    assert run("register", provider)[0] == 1, "a second one is a duplicate"
    assert registered(standins, provider) == there


@pytest.mark.parametrize("provider", CAN_REGISTER)
def test_a_duplicate_is_told_in_the_providers_words(
    run: Run, standins: Standins, provider: str
) -> None:
    standin: StandIn = standins.all()[provider]
    standin.first("POST", standin.duplicated)
    status, out, err = run("register", provider, "--json")
    assert (status, out) == (1, "")
    assert "There is already a subscription for" in err
    assert "List the callbacks, delete the old one, then register again." in err
    assert len(standin.changes()) == 1


@pytest.mark.parametrize(("provider", "name"), EACH)
def test_a_list_that_fails_is_told_and_hides_no_other(
    run: Run, standins: Standins, provider: str, name: str
) -> None:
    for one in CAN_REGISTER:
        existing(standins, one)
    standins.all()[provider].first("GET", *[fault(standins, provider, name)] * ATTEMPTS)
    status, out, err = run("callbacks", "--remote", "--json")
    assert status == 1
    assert words_of(name, provider) in err
    assert {one["provider"] for one in json.loads(out)} == set(CAN_REGISTER) - {provider}


@pytest.mark.parametrize(("provider", "name"), EACH)
def test_a_deletion_that_fails_is_told_and_sent_once(
    run: Run, standins: Standins, provider: str, name: str
) -> None:
    standin, number = standins.all()[provider], existing(standins, provider)
    standin.first("DELETE", fault(standins, provider, name))
    status, out, err = run("unregister", provider, number, "--json")
    assert (status, out) == (1, "")
    assert words_of(name, provider) in err
    assert (len(standin.changes()), len(registered(standins, provider))) == (1, 1)
    if name in LOST:
        assert "The callback was not deleted." in err
        standin.first("DELETE", standin.done_but(fault(standins, provider, name)))
        status, out, err = run("unregister", provider, number, "--json")
        assert status == 0, err
        assert (len(standin.changes()), registered(standins, provider)) == (2, [])


@pytest.mark.parametrize("provider", ["bitso", "juno", "juicyway"])
@pytest.mark.parametrize("name", FAULTS)
def test_a_backfill_that_fails_is_told_with_what_came_of_it(
    run: Run, standins: Standins, provider: str, name: str
) -> None:
    standin = standins.all()[provider]
    standin.first("GET", *[fault(standins, provider, name)] * ATTEMPTS)
    status, out, err = run("backfill", provider, "--json")
    told = json.loads(out)
    assert (status, told["answers"], standin.changes()) == (1, 0, [])
    assert words_of(name, provider) in told["error"]
    assert words_of(name, provider) in err
    standin.forget()
    assert run("backfill", provider)[0] == 0


def test_a_busy_provider_is_waited_for(run: Run, standins: Standins) -> None:
    standins.juno.first("GET", *[standins.juno.busy(0)] * 2)
    status, out, err = run("callbacks", "--remote", "--json")
    assert (status, json.loads(out), err) == (0, [], "")
    standins.bitso.first("GET", *[standins.bitso.busy(1)])
    assert run("backfill", "bitso")[0] == 0


def test_without_credentials_nothing_is_sent(
    run: Run, standins: Standins, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in CREDENTIALS:
        monkeypatch.delenv(name)
    for words in (("register", "juno"), ("unregister", "juno", "7"), ("callbacks", "--remote")):
        status, out, err = run(*words, "--json")
        assert (status, json.loads(out or "[]")) == (1, [])
        assert "is missing." in err
    status, out, err = run("backfill", "bitso", "--json")
    assert status == 1
    assert "is missing." in err
    assert all(one.calls == [] for one in standins.all().values())


@pytest.mark.parametrize("name", ["failed", "garbled", "redirect", "cut", "slow"])
def test_a_probe_that_somebody_else_answers_is_told(
    run: Run, standins: Standins, name: str
) -> None:
    standins.juno.first("POST", fault(standins, "juno", name))
    url = standins.juno.url
    status, out, err = run("probe", "--port", "0", "--public-url", url, "--json")
    told = json.loads(out)
    assert (status, told["through"]) == (1, False)
    assert err.strip() == told["error"]
    assert err.strip()
