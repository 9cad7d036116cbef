"""An outage, rehearsed: the program is off while the providers move on, and makes up for it."""

import csv
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from app.config import settings as config
from app.config import settings_file
from app.config.paths import Paths
from app.core.asked import meanings
from app.providers import PROVIDERS
from app.store.backfills import BackfillRow
from app.store.reader import Reader
from app.wiring import handing
from tests.sending import taken
from tests.standins.world import CREDENTIALS

if TYPE_CHECKING:
    from tests.standins.world import Standins

ROOT = Path(__file__).parents[2]
START = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
KEYS = {
    name: value
    for name, value in CREDENTIALS.items()
    if name.startswith(("ACUSE_JUNO", "ACUSE_BITSO"))
}


def text(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S+00:00")


def funding(number: int, status: str) -> dict[str, object]:
    return {
        "fid": f"f{number}",
        "status": status,
        "created_at": text(START + timedelta(seconds=number)),
        "amount": f"{number}.10",
        "asset": "mxn",
        "network": "spei",
        "details": {"clave_rastreo": f"MBAN{number:012d}"},
    }


def issuance(number: int, status: str, moved: int = 0) -> dict[str, object]:
    return {
        "id": f"t{number}",
        "type": "ISSUANCE",
        "status": status,
        "created_at": text(START + timedelta(seconds=number)),
        "updated_at": text(START + timedelta(seconds=number + moved)),
        "issuance": {"amount": f"{number}.25", "asset": "MXN", "network": "ARBITRUM"},
    }


class World:
    """The program as a child on its own data directory, with its providers at the stand-ins."""

    def __init__(self, data_dir: Path, standins: "Standins") -> None:
        self.data_dir, self.standins = data_dir, standins
        self.process: subprocess.Popen[str] | None = None
        self.url = ""
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(data_dir.parent),
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "PYTHONWARNINGS": "error",
            **KEYS,
            **standins.hosts,
        }

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "main.py", "serve", "--port", "0", "--data-dir", str(self.data_dir)],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        first = self.process.stdout.readline()
        found = re.search(r"http://\S+", first)
        assert found, first
        self.url = found[0]
        self.process.stdout.close()

    def stop(self) -> str:
        """End it; what it complained of."""
        assert self.process
        assert self.process.stderr
        self.process.send_signal(signal.SIGTERM)
        complaints = self.process.stderr.read()
        assert self.process.wait(30) == 0
        self.process.stderr.close()
        self.process = None
        return complaints

    def tell(self, provider: str, *bodies: dict[str, object]) -> None:
        """Webhooks, posted over HTTP, and again where a busy disk had them refused."""
        settings = settings_file.load(Paths(self.data_dir), PROVIDERS)
        url = self.url + config.callback_path(provider, settings)
        with httpx.Client(trust_env=False) as http:
            for body in bodies:
                assert taken(http, url, body) == 200

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "main.py", *words, "--data-dir", str(self.data_dir)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=100,
        )

    def reader(self) -> Reader:
        paths = Paths(self.data_dir)
        return Reader(paths.views, paths.facts, meanings(PROVIDERS))

    def runs(self, wanted: int) -> list[BackfillRow]:
        """Wait until so many runs have ended."""
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            with self.reader() as reader:
                found = reader.backfills()
            if len(found) >= wanted:
                return found
            time.sleep(0.05)
        raise AssertionError(f"{len(found)} runs have ended, not {wanted}")

    def states(self) -> dict[str, tuple[str, tuple[str, ...]]]:
        with self.reader() as reader:
            return {
                row.transaction_id: (row.status, row.flags)
                for row in reader.transactions_page(limit=10_000)
            }


@pytest.fixture
def world(tmp_path: Path, standins: "Standins") -> Iterator[World]:
    made = World(tmp_path / "data", standins)
    yield made
    if made.process is not None:
        made.process.kill()
        made.process.communicate()


Wrap = Callable[[dict[str, object]], dict[str, object]]


