"""What the inspector shows of a transaction, as labelled values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.core.amounts import format_amount
from app.core.banks import Banks, bank_of
from app.core.clabe import clabe_check_digit_ok
from app.core.event import Identifier, IdKind
from app.core.plain import plain
from app.store.rows import TransactionDetail
from app.ui import lanes, links, masks, texts
from app.ui.display import Display
from app.ui.widgets import onward
from app.ui.widgets.fact_line import Fact
from app.ui.widgets.inspected import Inspected

_FEW = 3  # chief facts below which the state and its times are added
_PERSONAL = frozenset(
    {
        IdKind.CLABE,
        IdKind.CLABE_MASK,
        IdKind.CARD,
        IdKind.ACCOUNT,
        IdKind.NAME,
        IdKind.ADDRESS,
        IdKind.ADDRESS_MASK,
    }
)
_WRITTEN = frozenset({IdKind.REFERENCE, IdKind.EXTERNAL_REF})  # by people, who write names there
# Facts of the provider's own making; of others the screen shows what is plainly no name.
_IMPERSONAL = frozenset(
    {"network", "method", "method_name", "protocol", "sender_bank", "beneficiary_bank", "chain"}
)
_CODES = frozenset(set(IdKind) - {IdKind.NAME})
_FIRST = (
    IdKind.NAME,
    IdKind.CLABE,
    IdKind.CLABE_MASK,
    IdKind.CARD,
    IdKind.ACCOUNT,
    IdKind.ADDRESS,
    IdKind.ADDRESS_MASK,
    IdKind.TX_HASH,
    IdKind.RASTREO,
    IdKind.REFERENCE,
    IdKind.EXTERNAL_REF,
    IdKind.ID,
    IdKind.DIGEST,
    IdKind.OTHER,
)


@dataclass(frozen=True, slots=True)
class Using:
    """What the facts depend on besides the rows."""

    display: Display
    banks: Banks
    open_link: Callable[[links.Link], object]
    open_transaction: Callable[[str], object]
    open_cep: Callable[[], object]


# --- the transaction ------------------------------------------------------------------------------


def chief_facts(found: Inspected, using: Using) -> list[Fact]:
    """What is asked for most: the parties, the accounts, the references, what is linked."""
    detail = found.transaction
    if detail is None:
        return []
    own = detail.row.transaction_id.split(":", 2)[-1]
    chosen = sorted(
        (one for one in detail.identifiers if one.value != own),
        key=lambda one: (_FIRST.index(one.kind), one.role != "sender", one.path),
    )
    facts = [_identifier(one, found, using) for one in chosen]
    reasons = ("failure_reason", "fail_reason", "reason", "response_message")
    known = (pair for pair in detail.facts if pair[0] in reasons)
    facts.extend(_fact(name, value, using) for name, value in known)
    facts.extend(_onward(detail, using))
    facts.extend(_related(detail, using))
    return facts if len(facts) >= _FEW else [*facts, *_states(detail, using)]


def all_facts(found: Inspected, using: Using) -> list[Fact]:
    """Everything known of a transaction."""
    detail = found.transaction
    if detail is None:
        return []
    facts = [*_states(detail, using)]
    facts.extend(_identifier(one, found, using) for one in detail.identifiers)
    facts.extend(_fact(name, value, using) for name, value in detail.facts)
    return [*facts, *_onward(detail, using), *_related(detail, using)]


def _states(detail: TransactionDetail, using: Using) -> Iterator[Fact]:
    row, zone = detail.row, using.display.zone
    word = texts.status_word(row.status)
    sent = plain(row.provider_status)
    yield Fact(
        QCoreApplication.translate("Inspected", "Status"), f"{word} · {sent}" if sent else word
    )
    if row.amount:
        yield _money(QCoreApplication.translate("Inspected", "Amount"), row.amount, row.asset)
    if detail.charge:
        yield _money(
            QCoreApplication.translate("Inspected", "Charge"), detail.charge, detail.charge_asset
        )
    if row.rail:
        yield Fact(QCoreApplication.translate("Inspected", "Rail"), texts.rail_word(row.rail))
    times = (
        (QCoreApplication.translate("Inspected", "Created"), row.created_at),
        (QCoreApplication.translate("Inspected", "Last change"), row.occurred_at),
        (QCoreApplication.translate("Inspected", "First received"), row.first_received_at),
        (QCoreApplication.translate("Inspected", "Last received"), row.last_received_at),
        (QCoreApplication.translate("Inspected", "Final since"), detail.finalised_at),
    )
    for name, at in times:
        if at is not None:
            whole = texts.whole_moment(at, zone)
            utc = whole.rpartition("\n")[2]
            yield Fact(name, texts.date_and_clock(at, zone), utc, is_code=True, hint=whole)
    for flag in row.flags:
        name = QCoreApplication.translate("Inspected", "Flag")
        yield Fact(name, texts.flag_words(flag), is_warning=True)


def _money(name: str, amount: str, asset: str) -> Fact:
    return Fact(name, f"{format_amount(amount)} {plain(asset)}", f"{amount} {asset}")


def _fact(name: str, value: str, using: Using) -> Fact:
    words = {
        "external_fiat_id": QCoreApplication.translate("Inspected", "Fiat id"),
        "failure_reason": QCoreApplication.translate("Inspected", "Failure reason"),
        "sender_bank": QCoreApplication.translate("Inspected", "Sender's bank"),
        "beneficiary_bank": QCoreApplication.translate("Inspected", "Beneficiary's bank"),
        "numeric_reference": QCoreApplication.translate("Inspected", "Numeric reference"),
        "destination_tag": QCoreApplication.translate("Inspected", "Destination tag"),
        "description": QCoreApplication.translate("Inspected", "Description"),
        "network": QCoreApplication.translate("Inspected", "Network"),
        "method": QCoreApplication.translate("Inspected", "Method"),
    }
    is_open = not using.display.is_private or name in _IMPERSONAL
    shown = plain(value) if is_open else masks.private(value, name)
    copied = value if shown == plain(value) else ""
    return Fact(words.get(name) or texts.readable(name), shown, copied)


def _identifier(one: Identifier, found: Inspected, using: Using) -> Fact:
    value = _masked(one) if using.display.is_private else plain(one.value)
    is_hidden = value != plain(one.value)
    remark, check, is_warning = "", "", False
    if one.kind is IdKind.CLABE:
        remark = plain(bank_of(one.key, using.banks))
        check, is_warning = _check_digit(one.key)
        value = value if is_hidden else masks.grouped_clabe(one.value)
    elif one.kind is IdKind.CLABE_MASK:
        remark = plain(bank_of(one.key, using.banks))
    is_hash = one.kind is IdKind.TX_HASH
    link = onward.explorer_of(found.transaction, found.delivery) if is_hash else None
    return Fact(
        texts.identifier_label(one.kind, one.role),
        value,
        "" if is_hidden else one.value,
        is_code=one.kind in _CODES,
        remark=remark,
        check=check,
        is_warning=is_warning,
        link=link.title if link else "",
        pressed=_opener(using, link),
    )


def _masked(one: Identifier) -> str:
    """An identifier behind the privacy screen."""
    if one.kind is IdKind.NAME:
        return masks.initials(one.value)
    if one.kind in _PERSONAL:
        return masks.hidden(one.value)
    if one.kind in _WRITTEN:
        return masks.reference(one.value)
    if one.kind is IdKind.OTHER:  # a tax id, among others
        return masks.private(one.value, f"{one.role} {one.path}")
    return plain(one.value)


def _opener(using: Using, link: links.Link | None) -> Callable[[], object] | None:
    return (lambda: using.open_link(link)) if link else None


def _check_digit(clabe: str) -> tuple[str, bool]:
    if clabe_check_digit_ok(clabe):
        return QCoreApplication.translate("Inspected", "digit ok"), False
    return QCoreApplication.translate("Inspected", "digit wrong"), True


def _onward(detail: TransactionDetail, using: Using) -> Iterator[Fact]:
    """What is still to come, and where to ask for what a customer asks for."""
    if onward.awaits_hash(detail):
        yield Fact(
            texts.identifier_label(IdKind.TX_HASH, ""),
            QCoreApplication.translate("Inspected", "no hash yet: only sent when complete"),
        )
    card = onward.cep(detail)
    if card is not None:
        today = datetime.now(onward.MEXICO).date()
        yield Fact(
            QCoreApplication.translate("Inspected", "CEP"),
            onward.until_words(card, today),
            link=QCoreApplication.translate("Inspected", "CEP card"),
            pressed=using.open_cep,
        )


def _related(detail: TransactionDetail, using: Using) -> Iterator[Fact]:
    for other in detail.related:
        title = f"{texts.provider_title(other.provider)} · {texts.kind_word(other.kind)}"
        yield Fact(
            QCoreApplication.translate("Inspected", "Linked"),
            title,
            remark=lanes.evidence_words(other.evidence),
            link=QCoreApplication.translate("Inspected", "Open"),
            pressed=_transaction_opener(using, other.transaction_id),
        )


def _transaction_opener(using: Using, transaction_id: str) -> Callable[[], object]:
    return lambda: using.open_transaction(transaction_id)
