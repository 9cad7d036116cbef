"""Keeps an endpoint of ngrok's open by its SDK, an optional extra: imported when it is wanted."""

from __future__ import annotations

import importlib
import logging
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.core.errors import SettingsError
from app.core.tunnel import NgrokWay, Stage, TunnelState
from app.outbound.tunnel import FIRST_WAIT, LONGEST_WAIT

_SHOWN = 40
_LONGEST_LINE = 500

_log = logging.getLogger("acuse.tunnel")


def sdk() -> Any:
    """The SDK; raises SettingsError while it is not installed."""
    try:
        return importlib.import_module("ngrok")
    except ImportError as error:
        raise SettingsError(
            "ngrok's SDK is not installed.",
            cause="It is an optional part of Acuse.",
            remedy='Install it with: pip install "acuse[ngrok]", or choose another way.',
        ) from error


class NgrokTunnel:
    """One endpoint, kept open from `start` to `stop`; the SDK itself mends a broken connection.

    `told` is called on the tunnel's thread whenever `state` has changed.
    """

    def __init__(
        self,
        way: NgrokWay,
        port: int,
        told: Callable[[TunnelState], None],
        *,
        first_wait: float = FIRST_WAIT,
    ) -> None:
        self._way, self._port, self._told, self._first_wait = way, port, told, first_wait
        self._sdk = sdk()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._keep_open, name="tunnel")
        self.lines: deque[str] = deque(maxlen=_SHOWN)
        self.state = TunnelState()

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Close the endpoint; idempotent."""
        self._ended.set()
        if self._thread.ident:
            self._thread.join()

    def _keep_open(self) -> None:
        wait = self._first_wait
        while not self._ended.is_set():
            self._tell(replace(self.state, stage=Stage.STARTING, url=""))
            url = self._opened()
            if url:
                self._ended.wait()
                self._close(url)
                break
            if self._ended.wait(wait):
                break
            wait = min(wait * 2, LONGEST_WAIT)
            self._tell(replace(self.state, restarts=self.state.restarts + 1))
        self._tell(TunnelState())

    def _opened(self) -> str:
        """The address that ngrok gives, "" when it refuses."""
        way = self._way
        named = {"domain": way.domain, "server_addr": way.server, "root_cas": way.authority}
        wanted = {name: value for name, value in named.items() if value}
        try:
            listener = self._sdk.forward(
                f"127.0.0.1:{self._port}", authtoken=self._way.token, **wanted
            )
            url = str(listener.url()).rstrip("/")
        except Exception as error:  # the SDK raises what its native part says
            said = " ".join(str(error).replace(self._way.token, "…").split())[:_LONGEST_LINE]
            self.lines.append(said)
            self._tell(replace(self.state, stage=Stage.WAITING, url="", error=f"ngrok: {said}"))
            return ""
        self.lines.append(url)
        self._tell(replace(self.state, stage=Stage.OPEN, url=url, error=""))
        return url

    def _close(self, url: str) -> None:
        try:
            self._sdk.disconnect(url)
        except Exception as error:  # it is gone either way
            _log.info("ngrok did not close its endpoint: %s", type(error).__name__)

    def _tell(self, state: TunnelState) -> None:
        if state == self.state:
            return
        self.state = state
        _log.info("The tunnel is %s %s", state.stage, state.error or state.url)
        self._told(state)
