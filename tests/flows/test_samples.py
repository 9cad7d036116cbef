"""Every sample through the real program: posted by HTTP, asked for on the command line."""

import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

MONEY = ("amount", "asset")


def wait_for(program: Any, deliveries: int) -> Any:
    """The store in figures, once everything that arrived has its meaning."""
    deadline = time.monotonic() + 30
    while (stats := program.ask("stats"))["deliveries"] < deliveries:
        assert time.monotonic() < deadline, stats
    return stats


def post_all(program: Any, post: Callable[..., int], samples: list[Any]) -> dict[str, int]:
    paths = program.paths()
    return {
        f"{one.provider}/{one.name}": post(program.url + paths[one.provider], one)
        for one in samples
    }


def refused(answers: dict[str, int]) -> set[str]:
    return {name for name, status in answers.items() if status != 200}


@pytest.mark.timeout(180)
def test_each_sample_means_what_it_should_and_twice_is_once(
    program: Any, post: Callable[..., int], samples: list[Any]
) -> None:
    program.start()
    answers = post_all(program, post, samples)
    # Juicyway's checksum stands in the body: what is no object cannot carry one.
    assert all(
        status == 401 and name.startswith("juicyway/")
        for name, status in answers.items()
        if status != 200
    ), refused(answers)
    kept = [one for one in samples if answers[f"{one.provider}/{one.name}"] == 200]
    assert post_all(program, post, samples) == answers

    unique = {(one.provider, one.body) for one in samples}
    stats = wait_for(program, len(unique) - 20)
    assert program.stop() == (0, "")
    told = [json.loads(line) for line in program.lines]
    assert stats["attempts"] >= 2 * stats["deliveries"]
    assert stats["unreadable"] == sum(1 for one in kept if not one.is_readable)

    by_order = {one["delivery_id"]: one for one in told}
    assert sorted(by_order) == list(by_order)
    for sample in kept:
        event = sample.expected.get("expected")
        if event is None:
            continue
        matching = [
            one
            for one in told
            if one["provider"] == sample.provider
            and one["kind"] == event.get("kind", one["kind"])
            and one["status"] == event.get("status", one["status"])
            and one["provider_status"] == event.get("provider_status", one["provider_status"])
            and one["event_type"] == event.get("event_type", one["event_type"])
            and all(
                one[name] == event[name] for name in MONEY if isinstance(event.get(name), str)
                and event[name]
            )
        ]
        assert matching, f"{sample.provider}/{sample.name} was not shown as expected"


def state(program: Any) -> list[Any]:
    """All transactions, without what depends on when something arrived."""
    rows = program.ask("export")
    for row in rows:
        for name in ("first_received_at", "last_received_at"):
            del row[name]
    return sorted(rows, key=lambda row: str(row["transaction_id"]))


@pytest.mark.timeout(180)
def test_in_any_order_it_ends_the_same(
    program: Any, post: Callable[..., int], samples: list[Any], tmp_path: Path
) -> None:
    states = []
    for seed in range(3):
        program.data_dir = tmp_path / f"store-{seed}"
        program.start()
        shuffled = samples * 2 if seed else list(samples)
        random.Random(seed).shuffle(shuffled)
        post_all(program, post, shuffled)
        assert program.stop() == (0, "")
        found = state(program)
        for row in found:
            row["attempts"] = 0
        states.append(found)
    assert states[0] == states[1]
    assert states[0] == states[2]


def test_rebuilt_equals_live(
    program: Any, post: Callable[..., int], samples: list[Any]
) -> None:
    program.start()
    post_all(program, post, samples)
    assert program.stop() == (0, "")
    live = program.ask("export"), program.ask("stats")
    assert program.ask("rebuild")["rebuilt"] == live[1]["deliveries"]
    assert (program.ask("export"), program.ask("stats")) == live
