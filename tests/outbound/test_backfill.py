"""Asks stand-ins of the providers' lists for what was missed: pages, limits, and trouble."""

import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from werkzeug import Response

from app.core.asked import meaning
from app.core.event import Kind, Status
from app.core.provider import Span
from app.outbound.backfill import Backfill, Progress, Wanted
from app.outbound.calls import Calls
from app.outbound.client import Client, Limits
from app.providers import PROVIDERS

if TYPE_CHECKING:
    from tests.standins.world import Standins

UNTIL = datetime(2026, 11, 21, 12, tzinfo=UTC)
SPAN = Span(UNTIL - timedelta(hours=6), UNTIL)
SECRETS = {
    "api_secret": "bitso-test-secret",
    "public_api_key": "yuno-public",
    "private_secret_key": "yuno-private",
}


def at(minutes_before: int) -> str:
    return (UNTIL - timedelta(minutes=minutes_before)).strftime("%Y-%m-%dT%H:%M:%S+00:00")


def fundings(count: int, every: int = 1) -> list[dict[str, object]]:
    return [
        {
            "fid": f"f{number}",
            "status": "complete",
            "created_at": at(number * every + 1),
            "amount": f"{number}.50",
            "asset": "mxn",
            "network": "spei",
        }
        for number in range(count)
    ]


class Kept:
    """Where answers go: what is the same is no news."""

    def __init__(self) -> None:
        self.bodies: list[bytes] = []

    def __call__(self, body: bytes) -> bool:
        is_news = body not in self.bodies
        self.bodies += [body] if is_news else []
        return is_news

    def ids(self, provider: str) -> set[str]:
        return {
            event.transaction_id
            for body in self.bodies
            for event in meaning(PROVIDERS[provider], "backfill", body)
        }


@pytest.fixture
def ask(standins: "Standins") -> Iterator[Callable[..., Progress]]:
    def secret(provider: str, name: str) -> str | None:
        if name == "api_key":
            return "live_key" if provider == "juicyway" else "demo-api-key"
        return SECRETS.get(name)

    client = Client(dev=True, limits=Limits(connect=2, read=0.4, whole=2))
    calls = Calls(PROVIDERS, secret, standins.hosts, lambda: UNTIL, client)

    def ask(
        provider: str,
        kept: Kept,
        *,
        budget: int = 50,
        stop: threading.Event | None = None,
        options: dict[str, str] | None = None,
        **unfinished: list[str],
    ) -> Progress:
        wanted = Wanted(
            provider,
            "production",
            SPAN,
            options or {},
            {Kind(kind): keys for kind, keys in unfinished.items()},
        )
        backfill = Backfill(calls, PROVIDERS, budget=budget, pause=0)
        return backfill.run(wanted, kept, stop=stop)

    yield ask
    calls.close()


Ask = Callable[..., Progress]


def test_bitso_is_read_by_marker_until_the_time_is_over(standins: "Standins", ask: Ask) -> None:
    standins.bitso.lists["fundings"] = fundings(500)
    kept = Kept()
    told = ask("bitso", kept)
    # 360 minutes are asked about; the list goes back further
    assert (told.answers, told.news, told.is_whole, told.error) == (360, 360, True, None)
    assert kept.ids("bitso") == {f"bitso:funding:f{number}" for number in range(360)}
    assert told.seen == kept.ids("bitso")
    assert [one for one in standins.bitso.calls if "fundings" in one] == [
        "GET /api/v3/fundings?limit=100&sort=desc",
        "GET /api/v3/fundings?limit=100&sort=desc&marker=f99",
        "GET /api/v3/fundings?limit=100&sort=desc&marker=f199",
        "GET /api/v3/fundings?limit=100&sort=desc&marker=f299",
    ]


