"""The benchmark's own server and its deliveries are the real ones."""

import shutil
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from app.store.sqlite import connect_reader
from tests.benchmarks import acknowledging, bodies, report, slow_disk
from tests.benchmarks.acknowledging import Run


def test_every_line_is_another_genuine_delivery(tmp_path: Path) -> None:
    bodies.write(tmp_path / "bodies.txt", 3)
    port = acknowledging.free_port()
    command = (sys.executable, "-m", "tests.benchmarks.peers.own", str(port), str(tmp_path))
    with acknowledging._started(command, tmp_path, port, {}):
        for line in (tmp_path / "bodies.txt").read_text().splitlines():
            signature, body = line.split(" ", 1)
            assert len(body) == bodies.SIZE
            url = f"http://127.0.0.1:{port}{bodies.PATH}"
            headers = {"Signature": signature, "Content-Type": "application/json"}
            answer = httpx.post(url, content=body, headers=headers, timeout=30, trust_env=False)
            assert answer.status_code == 200
    facts = connect_reader(tmp_path / "facts.db")
    try:
        rows = facts.execute("SELECT outcome, basis FROM deliveries").fetchall()
    finally:
        facts.close()
    assert [tuple(row) for row in rows] == [("trusted", "signature")] * 3


def test_the_limit_in_c_compiles_without_a_warning(tmp_path: Path) -> None:
    source = str(acknowledging.PEERS / "limit.c")
    command = ("cc", "-O2", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", source)
    said = subprocess.run(command, capture_output=True, text=True, check=False).stderr
    assert not said or "No such file" in said  # the headers of SQLite and OpenSSL may be missing


def test_its_chapter_says_the_medians_and_what_was_left_out() -> None:
    runs = {
        (name, count): [Run(rate * number, 1, 2, 0, number, 50) for number in (1, 3, 2)]
        for name, rate in ((acknowledging.OWN, 100.0), ("another", 50.0))
        for count in acknowledging.CONNECTIONS
    }
    found = acknowledging.Acknowledging(
        runs, (acknowledging.OWN, "another"), ("wrk was tired",), 3, 1
    )
    text = "\n".join(report.acknowledging(found))
    assert "| another | 100 (1.0 / 2.0) |" in text
    assert "Acuse to another: 2.00, 2.00, 2.00, 2.00" in text
    assert "Left out: wrk was tired" in text
    assert "another: 0 requests refused, 24 not answered" in text


@pytest.mark.skipif(not shutil.which("wrk"), reason="wrk is not installed")
def test_no_delivery_is_sent_twice(tmp_path: Path) -> None:
    bodies.write(tmp_path / "bodies.txt", 40_000)
    port = acknowledging.free_port()
    command = acknowledging.ourselves()[0].command(port, tmp_path)
    with acknowledging._started(command, tmp_path, port, {}):
        acknowledging._asked(port, tmp_path, connections=16, seconds=1)
    facts = connect_reader(tmp_path / "facts.db")
    try:
        assert facts.execute("SELECT count(*) FROM deliveries").fetchone()[0] > 0
        assert facts.execute("SELECT count(*) FROM attempts").fetchone()[0] == 0
    finally:
        facts.close()


@pytest.mark.skipif(not shutil.which("wrk"), reason="wrk is not installed")
def test_a_slow_disk_is_slow(tmp_path: Path) -> None:
    own = acknowledging.ourselves()[:1]
    rate = slow_disk.measure(tmp_path, rounds=1, seconds=1, only=own).rate(own[0].name)
    assert 0 < rate < slow_disk.AT_ONCE * 1000 / slow_disk.SYNC
