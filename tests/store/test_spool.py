"""Records of the second copy come back as they were, whatever happened to those beside them."""

import os
import stat
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store import spool
from app.store.spool import MARK, Spool


def row(body: bytes | None, **more: Any) -> dict[str, Any]:
    digest = None if body is None else sha256(body).digest()
    return {"kind": "delivery", "id": 1, "peer": "ñ \ud800", **more, "body": body, "sha256": digest}


def written(folder: Path, rows: Iterable[dict[str, Any]]) -> Path:
    copy = Spool(folder, "copy")
    copy.write(map(spool.record, rows))
    copy.close()
    (file,) = spool.files(folder, "copy")
    return file


bodies = st.lists(st.binary() | st.sampled_from([MARK, MARK[:-1], MARK[:-1] + b"\0", MARK * 3]))


@given(bodies)
def test_what_goes_in_comes_out(
    tmp_path_factory: pytest.TempPathFactory, ones: list[bytes]
) -> None:
    rows = [row(one) for one in [*ones, b"".join(ones), None]]
    file = written(tmp_path_factory.mktemp("spool"), rows)
    assert list(spool.read(file)) == rows
    assert spool.last(file) == rows[-1]


def test_a_torn_end_costs_only_itself(tmp_path: Path) -> None:
    rows = [row(b"%d" % number * 40) for number in range(5)]
    file = written(tmp_path, rows)
    whole = file.read_bytes()
    last = len(spool.record(rows[-1]))
    for cut in range(1, last + 1):
        file.write_bytes(whole[:-cut])
        assert list(spool.read(file)) == rows[:4]
        assert spool.last(file) == rows[3]
    written(tmp_path, [row(b"later")])
    assert [one["body"] for one in spool.read(file)][-1] == b"later", "it goes on behind it"


def test_a_damaged_record_costs_only_itself(tmp_path: Path) -> None:
    rows = [row(b"%d" % number * 40) for number in range(3)]
    file = written(tmp_path, rows)
    whole = file.read_bytes()
    start = whole.index(MARK, whole.index(MARK) + 1)
    for place in range(start, whole.index(MARK, start + 1)):
        harmed = bytearray(whole)
        harmed[place] ^= 0x10
        file.write_bytes(harmed)
        assert list(spool.read(file)) == [rows[0], rows[2]]


def test_no_body_can_pass_for_a_record(tmp_path: Path) -> None:
    """Whoever sends a record as a body must not see it kept when the outer one is torn."""
    forged = row(b"forged", outcome="trusted")
    file = written(tmp_path, [row(b"....." + spool.record(forged) + b"....")])
    whole = file.read_bytes()
    for cut in range(len(whole)):
        file.write_bytes(whole[:cut] + b"\0" + whole[cut + 1 :])
        assert forged not in list(spool.read(file))


def test_files_are_begun_anew_when_they_are_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spool, "LARGEST_FILE", 500)
    copy = Spool(tmp_path, "copy")
    for number in range(9):
        copy.write([spool.record(row(b"%d" % number * 100))])
    copy.close()
    found = spool.files(tmp_path, "copy")
    assert [file.name for file in found][:2] == ["copy-000001.acuse", "copy-000002.acuse"]
    assert [one["body"][:1] for file in found for one in spool.read(file)] == [
        b"%d" % number for number in range(9)
    ]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")
def test_only_its_owner_reads_it_under_any_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        file = written(tmp_path / "copy", [row(b"one")])
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_place_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Spool(tmp_path / "no" / "disk", "copy").write([b""])
