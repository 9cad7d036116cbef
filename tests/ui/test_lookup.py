"""The lookup: what is found in a text, what answers it, and nothing stale."""

from __future__ import annotations

import html
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QPaintEvent, QRegion
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.config.banks import load_banks
from app.core.event import IdKind
from app.core.identifiers import classify
from app.store.reader import Reader
from app.store.reasons import NO_REASON, Reason
from app.store.rows import LookupHit
from app.ui.ask import Ask
from app.ui.bridge import Bridge
from app.ui.widgets import lookup_words
from app.ui.widgets.lookup import LookupPalette
from app.ui.widgets.lookup_hits import HitList

CLABE = "646180115400230775"
Arrive = Callable[..., list[int]]


@pytest.fixture
def palette(ask: Ask, bridge: Bridge, qtbot: QtBot) -> LookupPalette:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1200, 800)
    made = LookupPalette(window, ask, bridge)
    window.show()
    window._palette = made  # type: ignore[attr-defined]
    return made


def field(palette: LookupPalette) -> QPlainTextEdit:
    return palette.findChildren(QPlainTextEdit)[0]


def rows(palette: LookupPalette) -> list[str]:
    model = palette.findChildren(HitList)[0].model()
    return [str(model.index(row, 0).data()) for row in range(model.rowCount())]


def words(palette: LookupPalette) -> str:
    return "\n".join(one.text() for one in palette.findChildren(QLabel) if one.isVisible())


