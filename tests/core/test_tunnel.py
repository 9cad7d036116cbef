"""Which ways to the public address are known, and whether they tell where a delivery came from."""

from __future__ import annotations

import re

import pytest

from app.core.tunnel import PRESETS, Way, preset_of, source_header


@pytest.mark.parametrize(
    ("command", "name"),
    [
        *((preset.command, name) for name, preset in PRESETS.items()),
        ("cloudflared tunnel run mine", "cloudflared"),
        ("tailscale funnel 8787", "tailscale funnel"),
        ("ssh -R 80:127.0.0.1:{port} me@example.com", ""),
        ("frpc -c mine.toml", ""),
        ("", ""),
    ],
)
def test_a_preset_is_known_by_its_program(command: str, name: str) -> None:
    """But ssh leads anywhere: that one is known only as it stands."""
    assert preset_of(command) == name


@pytest.mark.parametrize(
    ("way", "command", "header"),
    [
        (Way.NGROK, "", "X-Forwarded-For"),
        (Way.COMMAND, PRESETS["cloudflared"].command, "CF-Connecting-IP"),
        (Way.COMMAND, "frpc -c mine.toml", None),
        (Way.SSH, "", None),
    ],
)
def test_a_way_names_the_header_of_the_source(way: Way, command: str, header: str | None) -> None:
    assert source_header(way, command) == header


@pytest.mark.parametrize(
    ("name", "line", "address"),
    [
        (
            "cloudflared",
            "INF |  https://four-words-of-theirs.trycloudflare.com  |",
            "https://four-words-of-theirs.trycloudflare.com",
        ),
        ("tailscale funnel", "https://desk.tail1a2b.ts.net", "https://desk.tail1a2b.ts.net"),
        (
            "localhost.run",
            "1a2b3c.lhr.life tunneled with tls termination, https://1a2b3c.lhr.life",
            "https://1a2b3c.lhr.life",
        ),
    ],
)
def test_the_address_is_read_from_what_a_preset_prints(name: str, line: str, address: str) -> None:
    found = re.search(PRESETS[name].pattern, line)
    assert found is not None
    assert found[1] == address
