"""Acuse and its window beside stand-ins of all providers, in both languages."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.outbound import client
from tests.buttons.driving import Driver, driven
from tests.standins.world import CREDENTIALS, Standins
from tests.standins.world import servers as servers
from tests.standins.world import standins as standins


@pytest.fixture(params=["en", "es"])
def spoken(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def secrets() -> dict[str, str]:
    """What the environment holds; a test may have less."""
    return dict(CREDENTIALS)


@pytest.fixture
def acuse(
    tmp_path: Path,
    standins: Standins,
    qtbot: QtBot,
    spoken: str,
    secrets: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Driver]:
    quick = partial(client.Limits, connect=5.0, read=1.0, whole=5.0)
    monkeypatch.setattr(client, "Limits", quick)
    with driven(tmp_path / "data", standins, qtbot, spoken, secrets) as driver:
        yield driver
