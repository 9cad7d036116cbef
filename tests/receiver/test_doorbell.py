"""Many answers of another thread wake the loop once, and none is missed."""

import asyncio
import threading
from concurrent.futures import Future

from app.receiver.doorbell import Doorbell


class CountingLoop(asyncio.SelectorEventLoop):
    """Counts how often another thread wakes it."""

    woken = 0

    def _write_to_self(self) -> None:
        self.woken += 1
        super()._write_to_self()  # type: ignore[misc]


def answer(works: list[Future[int]]) -> threading.Thread:
    def set_all() -> None:
        for one in works:
            one.set_result(1)

    thread = threading.Thread(target=set_all)
    thread.start()
    return thread


def test_a_group_of_answers_wakes_the_loop_once() -> None:
    async def story() -> list[bool]:
        bell, works = Doorbell(), [Future[int]() for _ in range(200)]
        waiting = [asyncio.ensure_future(bell.waited(work, 30)) for work in works]
        await asyncio.sleep(0)
        answer(works).join()  # the loop stands still meanwhile
        return await asyncio.gather(*waiting)

    loop = CountingLoop()
    with asyncio.Runner(loop_factory=lambda: loop) as runner:
        assert all(runner.run(story()))
        assert loop.woken == 1


def test_answers_at_any_moment_are_heard() -> None:
    async def story() -> int:
        bell, count = Doorbell(), 0
        for _ in range(300):
            works = [Future[int]() for _ in range(5)]
            thread = answer(works)
            count += sum(await asyncio.gather(*(bell.waited(one, 30) for one in works)))
            thread.join()
        return count

    assert asyncio.run(story()) == 1500


def test_who_waits_in_vain_is_let_go() -> None:
    async def story() -> bool:
        return await Doorbell().waited(Future[int](), 0.01)

    assert asyncio.run(story()) is False


def test_an_answer_after_the_loop_has_ended_is_nobodys() -> None:
    work = Future[int]()

    async def story() -> bool:
        return await Doorbell().waited(work, 0.01)

    assert asyncio.run(story()) is False
    work.set_result(1)
