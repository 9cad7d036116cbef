"""Yuno's words for how things stand: of payments, transfers, and of records that are no money.

By reference/payments/status-and-response-codes, payouts/payout-workflow, banking-connectivity and
customer-sessions-enrollment/enrollment-workflow of docs.y.uno, read 2026-11 (facts 3.3 and 7).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.event import Kind, Status
from app.core.shaping import RANKS, State, state

STATUSES: Mapping[str, Status] = MappingProxyType(
    {
        "created": Status.PENDING,
        "ready_to_pay": Status.PENDING,
        "pending": Status.PENDING,
        "pending_additional_documentation": Status.PENDING,
        "pending_recipient_action": Status.PENDING,
        "processing": Status.IN_PROGRESS,
        "in_process": Status.IN_PROGRESS,
        "under_review": Status.IN_PROGRESS,
        "authorized": Status.IN_PROGRESS,
        "verified": Status.IN_PROGRESS,
        "succeeded": Status.COMPLETE,
        "completed": Status.COMPLETE,
        "failed": Status.FAILED,
        "declined": Status.FAILED,
        "rejected": Status.FAILED,
        "error": Status.FAILED,
        "fraud": Status.FAILED,
        "cancelled": Status.CANCELLED,  # transfers
        "canceled": Status.CANCELLED,  # payments
        "expired": Status.EXPIRED,
        "reversed": Status.REVERSED,
        "reversed_partial": Status.REVERSED,
        "in_dispute": Status.REVERSED,
        "chargeback": Status.REVERSED,
        "refunded": Status.REFUNDED,
    }
)

# Words of records that are not money. Entities, accounts and subscriptions live, so they are in
# progress until they end; enrollments and onboardings have an outcome, which may be taken back.
RECORD_STATUSES: Mapping[Kind, Mapping[str, Status]] = MappingProxyType(
    {
        Kind.ENTITY: {
            "created": Status.IN_PROGRESS,
            "updated": Status.IN_PROGRESS,
            "deleted": Status.CANCELLED,
        },
        Kind.ACCOUNT: {
            "updated": Status.IN_PROGRESS,
            "activated": Status.IN_PROGRESS,
            "active": Status.IN_PROGRESS,
            "closed": Status.CANCELLED,
        },
        Kind.SUBSCRIPTION: {
            "trialing": Status.IN_PROGRESS,
            "active": Status.IN_PROGRESS,
            "past_due": Status.IN_PROGRESS,
            "paused": Status.IN_PROGRESS,
        },
        Kind.ENROLLMENT: {
            "ready_to_enroll": Status.PENDING,
            "enroll_in_process": Status.IN_PROGRESS,
            "unenroll_in_process": Status.IN_PROGRESS,
            "enrolled": Status.COMPLETE,
            "unenrolled": Status.REVERSED,
        },
        Kind.ONBOARDING: {
            "create": Status.PENDING,
            "transferred": Status.COMPLETE,
            "unblocked": Status.COMPLETE,
            "blocked": Status.REVERSED,
            "inactive": Status.REVERSED,
        },
    }
)
WORDS = {kind: {**STATUSES, **RECORD_STATUSES.get(kind, {})} for kind in Kind}

# A pending payment that no longer waits for the customer.
BEING_PROCESSED = frozenset(
    {"in_process", "authorized", "pending_provider_confirmation", "pending_fraud_review"}
)
# Outcomes that the provider has not confirmed yet, or that may still turn round.
OPEN = frozenset({"in_dispute", "blocked"})
OPEN_BY_SUB_STATUS = frozenset(
    {"pending_provider_confirmation", "pending_reverse", "received", "pending_review"}
)


def standing(kind: Kind, word: str, sub_word: str) -> State:
    """The state of an object of this kind by its status and sub-status."""
    found = state(word, WORDS[kind])
    if found.status is Status.PENDING and sub_word.casefold() in BEING_PROCESSED:
        return State(Status.IN_PROGRESS, RANKS[Status.IN_PROGRESS])
    return found


def is_final(found: State, word: str, sub_word: str) -> bool:
    """Whether nothing but a reversal is expected to follow."""
    is_open = word.casefold() in OPEN or sub_word.casefold() in OPEN_BY_SUB_STATUS
    return found.is_final and not is_open
