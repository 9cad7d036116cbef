"""The figures above the charts."""

from __future__ import annotations

from app.core.event import Status
from app.core.plain import plain
from app.ui.texts import milliseconds, number, provider_title, span
from app.ui.widgets.card import FigureCard
from app.ui.widgets.charts_data import ACK_LIMIT, ACK_SLOW, Charts, total
from app.ui.widgets.tiles import Tiles


class Figures(Tiles):
    """Five cards: money in flight, completed, failed, time to final, our own answer."""

    def __init__(self) -> None:
        self._flight = FigureCard(self.tr("Money in flight"))
        self._completed = FigureCard(self.tr("Completed"))
        self._failed = FigureCard(self.tr("Failed"))
        self._final = FigureCard(self.tr("Time to final, p50 / p95"))
        self._ack = FigureCard(self.tr("Ack p99"))
        cards = (self._flight, self._completed, self._failed, self._final, self._ack)
        super().__init__(cards, 176, (5, 3, 2))

    def show_charts(self, found: Charts) -> None:
        """Set all five."""
        self._show_flight(found)
        self._show_outcomes(found)
        self._show_final(found)
        self._show_ack(found)

    def _show_flight(self, found: Charts) -> None:
        if not found.flights:
            self._flight.show_figure("0", self.tr("nothing is under way"))
            return
        sums = {asset: total(rows) for asset, rows in found.flights.items()}
        asset, (amount, count) = next(iter(sums.items()))
        notes = [self.tr("1 transaction") if count == 1 else self.tr("{0} transactions")]
        if len(sums) > 1:
            notes.append(self.tr("1 more asset") if len(sums) == 2 else self.tr("{1} more assets"))
        note = " · ".join(notes).format(number(count), len(sums) - 1)
        hint = "\n".join(
            f"{amount} {plain(asset)} · {number(count)}" for asset, (amount, count) in sums.items()
        )
        self._flight.show_figure(amount, note, unit=plain(asset), hint=hint)

    def _show_outcomes(self, found: Charts) -> None:
        complete, final = found.count(Status.COMPLETE), found.final_count
        share = f"{complete / final * 100:.1f} %" if final else "—"
        of_all = self.tr("{0} of {1} final").format(number(complete), number(final))
        self._completed.show_figure(share, of_all if final else self.tr("none is final yet"))
        failed = found.count(Status.FAILED)
        back = found.count(Status.REVERSED, Status.REFUNDED)
        note = self.tr("{0} reversed or refunded").format(number(back))
        self._failed.show_figure(number(failed), note, is_bad=failed > 0)

    def _show_final(self, found: Charts) -> None:
        if not found.finals:
            self._final.show_figure("—", self.tr("none is final yet"))
            return
        row = found.finals[0]
        figure = f"{span(row.p50)} / {span(row.p95)}"
        note = " · ".join(filter(None, (provider_title(row.provider), plain(row.rail))))
        self._final.show_figure(figure, f"{note} · n = {number(row.count)}")

    def _show_ack(self, found: Charts) -> None:
        if not found.answers.count:
            self._ack.show_figure("—", self.tr("no delivery was answered yet"))
            return
        note = self.tr("limit {0}, worst {1}").format(
            span(ACK_LIMIT / 1000), milliseconds(found.answers.worst)
        )
        is_slow = found.answers.p99 >= ACK_SLOW
        self._ack.show_figure(milliseconds(found.answers.p99), note, is_bad=is_slow)
