"""From an ASGI request to an answer: nothing is acknowledged that is not on disk."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import Future
from datetime import datetime
from typing import Any, TypeAlias

from app.core.delivery import Delivery, Receipt
from app.core.errors import StoreError
from app.receiver.doorbell import Doorbell
from app.receiver.intake import (
    BODY_LIMIT,
    REFUSALS,
    Answer,
    Echo,
    Gate,
    Head,
    Route,
    admit,
    echo,
    enter,
)
from app.receiver.limits import Limits
from app.receiver.notices import Notices, sample

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Deliver: TypeAlias = Callable[[Delivery], "Future[Receipt]"]
Acknowledged: TypeAlias = Callable[[Receipt, datetime, int], None]

_DRAIN_LIMIT = 2 * BODY_LIMIT

_log = logging.getLogger("acuse.receiver")


class Application:
    """The one ASGI application; `gate` gives what requests are held against at this moment."""

    def __init__(
        self,
        gate: Callable[[], Gate],
        deliver: Deliver,
        acknowledged: Acknowledged,
        now: Callable[[], datetime],
        limits: Limits,
        notices: Notices,
    ) -> None:
        self._gate = gate
        self._deliver = deliver
        self._acknowledged = acknowledged
        self._now = now
        self._limits = limits
        self._notices = notices
        self._doorbell = Doorbell()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        head = _head(scope)
        try:
            passed = enter(head, self._gate())
        except Exception:
            _log.exception("A request could not be looked at")
            passed = REFUSALS[503]
        if isinstance(passed, Answer):
            await self._turn_away(head, passed, receive, send)
            return
        try:
            if isinstance(passed, Echo):
                await self._echo(head, receive, send)
            else:
                await self._take(passed, head, receive, send)
        except asyncio.CancelledError:  # the receiver stops and waits no longer
            await _send(send, REFUSALS[503], is_last=True)

    async def _take(self, route: Route, head: Head, receive: Receive, send: Send) -> None:
        body = await _read(receive)
        if body is None:
            return
        if len(body) > BODY_LIMIT:
            await self._turn_away(head, REFUSALS[413], receive, send)
            return
        decision = admit(route, head, body, self._now())
        if decision.fault is not None:
            _log.error("A delivery could not be judged", exc_info=decision.fault)
        answer, receipt = decision.answer, None
        if decision.delivery is not None:
            receipt = await self._kept(decision.delivery)
            answer = answer if receipt else REFUSALS[503]
        elif answer.status != 200:
            self._notices.note(f"Answered {answer.status}", route.connection.provider.name)
        await _send(send, answer)
        if receipt is not None:
            self._tell(receipt, answer.status)

    async def _echo(self, head: Head, receive: Receive, send: Send) -> None:
        body = await _read(receive)
        if body is not None:
            await _send(send, echo(head, body))

    async def _kept(self, delivery: Delivery) -> Receipt | None:
        """The receipt of a delivery that is on disk, or None when it is not known to be."""
        provider = delivery.request.provider
        try:
            stored = self._deliver(delivery)
            if await self._doorbell.waited(stored, self._limits.commit_seconds):
                return stored.result()
            self._notices.note("Answered 503", f"{provider}: the store takes too long")
        except StoreError as error:
            self._notices.note("Answered 503", f"{provider}: {error.sentences()}")
        except Exception:
            _log.exception("A delivery could not be stored")
        return None

    def _tell(self, receipt: Receipt, status: int) -> None:
        try:
            self._acknowledged(receipt, self._now(), status)
        except StoreError as error:
            self._notices.note("An answer was not recorded", error.sentences())

    async def _turn_away(self, head: Head, answer: Answer, receive: Receive, send: Send) -> None:
        what = f"{head.method[:16]} {sample(head.path)} from {head.peer}"
        self._notices.note(f"Refused with {answer.status}", what)
        await _send(send, answer, is_last=True, is_whole=False)
        # To close with unread bytes would reset the connection and could take the answer with it.
        try:
            async with asyncio.timeout(self._limits.linger_seconds):
                await _drain(receive)
        except (TimeoutError, asyncio.CancelledError):
            pass
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def _head(scope: Scope) -> Head:
    peer, local = scope["client"], scope["server"]
    return Head(
        method=scope["method"],
        path=scope["raw_path"],
        headers=tuple(scope["headers"]),
        peer=peer[0] if peer else "",
        local=_host(*local) if local else "",
    )


def _host(address: str, port: int | None) -> str:
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


async def _read(receive: Receive) -> bytes | None:
    """The body, one byte or more over the limit when it is too long; None when the peer left."""
    parts: list[bytes] = []
    size = 0
    while size <= BODY_LIMIT:
        message = await receive()
        if message["type"] != "http.request":
            return None
        parts.append(message["body"])
        size += len(message["body"])
        if not message["more_body"]:
            break
    return b"".join(parts)


async def _drain(receive: Receive) -> None:
    size = 0
    while size < _DRAIN_LIMIT:
        message = await receive()
        if message["type"] != "http.request" or not message["more_body"]:
            return
        size += len(message["body"])


async def _send(
    send: Send, answer: Answer, *, is_last: bool = False, is_whole: bool = True
) -> None:
    """Send an answer; `is_last` closes the connection after it, `is_whole` ends it at once."""
    headers = [*answer.headers, (b"content-length", b"%d" % len(answer.body))]
    if is_last:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body, "more_body": not is_whole})
