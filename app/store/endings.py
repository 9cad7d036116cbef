"""How the ending of an identifier is kept: read backwards, so that it is found as a beginning."""

from __future__ import annotations

from app.core.event import IdKind

LONGEST = 8  # signs of an ending that are kept; a longer one is held against the whole key

# What a mask shows is judged otherwise.
ENDINGS = frozenset(
    {
        IdKind.ID,
        IdKind.EXTERNAL_REF,
        IdKind.CLABE,
        IdKind.CARD,
        IdKind.RASTREO,
        IdKind.REFERENCE,
        IdKind.TX_HASH,
        IdKind.ADDRESS,
        IdKind.ACCOUNT,
        IdKind.NAME,
    }
)


# The same of a column `key`, for the kinds above, else NULL.
MIRRORED = (
    f"CASE WHEN kind IN ({', '.join(repr(str(kind)) for kind in sorted(ENDINGS))}) THEN "
    + " || ".join(f"substr(key, -{place}, 1)" for place in range(1, LONGEST + 1))
    + " END"
)


def mirrored(key: str) -> str:
    """The end of a key, last sign first."""
    return key[: -LONGEST - 1 : -1]
