"""The command that lists where the providers and their webhooks do not agree."""

from __future__ import annotations

from typing import Any

from app import wiring
from app.cli import output
from app.cli.arguments import Arguments
from app.core.event import Money
from app.core.plain import plain
from app.store.differing import DifferenceRow

_COLUMNS = ("SINCE", "TRANSACTION", "DIFFERENCE", "HERE", "THERE", "ACCEPTED")


def differences(arguments: Arguments) -> int:
    """Where the two sides differ, what nobody accepted first."""
    with wiring.fresh_reader(arguments.choices.data_dir) as reader:
        rows = reader.differences(arguments.provider, arguments.limit)
    if arguments.json:
        print(output.as_json([_json(row) for row in rows]))
    elif rows:
        print(plain(output.table(_COLUMNS, [_cells(row) for row in rows]), lines=True))
    else:
        print("The providers and their webhooks agree, as far as was asked.")
    return 0


def _json(row: DifferenceRow) -> dict[str, Any]:
    here, there = row.sides.here, row.sides.there
    return {
        "transaction_id": row.transaction.transaction_id,
        "provider": row.transaction.provider,
        "differences": list(row.flags),
        "since": output.iso(row.since),
        "here": here and _side_json(here.status, here.provider_status, here.money),
        "there": there and _side_json(there.status, there.provider_status, there.money),
        "asked_at": output.iso(row.sides.asked_at),
        "accepted": row.is_accepted,
        "accepted_by": row.author if row.is_accepted else None,
        "accepted_at": output.iso(row.acted_at) if row.is_accepted else None,
        "note": row.note if row.is_accepted else None,
    }


def _side_json(status: str, word: str, money: Money | None) -> dict[str, Any]:
    amount = money and (money.amount or money.raw)
    return {
        "status": status,
        "provider_status": word,
        "amount": amount,
        "asset": money and money.asset,
    }


def _cells(row: DifferenceRow) -> tuple[str, ...]:
    here, there = row.sides.here, row.sides.there
    return (
        output.iso(row.since) or "–",
        row.transaction.transaction_id,
        ", ".join(one.replace("_", " ") for one in row.flags),
        _side(here.status, here.money) if here else "–",
        _side(there.status, there.money) if there else "–",
        " ".join(filter(None, (row.author, row.note))) if row.is_accepted else "",
    )


def _side(status: str, money: Money | None) -> str:
    if money is None:
        return str(status)
    return f"{status} {output.amount(money.amount or money.raw, money.asset)}"
