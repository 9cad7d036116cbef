"""A receiver on a real socket, in front of a list in place of the store."""

import contextlib
import socket
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

import pytest

from app.core.addresses import AddressRule
from app.core.delivery import Basis, Delivery, Outcome, Receipt, Request, Source, Trust, Verdict
from app.core.provider import Provider
from app.receiver.desk import Kept
from app.receiver.intake import Connection, Gate, own_hosts
from app.receiver.limits import Limits
from app.receiver.server import Receiver

TOKEN = "a-token-of-the-tests-1234"


def verify(request: Request, trust: Trust) -> Verdict:
    """What a body says of itself: its first word is the outcome."""
    if request.body == b"broken":
        raise RuntimeError("a mistake of ours")
    request.header("x-signature")
    word = request.body.decode("utf-8", "replace")
    outcomes = [outcome for outcome in Outcome if word.startswith(outcome.value)]
    return Verdict(outcomes[0] if outcomes else Outcome.TRUSTED, Basis.SECRET_PATH)


PROVIDER = Provider(
    name="sample",
    title="Sample",
    environments={},
    credentials=(),
    options=(),
    verify=verify,
    fingerprint=lambda body: body.hex()[:64],
    parse=lambda body: (),
    tails=("", "v1/banking/transfers"),
)


def as_error(error: BaseException) -> Exception:
    assert isinstance(error, Exception)
    return error


@dataclass
class Desk:
    """What stands behind the receiver: what was kept, and how the keeping goes."""

    kept: list[Delivery] = field(default_factory=list)
    acknowledged: list[tuple[int, int]] = field(default_factory=list)
    keep: Callable[[Delivery, Future[Receipt]], None] | None = None

    def deliver(self, deliveries: Sequence[Delivery]) -> Future[Kept]:
        """The future is done once those of all deliveries are, as in one commit."""
        all_kept: Future[Kept] = Future()
        futures = [Future[Receipt]() for _ in deliveries]
        for one in futures:
            one.add_done_callback(lambda _: self._look_whether_all(futures, all_kept))
        for delivery, future in zip(deliveries, futures, strict=True):
            if self.keep is not None:
                self.keep(delivery, future)
            else:
                self.kept.append(delivery)
                future.set_result(Receipt(len(self.kept), 1, datetime.now(UTC)))
        return all_kept

    @staticmethod
    def _look_whether_all(futures: "list[Future[Receipt]]", all_kept: "Future[Kept]") -> None:
        if all(one.done() for one in futures):
            outcomes = ((one.exception(), one) for one in futures)
            all_kept.set_result(
                [one.result() if error is None else as_error(error) for error, one in outcomes]
            )

    def note(self, answers: Sequence[tuple[Receipt, int]], at: datetime) -> None:
        self.acknowledged += [(receipt.delivery_id, status) for receipt, status in answers]


@dataclass
class House:
    """A running receiver and ways to talk to it."""

    receiver: Receiver
    desk: Desk

    @property
    def port(self) -> int:
        return self.receiver.port

    @property
    def path(self) -> str:
        return f"/hooks/sample/{TOKEN}"

    def connect(self) -> socket.socket:
        return socket.create_connection(("127.0.0.1", self.port), timeout=10)

    def request(
        self,
        body: bytes = b'{"a":1}',
        *,
        method: str = "POST",
        path: str | None = None,
        without: tuple[str, ...] = (),
        **headers: str,
    ) -> bytes:
        """The bytes of a good request, but for what is asked to be different."""
        given = {
            "Host": f"127.0.0.1:{self.port}",
            "Content-Type": "application/json",
            "Content-Length": str(len(body)),
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        lines = [f"{method} {self.path if path is None else path} HTTP/1.1"]
        lines += [f"{name}: {value}" for name, value in given.items() if name not in without]
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + body

    def ask(self, *parts: bytes) -> bytes:
        """Everything that is answered to some bytes until the receiver hangs up."""
        with self.connect() as peer:
            for part in parts:
                peer.sendall(part)
            with contextlib.suppress(OSError):
                peer.shutdown(socket.SHUT_WR)
            return self.everything(peer)

    def status(self, *parts: bytes) -> int:
        return status_of(self.ask(*parts))

    @staticmethod
    def everything(peer: socket.socket) -> bytes:
        """What arrives until the other end hangs up."""
        answer = b""
        with contextlib.suppress(ConnectionResetError):
            while some := peer.recv(65536):
                answer += some
        return answer


def status_of(answer: bytes) -> int:
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


@contextlib.contextmanager
def running(
    desk: Desk, limits: Limits, rule: AddressRule | None = None, port: int = 0
) -> Iterator[House]:
    real = Connection(PROVIDER, TOKEN, Trust(), rule or AddressRule())
    test = replace(real, token="a-token-for-test-events", origin=Source.TEST)

    def gate(port: int) -> Gate:
        hosts = own_hosts("127.0.0.1", port, "https://hooks.example.com")
        return Gate((real, test), hosts)

    receiver = Receiver(
        "127.0.0.1",
        port,
        make_gate=gate,
        deliver=desk.deliver,
        acknowledged=desk.note,
        now=lambda: datetime.now(UTC),
        limits=limits,
    )
    receiver.start()
    try:
        yield House(receiver, desk)
    finally:
        assert receiver.stop(), "the receiver did not stop in time"


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def receiving() -> Callable[..., contextlib.AbstractContextManager[House]]:
    """Makes a receiver as a test wants it."""
    return running


@pytest.fixture
def house(desk: Desk) -> Iterator[House]:
    with running(desk, Limits()) as house:
        yield house


@pytest.fixture
def hasty(desk: Desk) -> Iterator[House]:
    """A receiver that loses its patience in tenths of a second, and takes eight connections."""
    limits = replace(
        Limits(),
        connections=8,
        head_seconds=0.4,
        body_seconds=0.4,
        write_seconds=0.4,
        idle_seconds=1,
        commit_seconds=0.3,
        linger_seconds=0.2,
        stop_seconds=1,
    )
    with running(desk, limits) as house:
        yield house
