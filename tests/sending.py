"""Sends webhooks as a provider does: once more where they were refused for the moment."""

from __future__ import annotations

import httpx

TRIES = 20


def taken(http: httpx.Client, url: str, body: object) -> int:
    """Post until the answer is another than 503, which a busy disk may give; its status."""
    answers = (http.post(url, json=body).status_code for _ in range(TRIES))
    return next(one for one in answers if one != 503)
