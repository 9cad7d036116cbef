"""What is asked of a provider's lists, to the byte."""

import pytest

from app.core.provider import Sign
from app.core.reading import compact
from app.providers import PROVIDERS

SOME = {
    ("juicyway", "payments"): "/payments/a%2Fb",
    ("yuno", "payments"): "/v1/payments/a%2Fb",
    ("yuno", "payouts"): "/v1/payouts/a%2Fb",
}


@pytest.mark.parametrize(
    ("provider", "name", "path"),
    [(*key, path) for key, path in SOME.items()],
)
def test_one_is_asked_for_by_its_key(provider: str, name: str, path: str) -> None:
    (listing,) = (one for one in PROVIDERS[provider].listings if one.name == name)
    assert listing.some is not None
    call = listing.some(["a/b"])
    assert (call.method, call.path, call.body) == ("GET", path, b"")
    assert call.idempotent
    assert call.sign is not Sign.NONE


@pytest.mark.parametrize("provider", PROVIDERS)
def test_the_envelope_of_a_list_is_the_webhook_of_its_kind(provider: str) -> None:
    known = PROVIDERS[provider]
    for listing in known.listings:
        (event,) = known.parse(compact(listing.envelope({"id": "one", "status": "pending"})))
        assert not listing.kinds or event.kind in listing.kinds or event.kind == "other"
