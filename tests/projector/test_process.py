"""The projector as a process: real children on a real store, ended in every way."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from app.core.errors import StoreError
from app.projector import process as module
from app.projector.process import ProjectorProcess
from app.store.sqlite import connect_writer
from tests.projector.test_views_file import damage_inside

if TYPE_CHECKING:
    from tests.projector.conftest import House

ROOT = Path(__file__).parents[2]
BODY = b'{"event.type":"payout","data":{"id":"%d","status":"pending","amount":"1.00"}}'


def wait(condition: Callable[[], object]) -> None:
    for _ in range(3000):
        if condition():
            return
        threading.Event().wait(0.01)
    raise AssertionError("it did not come true")


def child() -> psutil.Process | None:
    """The process that runs now, once it is the program that it was started as."""
    for one in psutil.Process().children():
        try:
            if "projector" in one.cmdline() and one.status() != psutil.STATUS_ZOMBIE:
                return one
        except psutil.Error:
            continue
    return None


def the_child() -> psutil.Process:
    wait(child)
    found = child()
    assert found is not None
    return found


@contextmanager
def at_work(house: "House") -> Iterator[ProjectorProcess]:
    made = ProjectorProcess(
        house.facts, house.views, listener=house.told.append, failed=house.failures.append
    )
    made.start()
    try:
        yield made
    finally:
        made.stop()
        made.stop()
        assert child() is None


def keep(house: "House", projector: ProjectorProcess, *numbers: int) -> None:
    """Deliver them and wait until each is projected."""
    for number in numbers:
        delivery = house.keep("just_wallet", BODY % number)
        projector.wake()
        wait(lambda: house.told and house.told[-1].last_delivery >= delivery)  # noqa: B023


def refused(projector: ProjectorProcess) -> str:
    """Why it computes nothing anew."""
    with pytest.raises(StoreError, match="not computed anew") as error:
        projector.rebuild()
    return error.value.cause


def test_views_can_be_read_as_soon_as_it_has_started(house: "House") -> None:
    with at_work(house), house.reader() as reader:
        assert reader.feed_count() == 0


def test_it_follows_what_comes(house: "House") -> None:
    house.keep("just_wallet", BODY % 1)
    with at_work(house) as projector:
        wait(lambda: house.told)
        keep(house, projector, *range(2, 30))
        assert house.told[-1].transactions == {"just_wallet:payout:29"}
    assert house.failures == []
    assert house.computed() == house.rebuilt()


def test_many_wakes_from_many_threads_lose_nothing(house: "House") -> None:
    with at_work(house) as projector:

        def deliver(first: int) -> None:
            for number in range(first, first + 50):
                house.keep("just_wallet", BODY % number)
                projector.wake()

        threads = [threading.Thread(target=deliver, args=(1000 * n,)) for n in range(4)]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        wait(lambda: house.told and house.told[-1].last_delivery == 200)


def test_killed_it_is_started_again_and_nobody_need_know(
    house: "House", caplog: pytest.LogCaptureFixture
) -> None:
    with at_work(house) as projector:
        keep(house, projector, 1)
        killed = the_child()
        killed.kill()
        keep(house, projector, 2, 3)
        assert the_child().pid != killed.pid
    assert "ended (status -9); it is started again" in caplog.text
    assert house.failures == []
    assert house.computed() == house.rebuilt()


def test_one_that_ends_again_and_again_is_told_until_it_comes_back(
    house: "House", monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(module, "LONGEST_WAIT", 0.05)
    monkeypatch.setattr(module, "program", lambda: [sys.executable, "-c", "raise SystemExit('no')"])
    with at_work(house) as projector:
        wait(lambda: house.failures)
        assert house.failures[0] == "Its process ended 3 times in a row (status 1)."
        assert refused(projector) == house.failures[0]
        monkeypatch.undo()
        wait(lambda: house.failures[-1] == "")
        keep(house, projector, 1)
    assert "no" in [record.getMessage() for record in caplog.records], "its last words are logged"


def test_one_that_cannot_be_started_is_told(
    house: "House", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(module, "program", lambda: [str(house.folder / "none")])
    with at_work(house):
        wait(lambda: house.failures)
    assert "3 times in a row (No such file" in house.failures[0]


def test_what_is_in_the_way_over_there_is_told_here(house: "House") -> None:
    with at_work(house) as projector:
        keep(house, projector, 1)
        holder = connect_writer(house.views, synchronous="NORMAL", checkpoint_pages=1000)
        holder.execute("BEGIN IMMEDIATE")
        house.keep("just_wallet", BODY % 2)
        projector.wake()
        wait(lambda: house.failures)
        assert "locked" in house.failures[0]
        assert refused(projector) == house.failures[0]
        holder.execute("ROLLBACK")
        holder.close()
        wait(lambda: house.failures[-1] == "")
        wait(lambda: house.told[-1].last_delivery == 2)


def test_rebuilding_computes_all_again_while_it_runs(house: "House") -> None:
    with at_work(house) as projector:
        keep(house, projector, *range(20))
        told = len(house.told)
        projector.rebuild()
        assert max(one.last_delivery for one in house.told[told:]) == 20
        keep(house, projector, 20)
    assert house.computed() == house.rebuilt()


def test_whoever_waits_for_the_rebuild_hears_of_its_end(house: "House") -> None:
    causes: list[str] = []
    with at_work(house) as projector:

        def ask() -> None:
            causes.append(refused(projector))

        keep(house, projector, 1)
        stopped = the_child()
        stopped.suspend()
        waiting = [threading.Thread(target=ask) for _ in range(2)]
        for one in waiting:
            one.start()
        wait(lambda: projector._renewal is not None)
        stopped.kill()
        for one in waiting:
            one.join()
        assert causes == ["Its process ended (status -9)."] * 2
        wait(lambda: child() not in (None, stopped))
    assert refused(projector) == "Acuse ends."


def test_readers_here_follow_to_views_that_were_made_anew_over_there(house: "House") -> None:
    with at_work(house) as projector:
        keep(house, projector, 1, 2)
        with house.reader(projector.doubt) as reader:
            projector.doubt()
            keep(house, projector, 3)  # what is sound stays
            assert reader.feed_count() == 3
            damage_inside(house.views)

            def counted() -> int:
                try:
                    return len(reader.feed_page())
                except StoreError:
                    return 0

            wait(lambda: counted() == 3)
            keep(house, projector, 4)
            assert counted() == 4
    assert house.computed() == house.rebuilt()


def test_one_that_does_not_listen_holds_nobody_up_and_is_ended(house: "House") -> None:
    with at_work(house) as projector:
        keep(house, projector, 1)
        the_child().suspend()
        for _ in range(100_000):  # more than any pipe holds
            projector.wake()
        projector.doubt()
        projector.stop(timeout=0.2)


def test_it_goes_on_after_having_been_stopped_for_a_while(house: "House") -> None:
    with at_work(house) as projector:
        keep(house, projector, 1)
        one = the_child()
        one.suspend()
        house.keep("just_wallet", BODY % 2)
        projector.wake()
        one.resume()
        keep(house, projector, 3)


def test_a_stop_before_it_has_begun_does_not_wait_for_it(house: "House") -> None:
    for _ in range(5):
        with at_work(house):
            pass


@pytest.mark.skipif(sys.platform == "win32", reason="descriptors and nice are of POSIX")
def test_it_inherits_neither_secrets_nor_descriptors_and_gives_way(
    house: "House", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ACUSE_JUNO_WEBHOOK_SECRET", "planted-secret")
    before = os.nice(0)
    with at_work(house) as projector, open(house.folder / "held.lock", "w"):
        keep(house, projector, 1)
        one = the_child()
        assert "ACUSE" not in " ".join([*one.cmdline(), *one.environ()])
        assert one.nice() == min(before + 5, 19)
        opened = {Path(file.path).name.partition("-")[0] for file in one.open_files()}
        assert opened == {"facts.db", "views.db", "views.lock"}
        assert one.net_connections() == []
        loaded = {Path(region.path).name for region in one.memory_maps()}
        assert not [name for name in loaded if "Qt6" in name or "httptools" in name]
        for number in (signal.SIGINT, signal.SIGTERM):  # they are for the whole group of processes
            one.send_signal(number)
        keep(house, projector, 2)
        assert the_child() == one


@pytest.mark.skipif(sys.platform == "win32", reason="the kill is that of POSIX")
@pytest.mark.parametrize("is_suspended", [False, True], ids=["running", "its child suspended"])
def test_whoever_is_killed_leaves_no_projector_that_writes(
    house: "House", is_suspended: bool
) -> None:
    house.keep("just_wallet", BODY % 1)
    script = (
        "import sys, pathlib; from app.projector.process import ProjectorProcess as P;"
        "p = P(*map(pathlib.Path, sys.argv[1:]), listener=lambda c: print(c, flush=True));"
        "p.start()"
    )
    words = [sys.executable, "-c", script, str(house.facts), str(house.views)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline()
        (orphan,) = psutil.Process(parent.pid).children()
        if is_suspended:
            orphan.suspend()
        parent.kill()
    try:
        if is_suspended:
            house.writer.stop()  # nothing keeps the next from starting but the old one's lock
            late = threading.Timer(0.3, orphan.kill)
            late.start()
            with at_work(house):
                pass
            late.join()
        wait(lambda: not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE)
    finally:
        if orphan.is_running():
            orphan.kill()


def test_a_person_who_starts_it_is_told_that_it_starts_by_itself() -> None:
    words = [sys.executable, "main.py", "projector"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (2, "Acuse starts its projector by itself.\n")
