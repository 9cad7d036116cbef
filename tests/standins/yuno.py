"""Yuno's API (facts 3.4): keys in headers, triggers, secrets that come back masked, known ids."""

from __future__ import annotations

import json

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.standins.server import StandIn, reply

ACCOUNT, PUBLIC, PRIVATE = "account-1", "yuno-public", "yuno-private"
HIDDEN = ("api_key", "secret", "hmac_client_secret")


class Yuno(StandIn):
    """Webhook management, and payments, payouts and transfers by their ids."""

    def __init__(self, server: HTTPServer) -> None:
        super().__init__(server)
        self.webhooks: dict[str, dict[str, object]] = {}
        self.known: dict[str, dict[str, object]] = {}

    def error(self, status: int, code: str, words: str, **headers: str) -> Response:
        return reply(status, {"code": code, "messages": [words], "http_code": status}, **headers)

    def duplicate(self) -> Response:
        return self.error(409, "WEBHOOK_ALREADY_EXISTS", "Webhook already exists")

    def refused(self, request: Request) -> Response | None:
        keys = (request.headers.get("public-api-key"), request.headers.get("private-secret-key"))
        return None if keys == (PUBLIC, PRIVATE) else self.unauthorized(request)

    def unauthorized(self, request: Request) -> Response:
        return self.error(401, "INVALID_CREDENTIALS", "Invalid credentials")

    def serve(self, request: Request) -> Response:
        path = request.path.strip("/").split("/")
        if path[:2] != ["v1", "webhooks"]:
            return self._known(path[-1])
        sent = json.loads(request.get_data() or b"{}")
        if (sent.get("account_id") or request.args.get("account_id")) != ACCOUNT:
            return self.error(400, "INVALID_ACCOUNT_ID", "Invalid account")
        return self._about_webhooks(request.method, "".join(path[2:3]), sent)

    def _known(self, key: str) -> Response:
        found = self.known.get(key)
        return reply(200, found) if found else self.error(404, "NOT_FOUND", "Not found")

    def _about_webhooks(self, method: str, name: str, sent: dict[str, object]) -> Response:
        if name and name not in self.webhooks:
            return self.error(404, "WEBHOOK_NOT_FOUND", "Webhook not found")
        match method:
            case "POST":
                return self._make(sent)
            case "PATCH":
                self.webhooks[name] |= sent
                return reply(200, masked(self.webhooks[name]))
            case "DELETE":
                return reply(200, masked(self.webhooks.pop(name)))
        return reply(200, [masked(one) for one in self.webhooks.values()])

    def _make(self, sent: dict[str, object]) -> Response:
        if not any(name.endswith("_triggers") for name in sent):
            return self.error(400, "WEBHOOK_INVALID_TRIGGER", "At least one trigger is needed")
        if sent["url"] in {one["url"] for one in self.webhooks.values()}:
            return self.duplicate()
        name = f"wh-{len(self.webhooks) + 1}"
        self.webhooks[name] = {"id": name, "state": "ACTIVE", **sent}
        return reply(201, masked(self.webhooks[name]))


def masked(webhook: dict[str, object]) -> dict[str, object]:
    return {name: "***" if name in HIDDEN else value for name, value in webhook.items()}
