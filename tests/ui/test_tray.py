"""The tray, the notes of the desktop, and how one leaves: what is there while no window is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QSystemTrayIcon
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from app.core.delivery import Trust
from app.core.errors import AcuseError
from app.core.probing import Probe
from app.core.telling import Teller
from app.ui.actions import Actions, ReceiverState
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.notifications import Note, Notifier
from app.ui.pages.attention import AttentionPage
from app.ui.presence import Presence
from app.ui.standing import State, standing
from app.ui.tray import picture
from app.ui.widgets.mini_window import MiniWindow
from app.ui.window import MainWindow

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
WITHIN = 20_000  # milliseconds, on a busy machine
HERE = ReceiverState(True, "127.0.0.1", 8787)
WALLET = Trust("production", {"webhook_secret": "right"})
PERSON, CLABE, AMOUNT = "Sender Name", "646180115400230775", "48213.77"
Kept = Any


@dataclass
class World:
    """What the tray looks at, to be changed by a test."""

    receiver: ReceiverState = HERE
    probe: Probe | None = None
    wanted: dict[str, Any] = field(default_factory=dict)
    is_seen: bool = False
    ends: list[bool] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def watched(actions: Actions, world: World) -> Actions:
    return replace(
        actions,
        receiver_state=lambda: world.receiver,
        latest_probe=lambda: world.probe,
        settings=lambda: replace(actions.settings(), **world.wanted),
    )


@pytest.fixture
def has_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desktop with a place for tray icons: none of a test has one."""
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: True))


@pytest.fixture
def window(ask: Ask, bridge: Bridge, watched: Actions, qtbot: QtBot) -> MainWindow:
    made = MainWindow(ask, bridge, watched)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def presence(
    window: MainWindow,
    ask: Ask,
    bridge: Bridge,
    watched: Actions,
    world: World,
    qapp: QApplication,
) -> Iterator[Presence]:
    made = Presence(qapp, ask, bridge, watched)
    made.leaving.left.disconnect(qapp.quit)  # the application is that of all tests
    made.leaving.left.connect(lambda: world.ends.append(True))
    made.notifier.told.connect(world.notes.append)
    made.attend(window)
    yield made
    made.close()
    delete(made)  # now, and not when memory is tidied up on whichever thread


def press(presence: Presence, words: str) -> None:
    sheet = presence.leaving.question
    assert sheet is not None
    next(one for one in sheet.findChildren(QPushButton) if one.text() == words).click()


def refuse(kept: Kept, count: int, first: int = 0) -> None:
    """Deliveries of Just Wallet whose signature is wrong."""
    for number in range(first, first + count):
        kept.deliver(
            b'{"event":"payout","n":%d}' % number,
            "just_wallet",
            headers={"signature": "0" * 64},
            trust=WALLET,
            acknowledged=None,
        )


# --- the state ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("receiver", "probe", "state", "words"),
    [
        (HERE, None, State.RECEIVING, "Receiving on 127.0.0.1:8787"),
        (HERE, Probe("https://a", NOW, bytes_unchanged=True), State.RECEIVING, "Receiving on"),
        (
            HERE,
            Probe("https://a", NOW, error=AcuseError("Nobody answers.")),
            State.UNREACHABLE,
            "Not reachable from outside. Nobody answers.",
        ),
        (
            replace(HERE, listening=False, error="Port 8787 is taken."),
            None,
            State.UNREACHABLE,
            "Not receiving: Port 8787 is taken.",
        ),
        (
            replace(HERE, store_error="The disk is full."),
            Probe("https://a", NOW),
            State.FAILING,
            "Cannot store: The disk is full.",
        ),
    ],
)
def test_the_worst_that_is_known_is_the_state(
    receiver: ReceiverState, probe: Probe | None, state: State, words: str
) -> None:
    found = standing(receiver, probe)
    assert found.state is state
    assert found.words.startswith(words)


def test_states_differ_by_shape_and_not_by_colour_alone(qapp: QApplication) -> None:
    for size in (16, 24, 64):
        grey = [
            picture(state, size).toImage().convertToFormat(QImage.Format.Format_Grayscale8)
            for state in State
        ]
        for place, one in enumerate(grey):
            for other in grey[place + 1 :]:
                assert difference(one, other) > 0.05, size


