"""A desktop as far as a tray icon and notes need one, on a D-Bus of its own; run by test_desktop.

It writes one JSON line for each note, and for what the icon says of itself when asked on its input.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

from gi.repository import Gio, GLib

WATCHER = """<node><interface name="org.kde.StatusNotifierWatcher">
<method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
<property name="RegisteredStatusNotifierItems" type="as" access="read"/>
<property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
<property name="ProtocolVersion" type="i" access="read"/>
</interface></node>"""
NOTES = """<node><interface name="org.freedesktop.Notifications">
<method name="Notify">
<arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
</method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method>
</interface></node>"""
ITEM, MENU = "org.kde.StatusNotifierItem", "com.canonical.dbusmenu"

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
items: list[str] = []


def tell(**words: object) -> None:
    print(json.dumps(words), flush=True)


def called(
    _: Any, sender: str, __: str, ___: str, method: str, given: Any, invocation: Any
) -> None:
    if method == "RegisterStatusNotifierItem":
        items.append(sender)
        tell(item=sender)
    answers: dict[str, Callable[[], Any]] = {
        "Notify": lambda: GLib.Variant("(u)", (1,)),
        "GetCapabilities": lambda: GLib.Variant("(as)", (["body", "actions"],)),
        "GetServerInformation": lambda: GLib.Variant("(ssss)", ("test", "test", "1", "1.2")),
    }
    if method == "Notify":
        tell(note=[*given.unpack()[3:5]])
    invocation.return_value(answers.get(method, lambda: None)())


def asked(_: Any, __: str, ___: str, ____: str, name: str) -> Any:
    return {
        "RegisteredStatusNotifierItems": GLib.Variant("as", items),
        "IsStatusNotifierHostRegistered": GLib.Variant("b", True),
        "ProtocolVersion": GLib.Variant("i", 0),
    }[name]


def look(*_: object) -> bool:
    """Say what the icon says."""
    if not sys.stdin.readline():
        loop.quit()
        return False
    tip = call("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get", (ITEM, "ToolTip"))
    place = call("/StatusNotifierItem", "org.freedesktop.DBus.Properties", "Get", (ITEM, "Menu"))
    menu = call(place[0], MENU, "GetLayout", (0, -1, ["label"]), "(iias)")
    labels = [entry[1].get("label", "") for entry in menu[1][2]]
    tell(icon={"tip": "\n".join(tip[0][2:]), "menu": [one for one in labels if one]})
    return True


def call(path: str, interface: str, method: str, given: tuple[Any, ...], form: str = "(ss)") -> Any:
    return bus.call_sync(
        items[-1], path, interface, method, GLib.Variant(form, given), None, 0, 5_000, None
    ).unpack()


for xml, name, path in (
    (WATCHER, "org.kde.StatusNotifierWatcher", "/StatusNotifierWatcher"),
    (NOTES, "org.freedesktop.Notifications", "/org/freedesktop/Notifications"),
):
    described = Gio.DBusNodeInfo.new_for_xml(xml).interfaces[0]
    bus.register_object(path, described, called, asked, None)
    Gio.bus_own_name_on_connection(bus, name, 0, None, None)
loop = GLib.MainLoop()
GLib.io_add_watch(0, GLib.IO_IN | GLib.IO_HUP, look)
tell(ready=True)
loop.run()
