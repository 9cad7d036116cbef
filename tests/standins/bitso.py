"""Bitso's and Juno's APIs (facts 1 and 2): signed calls, one subscription an event, and lists."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache

from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.standins.server import StandIn, reply

KEY, SECRET = "demo-api-key", "bitso-test-secret"


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """HMAC by its definition (RFC 2104), so that our use of the library is checked by another."""
    block = (hashlib.sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block) + message).digest()
    return hashlib.sha256(bytes(byte ^ 0x5C for byte in block) + inner).digest()


class WebhookService(StandIn):
    """The webhook service that both share, for whoever knows the secret."""

    def __init__(self, server: HTTPServer) -> None:
        super().__init__(server)
        self.subscriptions: list[dict[str, object]] = []
        self.nonces: list[str] = []

    def error(self, status: int, code: str, words: str, **headers: str) -> Response:
        error = {"code": code, "message": words}
        return reply(status, {"success": False, "error": error}, **headers)

    def duplicate(self) -> Response:
        words = "Duplicated subscription for event types: [transaction]"
        return reply(400, {"success": False, "error": words})

    # --- who asks ---------------------------------------------------------------------------------

    def refused(self, request: Request) -> Response | None:
        if request.path.endswith("/public-key") or self.is_signed(request):
            return None
        return self.unauthorized(request)

    def is_signed(self, request: Request) -> bool:
        """By the key, over the bytes that came, with a nonce that is newer than all before."""
        scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
        key, nonce, signature = [*rest.split(":"), "", "", ""][:3]
        message = nonce + request.method + request.environ["REQUEST_URI"]
        wanted = hmac_sha256(SECRET.encode(), message.encode() + request.get_data()).hex()
        return scheme == "Bitso" and key == KEY and self._is_new(nonce) and signature == wanted

    def _is_new(self, nonce: str) -> bool:
        """Version 2: 13 digits of time, which never goes back, and up to six random ones."""
        if not (nonce.isdigit() and 14 <= len(nonce) <= 19) or nonce in self.nonces:
            return False
        latest = max((int(one[:13]) for one in self.nonces), default=0)
        self.nonces.append(nonce)
        return int(nonce[:13]) >= latest

    # --- callbacks --------------------------------------------------------------------------------

    def serve(self, request: Request) -> Response:
        path = request.path.strip("/").split("/")
        match request.method, path:
            case "GET", ["v4", "webhooks", "public-key"]:
                return reply(200, [{"key_id": "k1", "public_key": public_key()}])
            case "GET", ["v4", "webhooks"]:
                return reply(200, self.subscriptions)
            case "POST", ["v4", "webhooks"]:
                return self._subscribe(json.loads(request.get_data()))
            case "DELETE", ["v4", "webhooks", number]:
                return self._unsubscribe(int(number))
            case "PATCH", ["v4", "webhooks", number]:
                return self._lead(int(number), json.loads(request.get_data()))
            case "GET", _:
                return self.listed(path, request.args)
        return self.unknown()

    def listed(self, path: list[str], asked: Mapping[str, str]) -> Response:
        """A list that can be read back."""
        return self.unknown()

    def unknown(self) -> Response:
        return self.error(404, "0404", "Not found")

    def _subscribe(self, wanted: Mapping[str, object]) -> Response:
        named = wanted["events"]
        assert isinstance(named, list)
        events = sorted({event.lower() for event in named})
        taken = [one for one in events if one in {entry["event"] for entry in self.subscriptions}]
        if taken:
            words = f"Duplicated subscription for event types: [{', '.join(taken)}]"
            return reply(400, {"success": False, "error": words})
        made: list[dict[str, object]] = [
            {"id": 11330 + n, "callback_url": wanted["callback_url"], "event": event}
            for n, event in enumerate(events, len(self.subscriptions))
        ]
        self.subscriptions += made
        body = {"message": "Webhook successfully created", "webhooks": made}
        return reply(201, body, Location=f"/v4/webhooks/{made[0]['id']}")

    def _unsubscribe(self, number: int) -> Response:
        left = [entry for entry in self.subscriptions if entry["id"] != number]
        if len(left) == len(self.subscriptions):
            return self.unknown()
        self.subscriptions = left
        return Response(status=204)

    def _lead(self, number: int, wanted: Mapping[str, object]) -> Response:
        mine = [entry for entry in self.subscriptions if entry["id"] == number]
        for entry in mine:
            entry["callback_url"] = wanted["callback_url"]
        return reply(200, {"webhooks": mine}) if mine else self.unknown()


class Bitso(WebhookService):
    """The older registration, re-delivery, fundings and withdrawals by marker or by cursor."""

    def __init__(self, server: HTTPServer) -> None:
        super().__init__(server)
        self.lists: dict[str, list[dict[str, object]]] = {"fundings": [], "withdrawals": []}
        self.page = 100

    def serve(self, request: Request) -> Response:
        if request.method != "POST" or request.path == "/v4/webhooks":
            return super().serve(request)
        wanted = json.loads(request.get_data())
        if request.path == "/api/v3/webhooks/":
            words = f"Successfully registered URL: {wanted['callback_url']}"
            return reply(200, {"success": True, "payload": words})
        if "/retry" in request.path:
            return self._again(wanted, executes=request.path.endswith("retry"))
        return self.unknown()

    def _again(self, wanted: Mapping[str, str], *, executes: bool) -> Response:
        begin, end = (datetime.fromisoformat(wanted[name]) for name in ("from_date", "to_date"))
        if end - begin > timedelta(days=3):
            return reply(400, {"success": False, "error": "At most three days"})
        return reply(202 if executes else 200, {"count": 14})

    def listed(self, path: list[str], asked: Mapping[str, str]) -> Response:
        match path:
            case ["api", "v3", ("fundings" | "withdrawals") as name]:
                return self._by_marker(
                    self.lists[name], "fid" if name == "fundings" else "wid", asked
                )
            case ["spei", "v2", ("deposits" | "withdrawals") as name]:
                found = self.lists["fundings" if name == "deposits" else "withdrawals"]
                start = int(asked.get("cursor", "0"))
                rows, rest = found[start : start + self.page], found[start + self.page :]
                return reply(200, {name: rows, "cursor": str(start + self.page) if rest else None})
        return self.unknown()

    def _by_marker(
        self, rows: list[dict[str, object]], key: str, asked: Mapping[str, str]
    ) -> Response:
        if wanted := asked.get(f"{key}s"):
            rows = [row for row in rows if row[key] in wanted.split(",")]
        elif marker := asked.get("marker"):
            rows = rows[[row[key] for row in rows].index(marker) + 1 :]
        limit = min(int(asked.get("limit", "25")), self.page)
        return reply(200, {"success": True, "payload": rows[:limit]})


class Juno(WebhookService):
    """Transactions page by page and one by one; financial movements."""

    def __init__(self, server: HTTPServer) -> None:
        super().__init__(server)
        self.transactions: list[dict[str, object]] = []
        self.page = 100

    def listed(self, path: list[str], asked: Mapping[str, str]) -> Response:
        match path:
            case ["mint_platform", "v1", "transactions", key]:
                mine = [one for one in self.transactions if one["id"] == key]
                return reply(200, {"success": True, "payload": mine[0]}) if mine else self.unknown()
            case ["mint_platform", "v1", "transactions"]:
                start = (int(asked["page"]) - 1) * self.page
                rows = self.transactions[start : start + self.page]
                return reply(200, {"success": True, "payload": {"content": rows}})
            case ["mint_platform", "v1", "financial_movements"]:
                return reply(200, {"success": True, "payload": []})
        return self.unknown()


@cache
def signing_key() -> rsa.RSAPrivateKey:
    """What signs the deliveries of the service."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public_key() -> str:
    der = signing_key().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(der).decode()
