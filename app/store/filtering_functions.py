"""What SQL alone cannot say exactly: amounts in order, masks, and what stands in a body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from app.core.amounts import parse_amount
from app.core.clabe import mask_matches
from app.core.errors import Unreadable
from app.core.query_fields import ANYTHING
from app.core.reading import JsonValue, all_at, read_value
from app.store.filtering_text import has_words
from app.store.packing import unpacked
from app.store.sqlite import Connection

_WHOLE, _FRACTION = 30, 18  # digits of a plain amount
_NINES = str.maketrans("0123456789", "9876543210")


def register(connection: Connection) -> None:
    """Give a connection the functions that filters use."""
    connection.create_function("amount_key", 1, amount_key, deterministic=True)
    connection.create_function("compatible", 2, _compatible, deterministic=True)
    connection.create_function("has_words", 2, has_words, deterministic=True)
    connection.create_function("stands_at", 5, _stands_at, deterministic=True)


def amount_key(text: str) -> str | None:
    """A text that sorts as the plain decimal it stands for; None for any other text."""
    value = parse_amount(text)
    if value is None:
        return None
    whole, _, fraction = f"{abs(value):f}".partition(".")
    digits = whole.rjust(_WHOLE, "0") + fraction.ljust(_FRACTION, "0")
    return f"0{digits.translate(_NINES)}" if value < 0 else f"1{digits}"


def _compatible(one: str, other: str) -> bool:
    return mask_matches(one, other)


def _stands_at(
    content: bytes | str | None, provider: str, packing: int, path: str, wanted: str
) -> bool:
    """Whether a text, number or truth value stands at a path of a kept body, whatever its case.

    Where anything is wanted, whether the path is there at all. Most bodies need not be read for it:
    they lack a piece of what is looked for.
    """
    body = unpacked(content, provider, packing)
    if not isinstance(body, bytes) or not _may_hold(body, _pieces(path, wanted)):
        return False
    try:
        found = all_at(read_value(body), path)
    except Unreadable:
        return False
    return bool(found) if wanted == ANYTHING else any(_says(value, wanted) for value in found)


def _may_hold(body: bytes, pieces: Sequence[bytes]) -> bool:
    lowered = body.lower()
    return all(piece in lowered for piece in pieces) or b"\\u" in body


@lru_cache(maxsize=64)
def _pieces(path: str, wanted: str) -> tuple[bytes, ...]:
    """What stands in every body that has this value at this path, unless by \\u and a number."""
    said = [step for step in path.split(".") if step != "*" and not step.isdigit()]
    said += [] if wanted == ANYTHING else [wanted]
    runs = (solid_runs(one.casefold())[:1] for one in said)
    return tuple(run.encode() for one in runs for run in one)


def _says(value: JsonValue, wanted: str) -> bool:
    if value is None or isinstance(value, (dict, list)):
        return False
    said = str(value).lower() if isinstance(value, bool) else str(value)
    return said.casefold() == wanted


def solid_runs(text: str) -> list[str]:
    """Pieces that any spelling of a folded text holds, longest first.

    Left out are the letters to which others fold: "K" (Kelvin), "ſ", "İ", "ﬁ", "ŉ", "ẘ" and so on.
    """
    return sorted(re.findall(r"[0-9b-egmo-ruvxz]+", text), key=len, reverse=True)
