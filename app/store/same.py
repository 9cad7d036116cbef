"""What tells whether two arrivals are of the same fact: its fingerprint, and its index.

Where the fingerprint is the digest of the body, which is kept anyway, the column is empty once a
delivery is packed. The index holds the first signs of it: what shares them is compared as a whole.
"""

from __future__ import annotations

FINGERPRINT = "CASE d.fingerprint WHEN '' THEN lower(hex(d.sha256)) ELSE d.fingerprint END"
_BEGINNING = """CASE {0}fingerprint WHEN '' THEN lower(hex(substr({0}sha256, 1, 4)))
    ELSE substr({0}fingerprint, 1, 8) END"""
INDEXED = _BEGINNING.format("")  # as the index has it; a released text is never edited


def same_fact(provider: str, fingerprint: str) -> str:
    """The condition for a delivery `d`; both are names of parameters."""
    beginning = _BEGINNING.format("d.")
    return (
        f"{beginning} = substr({fingerprint}, 1, 8) AND d.provider = {provider}"
        f" AND {FINGERPRINT} = {fingerprint}"
    )
