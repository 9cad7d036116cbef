"""What is said of the stored bytes of a delivery."""

from dataclasses import replace
from typing import Any

import pytest

from app.ui.display import Display
from app.ui.widgets.delivered import header_facts, verdict_facts

Kept = Any


@pytest.mark.parametrize(
    ("is_kept", "is_intact", "words", "is_warning"),
    [
        (True, True, "the stored body is unchanged", False),
        (True, False, "the stored body was changed", True),
        (False, False, "the body was let go for want of room", False),
    ],
)
def test_a_body_that_was_let_go_is_not_called_unchanged(
    kept: Kept, dressed: object, is_kept: bool, is_intact: bool, words: str, is_warning: bool
) -> None:
    number = kept.issuance(1)
    kept.project()
    with kept.open() as reader:
        delivery = reader.delivery(number)
    delivery = replace(delivery, body_is_kept=is_kept, body_is_intact=is_intact)
    facts = {fact.label: fact for fact in verdict_facts(delivery, Display("UTC"))}
    assert (facts["SHA-256"].remark, facts["SHA-256"].is_warning) == (words, is_warning)


HEADERS = (
    ("content-type", "application/json"),
    ("X-Bitso-Key-Id", "k1"),
    ("x-secret", "planted"),
    ("X-Merchant-Token", "Bearer planted"),
    ("Signature", "planted"),
)


@pytest.mark.parametrize(
    ("standing", "answer", "shown"),
    [
        ("trusted", 200, {"content-type", "X-Bitso-Key-Id", "X-Merchant-Token", "Signature"}),
        ("quarantined", 401, {"content-type", "X-Bitso-Key-Id"}),
        ("awaiting key", 200, {"content-type", "X-Bitso-Key-Id"}),
        ("trusted", 401, {"content-type", "X-Bitso-Key-Id"}),  # it was admitted later
    ],
)
def test_what_was_not_believed_at_once_shows_no_header_that_may_be_a_secret(
    kept: Kept, dressed: object, standing: str, answer: int, shown: set[str]
) -> None:
    number = kept.issuance(1)
    kept.project()
    with kept.open() as reader:
        delivery = reader.delivery(number)
    attempts = tuple(replace(one, answer=answer) for one in delivery.attempts)
    delivery = replace(delivery, headers=HEADERS, standing=standing, attempts=attempts)
    facts = header_facts(delivery)
    assert {fact.label for fact in facts if "not shown" not in fact.value} == shown
    assert not [fact for fact in facts if "planted" in fact.copied and fact.label not in shown]