def as_funding(payload: dict[str, object]) -> dict[str, object]:
    return {"event": "funding", "payload": payload}


def as_transaction(payload: dict[str, object]) -> dict[str, object]:
    return {"event": "TRANSACTION", "payload": payload}


def test_after_an_outage_everything_agrees_and_nothing_is_twice(world: World) -> None:
    world.start()
    world.tell("bitso", *(as_funding(funding(n, "pending")) for n in range(300)))
    world.tell("juno", *(as_transaction(issuance(n, "PENDING")) for n in range(200)))
    world.stop()
    # Nobody is here: all but twenty of each move on, and ten more of each begin and end.
    moved_fundings = [funding(n, "complete" if n < 280 else "pending") for n in range(310)]
    moved_fundings[300:] = [funding(n, "complete") for n in range(300, 310)]
    world.standins.bitso.lists["fundings"] = moved_fundings[::-1]
    moved = [issuance(n, "COMPLETE" if n < 180 else "PENDING", 60 * (n < 180)) for n in range(200)]
    moved += [issuance(n, "FAILED", 60) for n in range(200, 210)]
    world.standins.juno.transactions = moved[::-1]
    mark = Paths(world.data_dir).presence
    mark.write_text((START - timedelta(minutes=1)).isoformat())
    world.start()
    runs = {run.provider: run for run in world.runs(2)}
    assert {run.error for run in runs.values()} == {""}
    assert (runs["bitso"].reason, runs["bitso"].changed, runs["bitso"].missing_here) == (
        ("start", 290, 10)
    )
    assert (runs["juno"].changed, runs["juno"].missing_here) == (190, 10)
    states = world.states()
    assert Counter(one.split(":")[0] for one in states) == {"bitso": 310, "juno": 210}
    for payload in moved_fundings:
        status, flags = states[f"bitso:funding:{payload['fid']}"]
        assert status == payload["status"]
        assert ("missing_here" in flags) == (int(str(payload["fid"])[1:]) >= 300)
    for payload in moved:
        status, flags = states[f"juno:issuance:{payload['id']}"]
        assert status == str(payload["status"]).lower()
    differing = [one for one, (_, flags) in states.items() if "status_differs" in flags]
    assert len(differing) == 280 + 180
    # The webhooks come at last: every difference is gone, and no money was counted twice.
    world.tell("bitso", *(as_funding(one) for one in moved_fundings))
    world.tell("juno", *(as_transaction(one) for one in moved))
    settle(world)
    after = world.states()
    assert after.keys() == states.keys()
    assert {flags for _, flags in after.values()} == {()}
    assert world.stop() == ""


def settle(world: World) -> None:
    deadline = time.monotonic() + 60
    with world.reader() as reader:
        while reader.is_behind() and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not reader.is_behind()


def test_a_program_that_was_stopped_asks_about_that_time(world: World) -> None:
    world.start()
    world.tell("bitso", as_funding(funding(1, "pending")))
    assert world.process
    mark = Paths(world.data_dir).presence
    world.process.send_signal(signal.SIGSTOP)
    world.standins.bitso.lists["fundings"] = [funding(1, "complete")]
    stopped = time.monotonic()
    while time.monotonic() - stopped < 11.5:  # a shorter gap is taken for a busy machine
        time.sleep(0.5)
    assert mark.exists()
    resumed = datetime.now(UTC)
    world.process.send_signal(signal.SIGCONT)
    runs = world.runs(1)
    assert {run.reason for run in runs} == {"resume"}
    assert min(run.started_at for run in runs) - resumed < timedelta(seconds=3)
    bitso = next(run for run in world.runs(2) if run.provider == "bitso")
    assert bitso.changed == 1
    assert world.states()["bitso:funding:f1"][0] == "complete"


# --- the command ----------------------------------------------------------------------------------


