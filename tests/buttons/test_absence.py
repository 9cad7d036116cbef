"""Nobody is here while 500 transactions move on: the window says what happened, and all agrees."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from pytestqt.qtbot import QtBot

from app.config.paths import Paths
from app.ui.widgets.backfill_words import Backfill
from app.wiring import App
from tests.buttons.driving import driven, started
from tests.sending import taken
from tests.standins.world import CREDENTIALS, Standins

HERE = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)


def at(seconds: int) -> str:
    return (HERE + timedelta(seconds=seconds)).isoformat()


def funding(number: int, status: str) -> dict[str, object]:
    return {
        "fid": f"f{number}",
        "status": status,
        "created_at": at(number),
        "amount": f"{number}.10",
        "asset": "mxn",
        "network": "spei",
    }


def issuance(number: int, status: str, moved: int = 0) -> dict[str, object]:
    return {
        "id": f"t{number}",
        "type": "ISSUANCE",
        "status": status,
        "created_at": at(number),
        "updated_at": at(number + moved),
        "issuance": {"amount": f"{number}.25", "asset": "MXN", "network": "ARBITRUM"},
    }


def tell(app: App, provider: str, event: str, payloads: Iterable[Mapping[str, object]]) -> None:
    """Webhooks, posted over HTTP."""
    (url,) = [one.local_url for one in app.callbacks() if one.provider == provider]
    with httpx.Client(trust_env=False) as http:
        for payload in payloads:
            assert taken(http, url, {"event": event, "payload": payload}) == 200


def states(app: App) -> dict[str, tuple[str, tuple[str, ...]]]:
    with app.open_reader() as reader:
        rows = reader.transactions_page(limit=1_000)
    return {row.transaction_id: (row.status, row.flags) for row in rows}


def test_the_window_says_what_happened_while_nobody_was_here(
    tmp_path: Path, standins: Standins, qtbot: QtBot, spoken: str
) -> None:
    place, paths = tmp_path / "data", Paths(tmp_path / "data")
    with started(place, standins, CREDENTIALS) as app:
        tell(app, "bitso", "funding", (funding(number, "pending") for number in range(300)))
        tell(app, "juno", "TRANSACTION", (issuance(number, "PENDING") for number in range(200)))
    # 500 move on, and two of Bitso's begin and end.
    standins.bitso.lists["fundings"] = [funding(n, "complete") for n in range(302)][::-1]
    standins.juno.transactions = [issuance(n, "COMPLETE", 60) for n in range(200)][::-1]
    paths.presence.write_text((HERE - timedelta(minutes=1)).isoformat(), encoding="ascii")
    with driven(place, standins, qtbot, spoken, CREDENTIALS) as acuse:
        acuse.until(lambda: "502" in acuse.window.outage.words())
        summary = acuse.window.outage.words()
        assert acuse.window.outage.isVisible()
        assert summary.startswith(acuse.says("OutageNotice", "Off {0}–{1}: {2}, {3}")[:3])
        assert Backfill().unheard(2) in summary
        assert "Juno" in summary
        found = states(acuse.app)
        assert len(found) == 502
        assert Counter(status for status, _ in found.values()) == {"complete": 502}
        flags = Counter(flag for _, given in found.values() for flag in given)
        assert flags == {"status_differs": 500, "missing_here": 2}, "each difference is explained"
        # Now the webhooks come too: nothing is twice, and nothing differs any more.
        fundings, issuances = standins.bitso.lists["fundings"], standins.juno.transactions
        tell(acuse.app, "bitso", "funding", fundings)
        tell(acuse.app, "juno", "TRANSACTION", issuances)
        acuse.until(lambda: not any(given for _, given in states(acuse.app).values()))
        assert states(acuse.app).keys() == found.keys()
    assert standins.bitso.changes() == standins.juno.changes() == []
