"""The engine as a process: what a window asks of it and hears of it, and how one ends."""

import atexit
import json
import os
import pickle
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from app.config.paths import Paths
from app.config.secrets import variable
from app.core.annotations import BadWriting
from app.core.changes import ChangeSet
from app.core.errors import BadFilter, SettingsError, StoreInUse
from app.core.tunnel import Stage
from app.engine import ahead, process
from app.engine.hands import actions, reader_of
from app.engine.messages import Begin
from app.engine.process import Engine, EngineEnded
from app.ui.actions import Actions
from app.wiring import Choices
from app.wiring.hands import NotThrough

ROOT = Path(__file__).parents[2]
SECRET = {variable("just_wallet", "webhook_secret"): "s3cret"}
WALLET = "just_wallet"


@contextmanager
def running(place: Path, secrets: dict[str, str] | None = None) -> Iterator[Engine]:
    engine = Engine(Begin(Choices(place, port=0), SECRET if secrets is None else secrets))
    engine.start()
    try:
        assert engine.started()
        yield engine
    finally:
        engine.stop()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with running(tmp_path) as one:
        yield one


@pytest.fixture
def hands(engine: Engine) -> Iterator[Actions]:
    with actions(engine) as known:
        yield known


def until(is_so: Callable[[], bool], seconds: float = 20) -> None:
    ends_at = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < ends_at
        time.sleep(0.01)


def child(engine: Engine) -> psutil.Process:
    assert engine._process is not None
    return psutil.Process(engine._process.pid)


def known_of(engine: Engine) -> int:
    with reader_of(engine)() as reader:
        return len(reader.feed_page(limit=50))


# --- at work --------------------------------------------------------------------------------------


def test_what_comes_in_is_told_and_read(engine: Engine, hands: Actions) -> None:
    told: list[ChangeSet] = []
    engine.listen(told.append)
    assert "received, verified, stored" in hands.send_test_event(WALLET)
    until(lambda: any(one.projected for one in told))
    assert sum(one.deliveries for one in told) == 1
    with reader_of(engine)() as reader:
        (row,) = reader.feed_page(limit=50)
        assert reader.delivery(row.delivery_id).basis == "signature"


def test_how_it_stands_is_known_without_asking(engine: Engine, hands: Actions) -> None:
    state = hands.receiver_state()
    assert state.listening
    assert engine.state.url.endswith(f":{state.port}")
    assert {one.provider for one in hands.callbacks()} >= {"juno", "bitso", WALLET}
    assert hands.tunnel().stage is Stage.OFF
    assert (hands.outage(), hands.latest_probe(), list(hands.tunnel_output())) == (None, None, [])


def test_who_has_saved_settings_sees_them(hands: Actions) -> None:
    for zone in ("America/Bogota", "UTC", "America/Mexico_City"):
        hands.save_settings(replace(hands.settings(), time_zone=zone))
        assert hands.settings().time_zone == zone


def test_what_people_write_is_kept_and_told(engine: Engine, hands: Actions) -> None:
    told: list[ChangeSet] = []
    engine.listen(told.append)
    assert hands.note("delivery:1", "called back", 0) == 1
    assert hands.mark("star", {"delivery:1": "1"}) == {"delivery:1": ""}
    until(lambda: {"notes", "marks"} <= {name for one in told for name in one.written})
    with reader_of(engine)() as reader:
        assert [one.text for one in reader.notes_of("delivery:1")] == ["called back"]


def test_a_backup_tells_how_far_it_is(engine: Engine, hands: Actions, tmp_path: Path) -> None:
    hands.send_test_event(WALLET)
    told: list[tuple[str, int, int]] = []
    by = set[int]()

    def tell(what: str, done: int, total: int) -> None:
        told.append((what, done, total))
        by.add(threading.get_ident())

    contents = hands.care.back_up(tmp_path / "copy.db", tell, lambda: False)
    assert contents.deliveries == 1
    assert told
    assert by == {threading.get_ident()}
    backed_up = hands.care.state().backed_up
    assert backed_up is not None
    assert backed_up.deliveries == 1


