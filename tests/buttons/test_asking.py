"""Fetching what was missed and asking about one transaction by the window, faults and all."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import httpx
import pytest
from PySide6.QtWidgets import QComboBox, QDateTimeEdit

from app.ui.pages.transactions import TransactionsPage
from app.ui.widgets.toast import Toast
from tests.buttons.driving import Driver

NOW = datetime.now(UTC).replace(microsecond=0)
CLOCK = "Check the API key and secret, and that this computer's clock is right."
NETWORK = "Check the network and the provider's address, then try again."
FAILURES = {
    "unauthorized": ("Bitso refused the call.", CLOCK),
    "locked": ("Bitso refused the call.", "Wait 3600 seconds, then try again."),
    "redirect": (
        "Bitso answers with a redirect, which is never followed.",
        "Check the provider's address.",
    ),
    "slow": ("localhost did not answer.", "The answer did not come in time.", NETWORK),
    "cut": ("localhost did not answer.", NETWORK),
    "failed": ("Bitso failed.", "Try again later; list the callbacks first."),
    "garbled": (
        "The answer of Bitso cannot be read.",
        "Check the provider's address; another server may have answered.",
    ),
}
ATTEMPTS = 3  # of a question


def fundings(count: int) -> list[dict[str, object]]:
    """Newest first, one a minute."""
    return [
        {
            "fid": f"f{number}",
            "status": "complete",
            "created_at": (NOW - timedelta(minutes=number)).isoformat(),
            "amount": f"{number}.50",
            "asset": "mxn",
            "network": "spei",
        }
        for number in range(1, count + 1)
    ]


def kept(acuse: Driver) -> list[str]:
    with acuse.app.open_reader() as reader:
        return sorted(row.transaction_id for row in reader.transactions_page(limit=1_000))


def test_a_range_is_read_page_by_page_and_nothing_is_kept_twice(acuse: Driver) -> None:
    bitso = acuse.standins.bitso
    bitso.lists["fundings"] = fundings(250)
    sheet = acuse.open_backfill("bitso")
    span = sheet.findChildren(QComboBox)[0]
    span.setCurrentIndex(span.count() - 1)  # from … to …
    since, until = sheet.findChildren(QDateTimeEdit)
    until.setDateTime(since.dateTime().addDays(1).addSecs(60))
    for _ in range(2):
        sheet.notice.hide()
        acuse.press(sheet, "BackfillSheet", "Ask now")
        acuse.until(lambda: "250" in sheet.notice.words())
        assert len(kept(acuse)) == 250
    asked = [one for one in bitso.calls if "/fundings" in one]
    assert [one.partition("marker=")[2] for one in asked] == ["", "f100", "f200"] * 2
    assert bitso.changes() == []


def test_every_failure_is_told_and_what_came_before_it_stays(acuse: Driver) -> None:
    bitso = acuse.standins.bitso
    bitso.lists["fundings"] = fundings(150)
    sheet = acuse.open_backfill("bitso")
    for fault, sentences in FAILURES.items():
        made = bitso.busy(3600) if fault == "locked" else acuse.fault("bitso", fault)
        bitso.first("GET", lambda _: None, *[made] * ATTEMPTS)
        sheet.notice.hide()
        acuse.press(sheet, "BackfillSheet", "Ask now")
        acuse.is_told(sheet, *sentences)
        assert len(kept(acuse)) == 100, "the page that came before is kept"
        bitso.forget()
    acuse.press(sheet, "BackfillSheet", "Ask now")
    acuse.until(lambda: len(kept(acuse)) == 150)


def test_a_busy_provider_is_waited_for(acuse: Driver) -> None:
    bitso = acuse.standins.bitso
    bitso.lists["fundings"] = fundings(3)
    bitso.first("GET", *[bitso.busy(0)] * 4)
    sheet = acuse.open_backfill("bitso")
    acuse.press(sheet, "BackfillSheet", "Ask now")
    acuse.until(lambda: len(kept(acuse)) == 3)


# --- one transaction ------------------------------------------------------------------------------


def issuance(status: str, minutes: int) -> dict[str, object]:
    return {
        "id": "t1",
        "type": "ISSUANCE",
        "status": status,
        "created_at": (NOW - timedelta(minutes=9)).isoformat(),
        "updated_at": (NOW - timedelta(minutes=minutes)).isoformat(),
        "issuance": {"amount": "25.00", "asset": "MXN", "network": "ARBITRUM"},
    }


@pytest.fixture
def transactions(acuse: Driver) -> TransactionsPage:
    """The page with one issuance that is pending, and chosen."""
    (url,) = [one.local_url for one in acuse.app.callbacks() if one.provider == "juno"]
    body = {"event": "TRANSACTION", "payload": issuance("PENDING", 9)}
    assert httpx.post(url, json=body, trust_env=False).status_code == 200
    acuse.window.show_page("transactions")
    page = acuse.window.page("transactions")
    assert isinstance(page, TransactionsPage)
    table = page.listing.table
    acuse.until(lambda: table.model().rowCount() == 1)
    table.choose(0)
    return page


def states(acuse: Driver) -> list[str]:
    with acuse.app.open_reader() as reader:
        return [row.status for row in reader.transactions_page()]


def test_juno_is_asked_now(acuse: Driver, transactions: TransactionsPage) -> None:
    juno = acuse.standins.juno
    juno.transactions = [issuance("COMPLETE", 1)]
    button = transactions.listing.inspector.verdict.asking
    acuse.until(button.isVisible)
    assert "Juno" in button.text()
    for _ in range(2):
        acuse.until(button.isEnabled)
        button.click()
        acuse.until(lambda: states(acuse) == ["complete"])
        acuse.until(button.isEnabled)
    assert juno.calls == ["GET /mint_platform/v1/transactions/t1"] * 2
    assert acuse.window.findChild(Toast) is not None
    with acuse.app.open_reader() as reader:
        assert [one.source for one in reader.feed_page()] == ["backfill", "webhook"]


def test_what_juno_does_not_answer_is_told_and_changes_nothing(
    acuse: Driver, transactions: TransactionsPage
) -> None:
    juno = acuse.standins.juno
    button = transactions.listing.inspector.verdict.asking
    acuse.until(button.isVisible)
    for fault, (problem, *rest) in FAILURES.items():
        made = juno.busy(3600) if fault == "locked" else acuse.fault("juno", fault)
        juno.first("GET", *[made] * ATTEMPTS)
        acuse.until(button.isEnabled)
        button.click()
        acuse.is_told(acuse.window, problem.replace("Bitso", "Juno"), rest[-1])
        juno.forget()
    assert states(acuse) == ["pending"]
