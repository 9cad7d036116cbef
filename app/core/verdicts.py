"""The verdicts that providers have in common, in one wording."""

from __future__ import annotations

from app.core.delivery import AddressCheck, Basis, Outcome, Request, Verdict
from app.core.signing import shorten


def refused(
    reason: str, *, scheme: str = "", expected: bytes = b"", received: bytes = b""
) -> Verdict:
    """Not believed: goes to quarantine. Digests are shortened here; never pass a secret."""
    return Verdict(
        Outcome.QUARANTINED,
        Basis.FAILED,
        scheme=scheme,
        reason=reason,
        expected=shorten(expected),
        received=shorten(received),
    )


def unconfigured(reason: str, *, scheme: str = "") -> Verdict:
    """Nothing can be said because a required secret is missing here."""
    return Verdict(Outcome.UNCONFIGURED, Basis.FAILED, scheme=scheme, reason=reason)


def unsigned(request: Request, *, reason: str = "") -> Verdict:
    """Believed for its secret path and, where it is known, its source address."""
    allowed = request.address is AddressCheck.ALLOWED
    basis = Basis.ADDRESS if allowed else Basis.SECRET_PATH
    return Verdict(Outcome.TRUSTED, basis, reason=reason)


def wrong_address(request: Request) -> Verdict | None:
    """The refusal of a delivery that comes from elsewhere, else None."""
    if request.address is not AddressCheck.REFUSED:
        return None
    return refused(f"The source address {request.source} is not one of the provider's.")


def secret(text: str) -> bytes:
    """A credential as the key of a digest; any text an environment variable may hold is taken."""
    return text.encode("utf-8", "surrogateescape")