def difference(one: QImage, other: QImage) -> float:
    """The share of pixels that a person without colours sees as different."""
    size = one.width()
    seen = [
        abs(one.pixelColor(x, y).value() - other.pixelColor(x, y).value()) > 40
        for x in range(size)
        for y in range(size)
    ]
    return sum(seen) / len(seen)


def test_the_tray_follows_the_receiver(presence: Presence, world: World, qtbot: QtBot) -> None:
    assert presence.tray.icon.toolTip().startswith("Acuse: Receiving on 127.0.0.1:8787")
    world.receiver = replace(HERE, store_error="The disk is full.")
    qtbot.waitUntil(lambda: "Cannot store" in presence.tray.icon.toolTip(), timeout=WITHIN)
    assert presence.tray._state.text() == "Cannot store: The disk is full."


def test_the_tooltip_counts_what_needs_attention(
    presence: Presence, kept: Kept, bridge: Bridge, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: "Nothing needs you" in presence.tray.icon.toolTip(), timeout=WITHIN)
    refuse(kept, 3)
    kept.issuance(1, "FAILED")
    kept.project()
    presence.notifier.look()
    qtbot.waitUntil(lambda: "2 things need you" in presence.tray.icon.toolTip(), timeout=WITHIN)
    assert presence.tray.icon.toolTip().endswith("Quarantine: 3\nFailed: 1")


# --- notes ----------------------------------------------------------------------------------------


@pytest.fixture
def clock() -> list[datetime]:
    """One time, to be changed: when what arrives during a test has arrived."""
    return [datetime.now(UTC) + timedelta(minutes=1)]


@pytest.fixture
def notifier(
    ask: Ask, bridge: Bridge, watched: Actions, world: World, clock: list[datetime], qtbot: QtBot
) -> Iterator[Notifier]:
    """One that knows what was there before."""
    made = Notifier(
        ask, bridge, watched, lambda: world.is_seen, now=lambda: clock[0], settles=WITHIN
    )
    made.told.connect(world.notes.append)
    qtbot.waitUntil(lambda: made._teller.has_begun, timeout=WITHIN)
    yield made
    delete(made)


def look(made: Notifier, qtbot: QtBot) -> None:
    with qtbot.waitSignal(made.counted, timeout=WITHIN):
        made.look()


def look_until(made: Notifier, is_done: Callable[[], bool], qtbot: QtBot) -> None:
    """A look that began before may be told first."""
    for _ in range(100):
        if is_done():
            return
        look(made, qtbot)
    pytest.fail("nothing came of a hundred looks")


def test_a_storm_of_rejections_is_one_note(
    notifier: Notifier, world: World, clock: list[datetime], kept: Kept, qtbot: QtBot
) -> None:
    for part in range(4):
        refuse(kept, 250, part * 250)
        kept.project()
        look(notifier, qtbot)
    (note,) = world.notes
    assert (note.title, note.text) == ("Just Wallet", "250 deliveries in quarantine")
    assert note.page == "attention"
    clock[0] += timedelta(minutes=10)
    look(notifier, qtbot)
    assert [one.text for one in world.notes[1:]] == ["750 deliveries in quarantine"]


def test_a_note_names_no_person_no_account_and_no_amount(
    notifier: Notifier, world: World, kept: Kept, qtbot: QtBot
) -> None:
    for number in (7, 8):
        kept.issuance(number, "FAILED", amount=AMOUNT)
    refuse(kept, 2)
    kept.project()
    look(notifier, qtbot)
    words = f"{world.notes[0].title}\n{world.notes[0].text}"
    assert sorted(words.split("\n")) == [
        "Acuse: something needs you",
        "Juno: 2 transactions failed",
        "Just Wallet: 2 deliveries in quarantine",
    ]
    for secret in (PERSON, CLABE, AMOUNT, "000000000007", "user-ref"):
        assert secret not in words


def test_who_looks_at_the_window_is_told_nothing(
    notifier: Notifier, world: World, kept: Kept, qtbot: QtBot
) -> None:
    world.is_seen = True
    refuse(kept, 2)
    kept.project()
    look(notifier, qtbot)
    assert world.notes == []


@pytest.mark.parametrize("is_paused", [True, False])
def test_paused_or_turned_off_it_adds_up_and_is_told_afterwards(
    notifier: Notifier,
    world: World,
    clock: list[datetime],
    kept: Kept,
    qtbot: QtBot,
    is_paused: bool,
) -> None:
    notifier.pause(is_paused)
    world.wanted["notify"] = is_paused
    refuse(kept, 2)
    kept.project()
    look(notifier, qtbot)
    assert world.notes == []
    assert notifier.is_paused is is_paused
    clock[0] += timedelta(hours=1)
    world.wanted["notify"] = True
    assert not notifier.is_paused
    look(notifier, qtbot)
    assert [one.text for one in world.notes] == ["2 deliveries in quarantine"]


