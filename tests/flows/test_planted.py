"""What was planted in every string of every sample, through the real program: one line a record in
its output and its log, no formula and no link in what is taken along, nothing opened or called."""

import csv
import json
import socket
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests import planted
from tests.planted import MARK, Planted, Trap

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Trap]:
    with planted.trap(tmp_path) as made:
        yield made
        assert made.openings() == 0, "a file was opened"
        assert made.calls == [], "a connection was made"


def deliver(program: Any, bodies: list[Planted]) -> list[int]:
    """Post them, with something in a header too, and ask for paths that are none; the answers."""
    paths = program.paths()
    headers = {"Content-Type": "application/json", "X-Note": f"=1+1<b>{MARK}</b>"}
    with httpx.Client(base_url=program.url, trust_env=False, headers=headers, timeout=30) as client:
        found = [client.post(paths[one.provider], content=one.body) for one in bodies]
    door = urlsplit(program.url)
    for target in (f"/<img%20src=x>{MARK}\x1b[31m", f"/hooks/{MARK}%0d%0a\u202e/x"):
        with socket.create_connection((door.hostname, door.port), timeout=30) as peer:
            peer.sendall(f"POST {target} HTTP/1.1\r\nHost: {door.netloc}\r\n\r\n".encode())
            assert peer.recv(1000).startswith(b"HTTP/1.1 4")
    return [answer.status_code for answer in found]


def is_bare(text: str) -> bool:
    """Whether nothing in it turns the text around or drives a terminal."""
    return not any(sign in text for sign in planted.HIDDEN)


@pytest.mark.timeout(600)
def test_nothing_of_it_bites(program: Any, trap: Trap, tmp_path: Path) -> None:
    program.secrets = {}
    bodies = list(planted.bodies(trap.markers()))
    program.start()
    answers = deliver(program, bodies)
    kept = answers.count(200)
    assert kept > 100
    assert set(answers) <= {200, 401, 503}, "a mistake of ours would be another"
    written = [program.data_dir.parent / f"taken.{form}" for form in ("csv", "jsonl", "xlsx")]
    for file in written:
        for subject in ("transactions", "deliveries"):
            target = file.with_stem(f"{file.stem}-{subject}")
            words = ("export", subject, "--unmasked", "--format", file.suffix[1:])
            done = program.run(*words, "--output", str(target))
            assert done.returncode == 0, done.stderr
            look_into(target)
    listed = [
        program.run(word, "--limit", "1000").stdout for word in ("deliveries", "transactions")
    ]
    assert all(is_bare(text.replace("\n", "")) for text in listed)
    deliveries = program.ask("stats")["deliveries"]
    program.stop()
    told = [json.loads(line) for line in program.lines]  # one line a record, each of them JSON
    assert len({one["delivery_id"] for one in told if "delivery_id" in one}) == deliveries
    assert all(line.isascii() or is_bare(line.rstrip("\n")) for line in program.lines)
    for log in (program.data_dir / "logs").iterdir():
        for line in log.read_text("utf-8").splitlines():
            assert json.loads(line)["message"]
            assert is_bare(line)


def look_into(file: Path) -> None:
    """Hold a file that was taken along against what a spreadsheet would make of it."""
    if file.suffix == ".csv":
        with file.open(encoding="utf-8", newline="") as opened:
            for row in csv.reader(opened):
                for cell in row:
                    assert not cell.startswith(FORMULA) or is_number(cell), cell
    elif file.suffix == ".jsonl":
        for line in file.read_text("utf-8").splitlines():
            json.loads(line)
    else:
        with zipfile.ZipFile(file) as book:
            for name in book.namelist():
                content = book.read(name)
                assert b"<f>" not in content, "a formula"
                assert b"<hyperlink" not in content, "a link"
                assert b'TargetMode="External"' not in content


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True
