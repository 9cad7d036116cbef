"""Tunnels for real: an sshd on loopback, a command of one's own, killed and started again."""

import getpass
import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import httpx
import psutil
import pytest

from app.config import settings as config
from app.config import settings_file
from app.config.paths import Paths
from app.core.asked import meanings
from app.core.errors import SettingsError
from app.core.tunnel import PRESETS, SshWay, Stage, TunnelState, by_command, by_ssh
from app.outbound.tunnel import Tunnel
from app.providers import PROVIDERS
from app.store.reader import Reader
from tests.standins.world import CREDENTIALS

if TYPE_CHECKING:
    from tests.standins.bitso import Bitso

ROOT = Path(__file__).parents[2]


def wait_until(is_so: Callable[[], object], what: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"{what} within {seconds} s"
        time.sleep(0.02)


def free_port() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as found:
        return int(found.getsockname()[1])


# --- commands -------------------------------------------------------------------------------------


def test_the_ssh_command_is_complete() -> None:
    plan = by_ssh(SshWay("far.example", "me", 2222, "/keys/id", 9000), 8787, "/data/known hosts")
    words = shlex.join(plan.arguments)
    assert words.endswith("-R 127.0.0.1:9000:127.0.0.1:8787 me@far.example")
    for part in ("ExitOnForwardFailure=yes", "ServerAliveInterval=5", "BatchMode=yes", "-p 2222"):
        assert part in words
    assert 'UserKnownHostsFile="/data/known hosts"' in plan.arguments


@pytest.mark.parametrize("host", ["", "-oProxyCommand=sh", "a b", "a;b", "ü.example", "x" * 300])
def test_a_host_that_could_be_an_option_is_refused(host: str) -> None:
    with pytest.raises(SettingsError):
        by_ssh(SshWay(host), 8787, "/data/known_hosts")
    with pytest.raises(SettingsError):
        by_ssh(SshWay("far.example", host or "-l"), 8787, "/data/known_hosts")


@pytest.mark.parametrize(
    ("command", "pattern"),
    [
        ("", "(x)"),
        ("tunnel 8787", "(x)"),
        ("tunnel {port}", "x"),
        ("tunnel {port}", "(x"),
        ("tunnel '{port}", "(x)"),
    ],
)
def test_a_command_that_cannot_be_used_is_refused(command: str, pattern: str) -> None:
    with pytest.raises(SettingsError):
        by_command(command, pattern, 8787)


@pytest.mark.parametrize(
    ("name", "line", "url"),
    [
        (
            "cloudflared",
            "INF |  https://seasonal-deck-organisms.trycloudflare.com  |",
            "https://seasonal-deck-organisms.trycloudflare.com",
        ),
        ("tailscale funnel", "https://box.tail1234.ts.net/", "https://box.tail1234.ts.net"),
        (
            "localhost.run",
            "abc.lhr.life tunneled with tls termination, https://abc.lhr.life",
            "https://abc.lhr.life",
        ),
    ],
)
def test_presets_find_their_address(name: str, line: str, url: str) -> None:
    preset = PRESETS[name]
    plan = by_command(preset.command, preset.pattern, 4321)
    assert any("4321" in word for word in plan.arguments)
    found = plan.opened.search(line)
    assert found
    assert found[1] == url


# --- a command, kept running ----------------------------------------------------------------------


class Told:
    """The states that a tunnel told, in order."""

    def __init__(self) -> None:
        self.states: list[TunnelState] = []
        self.tunnel: Tunnel | None = None

    def __call__(self, state: TunnelState) -> None:
        self.states.append(state)

    def wait_for(self, stage: Stage, restarts: int = 0) -> TunnelState:
        def found() -> TunnelState | None:
            return next(
                (s for s in self.states if (s.stage, s.restarts) == (stage, restarts)), None
            )

        wait_until(found, f"{stage} after {restarts} restarts")
        state = found()
        assert state
        return state


@pytest.fixture
def kept() -> Iterator[Callable[..., Told]]:
    made: list[Tunnel] = []

    def keep(script: str, pattern: str = r"url: (\S+)", **environ: str) -> Told:
        told = Told()
        command = f"{shlex.quote(sys.executable)} -u -c {shlex.quote(script)} {{port}}"
        environment = {"PATH": os.environ["PATH"], **environ}
        tunnel = Tunnel(by_command(command, pattern, 1), environment, told, first_wait=0.05)
        told.tunnel = tunnel
        made.append(tunnel)
        tunnel.start()
        return told

    yield keep
    for tunnel in made:
        tunnel.stop()
        tunnel.stop()


STAYS = "import time; print('url: https://a.example/', flush=True); time.sleep(600)"


def test_its_output_tells_the_address(kept: Callable[..., Told]) -> None:
    told = kept(STAYS)
    assert told.wait_for(Stage.OPEN).url == "https://a.example"
    assert told.tunnel
    told.tunnel.stop()
    assert told.states[-1] == TunnelState()


def test_one_that_ends_is_started_again_and_its_last_words_are_told(
    kept: Callable[..., Told],
) -> None:
    told = kept("import sys; print('no route'); sys.exit(3)")
    waiting = told.wait_for(Stage.WAITING)
    assert waiting.error == "It ended with status 3. no route"
    told.wait_for(Stage.WAITING, restarts=2)


def test_another_address_after_a_restart_is_told(kept: Callable[..., Told], tmp_path: Path) -> None:
    count = tmp_path / "count"
    script = (
        f"import pathlib,time; p=pathlib.Path({str(count)!r});"
        "n=len(p.read_text()) if p.exists() else 0; p.write_text('x'*(n+1));"
        "print(f'url: https://{n}.example', flush=True); time.sleep(600 if n else 0)"
    )
    told = kept(script)
    assert told.wait_for(Stage.OPEN, restarts=1).url == "https://1.example"


def test_a_command_that_is_not_there_is_said(tmp_path: Path) -> None:
    told = Told()
    tunnel = Tunnel(by_command("no-such-program {port}", "(x)", 1), {"PATH": "/bin"}, told)
    tunnel.start()
    try:
        assert "no-such-program: No such file" in told.wait_for(Stage.WAITING).error
    finally:
        tunnel.stop()


def test_its_children_end_with_it_and_no_secret_is_in_their_environment(
    kept: Callable[..., Told], tmp_path: Path
) -> None:
    child = tmp_path / "child"
    script = (
        "import os,subprocess,sys,time; c=subprocess.Popen(['sleep','600']);"
        f"open({str(child)!r},'w').write(str(c.pid)); print('url:',sorted(os.environ));"
        "time.sleep(600)"
    )
    told = kept(script, r"url: (.*)", ACUSE_BITSO_API_SECRET="planted-secret")
    shown = told.wait_for(Stage.OPEN).url
    assert "PATH" in shown
    assert "ACUSE" not in shown
    number = int(child.read_text())
    assert psutil.pid_exists(number)
    assert told.tunnel
    told.tunnel.stop()
    wait_until(
        lambda: (
            not psutil.pid_exists(number) or psutil.Process(number).status() == psutil.STATUS_ZOMBIE
        ),
        "the child ends",
    )


# --- the whole way, through a real sshd -----------------------------------------------------------


class Sshd:
    """An OpenSSH server on loopback with keys of its own, which lets this user in."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self.key = folder / "id"
        for name in ("host", "id"):
            subprocess.run(
                ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)],
                check=True,
            )
        (folder / "sshd_config").write_text(
            f"Port {self.port}\nListenAddress 127.0.0.1\nHostKey {folder}/host\n"
            f"AuthorizedKeysFile {folder}/id.pub\nStrictModes no\nPidFile none\nUsePAM no\n"
            "PermitRootLogin yes\nPasswordAuthentication no\nAllowTcpForwarding yes\n"
        )
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        program = shutil.which("sshd", path=f"{os.environ['PATH']}:/usr/sbin")
        assert program, "openssh-server is installed by .ci/setup dev"
        with open(folder / "log", "wb") as log:
            self.process = subprocess.Popen(
                [program, "-D", "-e", "-f", str(folder / "sshd_config")], stderr=log
            )
        wait_until(self._answers, "sshd listens")

    def _answers(self) -> bool:
        with closing(socket.socket()) as found:
            return found.connect_ex(("127.0.0.1", self.port)) == 0

    def end_connections(self) -> int:
        """Kill whom it serves, as a network that breaks does; how many there were."""
        served = psutil.Process(self.process.pid).children(recursive=True)
        for one in served:
            one.kill()
        return len(served)

    def close(self) -> None:
        self.end_connections()
        self.process.terminate()
        self.process.wait(20)


@pytest.fixture
def sshd(tmp_path: Path) -> Iterator[Sshd]:
    (tmp_path / "sshd").mkdir()
    made = Sshd(tmp_path / "sshd")
    yield made
    made.close()


class Program:
    """Acuse itself, with a tunnel in its settings."""

    def __init__(
        self, data_dir: Path, environ: Mapping[str, str] = MappingProxyType({}), **settings: Any
    ) -> None:
        self.paths = Paths(data_dir)
        self.paths.prepare()
        settings_file.save(
            self.paths, replace(settings_file.load(self.paths, PROVIDERS), **settings)
        )
        self.environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(data_dir.parent),
            "ACUSE_DEV": "1",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            **environ,
        }
        self.process = subprocess.Popen(
            [sys.executable, "main.py", "serve", "--port", "0", "--data-dir", str(data_dir)],
            cwd=ROOT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        first = self.process.stdout.readline()
        assert re.search(r"http://\S+", first), first
        self.process.stdout.close()

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "main.py", *words, "--data-dir", str(self.paths.data_dir)],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def probe(self, public_url: str) -> Any:
        return json.loads(self.run("probe", "--json", "--public-url", public_url).stdout)

    def post(self, public_url: str, number: int) -> int:
        """A webhook that comes by the public address."""
        path = config.callback_path("bitso", settings_file.load(self.paths, PROVIDERS))
        body = {"event": "funding", "payload": {"fid": f"f{number}", "status": "complete"}}
        try:
            return httpx.post(public_url + path, json=body, trust_env=False).status_code
        except httpx.TransportError:
            return 0

    def kill_tunnel(self) -> None:
        """As the system does when memory runs out."""
        children = psutil.Process(self.process.pid).children()
        (command,) = (one for one in children if "projector" not in one.cmdline())
        command.kill()

    def kept(self) -> int:
        with Reader(self.paths.views, self.paths.facts, meanings(PROVIDERS)) as reader:
            return reader.feed_count()

    def stop(self) -> None:
        assert self.process.stderr
        self.process.send_signal(signal.SIGTERM)
        self.process.stderr.read()
        self.process.stderr.close()
        assert self.process.wait(30) == 0


def test_registered_delivered_by_ssh_killed_noticed_restarted_probed_delivered_again(
    sshd: Sshd, service: "Bitso", tmp_path: Path
) -> None:
    remote = free_port()
    public = f"http://127.0.0.1:{remote}"
    program = Program(
        tmp_path / "data",
        tunnel="ssh",
        ssh_host="127.0.0.1",
        ssh_user=getpass.getuser(),
        ssh_port=sshd.port,
        ssh_key=str(sshd.key),
        ssh_remote_port=remote,
        public_url=public,
    )
    try:
        wait_until(lambda: program.probe(public)["through"], "open")
        assert program.probe(public)["source_headers"] == {}
        assert "ssh-ed25519" in program.paths.known_hosts.read_text()
        program.environment |= service_of(service)
        assert program.run("register", "juno", "--public-url", public).returncode == 0
        assert str(service.subscriptions[0]["callback_url"]).startswith(f"{public}/hooks/juno/")
        assert program.post(public, 1) == 200
        for number, break_it in enumerate((program.kill_tunnel, sshd.end_connections), 2):
            told = _log(program).count("The tunnel is waiting")
            break_it()
            noticed = partial(_is_told, program, told + 1)
            wait_until(noticed, "noticed")
            wait_until(lambda: program.probe(public)["through"], "open again", 60)
            assert program.post(public, number) == 200
        wait_until(lambda: program.kept() == 3, "all are in the store")
        assert len(service.subscriptions) == 1, "the address is the same: nothing to register"
    finally:
        program.stop()


def service_of(service: "Bitso") -> dict[str, str]:
    """Where Juno is, and what it knows us by."""
    juno = {name: value for name, value in CREDENTIALS.items() if name.startswith("ACUSE_JUNO")}
    return {"ACUSE_JUNO_BASE_URL": service.url, **juno}


def _is_told(program: Program, times: int) -> bool:
    return _log(program).count("The tunnel is waiting") >= times


def _log(program: Program) -> str:
    return "".join(path.read_text() for path in program.paths.logs.iterdir())


RELAY = """
import socket, sys, threading
target = int(sys.argv[1])
def pump(a, b):
    try:
        while data := a.recv(65536): b.sendall(data)
    except OSError: pass
    finally:
        for s in (a, b):
            try: s.shutdown(socket.SHUT_RDWR)
            except OSError: pass
listener = socket.create_server(("127.0.0.1", 0))
print(f"your url is http://127.0.0.1:{listener.getsockname()[1]} !", flush=True)
while True:
    here, _ = listener.accept()
    there = socket.create_connection(("127.0.0.1", target))
    for pair in ((here, there), (there, here)):
        threading.Thread(target=pump, args=pair, daemon=True).start()
"""


def test_a_command_gives_the_address_and_another_one_when_it_was_killed(
    service: "Bitso", tmp_path: Path
) -> None:
    relay = tmp_path / "relay.py"
    relay.write_text(RELAY)
    program = Program(
        tmp_path / "data",
        tunnel="command",
        tunnel_command=f"{shlex.quote(sys.executable)} {shlex.quote(str(relay))} {{port}}",
        tunnel_pattern=r"url is (http://\S+)",
    )

    def urls() -> list[str]:
        return re.findall(r"The tunnel is open (http://[0-9.:]+)", _log(program))

    try:
        wait_until(urls, "an address")
        first = urls()[-1]
        program.environment |= service_of(service)
        assert program.run("register", "juno", "--public-url", first).returncode == 0
        assert program.post(first, 1) == 200
        assert program.probe(first)["through"]
        program.kill_tunnel()
        wait_until(lambda: "The tunnel is waiting" in _log(program), "noticed")
        wait_until(lambda: len(urls()) == 2, "another address")
        second = urls()[-1]
        assert second != first
        assert program.post(first, 2) == 0
        assert program.probe(second)["through"]
        assert program.post(second, 2) == 200
        wait_until(lambda: program.kept() == 2, "both are in the store")
        # What is registered leads nowhere now: that is seen, and it is led here.
        here = ("--public-url", second, "--json")
        (listed,) = json.loads(program.run("callbacks", "--remote", *here).stdout)
        assert listed["standing"] == "moved"
        number = str(service.subscriptions[0]["id"])
        assert program.run("register", "juno", "--update", number, *here).returncode == 0
        assert str(service.subscriptions[0]["callback_url"]).startswith(f"{second}/hooks/juno/")
    finally:
        program.stop()


def test_stopping_while_a_tunnel_cannot_start_is_quick(tmp_path: Path) -> None:
    program = Program(
        tmp_path / "data",
        tunnel="command",
        tunnel_command="nothing-here {port}",
        tunnel_pattern="(x)",
    )
    began = time.monotonic()
    program.stop()
    assert time.monotonic() - began < 20