def test_numbers_are_kept_as_they_were_sent(standins: "Standins", ask: Ask) -> None:
    text = json.dumps({"success": True, "payload": fundings(1)}).replace('"0.50"', "100.5000")
    standins.bitso.first("GET", lambda _: Response(text, 200))
    kept = Kept()
    ask("bitso", kept)
    assert b'"amount":100.5000' in kept.bodies[0]


def test_asked_again_nothing_is_news(standins: "Standins", ask: Ask) -> None:
    standins.bitso.lists["fundings"] = fundings(30)
    kept = Kept()
    ask("bitso", kept)
    again = ask("bitso", kept)
    assert (again.answers, again.news) == (30, 0)


def test_bitsos_spei_lists_are_read_by_cursor(standins: "Standins", ask: Ask) -> None:
    standins.bitso.page = 50
    standins.bitso.lists["fundings"] = fundings(120)
    kept = Kept()
    told = ask("bitso", kept, options={"read_back_by": "spei v2"})
    assert told.is_whole
    assert len(kept.ids("bitso")) == 120
    assert "created_at_gte=2026-11-21T06%3A00%3A00Z" in standins.bitso.calls[0]
    assert "cursor=100" in standins.bitso.calls[2]


def test_what_was_not_final_is_asked_for_by_its_id(standins: "Standins", ask: Ask) -> None:
    old = [{**one, "created_at": at(100_000), "fid": f"old{one['fid']}"} for one in fundings(60)]
    standins.bitso.lists["fundings"] = [*fundings(3), *old]
    kept = Kept()
    told = ask("bitso", kept, funding=["f1", *(str(one["fid"]) for one in old)])
    assert told.is_whole
    assert len(kept.ids("bitso")) == 63
    asked = [one for one in standins.bitso.calls if "fids=" in one]
    assert [one.count("%2C") + 1 for one in asked] == [25, 25, 10]


def test_juno_is_read_page_by_page(standins: "Standins", ask: Ask) -> None:
    standins.juno.page = 40
    standins.juno.transactions = [
        {
            "id": f"t{number}",
            "transaction_type": "ISSUANCE",
            "summary_status": "COMPLETE",
            "amount": 1000,
            "currency": "MXN",
            "network": "ARBITRUM",
            "created_at": at(number + 1),
            "updated_at": at(number),
            "details": {"crypto_tx_hash": f"0x{number:064x}"},
        }
        for number in range(100)
    ]
    kept = Kept()
    told = ask("juno", kept, issuance=["t5", "lost"])
    assert (told.is_whole, told.answers) == (True, 100)
    (event,) = meaning(PROVIDERS["juno"], "backfill", kept.bodies[7])
    assert event.transaction_id == "juno:issuance:t7"
    assert (event.status, event.is_final) == (Status.COMPLETE, True)
    assert event.money
    assert (event.money.amount, event.money.asset) == ("1000", "MXN")
    assert any(one.key.endswith("07") for one in event.identifiers if one.kind == "tx_hash")
    # it does not know the other
    assert standins.juno.calls[-1] == "GET /mint_platform/v1/transactions/lost"


def test_juno_may_want_its_names_in_snake_case(standins: "Standins", ask: Ask) -> None:
    ask("juno", Kept(), options={"query_names": "snake_case"})
    assert "iso_date_from=2026-11-21T06%3A00%3A00Z" in standins.juno.calls[0]


def test_juicyway_is_read_by_cursor(standins: "Standins", ask: Ask) -> None:
    standins.juicyway.page = 10
    standins.juicyway.payments = [
        {"payment": {"id": f"p{n}", "amount": 10000, "currency": "NGN", "status": "settled"}}
        for n in range(25)
    ]
    kept = Kept()
    assert ask("juicyway", kept).is_whole
    assert kept.ids("juicyway") == {f"juicyway:payment_session:p{n}" for n in range(25)}
    (event,) = meaning(PROVIDERS["juicyway"], "backfill", kept.bodies[0])
    assert event.money
    assert event.money.amount == "100.00"
    assert event.status is Status.COMPLETE


