"""Every sample through the real program: posted by HTTP, asked for on the command line."""

import json
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


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


def is_shown(event: dict[str, Any], told: dict[str, Any]) -> bool:
    names = ("kind", "status", "provider_status", "event_type", "amount", "asset")
    wanted = {name: event[name] for name in names if event.get(name)}
    return wanted.items() <= told.items()


@pytest.mark.timeout(180)
def test_each_sample_means_what_it_should_and_twice_is_once(
    program: Any, post: Callable[..., int], samples: list[Any]
) -> None:
    program.start()
    answers = post_all(program, post, samples)
    # Juicyway's checksum stands in the body: one that is no JSON cannot carry it.
    assert {name for name, status in answers.items() if status != 200} == {"juicyway/nan-amount"}
    assert post_all(program, post, samples) == answers

    stats = wait_for(program, len(samples))
    assert stats["deliveries"] == len(samples)
    assert stats["attempts"] == 2 * len(samples)
    assert stats["quarantined"] == 1
    unreadable = [one for one in samples if not one.is_readable]
    assert stats["unreadable"] == len(unreadable) - 1

    assert program.stop() == (0, "")
    told = [json.loads(line) for line in program.lines]
    assert len({one["delivery_id"] for one in told}) == len(told) == len(samples)
    for sample, shown in zip(samples, told, strict=True):  # in the order in which they came
        assert shown["provider"] == sample.provider
        if "expected" in sample.expected:
            assert is_shown(sample.expected["expected"], shown), sample.name


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


def test_rebuilt_equals_live(program: Any, post: Callable[..., int], samples: list[Any]) -> None:
    program.start()
    post_all(program, post, samples)
    assert program.stop() == (0, "")
    live = program.ask("export"), program.ask("stats")
    assert program.ask("rebuild")["rebuilt"] == live[1]["deliveries"]
    assert (program.ask("export"), program.ask("stats")) == live
