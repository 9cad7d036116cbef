"""What arrives together is handed over together, wakes the loop once, and nobody is missed."""

import asyncio
import gc
import threading
import weakref
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.core.addresses import AddressRule
from app.core.delivery import Delivery, Receipt, Trust
from app.receiver import desk
from app.receiver.answers import REFUSALS, Answer
from app.receiver.desk import Asked, Desk, Kept
from app.receiver.intake import Connection, Gate, Head, Route
from app.receiver.limits import Limits
from app.receiver.notices import Notices
from tests.receiver.conftest import PROVIDER

NOW = datetime(2026, 11, 21, tzinfo=UTC)
HEAD = Head.of("POST", b"/", (), "127.0.0.1", "127.0.0.1:1")
ROUTE = Route(Connection(PROVIDER, "token", Trust(), AddressRule()), "")


class CountingLoop(asyncio.SelectorEventLoop):
    """Counts how often another thread wakes it."""

    woken = 0

    def _write_to_self(self) -> None:
        self.woken += 1
        super()._write_to_self()  # type: ignore[misc]


class Counter:
    """Stands where the connections and the store stand."""

    def __init__(self) -> None:
        self.handed: list[tuple[Sequence[Delivery], Future[Kept]]] = []
        self.answers: list[Answer] = []
        self.noted: list[tuple[Receipt, int]] = []
        limits = replace(Limits(), commit_seconds=0.01)
        gate = Gate((), frozenset())
        self.desk = Desk(lambda: gate, self.deliver, self.note, lambda: NOW, limits, Notices())

    def deliver(self, deliveries: Sequence[Delivery]) -> Future[Kept]:
        future: Future[Kept] = Future()
        self.handed.append((deliveries, future))
        return future

    def note(self, answers: Sequence[tuple[Receipt, int]], at: datetime) -> None:
        self.noted += answers

    def answered(self, request: Asked, answer: Answer) -> None:
        self.answers.append(answer)

    def take(self, *bodies: bytes) -> None:
        for body in bodies:
            self.desk.take(Asked(self, is_last=False), ROUTE, HEAD, body)

    async def ask(self, *bodies: bytes) -> None:
        before = len(self.handed)
        self.take(*bodies)
        while len(self.handed) == before:
            await asyncio.sleep(0)

    def keep(self) -> None:
        """What the store does, on a thread of its own."""

        def keep_all() -> None:
            for deliveries, future in self.handed:
                future.set_result([Receipt(1, 1, NOW) for _ in deliveries])

        thread = threading.Thread(target=keep_all)
        thread.start()
        thread.join()

    @property
    def statuses(self) -> list[int]:
        return [answer.status for answer in self.answers]


@pytest.fixture
def counter() -> Counter:
    return Counter()


def test_what_arrives_in_one_round_is_handed_over_together(counter: Counter) -> None:
    asyncio.run(counter.ask(b"one", b"two"))
    ((deliveries, _),) = counter.handed
    assert [one.request.body for one in deliveries] == [b"one", b"two"]
    assert counter.answers == []  # nothing before it is kept


def test_what_arrives_while_more_comes_in_each_round_is_handed_over_together(
    counter: Counter,
) -> None:
    async def story() -> None:
        for number in range(desk.MOST):
            assert not counter.handed
            counter.take(b"%d" % number)
            await asyncio.sleep(0)
        await counter.ask(b"and another")

    asyncio.run(story())
    assert [len(deliveries) for deliveries, _ in counter.handed] == [desk.MOST, 1]


def test_a_crowd_that_comes_in_a_few_rounds_is_handed_over_as_one(counter: Counter) -> None:
    async def story() -> None:
        for number in range(4):
            counter.take(*(b"%d of %d" % (one, number) for one in range(50)))
            await asyncio.sleep(0)
        while not counter.handed:
            await asyncio.sleep(0)

    asyncio.run(story())
    assert [len(deliveries) for deliveries, _ in counter.handed] == [200]


def test_many_groups_wake_the_loop_once(counter: Counter) -> None:
    async def story() -> None:
        for number in range(200):
            await counter.ask(b"%d" % number)
        counter.keep()  # the loop stands still meanwhile
        while len(counter.answers) < 200:
            await asyncio.sleep(0)

    loop = CountingLoop()
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        runner.run(story())
    assert loop.woken == 1
    assert counter.statuses == [200] * 200
    assert len(counter.noted) == 200


def test_one_that_cannot_be_kept_costs_no_other_its_answer(counter: Counter) -> None:
    async def story() -> None:
        await counter.ask(b"one", b"two", b"three")
        receipt = Receipt(1, 1, NOW)
        counter.handed[0][1].set_result([receipt, ValueError("not this one"), receipt])
        await asyncio.sleep(0.001)

    asyncio.run(story())
    assert counter.statuses == [200, 503, 200]
    assert len(counter.noted) == 2


def test_who_waits_in_vain_is_told_once(counter: Counter) -> None:
    async def story() -> None:
        await counter.ask(b"one", b"two")
        counter.desk.hurry(counter.desk.due)
        assert counter.answers == [REFUSALS[503]] * 2
        counter.keep()  # too late
        await asyncio.sleep(0.001)

    asyncio.run(story())
    assert counter.answers == [REFUSALS[503]] * 2
    assert counter.noted == []


@pytest.mark.parametrize("is_late", [False, True], ids=["in time", "too late"])
def test_what_is_answered_is_gone_without_a_look_for_garbage(
    counter: Counter, is_late: bool
) -> None:
    """The window looks for it seldom."""

    async def story() -> None:
        await counter.ask(b"one", b"two")
        if is_late:
            counter.desk.hurry(counter.desk.due)
        counter.keep()
        await asyncio.sleep(0.001)

    gc.disable()
    try:
        asyncio.run(story())
        work = weakref.ref(counter.handed.pop()[1])
        assert work() is None
    finally:
        gc.enable()


def test_an_answer_after_the_loop_has_ended_is_nobodys(counter: Counter) -> None:
    asyncio.run(counter.ask(b"one"))
    counter.keep()
    assert counter.answers == []
