"""Juicyway's API (facts 4.3): a bare key, payments by cursor; its settings are asked by nobody."""

from __future__ import annotations

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.standins.server import StandIn, reply

KEY = "live_key"


class Juicyway(StandIn):
    """Payments, newest first."""

    def __init__(self, server: HTTPServer) -> None:
        super().__init__(server)
        self.payments: list[dict[str, object]] = []
        self.page = 100

    def error(self, status: int, code: str, words: str, **headers: str) -> Response:
        return reply(status, {"error": {"message": words, "errors": {}}}, **headers)

    def refused(self, request: Request) -> Response | None:
        return None if request.headers.get("Authorization") == KEY else self.unauthorized(request)

    def serve(self, request: Request) -> Response:
        match request.method, request.path.strip("/").split("/"):
            case "GET", ["payments"]:
                return self._page(int(request.args.get("after", "0")))
            case "GET", ["payments", key]:
                mine = [one for one in self.payments if one["payment"]["id"] == key]  # type: ignore[index]
                return reply(200, {"data": mine[0]}) if mine else self._unknown()
        return self._unknown()

    def _unknown(self) -> Response:
        return self.error(404, "", "Not found")

    def _page(self, start: int) -> Response:
        rows, following = self.payments[start : start + self.page], start + self.page
        after = str(following) if following < len(self.payments) else None
        return reply(200, {"data": rows, "pagination": {"after": after, "before": None}})
