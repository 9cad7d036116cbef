"""A JSON text as a tree, read without recursion: every token stays exactly as it was sent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')
_END = {"{": "}", "[": "]"}
_LONGEST_PATH = 400  # a hostile body nests deeper than anybody reads
MOST = 200_000  # tokens read; a body that holds more is shown as text


@dataclass(slots=True)
class Node:
    """One member: `value` is its token, "{" and "[" for what holds others."""

    key: str  # as sent, without quotes; the number within a list
    value: str
    parent: int
    place: int = 0  # among its brothers
    children: list[int] = field(default_factory=list)

    @property
    def holds(self) -> bool:
        return self.value in ("{", "[")


def outline(text: str) -> Sequence[Node]:
    """The members in the order of the text, the root first; () when it is not JSON."""
    nodes: list[Node] = []
    here, key, awaits_value = -1, "", True
    for number, match in enumerate(_TOKEN.finditer(text)):
        sign = match[0]
        if number >= MOST or (nodes and here < 0):
            return ()
        if sign in ("}", "]"):
            if here < 0 or _END[nodes[here].value] != sign:
                return ()
            here = nodes[here].parent
            awaits_value = False
        elif sign == ",":
            awaits_value = True
        elif sign == ":":
            continue
        elif here >= 0 and nodes[here].value == "{" and awaits_value and sign[0] == '"':
            key, awaits_value = _text(sign), False
        else:
            node = Node(key, sign, here)
            if here >= 0:
                _adopt(nodes[here], node, len(nodes))
            nodes.append(node)
            awaits_value = sign in ("{", "[")
            here = len(nodes) - 1 if awaits_value else here
            if here < 0:
                return ()
    return nodes if nodes and here < 0 else ()


def _adopt(parent: Node, node: Node, number: int) -> None:
    node.place = len(parent.children)
    if parent.value == "[":
        node.key = str(node.place)
    parent.children.append(number)


def _text(token: str) -> str:
    try:
        return str(json.loads(token))
    except ValueError:
        return token[1:-1]


def leaves(nodes: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """The path and token of each value, and of each thing that holds none."""
    paths: list[str] = []
    for node in nodes:
        path = f"{paths[node.parent]}.{node.key}" if node.parent > 0 else node.key
        paths.append(path[-_LONGEST_PATH:])
        if not node.holds or not node.children:
            yield paths[-1], f"{node.value}{_END.get(node.value, '')}"


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that is not as it was; "" for what was or is not there."""

    path: str
    before: str
    after: str


def differences(before: str, after: str) -> list[Difference] | None:
    """What changed from one body to the next, in the order of the later; None: cannot be told."""
    old, new = outline(before), outline(after)
    if not old or not new:
        return None
    was, now = _by_path(old), _by_path(new)
    changed = [
        Difference(path, was.get(path, ""), token)
        for path, token in now.items()
        if was.get(path) != token
    ]
    return changed + [Difference(path, token, "") for path, token in was.items() if path not in now]


def _by_path(nodes: Sequence[Node]) -> dict[str, str]:
    """Doubled keys are told apart by how often they came before."""
    found: dict[str, str] = {}
    times: dict[str, int] = {}
    for path, token in leaves(nodes):
        count = times[path] = times.get(path, 0) + 1
        found[path if count == 1 else f"{path} ({count})"] = token
    return found
