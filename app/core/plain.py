"""Makes a stranger's text fit to be shown: nothing hidden, nothing reordered, nothing endless."""

from __future__ import annotations

import unicodedata

# Control, format (bidi, zero width), surrogate, private, unassigned; line and paragraph ends.
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
LONGEST = 2_000  # characters of one value on screen; copying gives all of it


def plain(text: str, *, lines: bool = False, longest: int = LONGEST) -> str:
    """The text with hidden characters as ⟨U+202E⟩; line breaks stay only with `lines`.

    A text longer than `longest` is cut and ends in "…".
    """
    cut = text if len(text) <= longest else f"{text[:longest]}…"
    if cut.isascii() and cut.isprintable():
        return cut
    return "".join(one if _is_seen(one, lines) else _token(one) for one in cut)


def _is_seen(one: str, lines: bool) -> bool:
    return unicodedata.category(one) not in _HIDDEN or (lines and one in "\n\t")


def _token(one: str) -> str:
    return f"⟨U+{ord(one):04X}⟩"
