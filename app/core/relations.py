"""Says why two transactions are about the same money; they are shown together, never merged."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from app.core.amounts import parse_amount
from app.core.event import IdKind, Transaction
from app.core.normal import normal_form

# Where to look for related ones: transactions that share a key of one of these kinds, those whose
# own key stands among this one's ids, and those that hold this one's key among theirs.
SHARED = frozenset({IdKind.RASTREO, IdKind.TX_HASH})

# MXNB is issued one to one for pesos.
_PEGGED = {"MXNB": "MXN"}
_PROOFS = ((IdKind.TX_HASH, "tx hash"), (IdKind.RASTREO, "clave de rastreo"))
_ORIGIN = "clave_rastreo_origen"


def related(a: Transaction, b: Transaction) -> str:
    """The evidence that two transactions belong together, or ""; the same for (b, a).

    Within one provider: one names the other ("origin_wid" of money that came back from a failed
    withdrawal, "refund.payout_id", "payin_id"). Between providers: the same hash or clave de
    rastreo, and an equal amount, for one hash may carry many payments.
    """
    if a.transaction_id == b.transaction_id or not (a.is_money and b.is_money):
        return ""
    if a.provider != b.provider:
        return _same_money(a, b)
    return " + ".join(sorted({*_named(a, b), *_named(b, a)}))


def _named(a: Transaction, b: Transaction) -> Iterator[str]:
    """The names under which `a` speaks of `b`."""
    key = normal_form(IdKind.ID, b.key)
    claves = _keys(b, IdKind.RASTREO)
    for one in a.identifiers:
        name = _place(one.path)
        if (one.kind is IdKind.ID and one.key == key) or (name == _ORIGIN and one.key in claves):
            yield name


def _place(path: str) -> str:
    """The end of a path that means something by itself: "origin_wid", "refund.payout_id"."""
    outer, _, name = path.rpartition(".")
    inner = outer.rpartition(".")[2]
    return f"{inner}.{name}" if inner.startswith("refund") else name


def _same_money(a: Transaction, b: Transaction) -> str:
    amount = _amount(a)
    if amount is None or amount != _amount(b):
        return ""
    shared = (name for kind, name in _PROOFS if _keys(a, kind) & _keys(b, kind))
    evidence = " + ".join(shared)
    return f"{evidence} + equal amount" if evidence else ""


def _amount(transaction: Transaction) -> tuple[Decimal, str] | None:
    money = transaction.money
    value = parse_amount(money.amount) if money else None
    return (
        None if money is None or value is None else (value, _PEGGED.get(money.asset, money.asset))
    )


def _keys(transaction: Transaction, kind: IdKind) -> frozenset[str]:
    return frozenset(one.key for one in transaction.identifiers if one.kind is kind)
