"""The probe and the test event by the window: whether deliveries come in, and why not."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest

from tests.buttons.driving import Driver

HEALTHY = ("juno", "bitso", "yuno")


def test_the_probe_says_that_it_comes_in_and_why_it_does_not(acuse: Driver) -> None:
    through, out = (
        acuse.says("Probe", "comes in here"),
        acuse.says("Probe", "does not come in here"),
    )
    acuse.press(acuse.page, "ReceiverBar", "Probe")
    acuse.until(lambda: through in acuse.words())
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        nobody = f"http://127.0.0.1:{listener.getsockname()[1]}"
    url = acuse.app.url
    for address, told in ((nobody, out), (acuse.standins.juno.url, out), (url, through)):
        acuse.press(acuse.page, "ReceiverBar", "Change…")
        (sheet,) = acuse.sheets()
        acuse.enter(sheet, "PublicAddress", "Public address", address)
        acuse.press(sheet, "PublicAddress", "Save address")
        acuse.until(lambda: not acuse.sheets())
        acuse.press(acuse.page, "ReceiverBar", "Probe")
        acuse.reads(told)
        if address == nobody:
            acuse.reads(acuse.said("127.0.0.1 cannot be reached."))
            acuse.reads(acuse.said("Check the network and the provider's address, then try again."))


def test_a_test_event_comes_in_and_is_counted_by_nobody(acuse: Driver) -> None:
    for name in HEALTHY:
        acuse.card(name).button("test").click()
        acuse.is_told(acuse.card(name), acuse.says("ConnectionsPage", "The test event arrived"))

    def sources() -> list[str]:
        with acuse.app.open_reader() as reader:
            return [row.source for row in reader.feed_page()]

    acuse.until(lambda: sources() == ["test"] * len(HEALTHY))
    with acuse.app.open_reader() as reader:
        assert reader.stats().by_provider_status == {}
    assert all(one.calls == [] for one in acuse.standins.all().values())


@pytest.mark.parametrize("name", ["juicyway", "just_wallet"])
def test_a_test_event_that_cannot_be_verified_is_told(acuse: Driver, name: str) -> None:
    """Neither has the secret that a delivery is verified by."""
    acuse.card(name).button("test").click()
    acuse.is_told(
        acuse.card(name),
        "The test event did not get through.",
        "The answer was 503.",
        "Look at the receiver and at the secrets of this connection.",
    )
