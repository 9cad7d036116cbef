"""The log: one JSON line a record, nothing a terminal would obey, no secret path in the clear."""

from __future__ import annotations

import hashlib
import json
import logging
import logging.handlers
import re
from collections.abc import Callable
from datetime import UTC, datetime

from app.config.paths import Paths

_SIZE, _FILES = 2 * 1024 * 1024, 5
_SECRET_PATH = re.compile(r"(/hooks/[a-z_]{1,40}/)([A-Za-z0-9_-]{6,})")


def start(paths: Paths) -> Callable[[], None]:
    """Log to the data directory from now on; gives the function that ends it."""
    handler = logging.handlers.RotatingFileHandler(
        paths.logs / "acuse.log", maxBytes=_SIZE, backupCount=_FILES, encoding="utf-8"
    )
    handler.setFormatter(JsonLines())
    return log_to(handler)


def log_to(handler: logging.Handler) -> Callable[[], None]:
    """Hand all that is worth it to a handler from now on; gives the function that ends it."""
    root = logging.getLogger()
    root.addHandler(handler)
    before = root.level
    root.setLevel(logging.INFO)
    for chatty in ("httpx", "httpcore", "asyncio", "keyring", "filelock"):
        logging.getLogger(chatty).setLevel(logging.WARNING)

    def end() -> None:
        root.removeHandler(handler)
        root.setLevel(before)
        handler.close()

    return end


class JsonLines(logging.Formatter):
    """A record as one line of ASCII JSON: every control and format character is escaped."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "from": record.name,
            "thread": record.threadName,
            "message": redacted(record.getMessage()),
        }
        if record.exc_info:
            line["trace"] = redacted(self.formatException(record.exc_info))
        return json.dumps(line)


def redacted(text: str) -> str:
    """A text with each secret path token replaced by a mark that still tells tokens apart."""
    return _SECRET_PATH.sub(lambda found: found[1] + token_mark(found[2]), text)


def token_mark(token: str) -> str:
    """A token as it may be shown: "…a1b2", of its digest and not of itself."""
    return "…" + hashlib.sha256(token.encode()).hexdigest()[:4]
