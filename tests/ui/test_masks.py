"""How accounts and names are shortened and masked."""

import pytest

from app.config.banks import load_banks
from app.ui import masks


@pytest.mark.parametrize(
    ("text", "shown", "private"),
    [
        ("646180115400230775", "STP ••• 0775", "STP •••"),
        ("646 180 11540023077 5", "STP ••• 0775", "STP •••"),
        ("999180115400230775", "999 ••• 0775", "999 •••"),
        ("*****0606032******", "••• 0606032 •••", "•••"),
        ("*******LK5R5Am25ArfXFmqg**********", "•••LK5R5Am2•••", "•••"),
        ("********5678", "••• 5678", "•••"),
        ("0x9999a0b1c2d3e4f5a6b7c8d9e0f1a2b3c4d5f08E", "0x9999…f08E", "0x99•••"),
        ("Sender Name", "Sender Name", "S••• N•••"),
        ("", "", ""),
    ],
)
def test_counterparties_fit_a_column(text: str, shown: str, private: str) -> None:
    assert masks.counterparty(text, load_banks()) == shown
    assert masks.counterparty(text, load_banks(), is_private=True) == private


def test_a_wrong_check_digit_is_noticed() -> None:
    assert masks.has_wrong_digit("012180001234567890")
    assert not masks.has_wrong_digit("646180115400230775")
    assert not masks.has_wrong_digit("Sender Name")