def test_a_pasted_message_is_taken_apart_and_answered(
    palette: LookupPalette, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(2)
    palette.open(f"Hola, mi CLABE es {CLABE} y mandé 100 pesos el 4 de agosto de 2025")
    qtbot.waitUntil(lambda: len(rows(palette)) == 2)
    assert rows(palette)[0].startswith("Exact, Juno · Issuance, 100.00, MXN, Complete")
    chips = ("CLABE · STP · check digit ok", "amount 100", "4 Aug 2025")
    qtbot.waitUntil(lambda: all(chip in words(palette) for chip in chips))
    assert "searched 2 deliveries in" in words(palette)


def test_enter_opens_what_is_chosen(palette: LookupPalette, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(2)
    palette.open("user-ref-00001")
    qtbot.waitUntil(lambda: len(rows(palette)) >= 1)
    with qtbot.waitSignal(palette.opened) as opened:
        QTest.keyClick(field(palette), Qt.Key.Key_Return)
    assert opened.args == ["juno:issuance:d441f9db-e2df-4ca5-9dab-000000000001"]
    assert not palette.isVisible()
    palette.open()
    qtbot.waitUntil(lambda: "Opened last:" in words(palette))
    assert len(rows(palette)) == 1


def test_before_anything_was_opened_what_changed_last_is_offered(
    palette: LookupPalette, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(2)
    palette.open()
    qtbot.waitUntil(lambda: len(rows(palette)) == 2)
    assert "Changed last:" in words(palette)
    assert rows(palette)[0].startswith("Recent, Juno · Issuance, 100.00, MXN, Complete")
    with qtbot.waitSignal(palette.opened):
        QTest.keyClick(field(palette), Qt.Key.Key_Return)


def test_ctrl_and_enter_open_it_apart(palette: LookupPalette, arrive: Arrive, qtbot: QtBot) -> None:
    arrive(1)
    palette.open("user-ref-00000")
    qtbot.waitUntil(lambda: len(rows(palette)) >= 1)
    with qtbot.waitSignal(palette.opened_apart):
        QTest.keyClick(field(palette), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not palette.isVisible()


def test_arrows_choose_and_stop_at_the_ends(
    palette: LookupPalette, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(3)
    palette.open(CLABE)
    qtbot.waitUntil(lambda: len(rows(palette)) == 3)
    hits = palette.findChildren(HitList)[0]
    for key, row in (
        (Qt.Key.Key_Down, 1),
        (Qt.Key.Key_PageDown, 2),
        (Qt.Key.Key_Down, 2),
        (Qt.Key.Key_Up, 1),
    ):
        QTest.keyClick(field(palette), key)
        assert hits.currentIndex().row() == row


def test_a_stale_answer_is_dropped(
    palette: LookupPalette, arrive: Arrive, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrive(2)
    asked: list[str] = []
    real = Reader.lookup

    def noted(
        reader: Reader, text: str, limit: int, is_wanted: Callable[[], bool]
    ) -> list[LookupHit]:
        asked.append(text)
        return real(reader, text, limit, is_wanted)

    monkeypatch.setattr(Reader, "lookup", noted)
    palette.open(CLABE)
    field(palette).setPlainText("nothing like this")
    qtbot.waitUntil(lambda: asked == [CLABE, "nothing like this"])
    qtbot.waitUntil(lambda: "No transaction answers this." in words(palette))
    assert rows(palette) == []


def test_enter_before_the_answer_opens_nothing_of_the_text_before(
    palette: LookupPalette, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(1)
    palette.open(CLABE)
    qtbot.waitUntil(lambda: len(rows(palette)) == 1)
    field(palette).setPlainText("something else")
    with qtbot.assertNotEmitted(palette.opened):
        QTest.keyClick(field(palette), Qt.Key.Key_Return)


def test_esc_and_a_click_beside_it_close(palette: LookupPalette, qtbot: QtBot) -> None:
    palette.open("x")
    QTest.keyClick(field(palette), Qt.Key.Key_Escape)
    assert not palette.isVisible()
    window = palette.window()
    panel = palette.panel.rect().translated(palette.panel.mapTo(window, QPoint()))
    for spot in (
        QPoint(5, 700),
        panel.bottomRight() + QPoint(9, 9),
        panel.topLeft() - QPoint(3, 3),
    ):
        palette.open("x")
        click(window, panel.center())
        assert palette.isVisible()
        click(window, spot)
        assert not palette.isVisible()
        assert window.childAt(spot) is None, "what lies below has its clicks again"


def click(window: QWidget, spot: QPoint) -> None:
    hit = window.childAt(spot)
    assert hit is not None
    QTest.mouseClick(hit, Qt.MouseButton.LeftButton, pos=hit.mapFrom(window, spot))


def test_what_is_not_below_it_is_not_painted_for_it(palette: LookupPalette, qtbot: QtBot) -> None:
    """A window painted anew for the panel, and again without it, kept people waiting."""
    window = palette.window()
    painted = Painted(window)
    qtbot.wait(100)
    acts: tuple[Callable[[], None], ...] = (lambda: palette.open("x"), palette.close_up)
    for act in acts:
        painted.region = QRegion()
        act()
        qtbot.waitUntil(lambda: not painted.region.isEmpty())
        qtbot.wait(100)
        assert painted.region.boundingRect().height() < window.height() / 2


class Painted(QObject):
    """What of a window was painted."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.region = QRegion()
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return False


def test_while_somebody_types_it_only_grows_and_nothing_else_is_painted(
    palette: LookupPalette, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(5)
    qtbot.wait(50)
    palette.open()
    qtbot.waitUntil(lambda: len(rows(palette)) == 5)
    palette._typing.setInterval(60_000)  # a slow machine rests between two keys
    QTest.keyClicks(field(palette), "user-ref-0000")
    qtbot.waitUntil(lambda: palette.is_answered() and len(rows(palette)) == 5)
    qtbot.wait(100)
    high = palette.height()
    before, painted = QRect(), Painted(palette.window())
    for key, count in ((Qt.Key.Key_1, 1), (Qt.Key.Key_Backspace, 5), (Qt.Key.Key_1, 1)):
        before, painted.region = palette.geometry(), QRegion()
        QTest.keyClick(field(palette), key)
        qtbot.waitUntil(palette.is_answered)
        assert len(rows(palette)) == count
        qtbot.wait(100)
    assert palette.height() >= high
    assert palette.geometry() == before
    assert painted.region.boundingRect().height() < 10, "what the foot says, beside a corner"
    palette._typing.setInterval(1)
    palette._typing.start()
    qtbot.waitUntil(lambda: palette.height() < before.height())
    assert not painted.region.isEmpty()


def test_it_is_opened_as_large_as_its_answer(
    palette: LookupPalette, arrive: Arrive, qtbot: QtBot
) -> None:
    """However large it was when it was open last."""
    arrive(5)
    palette._typing.setInterval(60_000)
    heights: list[int] = []
    for text, count in (("user-ref-00001", 1), ("user-ref-0000", 5), ("user-ref-00001", 1)):
        palette.open(text)
        qtbot.waitUntil(palette.is_answered)
        assert len(rows(palette)) == count
        heights.append(palette.height())
        palette.close_up()
    assert max(heights[0], heights[2]) < heights[1]


def test_it_follows_the_window_and_grows_with_the_text(
    palette: LookupPalette, arrive: Arrive, qtbot: QtBot
) -> None:
    palette.open("one line")
    low = field(palette).height()
    palette.window().resize(900, 600)
    qtbot.waitUntil(lambda: palette.panel.width() == 900 - 32)
    assert palette.geometry().center().x() == 449
    field(palette).setPlainText("\n".join("abc"))
    assert field(palette).height() > low
    assert not palette.grab().isNull()


def test_codes_are_hidden_behind_the_privacy_screen(
    palette: LookupPalette, bridge: Bridge, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(1)
    bridge.display.set_private(True)
    palette.open(CLABE)
    qtbot.waitUntil(lambda: len(rows(palette)) == 1)
    assert CLABE not in rows(palette)[0]
    assert "0775" in rows(palette)[0]


def test_a_wrong_check_digit_is_said_and_never_refused() -> None:
    found = classify("012180001234567890")[0]
    assert lookup_words.chip(found, load_banks()).endswith("check digit wrong")
    assert lookup_words.is_doubtful(found)


def test_what_only_could_be_it_says_how_many_could() -> None:
    def hit(match: str) -> LookupHit:
        return LookupHit("a:b:c", "bitso", "funding", "complete", "", "1", "MXN", None, match)

    hits = [hit("exact"), hit("compatible"), hit("compatible")]
    assert [lookup_words.match_word(one, hits) for one in hits] == [
        "Exact",
        "Compatible · 2",
        "Compatible · 2",
    ]


RUN = "012180000118359719"
MASKED = "*****0606032******"


@pytest.mark.parametrize(
    ("match", "reason", "said", "veiled"),
    [
        ("exact", Reason(IdKind.CLABE, RUN), f"CLABE {RUN}", "CLABE •••9719"),
        (
            "exact",
            Reason(IdKind.CLABE, RUN, "sender", agreeing=("amount", "date")),
            f"CLABE {RUN} + same amount + same date",
            "CLABE •••9719 + same amount + same date",
        ),
        (
            "suffix",
            Reason(IdKind.CLABE, RUN, sought="9719"),
            f"CLABE {RUN} ends with 9719",
            "CLABE •••9719 ends with 9719",
        ),
        (
            "prefix",
            Reason(IdKind.NAME, "Ana Paz", sought="Ana"),
            "Name Ana Paz begins with Ana",
            "Name A••• P••• begins with A•••",
        ),
        (
            "contained",
            Reason(IdKind.RASTREO, "2026BMOV0001", sought="BMOV00"),
            "Clave de rastreo 2026BMOV0001 holds BMOV00",
            "Clave de rastreo •••0001 holds •••",
        ),
        (
            "compatible",
            Reason(IdKind.CLABE_MASK, MASKED, candidates=3),
            f"CLABE (masked) {MASKED} could be it",
            "CLABE (masked) •••**** could be it",
        ),
        (
            "text",
            Reason(sought="prueba dep"),
            "its payload holds “prueba dep”",
            "its payload holds “p••• d•••”",
        ),
        ("exact", Reason(value="juno:a:b"), "transaction juno:a:b", "transaction juno:a:b"),
        ("opened", NO_REASON, "opened before", "opened before"),
        ("newest", NO_REASON, "", ""),
        ("newest", Reason(value="order-342051"), "order-342051", "order-•••"),
    ],
)
def test_each_hit_says_why_it_is_one(match: str, reason: Reason, said: str, veiled: str) -> None:
    hit = LookupHit("a:b:c", "bitso", "funding", "complete", "", "1", "MXN", None, match, reason)
    assert lookup_words.why(hit, is_private=False) == said
    assert lookup_words.why(hit, is_private=True) == veiled


def test_where_a_value_stands_in_the_body_is_said_on_hover(
    palette: LookupPalette, arrive: Arrive, qtbot: QtBot
) -> None:
    arrive(1)
    palette.open(CLABE)
    qtbot.waitUntil(lambda: len(rows(palette)) == 1)
    index = palette.findChildren(HitList)[0].model().index(0, 0)
    assert "in deposit_sender_clabe" in html.unescape(index.data(Qt.ItemDataRole.ToolTipRole))
    assert rows(palette)[0].endswith(f"CLABE {CLABE}")


@pytest.mark.parametrize("width", [1200, 760])
def test_why_has_a_line_of_its_own_where_there_is_no_room_beside(
    palette: LookupPalette, arrive: Arrive, qtbot: QtBot, width: int
) -> None:
    arrive(12)
    window = palette.parentWidget()
    assert window is not None
    window.resize(width, 460)
    palette.open(CLABE)
    qtbot.waitUntil(lambda: len(rows(palette)) == 12)
    hits = palette.findChildren(HitList)[0]
    high = hits.sizeHintForRow(0)
    assert (high > 40) == (width == 760)
    assert hits.height() % high == 2  # whole rows
    foot = next(one for one in palette.findChildren(QLabel) if "searched" in one.text())
    assert hits.height() > high
    assert foot.mapTo(window, QPoint(0, foot.height())).y() <= window.height() - 16
