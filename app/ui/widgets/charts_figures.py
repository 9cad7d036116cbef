"""The figures above the charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.core.event import Status
from app.core.plain import plain
from app.store.figure_rows import FinalTimeRow
from app.ui.texts import milliseconds, number, provider_title, rail_word, span
from app.ui.widgets.card import FigureCard
from app.ui.widgets.charts_data import (
    ACK_LIMIT,
    ACK_SLOW,
    Answers,
    Bar,
    Flight,
    counted,
    ended,
    total,
)
from app.ui.widgets.charts_questions import ANSWERS, FINALS, FLIGHTS, STATES, Found, Part
from app.ui.widgets.tiles import Tiles


class Figures(Tiles):
    """Five cards: money in flight, completed, failed, time to final, our own answer."""

    def __init__(self) -> None:
        self._flight = FigureCard(self.tr("Money in flight"))
        self._completed = FigureCard(self.tr("Completed"))
        self._failed = FigureCard(self.tr("Failed"))
        self._final = FigureCard(self.tr("Time to final, p50/p95"))
        self._ack = FigureCard(self.tr("Ack p99"))
        cards = (self._flight, self._completed, self._failed, self._final, self._ack)
        super().__init__(cards, 176, (5, 3, 2))
        self._parts: tuple[tuple[Part[Any], Sequence[FigureCard], Callable[[Any], None]], ...] = (
            (FLIGHTS, (self._flight,), self._show_flight),
            (STATES, (self._completed, self._failed), self._show_outcomes),
            (FINALS, (self._final,), self._show_final),
            (ANSWERS, (self._ack,), self._show_ack),
        )

    def show_found(self, found: Found[Any]) -> None:
        """Set what an answer is about."""
        for part, _, show in self._parts:
            if part is found.part:
                show(found.figures)

    def say_renewing(self, part: Part[Any]) -> None:
        """What is shown of this is not what is asked for, and the answer takes its time."""
        for known, cards, _ in self._parts:
            for card in cards if known is part else ():
                card.say(self.tr("Counting…"))

    def parts(self) -> set[Part[Any]]:
        """What the cards are made of."""
        return {part for part, _, _ in self._parts}

    def _show_flight(self, flights: Mapping[str, Sequence[Flight]]) -> None:
        if not flights:
            self._flight.show_figure("0", self.tr("nothing is under way"))
            return
        sums = {asset: total(rows) for asset, rows in flights.items()}
        asset, (amount, count) = next(iter(sums.items()))
        notes = [self.tr("1 transaction") if count == 1 else self.tr("{0} transactions")]
        if len(sums) > 1:
            notes.append(self.tr("1 more asset") if len(sums) == 2 else self.tr("{1} more assets"))
        note = " · ".join(notes).format(number(count), len(sums) - 1)
        hint = "\n".join(
            f"{amount} {plain(asset)} · {number(count)}" for asset, (amount, count) in sums.items()
        )
        self._flight.show_figure(amount, note, unit=plain(asset), hint=hint)

    def _show_outcomes(self, bars: Sequence[Bar]) -> None:
        complete, final = counted(bars, Status.COMPLETE), ended(bars)
        share = f"{complete / final * 100:.1f} %" if final else "—"
        of_all = self.tr("{0} of {1} final").format(number(complete), number(final))
        self._completed.show_figure(share, of_all if final else self.tr("none is final yet"))
        failed = counted(bars, Status.FAILED)
        back = counted(bars, Status.REVERSED, Status.REFUNDED)
        note = self.tr("{0} reversed or refunded").format(number(back))
        self._failed.show_figure(number(failed), note, is_bad=failed > 0)

    def _show_final(self, finals: Sequence[FinalTimeRow]) -> None:
        if not finals:
            self._final.show_figure("—", self.tr("none is final yet"))
            return
        row = finals[0]
        figure = f"{span(row.p50)} / {span(row.p95)}"
        note = " · ".join(filter(None, (provider_title(row.provider), rail_word(row.rail))))
        self._final.show_figure(figure, f"{note} · n = {number(row.count)}")

    def _show_ack(self, answers: Answers) -> None:
        if not answers.count:
            self._ack.show_figure("—", self.tr("no delivery was answered yet"))
            return
        note = self.tr("limit {0}, worst {1}").format(
            span(ACK_LIMIT / 1000), milliseconds(answers.worst)
        )
        is_slow = answers.p99 >= ACK_SLOW
        self._ack.show_figure(milliseconds(answers.p99), note, is_bad=is_slow)
