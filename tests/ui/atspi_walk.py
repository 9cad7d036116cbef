"""Walks a running Acuse as a screen reader does, over AT-SPI, and writes what it met as JSON.

Run by the system's own Python, which has the bindings (python3-gi, gir1.2-atspi-2.0).
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PAGES = ("Live feed", "Transactions", "Charts", "Attention", "Connections", "Settings")
MOST_CELLS = 400  # of one table; the others are made like them


def ask(question: Callable[..., Any], *of: Any) -> Any:
    """The answer; none if what was asked is no longer there, as happens in a living window."""
    try:
        return question(*of)
    except GLib.GError as error:
        if "No such object path" in error.message:
            return None
        raise


def children(node: Any) -> Iterator[Any]:
    for place in range(min(ask(node.get_child_count) or 0, MOST_CELLS)):
        child = ask(node.get_child_at_index, place)
        if child is not None:
            yield child


def said_of(node: Any) -> tuple[str, str, Any]:
    return node.get_role_name(), node.get_name() or "", node.get_state_set()


def nodes(root: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Every node that shows, with what is said of it; those that go meanwhile are passed over."""
    waiting = [(root, "")]
    while waiting:
        node, place = waiting.pop()
        said = ask(said_of, node)
        if said is None:
            continue
        role, name, state = said
        path = f"{place}/{role}[{name}]"
        if state.contains(Atspi.StateType.SHOWING) or not place:
            takes_keys = state.contains(Atspi.StateType.FOCUSABLE)
            yield node, {"path": path, "role": role, "name": name, "takes_keys": takes_keys}
            waiting.extend((child, path) for child in children(node))


def application(seconds: float) -> Any:
    deadline = time.time() + seconds
    while time.time() < deadline:
        for one in children(Atspi.get_desktop(0)):
            if "acuse" in (one.get_name() or "").lower() and one.get_child_count():
                return one
        time.sleep(0.2)
    sys.exit("Acuse did not appear on the bus")


def go_to(app: Any, page: str) -> bool:
    """Press the page's entry of the rail, as a screen reader would."""
    for node, told in nodes(app):
        is_entry = told["role"] in ("check box", "toggle button", "radio button")
        if is_entry and told["name"].split(",")[0] == page:
            action = node.get_action_iface()
            names = [action.get_action_name(place) for place in range(action.get_n_actions())]
            return bool(action.do_action(names.index("Press") if "Press" in names else 0))
    return False


def main() -> None:
    Atspi.init()
    app = application(60)
    found = []
    for page in PAGES:
        if not go_to(app, page):
            sys.exit(f"{page} has no entry that can be pressed")
        time.sleep(2.5)
        met = [told for _, told in nodes(app) if told["takes_keys"]]
        found.append({"page": page, "nodes": met})
    Path(sys.argv[1]).write_text(json.dumps(found))


main()
