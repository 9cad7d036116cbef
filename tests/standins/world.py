"""All providers at once, each on a socket of its own, and what a program needs to find them."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from pytest_httpserver import HTTPServer

from tests.standins import bitso, juicyway, yuno
from tests.standins.bitso import Bitso, Juno
from tests.standins.juicyway import Juicyway
from tests.standins.server import StandIn, Trap
from tests.standins.yuno import Yuno

# What an operator would have entered; the names are those of the environment.
CREDENTIALS = {
    "ACUSE_JUNO_API_KEY": bitso.KEY,
    "ACUSE_JUNO_API_SECRET": bitso.SECRET,
    "ACUSE_BITSO_API_KEY": bitso.KEY,
    "ACUSE_BITSO_API_SECRET": bitso.SECRET,
    "ACUSE_YUNO_ACCOUNT_ID": yuno.ACCOUNT,
    "ACUSE_YUNO_PUBLIC_API_KEY": yuno.PUBLIC,
    "ACUSE_YUNO_PRIVATE_SECRET_KEY": yuno.PRIVATE,
    "ACUSE_JUICYWAY_API_KEY": juicyway.KEY,
}


@dataclass(frozen=True, slots=True)
class Standins:
    """The providers that have an API; `trap` is asked by nobody."""

    bitso: Bitso
    juno: Juno
    yuno: Yuno
    juicyway: Juicyway
    trap: Trap

    def all(self) -> dict[str, StandIn]:
        return {
            "bitso": self.bitso,
            "juno": self.juno,
            "yuno": self.yuno,
            "juicyway": self.juicyway,
            "just_wallet": self.trap,
        }

    @property
    def hosts(self) -> dict[str, str]:
        """The environment in which the providers are here."""
        found = {f"ACUSE_{name}_BASE_URL".upper(): one.url for name, one in self.all().items()}
        return {"ACUSE_DEV": "1", **found}

    def close(self) -> None:
        for one in self.all().values():
            one.close()


@pytest.fixture(scope="session")
def servers() -> Iterator[list[HTTPServer]]:
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # its lines are not our program's
    with ExitStack() as stack:
        yield [stack.enter_context(HTTPServer(threaded=True)) for _ in range(5)]


@pytest.fixture
def standins(servers: list[HTTPServer]) -> Iterator[Standins]:
    made = Standins(
        Bitso(servers[0]),
        Juno(servers[1]),
        Yuno(servers[2]),
        Juicyway(servers[3]),
        Trap(servers[4]),
    )
    yield made
    made.close()
    assert made.trap.calls == [], "nobody may be led there"
