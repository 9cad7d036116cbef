"""A page in a real Chromium that knows everything, even our secret address, stores nothing.

The same page is let loose on a server that takes whatever comes, to show that its attacks arrive.
"""

import contextlib
import os
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from app.receiver.limits import Limits

FOREIGN = "pages.example"  # a name whose owner has it lead to this machine
PATH = "/hooks/sample/a-token-of-the-tests-1234"  # as in conftest.py
PATIENCE = 60.0  # seconds until a page on a busy machine is done
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--host-resolver-rules=MAP {FOREIGN} 127.0.0.1",
)
# Each attack names itself in its query or its body; TARGET is our address, SELF the page's server.
PAGE = """<!doctype html><iframe id=frame name=hidden></iframe>
<form id=form method=post enctype=text/plain target=hidden action="TARGET?form">
<input name='{"event":"form","a":"' value='"}'></form>
<form id=usual method=post target=hidden action="TARGET?usual"><input name=a value=b></form>
<script>
const json = '{"event":"x"}', typed = {'content-type': 'application/json'};
const quietly = promise => promise.catch(() => null);
const soon = ms => new Promise(done => setTimeout(done, ms));
const answered = () => new Promise(done => document.getElementById('frame').onload = done);
async function attack() {
  const shown = answered();
  document.getElementById('form').submit();
  await Promise.race([shown, soon(10000)]);  // another form would call this one off
  document.getElementById('usual').submit();
  navigator.sendBeacon('TARGET?beacon', json);
  navigator.sendBeacon('TARGET?typed-beacon', new Blob([json], {type: 'application/json'}));
  await quietly(fetch('TARGET?no-cors', {method: 'POST', mode: 'no-cors', body: json}));
  await quietly(fetch('TARGET?cors', {method: 'POST', headers: typed, body: json}));
  await quietly(fetch('TARGET?keepalive', {method: 'POST', mode: 'no-cors', keepalive: true,
    body: new Blob([json], {type: 'text/plain'})}));
  const stream = new XMLHttpRequest();
  stream.open('POST', 'TARGET?xhr');
  stream.send(json);
  new Image().src = 'TARGET?image';
  const script = document.createElement('script');
  script.src = 'TARGET?script';
  document.body.append(script);
  const link = document.createElement('link');
  link.rel = 'stylesheet'; link.href = 'TARGET?style';
  document.head.append(link);
  try { new WebSocket('TARGET?websocket'.replace('http', 'ws')).onopen = e => e.target.send(json); }
  catch (error) {}
  await soon(1000);
  await fetch('SELF/done');
}
attack();
</script>"""
# Once the page is there its name leads to us, so the browser takes us for the page's own server.
REBOUND = """<!doctype html><script>
const soon = ms => new Promise(done => setTimeout(done, ms));
async function attack() {
  await fetch('SELF/loaded', {mode: 'no-cors'});
  for (let turn = 0; turn < 100; turn++) {
    await soon(100);
    try {
      const answer = await fetch('PATH?rebound', {method: 'POST', body: '{"event":"rebound"}',
        headers: {'content-type': 'application/json'}});
      if ((await answer.text()).includes('not found')) {
        await fetch('SELF/refused', {mode: 'no-cors'});
        break;
      }
    } catch (error) {}
  }
}
attack();
</script>"""


@dataclass
class Site:
    """A web server of the attacker's: it shows a page, and takes note of all that arrives."""

    page: str = ""
    seen: list[str] = field(default_factory=list)  # targets, in the order of their arrival
    arrived: threading.Condition = field(default_factory=threading.Condition)
    port: int = 0

    def note(self, target: str) -> None:
        with self.arrived:
            self.seen.append(target)
            self.arrived.notify_all()

    def wait_for(self, target: str) -> None:
        with self.arrived:
            assert self.arrived.wait_for(lambda: target in self.seen, PATIENCE), self.seen


def handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers.get("content-length", 0)))
            site.note(self.path)
            content = site.page.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Access-Control-Allow-Headers", "*")
            self.send_header("Connection", "close")
            self.end_headers()
            self.wfile.write(content)
            self.close_connection = True

        do_POST = do_OPTIONS = do_GET

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextlib.contextmanager
def serving(site: Site) -> Iterator[Site]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(site))
    site.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextlib.contextmanager
def browsing(url: str, folder: Path) -> Iterator[None]:
    """Chromium with this page open."""
    browser = shutil.which("chromium")
    assert browser, "it comes with `.ci/setup dev`"
    process = subprocess.Popen(
        [browser, *FLAGS, f"--user-data-dir={folder / 'profile'}", url],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.environ["PATH"], "HOME": str(folder)},
        start_new_session=True,
    )
    try:
        yield
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def attack(target: str, host: str, folder: Path) -> None:
    """Let the page loose on a target, to its end."""
    with serving(Site()) as site:
        here = f"http://{host}:{site.port}"
        site.page = PAGE.replace("TARGET", target).replace("SELF", here)
        with browsing(f"{here}/page", folder):
            site.wait_for("/done")


ATTACKS = {
    *("form", "usual", "beacon", "no-cors", "cors", "keepalive", "xhr"),
    *("image", "script", "style", "websocket"),
}


def test_the_attacks_arrive_where_nobody_minds(tmp_path: Path) -> None:
    with serving(Site()) as naive:
        attack(f"http://127.0.0.1:{naive.port}/hooks", "127.0.0.1", tmp_path)
    arrived = {target.partition("?")[2] for target in naive.seen}
    assert arrived >= ATTACKS


@pytest.mark.parametrize(
    ("host", "ours"),
    [("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), (FOREIGN, FOREIGN)],
)
def test_a_page_stores_nothing(house: Any, desk: Any, tmp_path: Path, host: str, ours: str) -> None:
    attack(f"http://{ours}:{house.port}{house.path}", host, tmp_path)
    assert desk.kept == []
    assert house.status(house.request()) == 200, "a provider gets through all the same"


def test_a_name_that_is_rebound_stores_nothing(
    desk: Any, tmp_path: Path, receiving: Callable[..., Any]
) -> None:
    with serving(Site()) as site, contextlib.ExitStack() as later:
        here = f"http://127.0.0.1:{site.port}"
        with serving(Site()) as first:
            port = first.port
            first.page = REBOUND.replace("SELF", here).replace(
                "PATH", "/hooks/sample/a-token-of-the-tests-1234"
            )
            later.enter_context(browsing(f"http://{FOREIGN}:{port}/page", tmp_path))
            site.wait_for("/loaded")
        later.enter_context(receiving(desk, Limits(), port=port))
        site.wait_for("/refused")  # it did come through to us
    assert desk.kept == []
