"""The hostile requests once more, through a real nginx that keeps its connections to us open.

Where nginx and we disagreed on where a request ends, the answers to later requests would be
displaced on the shared connection; every one of them is watched.
"""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest

from tests.receiver.test_hostile import CORPUS, SMUGGLERS

CONFIG = """
daemon off;
pid {folder}/pid;
error_log {folder}/error.log;
worker_processes 1;
events {{ worker_connections 256; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    upstream acuse {{ server 127.0.0.1:{port}; keepalive 1; }}
    server {{
        listen 127.0.0.1:{front};
        client_max_body_size 4m;
        proxy_request_buffering off;
        location / {{
            proxy_pass http://acuse;
            proxy_ignore_client_abort on;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host hooks.example.com;
        }}
    }}
}}
"""


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])


class Front:
    """An nginx in front of a receiver."""

    def __init__(self, folder: Path, house: Any) -> None:
        self.port, self._house = free_port(), house
        config = folder / "nginx.conf"
        config.write_text(CONFIG.format(folder=folder, port=house.port, front=self.port))
        program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
        assert program, "nginx is installed by .ci/setup dev"
        command = [program, "-e", str(folder / "error.log"), "-c", str(config)]
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not self._answers():
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def _answers(self) -> bool:
        with closing(socket.socket()) as found:
            return found.connect_ex(("127.0.0.1", self.port)) == 0

    def ask(self, *parts: bytes) -> bytes:
        """Everything that is answered to some bytes until nginx hangs up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as peer:
            for part in parts:
                peer.sendall(part)
            with suppress(OSError):
                peer.shutdown(socket.SHUT_WR)
            return bytes(self._house.everything(peer))

    def status(self, request: bytes) -> int:
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as peer:
            peer.sendall(request)
            found = re.match(rb"HTTP/1\.1 (\d+) ", self._house.everything(peer))
        return int(found[1]) if found else 0

    def stop(self) -> None:
        self.process.terminate()
        assert self.process.wait(20) == 0


@pytest.fixture
def front(house: Any, tmp_path: Path) -> Iterator[Front]:
    made = Front(tmp_path, house)
    yield made
    made.stop()


def hostile(front: Front, house: Any) -> Iterator[tuple[str, bytes]]:
    host = f"127.0.0.1:{front.port}"
    for name, (text, _) in CORPUS.items():
        yield name, text.format(path=house.path, port=front.port, host=host).encode("latin-1")
    head = f"POST {house.path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
    for name, rest in SMUGGLERS.items():
        yield name, (head + rest).encode() + house.request(b"smuggled")


@pytest.mark.timeout(300)
def test_no_request_is_displaced_behind_nginx(front: Front, house: Any, desk: Any) -> None:
    requests = list(hostile(front, house))
    assert len(requests) >= 60
    displaced = []
    for number, (name, request) in enumerate(requests):
        front.ask(request)
        mine = f"good-{number}".encode()
        answers = [
            front.status(house.request(mine, Connection="close")),
            front.status(house.request(path="/hooks/sample/wrong", Connection="close")),
            front.status(house.request(mine + b"-again", Connection="close")),
        ]
        if answers != [200, 404, 200]:
            displaced.append((name, answers))
    assert displaced == []
    kept = [one.request.body for one in desk.kept]
    # nginx may itself make a request good, such as one whose absolute target it rewrites.
    strangers = [body for body in kept if not body.startswith((b"good-", b"{"))]
    assert [body for body in strangers if body != b"smuggled"] == []
    for number in range(len(requests)):
        for body in (f"good-{number}".encode(), f"good-{number}-again".encode()):
            assert kept.count(body) == 1
