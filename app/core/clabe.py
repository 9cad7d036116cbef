"""CLABEs and card numbers: check digits, bank code and masks, each a question of its own."""

from __future__ import annotations

import re

_CLABE = re.compile(r"[0-9]{18}")
_CARD = re.compile(r"[0-9]{16}")
_WEIGHTS = (3, 7, 1)
MASK = "*"


def clabe_check_digit(digits: str) -> str:
    """The 18th digit that belongs to the first 17 of a CLABE (weights 3-7-1, each mod 10)."""
    total = sum(int(digit) * _WEIGHTS[place % 3] % 10 for place, digit in enumerate(digits[:17]))
    return str(-total % 10)


def clabe_check_digit_ok(text: str) -> bool:
    """Whether 18 plain digits end in their check digit.

    It finds every single wrong digit, yet misses a swap of neighbours that differ by five; real
    payloads hold CLABEs that fail it, so it is shown and never a reason to refuse.
    """
    return bool(_CLABE.fullmatch(text)) and clabe_check_digit(text) == text[17]


def clabe_bank_code(text: str) -> str:
    """The three digits that name the bank, "" when they are masked or the text is no CLABE."""
    return text[:3] if re.fullmatch(r"[0-9]{3}[0-9*]{15}", text) else ""


def luhn_ok(text: str) -> bool:
    """Whether 16 plain digits pass the check of card numbers; an answer, never a gate."""
    if not _CARD.fullmatch(text):
        return False
    doubled = (int(digit) * 2 for digit in text[::2])
    plain = (int(digit) for digit in text[1::2])
    return (sum(number // 10 + number % 10 for number in doubled) + sum(plain)) % 10 == 0


def mask_matches(one: str, other: str) -> bool:
    """Whether two identifiers in normal form, either of them masked, agree in every place shown.

    Compatible is not the same: accounts of one company share bank, plaza and prefix.
    """
    return len(one) == len(other) and all(
        a == b or MASK in (a, b) for a, b in zip(one, other, strict=True)
    )


def visible_run(mask: str) -> str:
    """The longest run a mask shows (the last of equals), "" when it shows nothing."""
    return max(reversed(mask.split(MASK)), key=len)


def possible_runs(full: str, shortest: int = 3) -> frozenset[str]:
    """Every piece of a full identifier that may be the visible run of a mask of it.

    An index over visible runs is asked for these; mask_matches then decides.
    """
    return frozenset(
        full[start:end]
        for start in range(len(full))
        for end in range(start + shortest, len(full) + 1)
    )
