"""Damages a store in every way a disk can, mends it, and looks for all that was acknowledged.

    .venv/bin/python tests/torture/damage.py --copies 1000

A store with a second copy is filled through the real writer, which notes each receipt it gave. Each
copy of it is harmed in another way, a third also have a torn end of the second copy; each is mended
as a start mends it, and then every acknowledged arrival must be there byte for byte.
"""

from __future__ import annotations

import argparse
import logging
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from app.config import settings_file
from app.config.paths import Paths, keep_files_private
from app.providers import PROVIDERS
from app.store import second_copy, shrinking, spool
from app.store.facts import FactsWriter
from app.store.same import FINGERPRINT
from app.store.second_copy import SecondCopy
from app.store.sqlite import connect_reader
from app.wiring import safekeeping
from tests.store.conftest import START, Store, delivery

DELIVERIES = 400
PAGE = 4096

Ledger = list[tuple[str, bytes]]  # what was acknowledged: its fact, its bytes
Harm = Callable[[Path, random.Random], None]


def fill(folder: Path) -> Ledger:
    """A store with a second copy, half of it packed; what was acknowledged."""
    store = Store(folder)
    store.writer.start()
    store.writer.copy_to(SecondCopy(folder / "copy", must=True)).result(10)
    chosen, ledger = random.Random(1), []
    for number in range(DELIVERIES):
        body = b'{"event":"TRANSACTION","payload":{"id":"%d","note":"%s"}}' % (
            number,
            chosen.randbytes(chosen.randrange(600)).hex().encode(),
        )
        fact = f"fact {number}"
        again = number % 10 == 0
        for one in (body, body + b" ") if again else (body,):
            store.keep(one, fingerprint=fact, at=store.now())
            ledger.append((fact, one))
    store.writer.run(lambda facts: shrinking.shrink(facts, DELIVERIES // 2, 0)).result(10)
    store.writer.stop()
    return ledger


# --- harm -----------------------------------------------------------------------------------------


def _over(file: Path, place: int, content: bytes) -> None:
    with open(file, "r+b") as opened:
        opened.seek(place)
        opened.write(content)


def _page(file: Path, chosen: random.Random) -> int:
    return chosen.randrange(max(1, file.stat().st_size // PAGE)) * PAGE


def garbage(file: Path, chosen: random.Random) -> None:
    for _ in range(chosen.randint(1, 8)):
        _over(file, _page(file, chosen), chosen.randbytes(PAGE))


def zeros(file: Path, chosen: random.Random) -> None:
    for _ in range(chosen.randint(1, 8)):
        _over(file, _page(file, chosen), bytes(PAGE))


def bits(file: Path, chosen: random.Random) -> None:
    content = bytearray(file.read_bytes())
    for _ in range(chosen.choice((1, 1, 10, 1000))):
        content[chosen.randrange(len(content))] ^= 1 << chosen.randrange(8)
    file.write_bytes(content)


def header(file: Path, chosen: random.Random) -> None:
    _over(file, chosen.randrange(100), chosen.randbytes(8))


def schema_page(file: Path, chosen: random.Random) -> None:
    _over(file, chosen.randrange(100, PAGE), chosen.randbytes(200))


def cut(file: Path, chosen: random.Random) -> None:
    os.truncate(file, chosen.randrange(file.stat().st_size))


def swapped(file: Path, chosen: random.Random) -> None:
    content = file.read_bytes()
    one, two = _page(file, chosen), _page(file, chosen)
    _over(file, one, content[two : two + PAGE])
    _over(file, two, content[one : one + PAGE])


def other(file: Path, chosen: random.Random) -> None:
    file.write_bytes(chosen.choice((b"", b"no database at all\n" * 900)))


def gone(file: Path, chosen: random.Random) -> None:
    file.unlink()


HARMS: tuple[Harm, ...] = (
    garbage,
    zeros,
    bits,
    header,
    schema_page,
    cut,
    swapped,
    other,
    gone,
)


def tear(folder: Path, chosen: random.Random) -> None:
    """The beginning of one more record, which nobody was told is kept."""
    file = spool.files(folder, second_copy.LIVE)[-1]
    whole = spool.record({"kind": "delivery", "body": chosen.randbytes(900), "sha256": None})
    with open(file, "ab") as opened:
        opened.write(whole[: chosen.randrange(len(whole))])


# --- one copy -------------------------------------------------------------------------------------


def missing(facts: Path, ledger: Ledger) -> int:
    """How much of what was acknowledged is not in a store."""
    with closing(connect_reader(facts)) as store:
        kept = Counter(
            (row["fingerprint"], bytes(row["body"]))
            for row in store.execute(
                f"SELECT {FINGERPRINT} AS fingerprint, unpacked(body, provider, packing) AS body"
                " FROM deliveries d"
                f" UNION ALL SELECT {FINGERPRINT}, a.body FROM attempts a"
                " JOIN deliveries d ON d.id = a.delivery_id WHERE a.body IS NOT NULL"
            )
        )
    return sum((Counter(ledger) - kept).values())


def try_once(model: Path, folder: Path, ledger: Ledger, seed: int) -> tuple[str, bool, int]:
    """Harm a copy and mend it: the harm, whether it was noticed, how much is missing."""
    chosen = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(model, folder)
    harm = HARMS[seed % len(HARMS)]
    harm(folder / "facts.db", chosen)
    if seed % 3 == 0:
        tear(folder / "copy", chosen)
    paths = Paths(folder)
    settings = settings_file.load(paths, PROVIDERS)
    settings_file.save(paths, replace(settings, copy_folder=str(folder / "copy")))
    done = safekeeping.mend(folder, datetime.now(UTC))
    # And it is a store to go on with.
    writer = FactsWriter(paths.facts, listener=lambda _: None, now=lambda: START)
    writer.start()
    writer.deliver(delivery(b"and on it goes", fingerprint="next")).result(10)
    writer.stop()
    return harm.__name__, done is not None, missing(paths.facts, ledger)


def run(copies: int, seed: int, folder: Path) -> tuple[Counter[str], int]:
    """So many damaged copies; how many of each harm were noticed, and of how many some was lost."""
    model = folder / "model"
    model.mkdir()
    ledger = fill(model)
    noticed: Counter[str] = Counter()
    lost = 0
    for number in range(seed, seed + copies):
        name, was_noticed, absent = try_once(model, folder / "copy", ledger, number)
        noticed[name] += was_noticed
        lost += absent > 0
        if absent:
            print(f"seed {number}, {name}: {absent} of {len(ledger)} are missing")
    return noticed, lost


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    keep_files_private()
    logging.disable()
    with tempfile.TemporaryDirectory() as folder:
        noticed, lost = run(arguments.copies, arguments.seed, Path(folder))
    print(f"{arguments.copies} damaged copies, {lost} of them lost something acknowledged")
    print("noticed: " + ", ".join(f"{name} {count}" for name, count in sorted(noticed.items())))
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
