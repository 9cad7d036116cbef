"""Posts deliveries over real HTTP and tells the status of each answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from random import SystemRandom

from app.simulator.scenarios import single
from app.simulator.signing import DemoSecrets, Sent, sign

TIMEOUT = 5.0  # seconds, as providers wait
UNREACHABLE = 0


class Sender:
    """A client for the receiver of this machine; close it at the end."""

    def __init__(self, urls: Mapping[str, str]) -> None:
        import httpx  # which takes its time; a start posts nothing

        self._urls = urls
        self._http = httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False)

    def post(self, sent: Sent) -> int:
        """Post one delivery; the answer's status, or UNREACHABLE."""
        import httpx

        url = self._urls[sent.provider].rstrip("/")
        try:
            return self._http.post(
                f"{url}/{sent.tail}" if sent.tail else url,
                content=sent.body,
                headers=dict(sent.headers),
            ).status_code
        except httpx.TransportError:
            return UNREACHABLE

    def close(self) -> None:
        """Close the connections; calling it again does nothing."""
        self._http.close()


def signed_test_event(provider: str, secrets: DemoSecrets) -> Sent:
    """One realistic delivery, signed with the credentials at hand."""
    return sign(single(SystemRandom(), datetime.now(UTC), provider), secrets)


def send_test_event(provider: str, url: str, secrets: DemoSecrets) -> int:
    """Post one realistic delivery, signed with the credentials at hand; the answer's status.

    Blocks up to five seconds; UNREACHABLE when nobody answers.
    """
    sender = Sender({provider: url})
    try:
        return sender.post(signed_test_event(provider, secrets))
    finally:
        sender.close()
