"""The command line: what may be said, in which shape it answers, how it fails."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import __version__
from app.cli.arguments import parse
from app.cli.output import amount, as_json, delivery_line, iso, status, table
from app.config.program import has_display
from app.config.settings import Settings
from app.core.errors import SettingsError
from app.store.rows import FeedRow
from app.wiring import Choices, callbacks, in_force, local_url

ROOT = Path(__file__).parents[1]
AT = datetime(2026, 11, 21, 5, 6, 7, 8, UTC)


def run(*words: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "main.py", *words],
        cwd=ROOT,
        env={
            "PATH": os.environ["PATH"],
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            **environment,
        },
        capture_output=True,
        text=True,
        timeout=60,
    )


# --- arguments ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        ["--port", "0", "--data-dir", "/d", "--json", "serve"],
        ["serve", "--port", "0", "--data-dir", "/d", "--json"],
        ["--port", "1", "--data-dir", "/d", "serve", "--port", "0", "--json"],
    ],
)
def test_common_options_stand_before_or_after_the_command(words: list[str]) -> None:
    found = parse(words)
    assert (found.command, found.port, found.data_dir, found.json) == (
        "serve",
        0,
        Path("/d"),
        True,
    )


def test_without_a_command_it_is_the_window() -> None:
    assert parse([]).command == "window"
    assert parse(["--port", "0"]).command == "window"
    assert parse(["--selftest"]).command == "selftest"


def test_a_message_to_look_up_needs_no_quotes() -> None:
    assert parse(["lookup", "where", "is", "MBAN0100"]).text == "where is MBAN0100"


def test_bytes_that_are_no_text_are_looked_up_all_the_same() -> None:
    assert parse(["lookup", "a\udcff"]).text == "a\ufffd"
    assert parse(["timeline", "\udcff"]).text == "\ufffd"


def test_the_public_address_comes_from_the_option_then_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ACUSE_PUBLIC_URL", "https://from.environment/")
    assert parse([]).choices.public_url == "https://from.environment"
    assert parse(["--public-url", "https://from.option"]).choices.public_url == (
        "https://from.option"
    )
    monkeypatch.delenv("ACUSE_PUBLIC_URL")
    assert parse([]).choices.public_url is None


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["serve", "--port", "70000"],
        ["serve", "--port", "-1"],
        ["serve", "--port", "٣"],
        ["demo", "--seconds", "nan"],
        ["demo", "--seconds", "0"],
        ["lookup"],
        ["export", "--format", "xml"],
        ["--dat", "/d"],
    ],
)
def test_what_makes_no_sense_is_status_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(words)
    assert caught.value.code == 2
    assert "usage: acuse" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        parse(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"Acuse {__version__}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"])
def test_a_display_is_known_by_the_environment(name: str) -> None:
    assert not has_display({})
    assert not has_display({name: ""})
    assert has_display({name: ":0"})


def test_choices_hold_for_this_run_and_are_checked() -> None:
    choices = Choices(Path("/d"), port=9000, public_url="https://x.example")
    found = in_force(Settings(), choices)
    assert (found.host, found.port, found.public_url) == ("127.0.0.1", 9000, "https://x.example")
    with pytest.raises(SettingsError, match="public_url"):
        in_force(Settings(), replace(choices, public_url="x"))


def test_a_local_address_of_ipv6_is_bracketed() -> None:
    assert local_url(Settings(host="::1", port=80)) == "http://[::1]:80"


# --- answers of the program -----------------------------------------------------------------------


def test_callbacks_have_their_documented_shape(tmp_path: Path) -> None:
    done = run("callbacks", "--json", "--data-dir", str(tmp_path), ACUSE_PUBLIC_URL="https://x.mx")
    assert (done.returncode, done.stderr) == (0, "")
    found = json.loads(done.stdout)
    assert [one["provider"] for one in found] == [
        "juno",
        "bitso",
        "yuno",
        "juicyway",
        "just_wallet",
    ]
    for one in found:
        assert sorted(one) == ["local_path", "local_url", "provider", "public_url"]
        assert one["local_path"].startswith(f"/hooks/{one['provider']}/")
        assert one["local_url"] == f"http://127.0.0.1:8787{one['local_path']}"
        assert one["public_url"] == f"https://x.mx{one['local_path']}"
    again = run("callbacks", "--json", "--data-dir", str(tmp_path), "--port", "9000")
    assert json.loads(again.stdout)[0]["local_url"].startswith("http://127.0.0.1:9000/")
    assert json.loads(again.stdout)[0]["local_path"] == found[0]["local_path"]
    assert json.loads(again.stdout)[0]["public_url"] == ""


def test_an_empty_store_answers_every_question(tmp_path: Path) -> None:
    where = ("--data-dir", str(tmp_path))
    assert json.loads(run("stats", "--json", *where).stdout) == {
        "deliveries": 0,
        "attempts": 0,
        "transactions": 0,
        "quarantined": 0,
        "unreadable": 0,
        "by_provider_status": {},
    }
    assert run("lookup", "--json", "646180115400230775", *where).stdout == "[]\n"
    assert run("lookup", "646180115400230775", *where).stdout == "Nothing answers to that.\n"
    assert run("export", "--json", *where).stdout == "[]\n"
    assert run("deliveries", "--json", *where).stdout == ""
    assert run("transactions", *where).stdout == "0 shown, 0 of 0 match.\n"
    assert json.loads(run("rebuild", "--json", *where).stdout) == {"rebuilt": 0}
    unknown = run("timeline", "nothing", *where)
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert unknown.stderr.startswith("There is no transaction nothing.\n")


def test_a_wrong_setting_is_problem_cause_and_remedy(tmp_path: Path) -> None:
    (tmp_path / "settings.toml").write_text("port = 'x'")
    done = run("callbacks", "--data-dir", str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    problem, cause, remedy = done.stderr.splitlines()
    assert "settings.toml" in problem
    assert cause == "port must be a whole number."
    assert "settings.toml.bak" in remedy


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    target = tmp_path / "nowhere" / "export.csv"
    done = run("export", "--output", str(target), "--data-dir", str(tmp_path))
    assert done.returncode == 1
    assert done.stderr.startswith(f"The file {target} cannot be written.\n")


# --- writing --------------------------------------------------------------------------------------


def test_times_and_words() -> None:
    assert iso(AT) == "2026-11-21T05:06:07.000008Z"
    assert iso(None) is None
    assert amount("1234567.5", "MXN") == "1,234,567.5 MXN"
    assert amount("", "") == "–"
    assert status("complete", "COMPLETE") == "complete"
    assert status("complete", "SUCCEEDED/APPROVED") == "complete (SUCCEEDED/APPROVED)"
    assert as_json("ñ\x1b") == '"\\u00f1\\u001b"'


def test_a_table_is_aligned_and_clean() -> None:
    shown = table(("NAME", "AMOUNT"), [("a\x1b[31m", "1"), ("b\nc", "22")])
    assert shown.splitlines() == [
        "NAME           AMOUNT",
        "a⟨U+001B⟩[31m       1",
        "b⟨U+000A⟩c         22",
    ]


def test_a_delivery_is_one_clean_line() -> None:
    feed = FeedRow(
        delivery_id=1,
        received_at=AT,
        provider="juno",
        kind="issuance",
        event_type="TRANSACTION",
        status="complete",
        provider_status="COMPLETE",
        amount="100.000000",
        asset="MXN",
        rail="SPEI",
        counterparty="",
        reference="a\nb\x1b\u202e",
        transaction_id="juno:issuance:1",
        attempts=1,
        flags=(),
        standing="trusted",
        basis="signature",
        source="webhook",
    )
    line = delivery_line(feed)
    assert line.isprintable()
    assert "100.00 MXN  a⟨U+000A⟩b⟨U+001B⟩⟨U+202E⟩  [signature]" in line


def test_public_callbacks_need_a_public_address(tmp_path: Path) -> None:
    from app.config.paths import Paths
    from app.config.settings_file import load
    from app.providers import PROVIDERS

    settings = load(Paths(tmp_path), PROVIDERS)
    assert {one.public_url for one in callbacks(settings, "http://x")} == {""}
    public = replace(settings, public_url="https://x.mx/acuse")
    assert all(
        one.public_url == f"https://x.mx/acuse{one.local_path}"
        for one in callbacks(public, "http://x")
    )


def test_fill_makes_a_store_and_ends(tmp_path: Path) -> None:
    words = ("demo", "--no-window", "--data-dir", str(tmp_path))
    made = run(*words, "--fill", "50", "--until", "2026-11-21T10:00Z")
    assert made.returncode == 0, made.stderr
    assert made.stdout == ""
    assert made.stderr.splitlines()[-1].startswith("meaning: 50 of 50")
    stats = json.loads(run("stats", "--json", "--data-dir", str(tmp_path)).stdout)
    assert stats["deliveries"] == 50
    again = run(*words, "--fill", "50")
    assert again.returncode == 1
    assert "already" in again.stderr


@pytest.mark.parametrize("words", [["--fill", "0"], ["--fill", "x"], ["--until", "soon"]])
def test_what_cannot_be_filled_is_refused(words: list[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["demo", *words])


# --- filters --------------------------------------------------------------------------------------


def test_a_filter_lists_what_it_lets_through(tmp_path: Path) -> None:
    where = ("--data-dir", str(tmp_path))
    assert run("demo", "--fill", "300", "--no-window", *where).returncode == 0
    lines = run("deliveries", "--filter", "provider:juno", "--json", *where).stdout.splitlines()
    assert len(lines) > 20
    assert {json.loads(line)["provider"] for line in lines} == {"juno"}
    listed = run("transactions", "--filter", "final:no", "--limit", "3", *where).stdout
    assert "3 shown, " in listed
    assert " match." in listed
    states = run("transactions", "--filter", "final:no", "--json", *where).stdout.splitlines()
    assert not any(json.loads(line)["is_final"] for line in states)


def test_a_wrong_filter_is_told_in_one_go(tmp_path: Path) -> None:
    done = run("transactions", "--filter", "colour:red", "--data-dir", str(tmp_path))
    assert done.returncode == 1
    assert "“colour:red”" in done.stderr or "colour:red" in done.stderr
    assert "There is no such field" in done.stderr
