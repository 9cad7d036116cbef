"""A second start calls the window that is open already instead of opening another."""

from __future__ import annotations

import hashlib
import socket
import sys

from app.config.paths import Paths

LARGEST = 65_536  # bytes of a text to look up
_PATIENCE = 2.0  # seconds for the first window to answer


def address(paths: Paths) -> str:
    """Where the window of a data directory listens: its owner's socket, or a pipe on Windows."""
    if sys.platform == "win32":
        digest = hashlib.sha256(str(paths.data_dir).encode("utf-8")).hexdigest()
        return rf"\\.\pipe\acuse-{digest[:24]}"
    return str(paths.data_dir / "acuse.sock")


def call(paths: Paths, text: str = "") -> bool:
    """Have the open window come to the front and look a text up; false when there is none."""
    message = text.encode("utf-8", "replace").replace(b"\n", b" ")[: LARGEST - 1] + b"\n"
    try:
        return _answer(address(paths), message) == b"ok"
    except OSError:  # nobody listens, or what is left of a killed process lies there
        return False


def _answer(where: str, message: bytes) -> bytes:
    if sys.platform == "win32":
        with open(where, "r+b", buffering=0) as pipe:
            pipe.write(message)
            return pipe.read(2)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_PATIENCE)
        line.connect(where)
        line.sendall(message)
        return line.recv(2)
