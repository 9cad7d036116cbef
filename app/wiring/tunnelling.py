"""The tunnel of this run: started once the receiver listens, its address followed as it changes."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

from app.config.settings import Settings
from app.core.errors import AcuseError
from app.core.tunnel import Plan, SshWay, Stage, TunnelState, Way, by_command, by_ssh
from app.outbound.tunnel import Tunnel

_log = logging.getLogger("acuse.tunnel")


class Tunnelling:
    """At most one tunnel, as the settings want it; `told` is called whenever its state changed."""

    def __init__(
        self,
        settings: Callable[[], Settings],
        known_hosts: Path,
        environ: Mapping[str, str],
        told: Callable[[TunnelState], None],
    ) -> None:
        self._settings, self._known_hosts, self._environ = settings, known_hosts, environ
        self._told = told
        self._guard = threading.Lock()
        self._tunnel: Tunnel | None = None
        self._plan: Plan | None = None
        self._trouble = TunnelState()

    @property
    def state(self) -> TunnelState:
        """How the tunnel is; its error also when it could not even be started."""
        tunnel = self._tunnel
        return tunnel.state if tunnel is not None else self._trouble

    def follow(self, port: int) -> None:
        """Have the tunnel that the settings want lead to this port; nothing else changes it."""
        try:
            plan = self._wanted(port)
        except AcuseError as error:
            self.stop()
            self._trouble = TunnelState(Stage.WAITING, error=error.sentences())
            _log.warning("%s", error.sentences())
            self._told(self._trouble)
            return
        with self._guard:
            if plan == self._plan:
                return
        self.stop()
        with self._guard:
            self._trouble, self._plan = TunnelState(), plan
            if plan is not None:
                self._tunnel = Tunnel(plan, self._environ, self._told)
                self._tunnel.start()

    def stop(self) -> None:
        """End the tunnel; idempotent."""
        with self._guard:
            tunnel, self._tunnel, self._plan = self._tunnel, None, None
        if tunnel is not None:
            tunnel.stop()

    def _wanted(self, port: int) -> Plan | None:
        settings = self._settings()
        match settings.tunnel:
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
        return None
