"""Chooses what happens: a history, a parade of everything that can go wrong, then a steady day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from app.simulator import bitso, juicyway, juno, just_wallet, people, yuno
from app.simulator.story import (
    Clock,
    Step,
    Story,
    forged,
    repeated,
    swapped,
    without_first,
)

HISTORY = 60  # deliveries that are there at once
LOOKING_BACK = timedelta(hours=8)
JUST_NOW = timedelta(seconds=15)
ON_THE_WAY = timedelta(seconds=0.6)  # from what happened at the provider to its delivery
AT_LEAST_AGO = timedelta(hours=1)  # so that a slow story of the history has ended by now


def same_money_twice(rng: Random, clock: Clock) -> list[Step]:
    """MXNB leave Juno and arrive at Bitso: two transactions with one hash and one amount."""
    amount, tx_hash = people.amount(rng, places=6), people.tx_hash(rng)
    out = juno.crypto(rng, clock, "CRYPTO_WITHDRAWAL", amount, tx_hash, "ARBITRUM")
    return [*out, *bitso.chain_funding(rng, clock, amount, tx_hash, out[-1].after + 1.0)]


def skipping_issuance(rng: Random, clock: Clock) -> list[Step]:
    """Juno leaves the middle out."""
    return juno.issuance(rng, clock, ("PENDING", "COMPLETE"))


def final_issuance_only(rng: Random, clock: Clock) -> list[Step]:
    """Juno tells the end only."""
    return without_first(juno.issuance(rng, replace(clock, start=clock.start - JUST_NOW)))


def redemption_out_of_order(rng: Random, clock: Clock) -> list[Step]:
    """COMPLETE comes before IN_PROGRESS."""
    return swapped(juno.redemption(rng, clock))


def withdrawal_out_of_order(rng: Random, clock: Clock) -> list[Step]:
    """Complete comes before processing, where no time tells the order."""
    return swapped(bitso.withdrawal(rng, clock))


def repeated_funding(rng: Random, clock: Clock) -> list[Step]:
    """Bitso sends the end three times."""
    return repeated(bitso.funding(rng, clock), 2)


def retried_transfer(rng: Random, clock: Clock) -> list[Step]:
    """Yuno tries again and counts it in the body."""
    return yuno.tried_again(yuno.transfer(rng, clock))


def forged_payout(rng: Random, clock: Clock) -> list[Step]:
    """Somebody who knows the path but not Just Wallet's secret."""
    return forged(just_wallet.payout(rng, clock, ("completed",)))


def forged_funding(rng: Random, clock: Clock) -> list[Step]:
    """Somebody who knows the path but has not Bitso's key."""
    return forged(bitso.funding(rng, clock, ("complete",)))


# Everything the app must cope with, each with the second at which it begins.
PARADE: Sequence[tuple[float, Story]] = (
    (0.2, yuno.onboarding),
    (0.5, juno.issuance),
    (0.8, bitso.compensated_withdrawal),
    (1.2, redemption_out_of_order),
    (1.8, same_money_twice),
    (2.4, repeated_funding),
    (3.0, forged_payout),
    (3.4, juno.stuck_issuance),
    (3.8, just_wallet.refunded_payout),
    (4.4, yuno.reversed_transfer),
    (5.0, bitso.failed_withdrawal),
    (5.4, skipping_issuance),
    (6.0, just_wallet.quotes),
    (6.5, juicyway.session),
    (7.0, bitso.new_event),
    (7.6, yuno.incoming),
    (8.2, juno.failed_redemption),
    (9.0, juicyway.failed_session),
    (9.8, forged_funding),
    (10.5, yuno.payment),
    (11.5, just_wallet.collection),
    (12.5, final_issuance_only),
)

# An ordinary day: most things end well.
WEIGHTS: Mapping[Story, int] = {
    juno.issuance: 16,
    skipping_issuance: 6,
    final_issuance_only: 3,
    juno.redemption: 9,
    redemption_out_of_order: 3,
    juno.failed_redemption: 2,
    juno.crypto_deposit: 5,
    juno.conversion: 2,
    same_money_twice: 4,
    bitso.funding: 14,
    repeated_funding: 3,
    bitso.withdrawal: 10,
    withdrawal_out_of_order: 3,
    bitso.failed_withdrawal: 3,
    bitso.compensated_withdrawal: 1,
    bitso.xrp_withdrawal: 2,
    bitso.payout: 3,
    yuno.transfer: 7,
    retried_transfer: 2,
    yuno.reversed_transfer: 1,
    yuno.failed_transfer: 2,
    yuno.incoming: 5,
    yuno.payment: 6,
    yuno.declined_payment: 2,
    yuno.payout: 3,
    yuno.onboarding: 1,
    juicyway.session: 7,
    juicyway.failed_session: 2,
    just_wallet.payout: 9,
    just_wallet.refunded_payout: 1,
    just_wallet.failed_payout: 2,
    just_wallet.collection: 5,
    just_wallet.quotes: 1,
}
RARE: Mapping[Story, int] = {juno.stuck_issuance: 1, forged_payout: 1, bitso.new_event: 1}

# For "Send test event": one delivery that says all a provider says about a finished transaction.
SINGLE: Mapping[str, Story] = {
    "juno": juno.issuance,
    "bitso": bitso.funding,
    "yuno": yuno.transfer,
    "juicyway": juicyway.session,
    "just_wallet": just_wallet.payout,
}


def history(rng: Random, now: datetime) -> list[Step]:
    """The last hours as if they had all been delivered just now, oldest first."""
    happened: list[tuple[datetime, Step]] = []
    first = list(SINGLE.values())  # nobody is missing
    while len(happened) < HISTORY:
        ago = rng.uniform(AT_LEAST_AGO.total_seconds(), LOOKING_BACK.total_seconds())
        clock = Clock(now - timedelta(seconds=ago), speed=rng.uniform(20, 120))
        story = first.pop() if first else _chosen(rng, WEIGHTS)
        steps = story(rng, clock)
        happened += [(clock.at(step.after), replace(step, after=0.0)) for step in steps]
    happened.sort(key=lambda pair: pair[0])
    return [step for _, step in happened]


def parade(rng: Random, now: datetime) -> list[Step]:
    """Everything that can happen, within some twenty seconds."""
    return [
        replace(step, after=begin + step.after)
        for begin, story in PARADE
        for step in story(rng, Clock(now + timedelta(seconds=begin) - ON_THE_WAY))
    ]


def steady(rng: Random, now: datetime) -> list[Step]:
    """One life cycle that begins now."""
    return any_story(rng, Clock(now - ON_THE_WAY))


def any_story(rng: Random, clock: Clock) -> list[Step]:
    """One life cycle along a clock: an ordinary one, or now and then another."""
    return list(_chosen(rng, RARE if rng.random() < 0.03 else WEIGHTS)(rng, clock))


def single(rng: Random, now: datetime, provider: str) -> Step:
    """One realistic delivery of a provider, about a transaction that has just ended."""
    return replace(SINGLE[provider](rng, Clock(now - JUST_NOW))[-1], after=0.0)


def _chosen(rng: Random, weights: Mapping[Story, int]) -> Story:
    return rng.choices(tuple(weights), tuple(weights.values()))[0]