def test_yuno_is_asked_for_known_ids_only(standins: "Standins", ask: Ask) -> None:
    standins.yuno.known = {"y1": {"id": "y1", "status": "SUCCEEDED", "updated_at": at(1)}}
    kept = Kept()
    told = ask("yuno", kept, payment=["y1"], payout=["y9"])
    assert told.is_whole
    assert kept.ids("yuno") == {"yuno:payment:y1"}
    assert standins.yuno.calls == ["GET /v1/payments/y1", "GET /v1/payouts/y9"]


# --- what goes wrong ------------------------------------------------------------------------------


def test_a_refusal_is_told_and_what_came_before_is_kept(standins: "Standins", ask: Ask) -> None:
    standins.bitso.lists["fundings"] = fundings(250)
    refused = Response('{"success":false,"error":{"code":"9","message":"No permission"}}', 403)
    standins.bitso.first("GET", lambda _: None, lambda _: refused)
    kept = Kept()
    told = ask("bitso", kept)
    assert (told.is_whole, len(kept.bodies)) == (False, 100)
    assert told.error
    assert "No permission" in told.error.cause


def test_a_provider_that_wants_us_to_wait_is_waited_for(standins: "Standins", ask: Ask) -> None:
    standins.bitso.first("GET", *[standins.bitso.busy(0)] * 4)
    standins.bitso.lists["fundings"] = fundings(3)
    assert ask("bitso", kept := Kept()).is_whole
    assert len(kept.bodies) == 3


def test_a_provider_that_wants_too_long_a_wait_ends_the_run(standins: "Standins", ask: Ask) -> None:
    standins.bitso.first("GET", *[standins.bitso.busy(86400)] * 9)
    told = ask("bitso", Kept())
    assert told.error
    assert "86400 seconds" in told.error.remedy


def test_the_budget_is_kept_to(standins: "Standins", ask: Ask) -> None:
    standins.bitso.lists["fundings"] = fundings(350)
    told = ask("bitso", Kept(), budget=2)
    assert (told.calls, told.answers, told.is_whole) == (2, 200, False)
    assert told.error
    assert "budget" in told.error.problem


def test_a_run_can_be_stopped(standins: "Standins", ask: Ask) -> None:
    stop = threading.Event()
    stop.set()
    told = ask("bitso", Kept(), stop=stop)
    assert (told.calls, told.is_whole) == (0, False)
    assert standins.bitso.calls == []


def test_a_server_that_takes_no_notice_of_the_cursor_is_left(
    standins: "Standins", ask: Ask
) -> None:
    same = json.dumps({"success": True, "payload": fundings(100)})
    standins.bitso.first("GET", *[lambda _: Response(same, 200)] * 40)
    told = ask("bitso", Kept(), budget=30)
    assert told.error is None
    assert told.calls <= 4


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Response("<html>", 200),
        lambda: Response('{"payload":[{"fid":1', 200),
        lambda: Response("", 500),
        lambda: Response("", 302, {"Location": "http://127.0.0.1:1/"}),
    ],
)
def test_a_server_that_answers_nonsense_is_an_error(
    standins: "Standins", ask: Ask, wrong: Callable[[], Response]
) -> None:
    standins.bitso.first("GET", *[lambda _: wrong()] * 3)
    kept = Kept()
    told = ask("bitso", kept)
    assert told.error is not None
    assert (told.is_whole, kept.bodies) == (False, [])


@pytest.mark.parametrize(
    "payload", [None, {}, "text", [1, "two", None], [{"no": "id"}], {"payload": [[]]}]
)
def test_answers_of_another_shape_raise_nothing(
    standins: "Standins", ask: Ask, payload: object
) -> None:
    for one in standins.all().values():
        one.first("GET", *[lambda _: Response(json.dumps(payload), 200)] * 9)
    for provider in ("bitso", "juno", "juicyway", "yuno"):
        ask(provider, Kept(), funding=["a"], issuance=["b"], payment=["c"])
