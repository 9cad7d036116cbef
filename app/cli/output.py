"""How answers are written: JSON for programs, aligned clean text for people. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, TypeAlias

from app.core.amounts import format_amount
from app.core.plain import plain
from app.store.figure_rows import Stats
from app.store.rows import EntryRow, FeedRow, LookupHit, TransactionDetail, TransactionRow

Json: TypeAlias = dict[str, Any]

_NUMBERS = ("AMOUNT", "COUNT")  # columns


def as_json(value: object) -> str:
    """One line of JSON; what is not ASCII is escaped, so that no terminal obeys it."""
    return json.dumps(value)


def iso(moment: datetime | None) -> str | None:
    """A time as "2026-11-21T05:06:07.000008Z"."""
    if moment is None:
        return None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


# --- JSON -----------------------------------------------------------------------------------------


def hit_json(hit: LookupHit) -> Json:
    names = ("transaction_id", "provider", "kind", "status", "provider_status", "amount", "asset")
    return {name: getattr(hit, name) for name in (*names, "match", "why")}


def _row_json(row: FeedRow | TransactionRow) -> Json:
    return {**row._asdict(), "marks": asdict(row.marks)}


def transaction_json(row: TransactionRow) -> Json:
    return {
        **_row_json(row),
        "created_at": iso(row.created_at),
        "occurred_at": iso(row.occurred_at),
        "first_received_at": iso(row.first_received_at),
        "last_received_at": iso(row.last_received_at),
        "flags": list(row.flags),
    }


def timeline_json(detail: TransactionDetail) -> Json:
    transaction = {
        **transaction_json(detail.row),
        "charge": detail.charge,
        "charge_asset": detail.charge_asset,
        "sender": detail.sender,
        "receiver": detail.receiver,
        "finalised_at": iso(detail.finalised_at),
        "identifiers": [
            {"kind": one.kind, "value": one.value, "path": one.path, "role": one.role}
            for one in detail.identifiers
        ],
        "facts": [{"name": name, "value": value} for name, value in detail.facts],
        "related": [asdict(one) for one in detail.related],
    }
    return {"transaction": transaction, "entries": [_entry_json(one) for one in detail.entries]}


def _entry_json(entry: EntryRow) -> Json:
    return {
        "source": entry.source,
        "status": entry.status,
        "provider_status": entry.provider_status,
        "occurred_at": iso(entry.occurred_at),
        "received_at": iso(entry.received_at),
        "delivery_id": entry.delivery_id,
        "duplicates": entry.duplicates,
    }


def stats_json(stats: Stats) -> Json:
    return asdict(stats)


def delivery_json(row: FeedRow) -> Json:
    return {
        "event": "delivery",
        **_row_json(row),
        "received_at": iso(row.received_at),
        "flags": list(row.flags),
    }


# --- text -----------------------------------------------------------------------------------------


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Aligned columns; numbers to the right."""
    cells = [headings, *([plain(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]

    def line(row: Sequence[str]) -> str:
        pairs = zip(headings, row, widths, strict=True)
        padded = [c.rjust(w) if name in _NUMBERS else c.ljust(w) for name, c, w in pairs]
        return "  ".join(padded).rstrip()

    return "\n".join(line(row) for row in cells)


def amount(text: str, asset: str) -> str:
    """An amount with its asset: "1,234.50 MXN"."""
    return f"{format_amount(text)} {asset}" if text else "–"


def status(canonical: str, word: str) -> str:
    """A status with the provider's own word beside it."""
    return f"{canonical} ({word})" if word and word.lower() != canonical else canonical


def delivery_line(row: FeedRow) -> str:
    """A delivery in one line."""
    shown = status(row.status, row.provider_status) if row.status else row.standing
    parts = (
        f"{row.received_at.astimezone():%H:%M:%S}",
        row.provider.ljust(11),
        (row.kind or row.event_type or "–").ljust(18),
        shown.ljust(26),
        amount(row.amount, row.asset).rjust(22),
        row.reference or row.transaction_id.rpartition(":")[2],
        f"[{row.basis}]",
    )
    return plain("  ".join(parts))


def transaction_cells(row: TransactionRow) -> tuple[str, ...]:
    """A transaction as a line of a table."""
    return (
        f"{row.last_received_at.astimezone():%Y-%m-%d %H:%M:%S}",
        row.transaction_id,
        status(row.status, row.provider_status),
        amount(row.amount, row.asset),
        row.counterparty,
        row.reference,
    )


def hits_text(hits: Sequence[LookupHit]) -> str:
    if not hits:
        return "Nothing answers to that."
    rows = [
        (
            hit.transaction_id,
            status(hit.status, hit.provider_status),
            amount(hit.amount, hit.asset),
            f"{hit.match}: {hit.why}",
        )
        for hit in hits
    ]
    return table(("TRANSACTION", "STATUS", "AMOUNT", "FOUND BY"), rows)


def timeline_text(detail: TransactionDetail) -> str:
    row = detail.row
    facts = [
        ("Transaction", row.transaction_id),
        ("Status", status(row.status, row.provider_status)),
        ("Amount", amount(row.amount, row.asset)),
        ("Rail", row.rail),
        ("From", detail.sender),
        ("To", detail.receiver),
        ("Reference", row.reference),
        ("Flags", ", ".join(row.flags)),
        *((f"{one.kind}", one.value) for one in detail.identifiers),
        *detail.facts,
    ]
    width = max(len(name) for name, value in facts if value)
    head = [plain(f"{name.ljust(width)}  {value}") for name, value in facts if value]
    rows = [
        (
            iso(one.occurred_at) or one.raw_time or "–",
            iso(one.received_at) or "",
            status(one.status, one.provider_status),
            one.source,
            f"#{one.delivery_id}" + (f" ×{one.duplicates + 1}" if one.duplicates else ""),
        )
        for one in detail.entries
    ]
    columns = ("HAPPENED", "RECEIVED", "STATUS", "SOURCE", "DELIVERY")
    return "\n".join([*head, "", table(columns, rows)])


def stats_text(stats: Stats) -> str:
    figures: Mapping[str, int] = {
        "Deliveries": stats.deliveries,
        "Arrivals": stats.attempts,
        "Transactions": stats.transactions,
        "Quarantined": stats.quarantined,
        "Unreadable": stats.unreadable,
    }
    lines = [f"{name.ljust(13)}{count:>10,}" for name, count in figures.items()]
    rows = [
        (provider, word, f"{count:,}")
        for provider, words in stats.by_provider_status.items()
        for word, count in words.items()
    ]
    if rows:
        lines += ["", table(("PROVIDER", "STATUS", "COUNT"), rows)]
    return "\n".join(lines)