def test_the_receiver_is_told_of_once_when_it_goes_and_once_when_it_comes(
    notifier: Notifier, world: World
) -> None:
    gone = replace(HERE, listening=False)
    for state in (HERE, gone, gone, replace(HERE, store_error="Full."), HERE, HERE):
        notifier.show_standing(standing(state, None))
    assert [one.title for one in world.notes] == [
        "Providers cannot reach Acuse",
        "Acuse cannot store deliveries",
        "Acuse receives again",
    ]
    assert {one.page for one in world.notes} == {"connections"}


def test_a_click_on_a_note_opens_its_page(
    presence: Presence, window: MainWindow, has_tray: None
) -> None:
    window.hide()
    presence._tell(Note("Juno", "3 transactions failed", "attention"))
    presence.tray.icon.messageClicked.emit()
    assert window.isVisible()
    assert window.stack.currentWidget() is window._pages["attention"]


def test_a_hidden_window_is_seen_by_nobody(
    presence: Presence, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window, "isActiveWindow", lambda: True)
    assert presence._is_seen()
    window.hide()
    assert not presence._is_seen()


def test_a_click_on_a_note_lists_just_what_it_told_of(
    presence: Presence,
    window: MainWindow,
    kept: Kept,
    bridge: Bridge,
    world: World,
    has_tray: None,
    qtbot: QtBot,
) -> None:
    window.hide()  # nobody looks
    kept.issuance(1, "FAILED")
    refuse(kept, 1)
    kept.project()

    def knows_both() -> bool:  # what is there now is no news
        teller = presence.notifier._teller
        knows = len(teller._known or ()) == 2 and not teller._told_at
        if not knows:
            presence.notifier._teller = Teller()
        return knows

    look_until(presence.notifier, knows_both, qtbot)
    world.notes.clear()
    kept.issuance(2, "FAILED", amount="2.00")
    kept.project()
    look_until(presence.notifier, lambda: bool(world.notes), qtbot)
    (note,) = world.notes
    page = window.page("attention")
    assert isinstance(page, AttentionPage)
    presence._tell(note)
    presence.tray.icon.messageClicked.emit()
    shown = page.list.rows

    def examples() -> list[str]:
        return [one.line.row.example[-12:] for one in shown()]

    qtbot.waitUntil(lambda: examples() == ["000000000002"], timeout=WITHIN)
    chip = next(one for one in page.findChildren(QPushButton) if "notification" in one.text())
    assert chip.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(shown()) == 3, timeout=WITHIN)
    assert not chip.isVisible()


# --- the menu -------------------------------------------------------------------------------------


def test_the_menu_opens_hides_names_pauses_and_quits(
    presence: Presence, window: MainWindow, bridge: Bridge, world: World
) -> None:
    actions = {one.text(): one for one in presence.tray.menu.actions()}
    actions["Privacy screen"].trigger()
    assert bridge.display.is_private
    bridge.display.set_private(False)
    assert not actions["Privacy screen"].isChecked()
    actions["Mini window"].trigger()
    assert window.findChild(MiniWindow) is not None
    actions["Pause notifications for an hour"].trigger()
    assert presence.notifier.is_paused
    window.hide()
    actions["Open Acuse"].trigger()
    assert window.isVisible()
    actions["Look anything up"].trigger()
    assert window.lookup.isVisible()
    window.lookup.close_up()
    world.receiver = replace(HERE, listening=False)
    actions["Quit"].trigger()
    assert world.ends == [True]


def test_a_new_window_is_attended_in_its_language(
    presence: Presence, ask: Ask, bridge: Bridge, watched: Actions, window: MainWindow, qtbot: QtBot
) -> None:
    new = MainWindow(ask, bridge, watched)
    qtbot.addWidget(new)
    presence.notifier.look()
    ask.renew()  # what was asked for the window before is not answered any more
    presence.attend(new)
    with qtbot.waitSignal(presence.notifier.counted, timeout=WITHIN):
        pass
    window.close()  # the one before goes without a question
    assert presence.leaving.question is None
    presence.tray.open_asked.emit("attention")
    assert new.stack.currentWidget() is new._pages["attention"]
    assert len(presence.tray.menu.actions()) == 11


