"""The tunnel of this run: started once the receiver listens, its address followed as it changes."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from app.config.settings import Settings
from app.core.errors import AcuseError, SecretMissing
from app.core.tunnel import (
    NGROK,
    NGROK_TOKEN,
    NgrokWay,
    Plan,
    SshWay,
    Stage,
    TunnelState,
    Way,
    by_command,
    by_ssh,
)
from app.outbound.ngrok import NgrokTunnel
from app.outbound.tunnel import Tunnel

_log = logging.getLogger("acuse.tunnel")


class _Running(Protocol):
    state: TunnelState
    lines: deque[str]

    def start(self) -> None: ...
    def stop(self) -> None: ...


class Tunnelling:
    """At most one tunnel, as the settings want it; `told` is called whenever its state changed."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        known_hosts: Path,
        environ: Mapping[str, str],
        secret: Callable[[str, str], str | None],
        told: Callable[[TunnelState], None],
    ) -> None:
        self._settings, self._known_hosts, self._environ = settings, known_hosts, environ
        self._secret, self._told = secret, told
        self._guard = threading.Lock()
        self._tunnel: _Running | None = None
        self._running: tuple[Plan | NgrokWay | None, int] | None = None
        self._trouble = TunnelState()

    @property
    def state(self) -> TunnelState:
        """How the tunnel is; its error also when it could not even be started."""
        tunnel = self._tunnel
        return tunnel.state if tunnel is not None else self._trouble

    def output(self) -> Sequence[str]:
        """The last lines that it said."""
        tunnel = self._tunnel
        return tuple(tunnel.lines) if tunnel is not None else ()

    def follow(self, port: int) -> None:
        """Have the tunnel that the settings want lead to this port; nothing else changes it."""
        try:
            plan = self._wanted(port)
            with self._guard:
                if (plan, port) == self._running:
                    return
            self.stop()
            tunnel = self._made(plan, port)
        except AcuseError as error:
            self.stop()
            self._trouble = TunnelState(Stage.WAITING, error=error.sentences())
            _log.warning("%s", error.sentences())
            self._told(self._trouble)
            return
        with self._guard:
            self._trouble, self._running, self._tunnel = TunnelState(), (plan, port), tunnel
            if tunnel is not None:
                tunnel.start()

    def stop(self) -> None:
        """End the tunnel; idempotent."""
        with self._guard:
            tunnel, self._tunnel, self._running = self._tunnel, None, None
            self._trouble = TunnelState()
        if tunnel is not None:
            tunnel.stop()

    def _made(self, plan: Plan | NgrokWay | None, port: int) -> _Running | None:
        if plan is None:
            return None
        if isinstance(plan, NgrokWay):
            return NgrokTunnel(plan, port, self._told)
        return Tunnel(plan, self._environ, self._told)

    def _wanted(self, port: int) -> Plan | NgrokWay | None:
        settings = self._settings()
        match settings.tunnel if settings.tunnel_runs else Way.BY_HAND:
            case Way.SSH:
                way = SshWay(
                    settings.ssh_host,
                    settings.ssh_user,
                    settings.ssh_port,
                    settings.ssh_key,
                    settings.ssh_remote_port,
                )
                return by_ssh(way, port, str(self._known_hosts))
            case Way.COMMAND:
                return by_command(settings.tunnel_command, settings.tunnel_pattern, port)
            case Way.NGROK:
                server = self._environ.get("ACUSE_NGROK_SERVER_ADDR", "").strip()
                authority = self._environ.get("ACUSE_NGROK_ROOT_CAS", "").strip()
                return NgrokWay(self._token(), settings.ngrok_domain, server, authority)
        return None

    def _token(self) -> str:
        token = self._secret(NGROK, NGROK_TOKEN.name)
        if not token:
            raise SecretMissing(
                "ngrok's authtoken is not entered.",
                remedy="Enter it under Connections, Public address; ngrok's dashboard shows it.",
            )
        return token
