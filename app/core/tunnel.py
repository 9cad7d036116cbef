"""The ways by which the world reaches a receiver on loopback, as commands to be kept running: pure.

Sources: ssh(1) and ssh_config(5) of OpenSSH; the pages of cloudflared, Tailscale Funnel and
localhost.run on quick tunnels, read 2026-11.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from app.core.errors import SettingsError
from app.core.provider import CredentialSpec

# Under which ngrok's token is kept among the secrets.
NGROK = "ngrok"
NGROK_TOKEN = CredentialSpec("authtoken", "Authtoken", "ngrok's dashboard shows it.")

PORT = "{port}"  # stands for the receiver's port in a command


class Way(StrEnum):
    """How the public address comes to lead here."""

    BY_HAND = ""  # a reverse proxy of the operator's own
    SSH = "ssh"
    COMMAND = "command"
    NGROK = "ngrok"  # by its SDK, within this program


class Stage(StrEnum):
    """How far a tunnel is."""

    OFF = "off"
    STARTING = "starting"
    OPEN = "open"
    WAITING = "waiting"  # it ended, and is started again in a while


@dataclass(frozen=True, slots=True)
class TunnelState:
    """A tunnel at this moment; `url` is the address it gave, `error` why it is not open."""

    stage: Stage = Stage.OFF
    url: str = ""
    error: str = ""
    restarts: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """A command to keep running, and how its output tells that it is open.

    `opened` is searched in each line; its first group, if it has one, is the public address.
    """

    arguments: tuple[str, ...]
    opened: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Preset:
    """A command that is known, and whether it tells where a delivery came from."""

    command: str
    pattern: str
    source_header: str  # "" where the source is lost


PRESETS: Mapping[str, Preset] = MappingProxyType(
    {
        "cloudflared": Preset(
            "cloudflared tunnel --no-autoupdate --url http://127.0.0.1:{port}",
            r"(https://[a-z0-9-]+\.trycloudflare\.com)",
            "CF-Connecting-IP",
        ),
        "tailscale funnel": Preset(
            "tailscale funnel {port}", r"(https://[\w-]+(?:\.[\w-]+)*\.ts\.net)", "X-Forwarded-For"
        ),
        "localhost.run": Preset(
            "ssh -T -o StrictHostKeyChecking=accept-new -o ServerAliveInterval=15"
            " -R 80:127.0.0.1:{port} nokey@localhost.run",
            r"(https://[\w-]+\.lhr\.life)",
            "X-Forwarded-For",
        ),
    }
)


def preset_of(command: str) -> str:
    """The name of the preset that a command is, or begins as; "" for one of the operator's own."""
    words = command.split()
    for name, preset in PRESETS.items():
        known = preset.command.split()
        if words[:1] == known[:1] and (words == known or known[0] != "ssh"):
            return name
    return ""


def source_header(way: str, command: str = "") -> str | None:
    """The header in which a way names the source; "" where it names none, None: it depends."""
    if way == Way.NGROK:
        return "X-Forwarded-For"
    if way == Way.COMMAND and (name := preset_of(command)):
        return PRESETS[name].source_header
    return None


@dataclass(frozen=True, slots=True)
class NgrokWay:
    """An endpoint of ngrok's; `domain` is one that the account reserved, "" takes any.

    `server` is another agent ingress than ngrok's usual one, and `authority` the file of who signed
    its certificate.
    """

    token: str = field(repr=False)
    domain: str = ""
    server: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class SshWay:
    """Where `ssh -R` leads: the far end listens on its loopback, behind a proxy of its own."""

    host: str
    user: str = ""
    port: int = 22
    key: str = ""  # a file; "" leaves it to ssh
    remote_port: int = 8787


def by_ssh(way: SshWay, port: int, known_hosts: str) -> Plan:
    """The command of a reverse tunnel; raises SettingsError for what cannot be a host or a user.

    The far host's key is noted when it is first met, in a file of our own, and never taken anew.
    """
    for name, value in (("host", way.host), ("user", way.user or "user")):
        if not re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,253}", value):
            raise SettingsError(
                f"The {name} of the tunnel cannot be {value[:60]!a}.",
                remedy="Give letters, digits, dots and dashes, e.g. hooks.example.com.",
            )
    options = (
        *("ExitOnForwardFailure=yes", "ServerAliveInterval=5", "ServerAliveCountMax=2"),
        *("BatchMode=yes", "ConnectTimeout=10", "StrictHostKeyChecking=accept-new"),
        f'UserKnownHostsFile="{known_hosts}"',
    )
    identity = ("-i", way.key, "-o", "IdentitiesOnly=yes") if way.key else ()
    return Plan(
        (
            *("ssh", "-v", "-N", "-T", "-p", str(way.port)),
            *identity,
            *(word for option in options for word in ("-o", option)),
            *("-R", f"127.0.0.1:{way.remote_port}:127.0.0.1:{port}"),
            f"{way.user}@{way.host}" if way.user else way.host,
        ),
        re.compile(r"remote forward success"),
    )


def by_command(command: str, pattern: str, port: int) -> Plan:
    """A command of the operator's choice; raises SettingsError for one that cannot be run.

    It is split as a shell would, and no shell runs it.
    """
    try:
        words = shlex.split(command)
        opened = re.compile(pattern)
    except (ValueError, re.error) as error:
        raise SettingsError(
            "The command of the tunnel cannot be used.", cause=f"{error}.".capitalize()
        ) from None
    if not words or not any(PORT in word for word in words) or opened.groups < 1:
        raise SettingsError(
            "The command of the tunnel cannot be used.",
            cause="It needs {port}, and its pattern needs (…) around the address.",
            remedy="Choose one of the presets and change it.",
        )
    return Plan(tuple(word.replace(PORT, str(port)) for word in words), opened)
