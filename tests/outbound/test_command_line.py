"""register, unregister and callbacks --remote, run as a person would, against stand-ins."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug import Response

from app.config import settings_file
from app.config.paths import Paths
from app.providers import PROVIDERS
from tests.standins.world import CREDENTIALS

if TYPE_CHECKING:
    from tests.standins.bitso import Bitso
    from tests.standins.world import Standins

    Run = Callable[..., "subprocess.CompletedProcess[str]"]

ROOT = Path(__file__).parents[2]
PUBLIC = "https://hooks.example.com"
KEYS = {**CREDENTIALS, "ACUSE_YUNO_X_SECRET": "chosen-by-us"}


@pytest.fixture
def run(tmp_path: Path) -> "Run":
    def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "main.py", *words, "--data-dir", str(tmp_path / "data")],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
                "ACUSE_PUBLIC_URL": PUBLIC,
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=100,
        )

    return run


def at(url: str, *providers: str) -> dict[str, str]:
    """The environment in which these providers are at the stand-in, with their keys."""
    hosts = {f"ACUSE_{name}_BASE_URL".upper(): url for name in providers}
    mine = tuple(f"ACUSE_{name}_".upper() for name in providers)
    return {
        "ACUSE_DEV": "1",
        **hosts,
        **{name: value for name, value in KEYS.items() if name.startswith(mine)},
    }


def told(finished: "subprocess.CompletedProcess[str]") -> Any:
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout)


def test_juno_is_registered_listed_and_deleted(run: "Run", service: "Bitso") -> None:
    juno = at(service.url, "juno")
    made = told(run("register", "juno", "--json", **juno))
    assert made["provider"] == "juno"
    assert made["status"] == 201
    assert made["callback_url"].startswith(f"{PUBLIC}/hooks/juno/")
    assert service.subscriptions[0]["callback_url"] == made["callback_url"]
    (listed,) = told(run("callbacks", "--remote", "--json", **juno))
    assert (listed["id"], listed["event"], listed["standing"]) == ("11330", "transaction", "ours")
    moved = {**juno, "ACUSE_PUBLIC_URL": "https://new.example.com"}
    (drifted,) = told(run("callbacks", "--remote", "--json", **moved))
    assert drifted["standing"] == "moved"
    finished = run("unregister", "juno", "11330", "--json", **juno)
    assert told(finished)["deleted"] == "11330"
    assert "DELETE /v4/webhooks/11330 HTTP/1.1" in finished.stderr
    assert service.subscriptions == []


def test_the_request_is_shown_before_it_is_sent(run: "Run", service: "Bitso") -> None:
    finished = run("register", "bitso", "--event", "payout", **at(service.url, "bitso"))
    assert finished.returncode == 0
    assert "POST /v4/webhooks HTTP/1.1" in finished.stderr
    assert '"events":["payout"]' in finished.stderr
    assert "Bitso <API key>:<nonce>:<signature>" in finished.stderr
    assert "bitso-test-secret" not in finished.stdout + finished.stderr


def test_a_dry_run_sends_nothing(run: "Run", service: "Bitso") -> None:
    finished = run("register", "bitso", "--dry-run", "--json", **at(service.url, "bitso"))
    assert "POST /v4/webhooks" in told(finished)["request"]
    assert service.calls == []


def test_bitsos_older_interface(run: "Run", service: "Bitso") -> None:
    made = told(
        run("register", "bitso", "--api", "v3-legacy", "--json", **at(service.url, "bitso"))
    )
    assert made["message"].startswith("Successfully registered URL")
    assert service.calls == ["POST /api/v3/webhooks/"]


def test_a_duplicate_is_explained_and_status_1(run: "Run", service: "Bitso") -> None:
    juno = at(service.url, "juno")
    told(run("register", "juno", "--json", **juno))
    again = run("register", "juno", "--json", **juno)
    assert again.returncode == 1
    assert again.stdout == ""
    assert "There is already a subscription for transaction at Juno." in again.stderr
    assert "Duplicated subscription for event types: [transaction]" in again.stderr


def test_a_registered_callback_is_led_here(run: "Run", service: "Bitso") -> None:
    service.subscriptions.append(
        {"id": 7, "callback_url": "https://old.example.com/x", "event": "transaction"}
    )
    told(run("register", "juno", "--update", "7", "--json", **at(service.url, "juno")))
    assert str(service.subscriptions[0]["callback_url"]).startswith(f"{PUBLIC}/hooks/juno/")


def test_a_refusal_is_status_1_with_the_providers_words(run: "Run", service: "Bitso") -> None:
    wrong = {**at(service.url, "juno"), "ACUSE_JUNO_API_SECRET": "not-the-secret"}
    for words in (("register", "juno"), ("callbacks", "--remote"), ("unregister", "juno", "7")):
        finished = run(*words, **wrong)
        assert finished.returncode == 1
        assert "Invalid Nonce or Invalid Credentials" in finished.stderr
        assert "not-the-secret" not in finished.stderr


def test_one_provider_that_fails_hides_no_other(run: "Run", service: "Bitso") -> None:
    service.subscriptions.append({"id": 7, "callback_url": "https://x.example", "event": "funding"})
    calls = iter([Response("{}", 404), None])
    service.first("GET", lambda _: next(calls), lambda _: next(calls))
    finished = run("callbacks", "--remote", "--json", **at(service.url, "juno", "bitso"))
    assert finished.returncode == 1
    assert "Juno refused the call." in finished.stderr
    assert [one["provider"] for one in json.loads(finished.stdout)] == ["bitso"]


def test_yuno_is_registered_led_elsewhere_and_deleted(run: "Run", standins: "Standins") -> None:
    account = at(standins.yuno.url, "yuno")
    made = told(run("register", "yuno", "--event", "payment.REFUND", "--json", **account))
    assert made["status"] == 201
    assert standins.yuno.webhooks["wh-1"]["secret"] == "chosen-by-us"
    assert standins.yuno.webhooks["wh-1"]["payment_triggers"] == ["REFUND"]
    moved = {**account, "ACUSE_PUBLIC_URL": "https://new.example.com"}
    told(run("register", "yuno", "--update", "wh-1", "--json", **moved))
    assert str(standins.yuno.webhooks["wh-1"]["url"]).startswith(
        "https://new.example.com/hooks/yuno/"
    )
    assert standins.yuno.webhooks["wh-1"]["secret"] == "chosen-by-us"
    (listed,) = told(run("callbacks", "--remote", "--json", **moved))
    assert "chosen-by-us" not in json.dumps(listed)
    assert listed["standing"] == "ours"
    told(run("unregister", "yuno", "wh-1", "--json", **account))
    assert standins.yuno.webhooks == {}


def test_a_mask_is_never_sent_back(run: "Run", standins: "Standins") -> None:
    masked = {**at(standins.yuno.url, "yuno"), "ACUSE_YUNO_X_SECRET": "***"}
    finished = run("register", "yuno", "--json", **masked)
    assert finished.returncode == 1
    assert "stands for a secret" in finished.stderr
    assert standins.yuno.webhooks == {}


def test_yunos_errors_are_its_words(run: "Run", standins: "Standins") -> None:
    finished = run("unregister", "yuno", "wh-9", **at(standins.yuno.url, "yuno"))
    assert finished.returncode == 1
    assert "Webhook not found (WEBHOOK_NOT_FOUND)" in finished.stderr


@pytest.mark.parametrize(
    ("provider", "words"),
    [("juicyway", "require_mfa"), ("just_wallet", "Callbacks are set in its dashboard.")],
)
def test_what_acuse_does_not_send_is_said(run: "Run", provider: str, words: str) -> None:
    finished = run("register", provider)
    assert finished.returncode == 1
    assert words in finished.stderr


@pytest.mark.parametrize("public", ["http://hooks.example.com", "https://192.168.1.7", ""])
def test_an_address_that_no_provider_reaches_is_refused(run: "Run", public: str) -> None:
    finished = run("register", "juno", **{**KEYS, "ACUSE_PUBLIC_URL": public})
    assert finished.returncode == 1
    assert finished.stdout == ""


@pytest.mark.parametrize("base", ["http://api.bitso.com", "https://127.0.0.1:9", "ftp://x.example"])
def test_a_host_that_is_not_https_and_public_is_refused(run: "Run", base: str) -> None:
    keys = {name: value for name, value in KEYS.items() if "BITSO" in name}
    finished = run("callbacks", "--remote", ACUSE_BITSO_BASE_URL=base, **keys)
    assert finished.returncode == 1
    assert "The address of the provider" in finished.stderr


def test_an_unknown_provider_is_status_2(run: "Run") -> None:
    assert run("register", "paypal").returncode == 2


# --- having it sent again -------------------------------------------------------------------------


def enter_paths(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "data")
    paths.prepare()
    kept = settings_file.load(paths, PROVIDERS)
    options = {
        "redelivery_preview_path": "/v4/webhooks/events/retry/preview",
        "redelivery_path": "/v4/webhooks/events/retry",
    }
    bitso = replace(kept.connection("bitso"), options=options)
    settings_file.save(paths, kept.with_connection("bitso", bitso))


def test_it_is_off_until_the_paths_are_entered(run: "Run", service: "Bitso") -> None:
    done = run("redeliver", "bitso", **at(service.url, "bitso"))
    assert done.returncode == 1
    assert "redelivery_preview_path" in done.stderr
    assert service.calls == []


def test_it_is_counted_first_and_sent_when_asked(
    run: "Run", service: "Bitso", tmp_path: Path
) -> None:
    enter_paths(tmp_path)
    words = ("redeliver", "bitso", "--event", "funding", "--since", "7d", "--json")
    counted = told(run(*words, **at(service.url, "bitso")))
    assert [(one["status"], one["executed"]) for one in counted] == [(200, False)] * 3
    assert all("14" in one["answer"] for one in counted)
    sent = told(run(*words, "--execute", **at(service.url, "bitso")))
    assert [one["status"] for one in sent] == [202] * 3
    spans = [(one["since"], one["until"]) for one in sent]
    assert [end for _, end in spans[:-1]] == [begin for begin, _ in spans[1:]]


@pytest.mark.parametrize("since", ["61d", "2020-01-01"])
def test_what_is_no_longer_kept_is_not_asked_for(
    run: "Run", service: "Bitso", tmp_path: Path, since: str
) -> None:
    enter_paths(tmp_path)
    done = run("redeliver", "bitso", "--since", since, **at(service.url, "bitso"))
    assert done.returncode == 1
    assert "60 days" in done.stderr
    assert service.calls == []


@pytest.mark.parametrize(
    "path", ["https://evil.example/x", "//evil.example", "/a/../b", "x", "/a?b"]
)
def test_only_a_path_of_the_provider_is_asked(path: str) -> None:
    now = datetime(2026, 11, 21, tzinfo=UTC)
    with pytest.raises(ValueError, match="a path begins"):
        PROVIDERS["bitso"].calls["redeliver"](path, "funding", now, now)
