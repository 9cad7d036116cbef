"""What the inspector shows of one delivery: its headers, its verdict, its arrivals."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from app.core.delivery import Basis, Outcome
from app.core.plain import plain
from app.store.rows import DeliveryDetail
from app.ui import texts
from app.ui.display import Display
from app.ui.forms import form_words
from app.ui.said import said
from app.ui.widgets.fact_line import Fact

_SECRETS = frozenset(
    {"authorization", "proxy-authorization", "cookie", "x-api-key", "x-secret", "webhook-secret"}
)
# What holds no secret of ours whoever sent it.
_HARMLESS = frozenset(
    {
        *("host", "user-agent", "accept", "accept-encoding", "accept-language", "connection"),
        *("content-type", "content-length", "transfer-encoding", "date", "via", "forwarded"),
        *("x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"),
        *("cf-connecting-ip", "x-bitso-webhook-event-signature", "x-bitso-key-id"),
        *("x-hmac-signature", "traceparent", "tracestate"),
    }
)
_REFUSED = 401


def header_facts(delivery: DeliveryDetail) -> list[Fact]:
    """The headers in their order; what is a secret, or may be one, is not shown."""
    return [
        Fact(plain(name), hidden)
        if (hidden := _hidden(delivery, name.lower()))
        else Fact(plain(name), plain(value), value, is_code=True)
        for name, value in delivery.headers
    ]


def _hidden(delivery: DeliveryDetail, name: str) -> str:
    """Words that stand for a value, "" where it is shown.

    What was not believed when it came keeps all that it brought, to be judged again, and a header
    of any name may hold what the operator agreed on with the provider.
    """
    if name in _SECRETS:
        return QCoreApplication.translate("Inspected", "(a secret, not shown)")
    was_refused = any(one.answer == _REFUSED for one in delivery.attempts)
    if (delivery.standing != Outcome.TRUSTED or was_refused) and name not in _HARMLESS:
        return QCoreApplication.translate("Inspected", "(perhaps a secret, not shown)")
    return ""


def verdict_facts(delivery: DeliveryDetail, display: Display) -> list[Fact]:
    """Whether the delivery is believed, what that rests on, and every arrival."""
    rests_on = texts.basis_words(delivery.basis)
    weak = QCoreApplication.translate("Inspected", "weak: its key is an identifier")
    is_weak = delivery.weak or delivery.basis in (Basis.SECRET_PATH, Basis.FAILED)
    reason, unreadable = said(delivery.reason), said(delivery.unreadable)
    facts = [
        Fact(
            QCoreApplication.translate("Inspected", "Authenticity"),
            rests_on,
            remark=weak if delivery.weak else "",
            is_warning=is_weak,
        ),
        Fact(
            QCoreApplication.translate("Inspected", "Standing"),
            texts.status_word(delivery.standing),
        ),
        *_optional(
            (QCoreApplication.translate("Inspected", "Reason"), reason, False),
            (QCoreApplication.translate("Inspected", "Unreadable"), unreadable, False),
            (QCoreApplication.translate("Inspected", "Scheme"), delivery.scheme, True),
            (
                QCoreApplication.translate("Inspected", "Byte form"),
                form_words(delivery.form),
                False,
            ),
            (QCoreApplication.translate("Inspected", "Key id"), delivery.key_id, True),
            (QCoreApplication.translate("Inspected", "Expected"), delivery.expected, True),
            (QCoreApplication.translate("Inspected", "Received"), delivery.received, True),
        ),
        Fact(
            QCoreApplication.translate("Inspected", "Source address"),
            plain(delivery.source_address or delivery.peer),
            delivery.source_address or delivery.peer,
            is_code=True,
            remark=texts.address_words(delivery.address_check),
        ),
        Fact(QCoreApplication.translate("Inspected", "Environment"), plain(delivery.environment)),
        Fact(
            QCoreApplication.translate("Inspected", "SHA-256"),
            delivery.sha256,
            delivery.sha256,
            is_code=True,
            remark=_integrity(delivery),
            is_warning=delivery.body_is_kept and not delivery.body_is_intact,
        ),
    ]
    return [*facts, *_arrivals(delivery, display)]


def _optional(*rows: tuple[str, str, bool]) -> Iterator[Fact]:
    for name, value, is_code in rows:
        if value:
            yield Fact(name, plain(value), value if is_code else "", is_code=is_code)


def _integrity(delivery: DeliveryDetail) -> str:
    if not delivery.body_is_kept:
        return QCoreApplication.translate("Inspected", "the body was let go for want of room")
    if delivery.body_is_intact:
        return QCoreApplication.translate("Inspected", "the stored body is unchanged")
    return QCoreApplication.translate("Inspected", "the stored body was changed")


def _arrivals(delivery: DeliveryDetail, display: Display) -> Iterator[Fact]:
    for number, attempt in enumerate(delivery.attempts, 1):
        remarks: list[str] = []
        if attempt.answer:
            answered = QCoreApplication.translate("Inspected", "answered {0}")
            remarks.append(answered.format(attempt.answer))
        if attempt.acknowledged_at is not None:
            took = (attempt.acknowledged_at - attempt.received_at).total_seconds() * 1000
            remarks.append(
                QCoreApplication.translate("Inspected", "after {0}").format(
                    texts.milliseconds(took)
                )
            )
        yield Fact(
            QCoreApplication.translate("Inspected", "Arrival {0}").format(number),
            texts.date_and_clock(attempt.received_at, display.zone),
            is_code=True,
            hint=texts.whole_moment(attempt.received_at, display.zone),
            remark=" ".join(remarks),
        )
