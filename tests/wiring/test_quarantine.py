"""What was refused for a wrong secret and is judged again counts as if it had just arrived."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from app.store.rows import DeliveryDetail
from app.wiring import App
from tests.wiring.test_app import post, running, until

RIGHT, WRONG = "right-secret", "wrong-secret"
NOWHERE = datetime(2026, 1, 1, tzinfo=UTC)


def payout(number: int, status: str, minute: int, **more: str) -> bytes:
    data = f'"id":"p{number}","status":"{status}","amount":"5.00","currency":"USD"'
    at = f'"created_at":"2026-11-20T10:00:00Z","updated_at":"2026-11-20T10:{minute:02}:00Z"'
    extra = "".join(f',"{name}":"{value}"' for name, value in more.items())
    return f'{{"event.type":"payout","data":{{{data},{at}{extra}}}}}'.encode()


ARRIVALS = (
    payout(1, "pending", 1),
    payout(2, "pending", 1, fee="0.10"),
    payout(1, "completed", 9),
    payout(1, "completed", 9),  # again
    payout(1, "processing", 5),  # late
    payout(2, "failed", 3),
)


def sent(app: App, bodies: Sequence[bytes] = ARRIVALS) -> list[int]:
    return [
        post(
            app, "just_wallet", body, signature=hmac.new(RIGHT.encode(), body, "sha256").hexdigest()
        )
        for body in bodies
    ]


def refused(app: App) -> list[DeliveryDetail]:
    with app.open_reader() as reader:
        rows = reader.quarantine()
        return [reader.delivery(row.delivery_id) for row in reversed(rows)]


def state(app: App) -> dict[str, Any]:
    """All that is computed and shown, but for the times of arrival."""
    with app.open_reader() as reader:
        rows = sorted(reader.transactions_page(), key=lambda row: row.transaction_id)
        found = [reader.transaction(row.transaction_id) for row in rows]
        details = [reader.delivery(row.delivery_id) for row in reversed(reader.feed_page())]
        return {
            "feed": [row._replace(received_at=NOWHERE) for row in reader.feed_page()],
            "transactions": [
                replace(
                    one,
                    row=one.row._replace(first_received_at=NOWHERE, last_received_at=NOWHERE),
                    entries=tuple(replace(entry, received_at=NOWHERE) for entry in one.entries),
                )
                for one in found
            ],
            "verdicts": [
                (one.standing, one.basis, one.scheme, one.form, one.reason, one.expected)
                for one in details
            ],
            "attempts": [len(one.attempts) for one in details],
            "figures": reader.stats(),
            "news": [(one.name, one.count) for one in reader.news()],
            "fields": [(one.path, one.count) for one in reader.fields_of("just_wallet")],
            "quarantine": reader.quarantine(),
        }


@pytest.fixture
def as_it_should_be(tmp_path: Path) -> dict[str, Any]:
    """The state where the secret had been right from the start."""
    with running(tmp_path / "right", just_wallet_webhook_secret=RIGHT) as app:
        assert set(sent(app)) == {200}
        until(lambda: app_is_abreast(app))
        return state(app)


def app_is_abreast(app: App) -> bool:
    with app.open_reader() as reader:
        return not reader.is_behind()


def test_a_refused_delivery_says_what_failed_and_both_digests_in_short(tmp_path: Path) -> None:
    body = ARRIVALS[0]
    with running(tmp_path, just_wallet_webhook_secret=WRONG) as app:
        assert sent(app, [body]) == [401]
        until(lambda: len(refused(app)) == 1)
        (found,) = refused(app)
    whole = hmac.new(RIGHT.encode(), body, "sha256").hexdigest()
    expected = hmac.new(WRONG.encode(), body, "sha256").hexdigest()
    assert (found.standing, found.basis, found.scheme) == (
        "quarantined",
        "failed",
        "hmac-sha256-hex",
    )
    assert found.reason == "The Signature (64 characters) fits no byte form of the body."
    assert (found.expected, found.received) == (f"{expected[:8]}…", f"{whole[:8]}…")
    assert found.body == body
    assert hashlib.sha256(body).hexdigest() == found.sha256


def test_what_still_fails_shows_the_digest_of_the_secret_of_now(tmp_path: Path) -> None:
    body = ARRIVALS[0]
    with running(tmp_path) as app:
        actions = app.actions()
        for secret in (WRONG, "also-wrong"):
            actions.put_secret("just_wallet", "webhook_secret", secret)
            if secret == WRONG:
                sent(app, [body])
                until(lambda: len(refused(app)) == 1)
            assert actions.reverify(None) == 0
            until(lambda: app_is_abreast(app))
            expected = hmac.new(secret.encode(), body, "sha256").hexdigest()
            assert [one.expected for one in refused(app)] == [f"{expected[:8]}…"]


def test_what_is_believed_is_not_judged_again(tmp_path: Path) -> None:
    with running(tmp_path) as app:
        actions = app.actions()
        actions.put_secret("just_wallet", "webhook_secret", RIGHT)
        unreadable = b"{not json"
        assert sent(app, [ARRIVALS[0], unreadable]) == [200, 200]
        until(lambda: app_is_abreast(app))
        actions.put_secret("just_wallet", "webhook_secret", WRONG)
        assert actions.reverify([1, 2]) == 0
        until(lambda: app_is_abreast(app))
        assert refused(app) == []


@pytest.mark.parametrize("one_by_one", [False, True], ids=["all", "each"])
def test_once_the_secret_is_right_all_is_as_if_it_had_always_been(
    tmp_path: Path, as_it_should_be: dict[str, Any], one_by_one: bool
) -> None:
    with running(tmp_path / "wrong") as app:
        actions = app.actions()
        actions.put_secret("just_wallet", "webhook_secret", WRONG)
        assert set(sent(app)) == {401}
        until(lambda: app_is_abreast(app) and len(refused(app)) == 5)
        arrived = {one.delivery_id: one.received_at for one in refused(app)}
        with app.open_reader() as reader:
            assert reader.transactions_page() == []
            assert reader.news() == []
        assert actions.reverify(None) == 0
        actions.put_secret("just_wallet", "webhook_secret", RIGHT)
        if one_by_one:
            assert [actions.reverify([one]) for one in reversed(arrived)] == [1] * 5
        else:
            assert actions.reverify(None) == 5
        until(lambda: app_is_abreast(app))
        assert state(app) == as_it_should_be
        with app.open_reader() as reader:
            now = {row.delivery_id: row.received_at for row in reader.feed_page()}
            assert now == arrived
            detail = reader.transaction("just_wallet:payout:p1")
            assert detail.row.first_received_at == min(
                arrived[entry.delivery_id] for entry in detail.entries
            )
        app.actions().rebuild()
        assert state(app) == as_it_should_be
