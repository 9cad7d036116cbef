"""A request as the receiver hands it to a provider's verification."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import pytest

from app.core.delivery import AddressCheck, Request


@pytest.fixture(scope="session")
def arrived() -> Callable[..., Request]:
    """Makes a request of a body and headers (name, value), from an address of a choice."""

    def request(
        body: bytes,
        headers: Iterable[tuple[str, bytes]] = (),
        *,
        address: AddressCheck = AddressCheck.OFF,
    ) -> Request:
        return Request(
            provider="any",
            tail="",
            headers=tuple((name.lower().encode(), value) for name, value in headers),
            body=body,
            peer="203.0.113.9",
            source="203.0.113.9",
            address=address,
            received_at=datetime(2026, 11, 21, tzinfo=UTC),
        )

    return request