# --- leaving --------------------------------------------------------------------------------------


def test_closing_goes_into_the_tray_and_says_so_once(
    presence: Presence, window: MainWindow, world: World, has_tray: None, qtbot: QtBot
) -> None:
    window.close()
    assert window.isVisible()
    press(presence, "Close the window")
    assert not window.isVisible()
    window.summon("")
    qtbot.waitUntil(window.isVisible)
    window.close()
    assert not window.isVisible()
    assert world.ends == []


def test_the_first_time_one_may_quit_instead(
    presence: Presence, window: MainWindow, world: World, has_tray: None
) -> None:
    window.close()
    press(presence, "Quit instead")
    assert world.ends == [True]


@pytest.mark.parametrize("keep_running", [True, False])
def test_without_a_tray_or_by_choice_closing_quits_and_asks_first(
    presence: Presence,
    window: MainWindow,
    world: World,
    keep_running: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        QSystemTrayIcon, "isSystemTrayAvailable", staticmethod(lambda: not keep_running)
    )
    world.wanted["keep_running"] = keep_running
    window.close()
    press(presence, "Go on receiving")
    assert window.isVisible()
    assert world.ends == []
    window.close()
    press(presence, "Quit")
    assert world.ends == [True]
    window.close()
    assert not window.isVisible()


def test_what_receives_nothing_quits_at_once(
    presence: Presence, window: MainWindow, world: World
) -> None:
    world.receiver = replace(HERE, listening=False)
    window.close()
    assert world.ends == [True]


def test_ctrl_q_asks_also_where_there_is_a_tray(
    presence: Presence, window: MainWindow, world: World, has_tray: None, qtbot: QtBot
) -> None:
    qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    press(presence, "Quit")
    assert world.ends == [True]


def test_the_sample_window_closes_without_a_question(
    ask: Ask, bridge: Bridge, watched: Actions, has_tray: None, qapp: QApplication, qtbot: QtBot
) -> None:
    window = MainWindow(ask, bridge, watched, demo=True)
    qtbot.addWidget(window)
    made = Presence(qapp, ask, bridge, watched, demo=True)
    made.attend(window)
    window.show()
    window.close()
    assert not window.isVisible()
    assert made.leaving.question is None
    assert not made.tray.is_there
    made.close()
    delete(made)


def test_in_quiet_hours_it_adds_up_and_a_muted_provider_is_never_told(
    notifier: Notifier, world: World, clock: list[datetime], kept: Kept, qtbot: QtBot
) -> None:
    zone = notifier._display.zone
    here = clock[0].astimezone(zone)
    world.wanted |= {
        "quiet_from": (here - timedelta(hours=1)).strftime("%H:%M"),
        "quiet_until": (here + timedelta(hours=1)).strftime("%H:%M"),
        "muted": ("juno",),
    }
    refuse(kept, 2)
    kept.issuance(1, "FAILED")
    kept.project()
    look(notifier, qtbot)
    assert world.notes == []
    clock[0] += timedelta(hours=1, minutes=1)
    look(notifier, qtbot)
    assert [one.text for one in world.notes] == ["2 deliveries in quarantine"]


def test_the_settings_say_what_goes_on_in_the_background(
    ask: Ask, bridge: Bridge, watched: Actions, world: World, qtbot: QtBot
) -> None:
    def save(wanted: Any) -> None:
        names = ("keep_running", "notify", "muted", "quiet_from", "quiet_until")
        world.wanted |= {name: getattr(wanted, name) for name in names}

    window = MainWindow(ask, bridge, replace(watched, save_settings=save))
    qtbot.addWidget(window)
    window.show()
    page: Any = window.page("settings")
    panel = page._running

    def has(name: str, value: object) -> None:
        qtbot.waitUntil(lambda: world.wanted.get(name) == value, timeout=WITHIN)

    assert panel.keep.isChecked()
    panel.keep.click()
    has("keep_running", False)
    panel.told["juno"].click()
    has("muted", ("juno",))
    assert not panel.since.isEnabled()
    panel.quiet.click()
    has("quiet_from", "22:00")
    has("quiet_until", "07:00")
    qtbot.waitUntil(panel.since.isEnabled, timeout=WITHIN)
    panel.notify.click()
    has("notify", False)
    qtbot.waitUntil(lambda: not panel.quiet.isEnabled(), timeout=WITHIN)
