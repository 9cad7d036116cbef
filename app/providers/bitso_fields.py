"""Bitso's payloads member by member: what identifies, what is shown, what varies by method.

By facts 2.4 and 2.5; older pages are docs.bitso.com/bitso-payouts-funding/docs/webhooks, newer ones
/payload-*, and methods without a page are known from public clients' fixtures.
"""

from __future__ import annotations

from app.core.event import IdKind
from app.core.shaping import Field, Fields

# What people see under Bitso's own name for it.
FACTS = (
    *("expires_at", "expiration_date", "method", "method_name"),
    *("network", "protocol", "integration", "type"),
)
DETAIL_FACTS = (
    *("concepto", "cep_link", "deposit_type", "operation_date"),
    *("fecha_operacion", "huella_digital", "chain", "is_reversal"),
)
READ_BELOW = ("status", "amount", "asset", "currency", "created_at", "updated_at")
HASHES = ("tx_hash", "transactionHash", "ripple_transaction_hash")  # one word an integration


def _person(name: str, role: str) -> tuple[Field, ...]:
    """One side of a Pix."""
    place = f"payload.details.{name}"
    return (
        Field(f"{place}.account_number", IdKind.ACCOUNT, role),
        Field(f"{place}.name", IdKind.NAME, role),
        Field(f"{place}.tax_id", IdKind.OTHER, role, f"{role}_tax_id"),
        Field(f"{place}.bank_code", fact=f"{role}_bank"),
        Field(f"{place}.bank_name", fact=f"{role}_bank_name"),
    )


def _detail(name: str, kind: IdKind | None = None, role: str = "", fact: str = "") -> Field:
    return Field(f"payload.details.{name}", kind, role, fact)


FIELDS = Fields(
    (
        Field("event"),
        *(Field(f"payload.{name}") for name in READ_BELOW),
        *(Field(f"payload.{name}", fact=name) for name in FACTS),
        *(Field(f"payload.{name}", IdKind.ID) for name in ("id", "fid", "wid", "payment_id")),
        Field("payload.payin_id", IdKind.ID, fact="payin_id"),
        Field("payload.trace_id", IdKind.REFERENCE),
        Field("payload.external_ref", IdKind.EXTERNAL_REF),
        Field("payload.clabe", IdKind.CLABE, "receiver"),
        Field("payload.beneficiary", IdKind.NAME, "receiver"),
        Field("payload.refund.payout_id", IdKind.ID, fact="refund_payout_id"),
        Field("payload.refund.reason", fact="refund_reason"),
        Field("payload.refund.payout_external_ref", IdKind.EXTERNAL_REF),
        *(_detail(name, fact=name) for name in DETAIL_FACTS),
        # SPEI in
        _detail("fid", IdKind.ID, fact="fid"),
        _detail("sender_name", IdKind.NAME, "sender"),
        _detail("sender_clabe", IdKind.CLABE, "sender"),
        _detail("receive_clabe", IdKind.CLABE, "receiver"),
        _detail("payer_name", IdKind.NAME, "sender"),
        _detail("payer_clabe", IdKind.CLABE, "sender"),
        _detail("payer_bank", fact="sender_bank"),
        _detail("sender_bank", fact="sender_bank"),
        _detail("sender_rfc_curp", IdKind.OTHER, "sender", "sender_rfc_curp"),
        _detail("clave", IdKind.REFERENCE, fact="clave"),
        _detail("clave_rastreo", IdKind.RASTREO),
        _detail("tracking_key", IdKind.RASTREO),
        _detail("numeric_reference", IdKind.REFERENCE, fact="numeric_reference"),
        # money that came back from a failed withdrawal
        _detail("origin_wid", IdKind.ID, fact="origin_wid"),
        _detail("origin_client_id", IdKind.EXTERNAL_REF, fact="origin_client_id"),
        _detail("clave_rastreo_origen", IdKind.RASTREO, fact="clave_rastreo_origen"),
        # SPEI out
        _detail("origin_id", IdKind.EXTERNAL_REF),
        _detail("beneficiary_bank_code", fact="beneficiary_bank"),
        _detail("institution_code", fact="beneficiary_bank"),
        _detail("clave_de_rastreo", IdKind.RASTREO),
        _detail("beneficiary_name", IdKind.NAME, "receiver"),
        _detail("beneficiary_clabe", IdKind.CLABE, "receiver"),
        _detail("numeric_ref", IdKind.REFERENCE, fact="numeric_reference"),
        _detail("fail_reason", fact="failure_reason"),
        # crypto
        *(_detail(name, IdKind.TX_HASH) for name in HASHES),
        _detail("address", IdKind.ADDRESS, "receiver"),
        _detail("funding_address", IdKind.ADDRESS, "receiver"),
        _detail("withdrawal_address", IdKind.ADDRESS, "receiver"),
        _detail("destination_tag", IdKind.REFERENCE, fact="destination_tag"),
        _detail("addressTag", IdKind.REFERENCE, fact="destination_tag"),
        # Pix
        _detail("end_to_end_id", IdKind.REFERENCE, fact="end_to_end_id"),
        *_person("payer", "sender"),
        *_person("payee", "receiver"),
    ),
    # Members that differ from one method to the next: searched, but no news when they change.
    opaque=(
        "payload.legal_operation_entity",
        "payload.co_ach",
        "payload.co_breb",
        "payload.co_pse",
    ),
)

# Whom to show as counterparty: the account where there is one, else the name.
SENDERS = (
    "details.sender_clabe",
    "details.payer_clabe",
    "details.payer.account_number",
    "details.sender_name",
    "details.payer_name",
    "details.payer.name",
)
RECEIVERS = (
    "details.beneficiary_clabe",
    "details.receive_clabe",
    "clabe",
    "details.payee.account_number",
    "details.address",
    "details.withdrawal_address",
    "details.funding_address",
    "details.beneficiary_name",
    "beneficiary",
    "details.payee.name",
)
REFERENCES = (
    "details.clave_rastreo",
    "details.clave_de_rastreo",
    "details.tracking_key",
    "details.tx_hash",
    "details.transactionHash",
    "details.ripple_transaction_hash",
    "details.end_to_end_id",
    "external_ref",
    "trace_id",
    "details.origin_id",
)
