"""Hands what was answered or imported to the Acuse that runs on this data directory."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from app.core.delivery import Source
from app.core.errors import StoreError

TIMEOUT = 15.0  # seconds; a disk may be slow
AT_ONCE = 8  # bodies under way: the store keeps them as one group


class Hand:
    """A connection to our own receiver, with the token it told to those of its data directory."""

    def __init__(self, url: str, token: str) -> None:
        import httpx  # which takes its time; a start hands nothing over

        self._url, self._token = url, token
        self._http = httpx.Client(timeout=TIMEOUT, follow_redirects=False, trust_env=False)
        self._threads = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="hand")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._threads.shutdown(cancel_futures=True)
        self._http.close()

    def over(self, provider: str, source: Source, body: bytes) -> Future[None]:
        """Have one body kept; the future raises StoreError unless it is on disk."""
        return self._threads.submit(self._post, provider, source, body)

    def _post(self, provider: str, source: Source, body: bytes) -> None:
        import httpx

        try:
            status = self._http.post(
                f"{self._url}/hooks/{provider}/{source}-{self._token}",
                content=body,
                headers={"Content-Type": "application/json"},
            ).status_code
        except httpx.TransportError as error:
            raise _not_kept(f"It does not answer: {error}.") from None
        if status != 200:
            raise _not_kept(f"It answered {status}.")


def _not_kept(cause: str) -> StoreError:
    return StoreError(
        "The running Acuse did not keep what was answered.",
        cause=cause,
        remedy="Look at its window or its log, then run the command again.",
    )
