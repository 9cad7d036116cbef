"""Loads the bank table that is shipped with the program."""

from __future__ import annotations

from functools import cache

from app.config.resources import resource
from app.core.banks import Banks, parse_banks


@cache
def load_banks() -> Banks:
    """The table of resources/banks.json, read once."""
    return parse_banks(resource("banks.json").read_text(encoding="utf-8"))
