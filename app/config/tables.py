"""Loads the tables of links and sentences that are shipped with the program."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from app.config.resources import resource
from app.core.customer import Words, parse_words
from app.core.explorers import Explorers, parse_explorers


@cache
def load_words() -> Mapping[str, Words]:
    """The sentences of resources/answers.json by language, read once."""
    return parse_words(resource("answers.json").read_text(encoding="utf-8"))


@cache
def load_explorers() -> Explorers:
    """The table of resources/explorers.json, read once."""
    return parse_explorers(resource("explorers.json").read_text(encoding="utf-8"))
