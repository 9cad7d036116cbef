"""One request over HTTPX to the address that was checked; its failures in our words."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from datetime import UTC, datetime

import httpx

from app import __version__
from app.core.errors import ProviderUnreachable
from app.outbound.addresses import resolve
from app.outbound.reply import AnswerLost, Limits, NotSent, Reply

MOST_BYTES = 1024 * 1024
MOST_ADDRESSES = 3  # of one name, tried one after the other
USER_AGENT = f"Acuse/{__version__}"


class Line:
    """HTTPX, held to our limits."""

    def __init__(self, limits: Limits, *, dev: bool) -> None:
        self._limits = limits
        connect = limits.connect
        self._http = httpx.Client(
            transport=_CheckedTransport(dev=dev),
            timeout=httpx.Timeout(limits.read, connect=connect, pool=connect),
            follow_redirects=False,
            trust_env=False,  # a proxy or a netrc would speak in our name
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "identity"},
        )

    def close(self) -> None:
        """Close all connections; calling it again does nothing."""
        self._http.close()

    def send(
        self, method: str, origin: str, target: str, headers: Mapping[str, str], body: bytes
    ) -> Reply:
        """Send one request once; raises NotSent or AnswerLost."""
        try:
            request = self._http.build_request(
                method,
                origin,
                headers=headers,
                content=body or None,
                extensions={"target": target.encode("ascii")},
            )
            response = self._http.send(request, stream=True)
            try:
                return self._read(response)
            finally:
                response.close()
        except httpx.TransportError as error:
            raise _unreachable(error, httpx.URL(origin).host) from None

    def _read(self, response: httpx.Response) -> Reply:
        deadline = time.monotonic() + self._limits.whole
        ends = _certificate_ends(response)  # while the connection is open
        if response.headers.get("content-encoding", "identity") != "identity":
            raise AnswerLost("The provider's answer is compressed although we asked for plain.")
        body = bytearray()
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > MOST_BYTES:
                raise AnswerLost("The provider's answer is longer than 1 MiB.")
            if time.monotonic() > deadline:
                raise httpx.ReadTimeout("the answer takes too long")
        return Reply(
            response.status_code,
            bytes(body),
            _seconds(response.headers.get("retry-after", "")),
            response.headers.get("location", ""),
            ends,
        )


def _certificate_ends(response: httpx.Response) -> datetime | None:
    stream = response.extensions.get("network_stream")
    tls = stream.get_extra_info("ssl_object") if stream is not None else None
    ends = (tls.getpeercert() or {}).get("notAfter") if tls is not None else None
    return datetime.fromtimestamp(ssl.cert_time_to_seconds(ends), UTC) if ends else None


def _seconds(text: str) -> float | None:
    """The seconds of a Retry-After; a date is not understood, as no provider documents one."""
    return float(text) if text.isascii() and text.isdigit() and len(text) < 7 else None


_BEFORE_SENDING = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
)


def _unreachable(error: httpx.TransportError, host: str) -> ProviderUnreachable:
    """Our words for a failure: the library's own may quote a header, and so a secret."""
    kind = NotSent if isinstance(error, _BEFORE_SENDING) else AnswerLost
    return kind(
        f"{host} cannot be reached." if kind is NotSent else f"{host} did not answer.",
        cause=_cause(error),
        remedy="Check the network and the provider's address, then try again.",
    )


def _cause(error: httpx.TransportError) -> str:
    match error:
        case httpx.ConnectTimeout() | httpx.PoolTimeout():
            return "No connection was made in time."
        case httpx.TimeoutException():
            return "The answer did not come in time."
        case httpx.ConnectError():
            return f"{str(error).rstrip('.')}."
        case _:
            return "The connection was cut before the answer was complete."


class _CheckedTransport(httpx.BaseTransport):
    """Resolves the host itself and connects to just the address it has checked.

    The name stays in the Host header and in TLS, so that the certificate is checked against it: a
    resolver that answers differently the second time gains nothing.
    """

    def __init__(self, *, dev: bool) -> None:
        self._dev = dev
        # Nothing is kept open: a connection made for one name must not serve another that shares
        # its address, and an idle one that the provider has closed would lose a request.
        self._inner = httpx.HTTPTransport(limits=httpx.Limits(max_keepalive_connections=0))

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        port = url.port or {"https": 443}.get(url.scheme, 80)
        try:
            addresses = resolve(url.host, port, dev=self._dev)
        except OSError:
            raise httpx.ConnectError(f"The name {url.host} is not known") from None
        request.extensions["sni_hostname"] = url.host
        *first, last = addresses[:MOST_ADDRESSES]
        for address in first:
            try:
                return self._connect(request, url, address)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                continue  # nothing was sent: the next address of the same name may answer
        return self._connect(request, url, last)

    def _connect(self, request: httpx.Request, url: httpx.URL, address: str) -> httpx.Response:
        request.url = url.copy_with(host=address)
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()
