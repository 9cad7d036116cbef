"""Stand-ins for the providers' APIs, written from the facts: real sockets, signatures checked."""

import base64
import hashlib
import json
import re
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from app.outbound.callbacks import Callbacks
from app.outbound.client import Client, Limits
from app.providers import PROVIDERS

KEY, SECRET = "demo-api-key", "bitso-test-secret"


def hmac_sha256(key: bytes, message: bytes) -> bytes:
    """HMAC by its definition (RFC 2104), so that our use of the library is checked by another."""
    block = (hashlib.sha256(key).digest() if len(key) > 64 else key).ljust(64, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block) + message).digest()
    return hashlib.sha256(bytes(byte ^ 0x5C for byte in block) + inner).digest()


@dataclass
class Service:
    """Bitso's and Juno's webhook service: signed calls, one subscription for each event."""

    server: HTTPServer
    subscriptions: list[dict[str, object]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    nonces: set[str] = field(default_factory=set)
    requests: list[Request] = field(default_factory=list)
    before: dict[str, list[Callable[[], Response | None]]] = field(default_factory=dict)
    released: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return self.server.url_for("").rstrip("/")

    def first(self, method: str, *answers: Callable[[], Response | None]) -> None:
        """Answer the next calls of a method by these instead; None lets the service answer."""
        self.before.setdefault(method, []).extend(answers)

    def answer(self, request: Request) -> Response:
        self.calls.append(f"{request.method} {request.environ['REQUEST_URI']}")
        self.requests.append(request)
        if not self.is_signed(request) and not request.path.endswith("/public-key"):
            error = {"code": "0201", "message": "Invalid Nonce or Invalid Credentials"}
            return reply(401, {"success": False, "error": error})
        waiting = self.before.get(request.method, [])
        instead = waiting.pop(0)() if waiting else None
        return instead or getattr(self, request.method.lower())(request)

    def is_signed(self, request: Request) -> bool:
        scheme, _, rest = request.headers.get("Authorization", "").partition(" ")
        key, nonce, signature = [*rest.split(":"), "", "", ""][:3]
        fresh = nonce.isdigit() and 14 <= len(nonce) <= 19 and nonce not in self.nonces
        self.nonces.add(nonce)
        message = nonce + request.method + request.environ["REQUEST_URI"]
        wanted = hmac_sha256(SECRET.encode(), message.encode() + request.get_data()).hex()
        return scheme == "Bitso" and key == KEY and fresh and signature == wanted

    def post(self, request: Request) -> Response:
        wanted = json.loads(request.get_data())
        if "/retry" in request.path:
            days = datetime.fromisoformat(wanted["to_date"]) - datetime.fromisoformat(
                wanted["from_date"]
            )
            if days > timedelta(days=3):
                return reply(400, {"success": False, "error": "At most three days"})
            return reply(202 if request.path.endswith("retry") else 200, {"count": 14})
        if request.path == "/api/v3/webhooks/":
            words = f"Successfully registered URL: {wanted['callback_url']}"
            return reply(200, {"success": True, "payload": words})
        events = sorted({event.lower() for event in wanted["events"]})
        taken = [one for one in events if one in {entry["event"] for entry in self.subscriptions}]
        if taken:
            words = f"Duplicated subscription for event types: [{', '.join(taken)}]"
            return reply(400, {"success": False, "error": words})
        made: list[dict[str, object]] = [
            {"id": 11330 + n, "callback_url": wanted["callback_url"], "event": event}
            for n, event in enumerate(events, len(self.subscriptions))
        ]
        self.subscriptions += made
        return reply(201, {"message": "Webhook successfully created", "webhooks": made})

    def get(self, request: Request) -> Response:
        if request.path.endswith("/public-key"):
            return reply(200, [{"key_id": "k1", "public_key": public_key()}])
        return reply(200, self.subscriptions)

    def delete(self, request: Request) -> Response:
        number = int(request.path.rpartition("/")[2])
        left = [entry for entry in self.subscriptions if entry["id"] != number]
        if len(left) == len(self.subscriptions):
            return reply(404, {"success": False, "error": {"code": "0404", "message": "Not found"}})
        self.subscriptions = left
        return Response(status=204)

    def patch(self, request: Request) -> Response:
        number = int(request.path.rpartition("/")[2])
        mine = [entry for entry in self.subscriptions if entry["id"] == number]
        for entry in mine:
            entry["callback_url"] = json.loads(request.get_data())["callback_url"]
        return reply(200, {"webhooks": mine}) if mine else reply(404, {"success": False})

    def slow(self) -> Response | None:
        """Hold the answer back until the test is over; what was asked has its effect before."""
        self.released.wait(10)
        return Response(status=504)


@dataclass
class Lists:
    """The read APIs: what each provider knows, newest first, in pages, for signed calls only."""

    service: Service
    bitso: dict[str, list[dict[str, object]]] = field(
        default_factory=lambda: {"fundings": [], "withdrawals": []}
    )
    juno: list[dict[str, object]] = field(default_factory=list)
    juicyway: list[dict[str, object]] = field(default_factory=list)
    yuno: dict[str, dict[str, object]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    instead: list[Callable[[], Response | None]] = field(default_factory=list)
    page: int = 100

    @property
    def url(self) -> str:
        return self.service.url

    def answer(self, request: Request) -> Response:
        self.asked.append(f"{request.method} {request.environ['REQUEST_URI']}")
        if not self._may_ask(request):
            error = {"code": "0201", "message": "Invalid Nonce or Invalid Credentials"}
            return reply(401, {"success": False, "error": error})
        other = self.instead.pop(0)() if self.instead else None
        return other or self._answer(request.path.strip("/").split("/"), request)

    def _may_ask(self, request: Request) -> bool:
        if request.path.startswith("/payments"):
            return request.headers.get("Authorization") == "live_key"
        if request.path.startswith("/v1/pay"):
            return request.headers.get("private-secret-key") == "yuno-private"
        return self.service.is_signed(request)

    def _answer(self, path: list[str], request: Request) -> Response:
        asked = request.args
        match path:
            case ["api", "v3", name]:
                return self._bitso(self.bitso[name], "fid" if name == "fundings" else "wid", asked)
            case ["spei", "v2", name]:
                found = self.bitso["fundings" if name == "deposits" else "withdrawals"]
                start = int(asked.get("cursor", "0"))
                rows, rest = found[start : start + self.page], found[start + self.page :]
                return reply(200, {name: rows, "cursor": str(start + self.page) if rest else None})
            case ["mint_platform", "v1", "transactions", key]:
                mine = [one for one in self.juno if one["id"] == key]
                return reply(200, {"success": True, "payload": mine[0]}) if mine else unknown()
            case ["mint_platform", "v1", "transactions"]:
                start = (int(asked["page"]) - 1) * self.page
                rows = self.juno[start : start + self.page]
                return reply(200, {"success": True, "payload": {"content": rows}})
            case ["mint_platform", "v1", "financial_movements"]:
                return reply(200, {"success": True, "payload": []})
            case ["payments"]:
                start = int(asked.get("after", "0"))
                rows = self.juicyway[start : start + self.page]
                last = start + self.page >= len(self.juicyway)
                after = None if last else str(start + self.page)
                return reply(200, {"data": rows, "pagination": {"after": after, "before": None}})
            case ["v1", _, key]:
                found_one = self.yuno.get(key)
                return reply(200, found_one) if found_one else unknown()
        return unknown()

    def _bitso(self, rows: list[dict[str, object]], key: str, asked: Mapping[str, str]) -> Response:
        if wanted := asked.get(f"{key}s"):
            rows = [row for row in rows if row[key] in wanted.split(",")]
        elif marker := asked.get("marker"):
            rows = rows[[row[key] for row in rows].index(marker) + 1 :]
        limit = min(int(asked.get("limit", "25")), 100)
        return reply(200, {"success": True, "payload": rows[:limit]})


def unknown() -> Response:
    return reply(404, {"success": False, "error": {"code": "0404", "message": "Not found"}})


@dataclass
class YunoService:
    """Yuno's webhook management: keys in headers, triggers, secrets that come back masked."""

    server: HTTPServer
    webhooks: dict[str, dict[str, object]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return self.server.url_for("").rstrip("/")

    def answer(self, request: Request) -> Response:
        keys = (request.headers.get("public-api-key"), request.headers.get("private-secret-key"))
        if keys != ("yuno-public", "yuno-private"):
            return yuno_error(401, "INVALID_CREDENTIALS", "Invalid credentials")
        sent = json.loads(request.get_data() or b"{}")
        if (sent.get("account_id") or request.args.get("account_id")) != "account-1":
            return yuno_error(400, "INVALID_ACCOUNT_ID", "Invalid account")
        webhook = request.path.removeprefix("/v1/webhooks").strip("/")
        if webhook and webhook not in self.webhooks:
            return yuno_error(404, "WEBHOOK_NOT_FOUND", "Webhook not found")
        match request.method:
            case "POST":
                return self._make(sent)
            case "PATCH":
                self.webhooks[webhook] |= sent
                return reply(200, masked(self.webhooks[webhook]))
            case "DELETE":
                return reply(200, masked(self.webhooks.pop(webhook)))
        return reply(200, [masked(one) for one in self.webhooks.values()])

    def _make(self, sent: dict[str, object]) -> Response:
        if not any(name.endswith("_triggers") for name in sent):
            return yuno_error(400, "WEBHOOK_INVALID_TRIGGER", "At least one trigger is needed")
        if sent["url"] in {one["url"] for one in self.webhooks.values()}:
            return yuno_error(409, "WEBHOOK_ALREADY_EXISTS", "Webhook already exists")
        name = f"wh-{len(self.webhooks) + 1}"
        self.webhooks[name] = {"id": name, "state": "ACTIVE", **sent}
        return reply(201, masked(self.webhooks[name]))


def masked(webhook: dict[str, object]) -> dict[str, object]:
    hidden = ("api_key", "secret", "hmac_client_secret")
    return {name: "***" if name in hidden else value for name, value in webhook.items()}


def yuno_error(status: int, code: str, words: str) -> Response:
    return reply(status, {"code": code, "messages": [words], "http_code": status})


def reply(status: int, body: object) -> Response:
    return Response(json.dumps(body), status, content_type="application/json")


def public_key() -> str:
    made = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    return base64.b64encode(
        made.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    ).decode()


@pytest.fixture(scope="session")
def threaded_server() -> Iterator[HTTPServer]:
    with HTTPServer(threaded=True) as server:
        yield server


@pytest.fixture
def service(threaded_server: HTTPServer) -> Iterator[Service]:
    threaded_server.clear()
    made = Service(threaded_server)
    threaded_server.expect_request(re.compile(r"/(v4|api/v3)/webhooks.*")).respond_with_handler(
        made.answer
    )
    yield made
    made.released.set()


@pytest.fixture
def lists(service: Service) -> Lists:
    made = Lists(service)
    paths = re.compile(r"/(api/v3|spei/v2|mint_platform|payments|v1/pay).*")
    service.server.expect_request(paths).respond_with_handler(made.answer)
    return made


@pytest.fixture
def yuno(threaded_server: HTTPServer) -> YunoService:
    threaded_server.clear()
    made = YunoService(threaded_server)
    threaded_server.expect_request(re.compile(r"/v1/webhooks.*")).respond_with_handler(made.answer)
    return made


MakeCallbacks = Callable[..., Callbacks]


@pytest.fixture
def callbacks_at() -> Iterator[MakeCallbacks]:
    """Makes Callbacks whose every provider is at one address, with short time-outs."""
    with ExitStack() as stack:

        def make(url: str, **environ: str) -> Callbacks:
            hosts = {f"ACUSE_{name}_BASE_URL".upper(): url for name in PROVIDERS}
            secrets = {"api_key": KEY, "api_secret": SECRET}
            client = Client(dev=True, limits=Limits(connect=2, read=0.4, whole=2))
            callbacks = Callbacks(
                PROVIDERS,
                lambda provider, name: secrets.get(name),
                {"ACUSE_DEV": "1", **hosts, **environ},
                client=client,
            )
            stack.callback(callbacks.close)
            return callbacks

        yield make


class RawServers:
    """Servers that read a request whole and leave the answer to a function of the test."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self.requests: list[bytes] = []

    def start(self, handle: Callable[[socket.socket], object]) -> str:
        listener = self._stack.enter_context(socket.create_server(("127.0.0.1", 0)))
        port = listener.getsockname()[1]
        ended = threading.Event()

        def serve() -> None:
            while True:
                connection, _ = listener.accept()
                with connection:
                    if ended.is_set():
                        return
                    self.requests.append(read_request(connection))
                    handle(connection)

        def end() -> None:
            ended.set()
            socket.create_connection(("127.0.0.1", port)).close()
            thread.join()

        thread = threading.Thread(target=serve)
        thread.start()
        self._stack.callback(end)
        return f"http://127.0.0.1:{port}"


def read_request(connection: socket.socket) -> bytes:
    with connection.makefile("rb") as stream:
        head = b"".join(iter(stream.readline, b"\r\n"))
        length = re.search(rb"(?i)content-length: ([0-9]+)", head)
        return head + b"\r\n" + stream.read(int(length[1]) if length else 0)


@pytest.fixture
def raw() -> Iterator[RawServers]:
    with ExitStack() as stack:
        yield RawServers(stack)
