"""The members of Yuno's objects that are known, wherever in a body the object stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from app.core.event import IdKind
from app.core.shaping import Field, Fields

# Known, and read elsewhere or of no use to anybody who asks.
SILENT = """
type status sub_status direction payment_rail currency amount amount.value amount.currency
created_at updated_at account_id account_code organization_code yuno_account_id user_code version
workflow callback_url payment_link_code name category customer_id customer_session vaulted_token
national_entity entity_type account_type onboarding_type supports_book_transfers current_phase
plan_id current_period_start current_period_end current_phase_end initial_payment_validation
soft_descriptor renewal_notification_days ending_time s3_link bank_name
"""

SHOWN = """
description country purpose completed_at expires_at cancellation_source cancellation_time reason
response_code response_message failure_reason start_date end_date title
"""

# Objects that differ by payment method, provider or plan: searched, but no news when they change.
OPAQUE = """
account_details additional_data address amount.currency_conversion availability balance beneficiary
billing_cycles billing_date business_information cancel_scheduled checkout customer_payer detail
document documentation enrollment entity_detail fraud_screening frequency history
legal_representatives metadata payment_method payment_rails payments phone plan_change provider
provider_data recipient refund requirements response_additional_data retries risk_assessment
routing_rules shipping split split_marketplace subscription terms_of_service transactions
transactions_history trial_period verify withdrawal_method withdrawal_methods
"""

ENVELOPE = (
    Field("type"),
    Field("type_event"),
    Field("account_id", fact="account_id"),
    Field("retry"),
    Field("version"),
    Field("data.idempotency_key", IdKind.OTHER, fact="idempotency_key"),
    *(
        Field(f"data.{name}", fact=name)
        for name in ("cycle", "reason", "phase", "previous_phase", "previous_plan_id")
    ),
    *(Field(f"data.{name}") for name in ("plan_id", "phase_payment", "billing_cycle")),
)


def _fields(prefix: str) -> Iterator[Field]:
    """The members of an object whose paths begin with a prefix ("data.payment.")."""
    yield from (Field(f"{prefix}{name}") for name in SILENT.split())
    yield from (Field(f"{prefix}{name}", fact=name) for name in SHOWN.split())
    yield from (
        Field(f"{prefix}id", IdKind.ID),
        Field(f"{prefix}code", IdKind.ID),
        Field(f"{prefix}report_id", IdKind.ID),
        Field(f"{prefix}entity_id", IdKind.ID),
        Field(f"{prefix}onboarding_id", IdKind.ID),
        Field(f"{prefix}subscription_id", IdKind.ID),
        Field(f"{prefix}previous_subscription_id", IdKind.ID),
        Field(f"{prefix}provider_subscription_id", IdKind.ID),
        Field(f"{prefix}subscription_agreement_id", IdKind.ID),
        # Stable over all events of a payment, so it tells no two events apart (facts 3.5).
        Field(f"{prefix}idempotency_key", IdKind.OTHER, fact="idempotency_key"),
        Field(f"{prefix}order_id", IdKind.EXTERNAL_REF),
        Field(f"{prefix}merchant_order_id", IdKind.EXTERNAL_REF),
        Field(f"{prefix}merchant_reference", IdKind.EXTERNAL_REF),
        Field(f"{prefix}merchant_reference_id", IdKind.EXTERNAL_REF),
        Field(f"{prefix}merchant_transfer_id", IdKind.EXTERNAL_REF),
        Field(f"{prefix}merchant_entity_id", IdKind.EXTERNAL_REF),
        Field(f"{prefix}amount.refunded", fact="amount_refunded"),
        Field(f"{prefix}amount.captured", fact="amount_captured"),
        Field(f"{prefix}amount.type"),
    )
    yield from _accounts(prefix)
    yield from _people(prefix)
    yield from _transactions(f"{prefix}transactions.")  # of a webhook: one object
    yield from _transactions(f"{prefix}transactions.*.")  # of payouts and of the read API: a list


def _accounts(prefix: str) -> Iterator[Field]:
    yield from (
        Field(f"{prefix}source_account_id", IdKind.ID, "sender"),
        Field(f"{prefix}destination_account_id", IdKind.ID, "receiver"),
        Field(f"{prefix}recipient_id", IdKind.ID, "receiver"),
        Field(f"{prefix}provider.account_id", IdKind.ID),
        Field(f"{prefix}provider.transfer_id", IdKind.ID),
        Field(f"{prefix}provider_data.transfer_id", IdKind.ID),
        Field(f"{prefix}provider_data.id", fact="provider"),
        Field(f"{prefix}account_number", IdKind.ACCOUNT),
        Field(f"{prefix}iban", IdKind.ACCOUNT),
        Field(f"{prefix}routing_number", IdKind.OTHER),
    )
    for place, role in (("sender", "sender"), ("destination_account", "receiver")):
        yield from (
            Field(f"{prefix}{place}.account_number", IdKind.ACCOUNT, role),
            Field(f"{prefix}{place}.account_number_last_4", IdKind.ACCOUNT, role),
            Field(f"{prefix}{place}.iban", IdKind.ACCOUNT, role),
            Field(f"{prefix}{place}.routing_number", IdKind.OTHER, role, f"{role}_routing_number"),
            Field(f"{prefix}{place}.sort_code", fact=f"{role}_sort_code"),
            Field(f"{prefix}{place}.bsb", fact=f"{role}_bsb"),
            Field(f"{prefix}{place}.swift", fact=f"{role}_swift"),
            Field(f"{prefix}{place}.account_name", IdKind.NAME, role),
            Field(f"{prefix}{place}.bank_name", fact=f"{role}_bank"),
        )


def _people(prefix: str) -> Iterator[Field]:
    for place, role in (
        ("customer_payer", "sender"),
        ("beneficiary", "receiver"),
        ("recipient", "receiver"),
    ):
        yield from (
            Field(f"{prefix}{place}.id", IdKind.ID, role),
            Field(f"{prefix}{place}.code", IdKind.ID, role),
            Field(f"{prefix}{place}.merchant_customer_id", IdKind.EXTERNAL_REF, role),
            Field(f"{prefix}{place}.merchant_beneficiary_id", IdKind.EXTERNAL_REF, role),
            Field(f"{prefix}{place}.merchant_recipient_id", IdKind.EXTERNAL_REF, role),
            Field(f"{prefix}{place}.legal_name", IdKind.NAME, role),
            Field(f"{prefix}{place}.email", IdKind.OTHER, role, f"{role}_email"),
            Field(f"{prefix}{place}.document.document_number", IdKind.OTHER, role),
            # Joined to one name by whoever reads the event.
            Field(f"{prefix}{place}.first_name"),
            Field(f"{prefix}{place}.last_name"),
        )


def _transactions(prefix: str) -> Iterator[Field]:
    bank = f"{prefix}withdrawal_method.detail.bank_transfer"
    card = f"{prefix}payment_method.payment_method_detail.card.card_data"
    yield from (
        Field(f"{prefix}id", IdKind.ID),
        Field(f"{prefix}code", IdKind.ID),
        Field(f"{prefix}type", fact="transaction_type"),
        Field(f"{prefix}status", fact="transaction_status"),
        Field(f"{prefix}response_code", fact="response_code"),
        Field(f"{prefix}response_message", fact="response_message"),
        Field(f"{prefix}reason", fact="reason"),
        Field(f"{prefix}provider_id", fact="provider"),
        Field(f"{prefix}merchant_reference", IdKind.EXTERNAL_REF),
        Field(f"{prefix}provider.provider_transaction_id", IdKind.ID),
        Field(f"{prefix}provider_data.id", fact="provider"),
        Field(f"{prefix}provider_data.transaction_id", IdKind.ID),
        Field(f"{prefix}provider_transfer_id", IdKind.ID),
        Field(f"{bank}.account", IdKind.CLABE, "receiver"),
        Field(f"{bank}.account.number", IdKind.CLABE, "receiver"),
        Field(f"{card}.lfd", IdKind.ACCOUNT, "sender", "card_last_four"),
        Field(f"{card}.holder_name", IdKind.NAME, "sender"),
        Field(f"{card}.brand", fact="card_brand"),
    )


def _all(path: str) -> Fields:
    prefix = f"{path}." if path else ""
    beside = (f"data.{name}" for name in ("plan_change", "breakdown", "cancel_scheduled", "refund"))
    opaque = (f"{prefix}{name}" for name in OPAQUE.split())
    return Fields((*ENVELOPE, *_fields(prefix)), opaque=(*opaque, *beside))


_MEMBERS = "payment payout transfer entity onboarding account payment_method subscription report"
# By the path of the object in the body; "" where the body itself is the object.
FIELDS: Mapping[str, Fields] = MappingProxyType(
    {
        path: _all(path)
        for path in ("", "payment", "data", *(f"data.{one}" for one in _MEMBERS.split()))
    }
)
