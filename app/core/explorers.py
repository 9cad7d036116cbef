"""Where a transaction of a block chain can be looked at: by its network, and main or test."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

_WORLDS = frozenset({"production", "stage", "sandbox"})


@dataclass(frozen=True, slots=True)
class Explorer:
    """One explorer's pages; `{hash}` stands for the transaction."""

    title: str
    main: str
    test: str


@dataclass(frozen=True, slots=True)
class Explorers:
    """Explorers by the providers' names of networks, with where and when they were read."""

    networks: Mapping[str, Explorer]
    source: str
    date: str

    def page(self, network: str, environment: str) -> tuple[str, str]:
        """Title and template; ("", "") where none is known.

        What is no provider's production lives on test networks (facts 6.2).
        """
        found = self.networks.get(network.upper())
        world = environment.partition("-")[0]  # "production-eu"
        if found is None or world not in _WORLDS:
            return "", ""
        return found.title, found.main if world == "production" else found.test


def parse_explorers(text: str) -> Explorers:
    """The table from the text of resources/explorers.json."""
    table = json.loads(text)
    networks = {
        name: Explorer(entry["title"], entry["main"], entry["test"])
        for entry in table["networks"]
        for name in entry["names"]
    }
    return Explorers(networks, table["source"], table["date"])