def told(done: "subprocess.CompletedProcess[str]") -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("is_running", [True, False])
def test_the_command_makes_up_with_and_without_a_running_acuse(
    world: World, is_running: bool
) -> None:
    world.start()
    world.tell("bitso", *(as_funding(funding(n, "pending")) for n in range(3)))
    settle(world)
    if not is_running:
        world.stop()
    world.standins.bitso.lists["fundings"] = [funding(n, "complete") for n in range(4)][::-1]
    found = told(world.run("backfill", "bitso", "--since", "6h", "--json"))
    assert (found["answers"], found["news"], found["changed"], found["missing_here"]) == (
        (4, 4, 4, 1)
    )
    assert [one["status_before"] for one in found["transactions"]].count("pending") == 3
    again = told(world.run("backfill", "bitso", "--since", "6h", "--json"))
    assert (again["answers"], again["news"], again["changed"]) == (4, 0, 0)
    timeline = told(world.run("timeline", "f1", "--json"))
    assert [one["source"] for one in timeline["entries"]] == ["webhook", "backfill"]
    # Both runs are noted in the store, also by an Acuse that only saw their answers come in.
    noted = world.runs(2)
    assert [(one.reason, one.answers, one.news, one.changed) for one in noted] == [
        ("asked for", 4, 0, 0),
        ("asked for", 4, 4, 4),
    ]
    if is_running:
        world.stop()


def test_what_is_not_listed_is_told_beside_a_running_acuse_too(world: World) -> None:
    world.start()
    world.tell("bitso", *(as_funding(funding(n, "complete")) for n in range(2)))
    settle(world)
    world.standins.bitso.lists["fundings"] = [funding(0, "complete")]
    found = told(world.run("backfill", "bitso", "--since", "6h", "--json"))
    assert found["missing_there"] == ["bitso:funding:f1"]
    assert [run.missing_there for run in world.runs(1)] == [("bitso:funding:f1",)]
    settle(world)
    assert world.states()["bitso:funding:f1"] == ("complete", ("missing_there",))
    assert not list(Paths(world.data_dir).handed.iterdir())
    world.stop()


def test_a_run_that_nobody_noted_is_noted_by_the_next_start(world: World) -> None:
    world.start()
    told(world.run("backfill", "bitso", "--json"))
    (run,) = world.runs(1)
    world.stop()
    folder = Paths(world.data_dir).handed
    handing.leave(folder, run)
    (folder / "torn.json").write_text('{"provider": "bitso"')
    world.start()
    assert world.runs(2)[0] == run
    world.stop()


def test_answers_of_another_environment_are_not_kept_as_of_this_one(world: World) -> None:
    world.start()
    world.standins.bitso.lists["fundings"] = [funding(0, "complete")]
    done = world.run("backfill", "bitso", "--since", "6h", "--environment", "stage")
    assert done.returncode == 1
    assert "does not receive from Bitso's 'stage'" in done.stderr
    assert world.states() == {}
    world.stop()


def test_what_the_provider_does_not_list_is_said(world: World) -> None:
    world.start()
    world.tell("bitso", *(as_funding(funding(n, "complete")) for n in range(3)))
    world.stop()
    world.standins.bitso.lists["fundings"] = [funding(0, "complete")]
    found = told(world.run("backfill", "bitso", "--since", "6h", "--json"))
    assert found["missing_there"] == ["bitso:funding:f1", "bitso:funding:f2"]
    listed = told(world.run("differences", "--json"))
    assert [one["transaction_id"] for one in listed] == found["missing_there"]
    assert {one["differences"][0] for one in listed} == {"missing_there"}
    assert listed[0]["here"]["status"] == "complete"
    assert listed[0]["there"] is None
    assert "missing there" in world.run("differences", "bitso").stdout
    # It is listed after all, first by an answer of its own, then by one that is known already.
    world.standins.bitso.lists["fundings"] = [funding(n, "complete") for n in (1, 0)]
    told(world.run("backfill", "bitso", "--since", "6h", "--json"))
    assert [one["transaction_id"] for one in told(world.run("differences", "--json"))] == [
        "bitso:funding:f2"
    ]
    world.standins.bitso.lists["fundings"] = [funding(0, "complete")]
    told(world.run("backfill", "bitso", "--since", "6h", "--json"))
    assert len(told(world.run("differences", "--json"))) == 2
    world.standins.bitso.lists["fundings"] = [funding(n, "complete") for n in (2, 1, 0)]
    told(world.run("backfill", "bitso", "--since", "6h", "--json"))
    assert told(world.run("differences", "--json")) == []
    assert "agree" in world.run("differences").stdout


