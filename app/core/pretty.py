"""Lays a JSON text out for reading without parsing it: every token stays exactly as it was sent."""

from __future__ import annotations

import re
from collections.abc import Iterator

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_OPENING = {"{": "}", "[": "]"}
_DEEPEST = 64  # beyond this, indenting only makes a body longer


def pretty(text: str, *, indent: int = 2) -> str:
    """The text with one member a line; unchanged when it is not JSON from end to end.

    Numbers, escapes and doubled keys are kept, because nothing is read and written again.
    """
    tokens = _TOKEN.findall(text)
    if not tokens or sum(map(len, tokens)) != len(_without_space(text)):
        return text
    return "".join(_laid_out(tokens, indent)) if _is_balanced(tokens) else text


def _without_space(text: str) -> str:
    """The text less the white space between tokens: inside strings it stays."""
    return re.sub(r'("(?:[^"\\]|\\.)*")|\s+', lambda match: match[1] or "", text)


def _is_balanced(tokens: list[str]) -> bool:
    awaited: list[str] = []
    for token in tokens:
        if token in _OPENING:
            awaited.append(_OPENING[token])
        elif token in ("}", "]") and (not awaited or awaited.pop() != token):
            return False
    return not awaited and len(tokens) > 1


def _laid_out(tokens: list[str], indent: int) -> Iterator[str]:
    depth = 0
    for place, token in enumerate(tokens):
        if token in _OPENING:
            depth += 1
            is_empty = tokens[place + 1] == _OPENING[token]
            yield token if is_empty else f"{token}{_line(depth, indent)}"
        elif token in ("}", "]"):
            depth -= 1
            is_empty = tokens[place - 1] in _OPENING
            yield token if is_empty else f"{_line(depth, indent)}{token}"
        elif token in {","}:
            yield f",{_line(depth, indent)}"
        else:
            yield {":": ": "}.get(token, token)


def _line(depth: int, indent: int) -> str:
    return "\n" + " " * (indent * min(depth, _DEEPEST))