def test_what_nobody_wants_any_more_is_broken_off(hands: Actions, tmp_path: Path) -> None:
    entries = [{"event": "payout", "id": f"p{n}", "status": "pending"} for n in range(30_000)]
    file = tmp_path / "payouts.json"
    file.write_text(json.dumps(entries))
    told: list[tuple[int, int]] = []
    stop = threading.Event()

    def tell(kept: int, of: int) -> None:
        told.append((kept, of))
        stop.set()

    run = hands.import_file(WALLET, file, tell, stop)
    assert told[0][1] == len(entries)
    assert "stopped" in run.error
    assert 0 < run.answers < len(entries)


def test_the_window_remembers_by_itself(engine: Engine, hands: Actions) -> None:
    hands.remember("page", "charts")
    until(lambda: Paths(engine.data_dir).remembered.exists())
    assert json.loads(Paths(engine.data_dir).remembered.read_text()) == {"page": "charts"}


def test_the_log_of_the_window_goes_into_the_one_log(engine: Engine) -> None:
    process._log.warning("the window says %s", "so")
    log = engine.data_dir / "logs" / "acuse.log"
    until(lambda: "the window says so" in log.read_text())


def test_many_ask_at_once(hands: Actions) -> None:
    found: list[int] = []

    def ask(number: int) -> None:
        found.extend(hands.note("delivery:1", f"{number}", 0) for _ in range(20))

    threads = [threading.Thread(target=ask, args=(one,)) for one in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(found) == list(range(1, 161))


# --- what cannot be -------------------------------------------------------------------------------


def test_errors_come_as_they_are(hands: Actions) -> None:
    with pytest.raises(BadWriting) as caught:
        hands.note("delivery:1", "x" * 1_000_000, 0)
    assert caught.value.cause
    with pytest.raises(SettingsError) as refused:
        hands.save_settings(replace(hands.settings(), port=99_999_999))
    assert refused.value.remedy


def test_a_test_event_without_a_secret_does_not_come_through(tmp_path: Path) -> None:
    with running(tmp_path, {}) as engine, actions(engine) as hands:
        with pytest.raises(NotThrough) as caught:
            hands.send_test_event(WALLET)
        assert caught.value.cause


def test_a_mistake_of_our_own_is_told_and_nothing_ends(engine: Engine, hands: Actions) -> None:
    with pytest.raises(RuntimeError, match="nonsense"):
        engine.call("nonsense")
    assert hands.note("delivery:1", "still there", 0) == 1


def test_a_store_that_is_in_use_is_told_at_the_start(engine: Engine) -> None:
    second = Engine(Begin(Choices(engine.data_dir, port=0), {}))
    second.start()
    with pytest.raises(StoreInUse):
        second.started()
    second.stop()
    second.stop()


def test_a_file_that_cannot_be_read_is_told_at_the_start(tmp_path: Path) -> None:
    Paths(tmp_path).saved_filters.mkdir()
    engine = Engine(Begin(Choices(tmp_path, port=0), {}))
    engine.start()
    with pytest.raises(SettingsError, match="cannot be read"):
        engine.started()
    engine.stop()
    assert not Paths(tmp_path).owner.exists()


def test_one_that_ends_before_it_has_begun_is_not_started_again(tmp_path: Path) -> None:
    engine = Engine(Begin(Choices(tmp_path, port=0), {}))
    engine.start()
    until(lambda: engine._process is not None)
    child(engine).kill()
    with pytest.raises(EngineEnded, match="did not start") as caught:
        engine.started()
    assert "-9" in caught.value.cause
    engine.stop()


def test_a_taken_port_is_told_and_waited_for(engine: Engine, tmp_path: Path) -> None:
    port = engine.state.receiver.port
    second = Engine(Begin(Choices(tmp_path / "second", port=port), {}))
    second.start()
    try:
        assert second.started() is False
        assert not second.state.receiver.listening
        assert str(port) in second.state.receiver.error
        engine.stop()
        until(lambda: second.state.receiver.listening)
    finally:
        second.stop()


def test_an_error_of_any_making_crosses() -> None:
    error = BadFilter("statsu:x", "There is no such key.")
    again = pickle.loads(pickle.dumps(error))
    assert (again.word, again.sentences()) == ("statsu:x", error.sentences())


# --- ends -----------------------------------------------------------------------------------------


def test_one_that_is_killed_comes_again(
    engine: Engine, hands: Actions, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[ChangeSet] = []
    engine.listen(told.append)
    hands.send_test_event(WALLET)
    first, url = child(engine), engine.state.url
    monkeypatch.setattr(process, "FIRST_WAIT", 1.0)
    first.kill()
    until(lambda: not hands.receiver_state().listening)
    assert "ended" in hands.receiver_state().error
    with pytest.raises(EngineEnded) as caught:
        hands.note("delivery:1", "nobody there", 0)
    assert caught.value.remedy
    until(lambda: hands.receiver_state().listening)
    assert child(engine).pid != first.pid
    assert engine.state.url == url  # which others were told
    hands.send_test_event(WALLET)
    until(lambda: known_of(engine) == 2)
    log = (engine.data_dir / "logs" / "acuse.log").read_text()
    assert "The engine ended (status -9)" in log
    names = [name for one in told for name in ("receiver", "settings") if name in one.written]
    assert names == ["receiver", "receiver", "settings"]  # nobody asks one that has ended


def test_why_it_does_not_come_again_is_told(engine: Engine, hands: Actions) -> None:
    hands.save_settings(hands.settings())
    file = Paths(engine.data_dir).settings
    kept = file.read_text()
    file.write_text("this is no TOML")
    child(engine).kill()
    until(lambda: "settings" in hands.receiver_state().error)
    file.write_text(kept)
    until(lambda: hands.receiver_state().listening)


def test_it_is_told_first_what_to_run_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken, is_over = ahead.taken, threading.Event()
    made = list[subprocess.Popen[bytes]]()

    def take() -> subprocess.Popen[bytes]:
        made.append(taken())
        return made[-1]

    monkeypatch.setattr(ahead, "taken", take)
    engine = Engine(Begin(Choices(tmp_path, port=0), SECRET))

    def chatter() -> None:
        while not is_over.is_set():
            engine.doubt()

    thread = threading.Thread(target=chatter)
    thread.start()
    try:
        engine.start()
        assert engine.started()
    finally:
        is_over.set()
        thread.join()
        engine.stop()
    assert len(made) == 1


def test_who_waits_for_one_that_is_killed_is_told(engine: Engine) -> None:
    stopped = child(engine)
    stopped.suspend()
    timer = threading.Timer(0.3, stopped.kill)
    timer.start()
    with pytest.raises(EngineEnded):
        engine.call("note", "delivery:1", "x", 0)
    timer.join()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "BEATS_EVERY", 0.4)  # it speaks every second: three are enough
    monkeypatch.setattr(process, "DOUBTED_AFTER", 6)
    monkeypatch.setattr(process, "GIVEN_UP_AFTER", 12)


@pytest.mark.usefixtures("quick")
def test_one_that_stands_still_is_told_and_ended_and_comes_again(tmp_path: Path) -> None:
    told: list[ChangeSet] = []
    with running(tmp_path) as engine, actions(engine) as hands:
        engine.listen(told.append)
        first = child(engine)
        first.suspend()
        until(lambda: not hands.receiver_state().listening)
        assert hands.receiver_state().error == "The part of Acuse that receives does not answer."
        assert any("receiver" in one.written for one in told)
        assert first.is_running()
        until(lambda: hands.receiver_state().listening)
        assert not first.is_running()
        hands.send_test_event(WALLET)
        until(lambda: known_of(engine) == 1)
        log = (engine.data_dir / "logs" / "acuse.log").read_text()
        assert "The engine said nothing for 5 s" in log


@pytest.mark.usefixtures("quick")
def test_one_that_stood_still_for_a_moment_goes_on(tmp_path: Path) -> None:
    with running(tmp_path) as engine, actions(engine) as hands:
        first = child(engine)
        first.suspend()
        until(lambda: not hands.receiver_state().listening)
        first.resume()
        until(lambda: hands.receiver_state().listening)
        assert hands.receiver_state().error == ""
        assert child(engine).pid == first.pid


@pytest.mark.usefixtures("quick")
def test_one_that_has_nothing_to_tell_is_not_doubted(tmp_path: Path) -> None:
    told: list[ChangeSet] = []
    with running(tmp_path) as engine:
        first = child(engine)
        engine.listen(told.append)
        time.sleep(6)  # longer than it would be given
        assert child(engine).pid == first.pid
        assert not any("receiver" in one.written for one in told)


def test_signals_of_a_terminal_do_not_end_it(engine: Engine, hands: Actions) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(child(engine).pid, number)
    assert hands.note("delivery:1", "still there", 0) == 1


def test_it_leaves_nothing_behind(tmp_path: Path) -> None:
    with running(tmp_path) as engine:
        here = [child(engine), *child(engine).children(recursive=True)]
        assert len(here) > 1  # the projector is its own
    assert not any(one.is_running() for one in here)
    assert not Paths(tmp_path).owner.exists()
    with pytest.raises(EngineEnded):
        engine.call("note", "delivery:1", "x", 0)


def test_it_ends_in_order_when_the_window_is_killed(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from app.engine.messages import Begin
from app.engine.process import Engine
from app.wiring import Choices
import time
engine = Engine(Begin(Choices(Path({str(tmp_path)!r}), port=0), {{}}))
engine.start(), engine.started()
print(engine._process.pid, flush=True)
time.sleep(60)
"""
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as window:
        assert window.stdout is not None
        left = psutil.Process(int(window.stdout.readline()))
        window.kill()
    _, alive = psutil.wait_procs([left], timeout=20)
    assert not alive
    assert not Paths(tmp_path).owner.exists()  # which only one that ends in order takes away


def test_it_is_nothing_for_people() -> None:
    command = [sys.executable, "main.py", "engine", "now"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "by itself" in done.stderr


def test_a_window_outlives_its_engine(tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "demo", "--json", "--data-dir", str(tmp_path)]
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as window:
        assert window.stdout is not None
        receiving, shown = (json.loads(window.stdout.readline()) for _ in range(2))
        assert (receiving["event"], shown["event"]) == ("receiving", "shown")
        port = int(receiving["url"].rpartition(":")[2])
        first = engine_of(window)
        first.kill()
        psutil.wait_procs([first], timeout=20)
        until(lambda: takes_calls(port))
        assert engine_of(window).pid != first.pid
        window.terminate()
        _, said = window.communicate(timeout=30)
    assert (window.returncode, said) == (0, "")


def test_a_window_whose_words_nobody_reads_is_shown(tmp_path: Path) -> None:
    command = [sys.executable, "main.py", "demo", "--data-dir", str(tmp_path), "--seconds", "2"]
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        command, cwd=ROOT, env=environ, stdout=write, stderr=subprocess.PIPE, timeout=60
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def engine_of(window: subprocess.Popen[str]) -> psutil.Process:
    (found,) = (
        one for one in psutil.Process(window.pid).children() if one.cmdline()[-1] == "engine"
    )
    return found


def takes_calls(port: int) -> bool:
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


# --- ahead ----------------------------------------------------------------------------------------


@pytest.fixture
def spare(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], bool]]:
    """Whether the words of a command line have a process made ready."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    def is_made(words: str) -> bool:
        ahead.make_ready(words.split())
        made = ahead._spare is not None
        ahead._let_go()
        return made

    yield is_made
    atexit.unregister(ahead._let_go)


@pytest.mark.parametrize("words", ["", "window", "demo", "--port 0", "demo --seconds 3"])
def test_whoever_wants_a_window_has_one_made_ready(
    spare: Callable[[str], bool], words: str
) -> None:
    assert spare(words)


@pytest.mark.parametrize("words", ["stats", "serve", "--help", "--version", "demo --no-window"])
def test_nobody_else_has(spare: Callable[[str], bool], words: str) -> None:
    assert not spare(words)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_without_a_display_there_is_none(
    spare: Callable[[str], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert not spare("")


def test_the_one_that_is_ready_is_taken_once(spare: Callable[[str], bool]) -> None:
    ahead.make_ready([])
    ready = ahead._spare
    first, second = ahead.taken(), ahead.taken()
    assert first is ready
    assert second.pid != first.pid
    for one in (first, second):
        with one:
            assert one.stdin is not None
            one.stdin.close()  # it ends: nobody will tell it what to run on
            assert one.wait(20) == 0


def test_one_that_nobody_took_ends(spare: Callable[[str], bool]) -> None:
    ahead.make_ready([])
    ready = ahead._spare
    assert ready is not None
    ahead._let_go()
    assert ready.returncode is not None
