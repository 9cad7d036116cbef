"""What is said of the stored bytes of a delivery."""

from dataclasses import replace
from typing import Any

import pytest

from app.ui.display import Display
from app.ui.widgets.delivered import verdict_facts

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