def test_a_refusal_is_status_1_with_its_words(world: World) -> None:
    world.environment["ACUSE_BITSO_API_SECRET"] = "wrong"
    done = world.run("backfill", "bitso")
    assert done.returncode == 1
    assert "Invalid Nonce or Invalid Credentials" in done.stderr


def test_a_file_is_imported_once(world: World, tmp_path: Path) -> None:
    file = tmp_path / "payouts.csv"
    file.write_text("id,status,amount,currency\na,completed,1.50,USD\nb,failed,2,USD\n")
    words = ("backfill", "just_wallet", "--file", str(file), "--json")
    assert told(world.run(*words)) == {"provider": "just_wallet", "entries": 2, "news": 2}
    assert told(world.run(*words))["news"] == 0
    world.start()  # handed to a running one, it is known too
    assert told(world.run(*words))["news"] == 0
    file.write_text(file.read_text() + "c,pending,3,USD\nc,pending,3,USD\n")
    assert told(world.run(*words)) == {"provider": "just_wallet", "entries": 4, "news": 1}
    assert [(run.reason, run.answers, run.news) for run in world.runs(4)] == [
        ("file", 4, 1),
        ("file", 2, 0),
        ("file", 2, 0),
        ("file", 2, 2),
    ]
    world.stop()
    assert world.states()["just_wallet:payout:a"] == ("complete", ())


FORMULA = '=HYPERLINK("http://127.0.0.1:9/x","x")'


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"amount,currency\n1.50,USD\n", "Entry 1 has no id"),
        (b"id,amount\na,1\n,2\n", "Entry 2 has no id"),
        ("id,amount\n\u00f1,1\n".encode("latin-1"), "It is not UTF-8"),
        ("id,amount\na,1\n".encode("utf-16"), "It is not UTF-8"),
        (b'[{"id":"a"},{"amount":"1"}]', "Entry 2 has no id"),
        (b'{"id":"a"', "not valid JSON"),
        (b"id,amount\na,1,2\n", "Line 2 has 3 cells, not 2."),
        (b"PK\x03\x04\x14\x00", "It"),
    ],
)
def test_a_wrong_file_is_refused_whole(
    world: World, tmp_path: Path, content: bytes, words: str
) -> None:
    file = tmp_path / "payouts.csv"
    file.write_bytes(content)
    done = world.run("backfill", "just_wallet", "--file", str(file), "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert told(world.run("stats", "--json"))["deliveries"] == 0


def test_what_a_file_says_stays_text(world: World, tmp_path: Path) -> None:
    file, target = tmp_path / "payouts.json", tmp_path / "out.csv"
    file.write_text(json.dumps([{"id": FORMULA, "status": "completed", "recipient_id": FORMULA}]))
    told(world.run("backfill", "just_wallet", "--file", str(file), "--json"))
    done = world.run("export", "--format", "csv", "--unmasked", "--output", str(target))
    assert done.returncode == 0, done.stderr
    with target.open(newline="", encoding="utf-8") as opened:
        cells = [cell for row in csv.reader(opened) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_a_wrong_time_is_refused(world: World) -> None:
    assert world.run("backfill", "bitso", "--since", "yesterday").returncode == 2
    done = world.run("backfill", "bitso", "--since", "2026-02-01", "--until", "2026-01-01")
    assert done.returncode == 1
    assert "ends before it begins" in done.stderr
